#include "api/tally.h"

#include <algorithm>
#include <charconv>

#include "api/routes.h"
#include "node/log.h"
#include "node/random.h"

namespace palitan::api {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kHeader = "x-request-id";
constexpr auto kSlow = 1s;
constexpr std::uint64_t kLinesASecond =
    20;  ///< about what is not asked for; a stranger may not fill the disk
constexpr std::array kDoors = {"node", "pages", "watch"};

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= Tally::kIdMax && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  });
}

/// The refusal's name in a problem's body: quotation marks inside of texts are escaped there, so that nothing
/// that anybody sent reads like a member.
std::string_view title_of(std::string_view body) {
  constexpr std::string_view kMember = "\"title\":\"";
  const auto at = body.find(kMember);
  if (at == body.npos) return {};
  const auto rest = body.substr(at + kMember.size());
  return rest.substr(0, rest.find('"'));
}

bool is_problem(const net::Response& response) {
  return response.header("content-type").value_or("") == "application/problem+json";
}

}  // namespace

Trail::Trail(std::shared_ptr<Tally> by, Door at, std::string called)
    : tally(std::move(by)),
      id(std::move(called)),
      door(at),
      route(tally->rows() - 1),
      began(std::chrono::steady_clock::now()) {}

Trail::~Trail() {
  if (!answered) tally->ended(*this, 500, {});
}

Tally::Tally(std::size_t routes, RequestLog log)
    : rows_(routes + 1), log_(log), run_(base::to_hex(node::random_bytes<3>()) + "-") {}

std::shared_ptr<Trail> Tally::begin(Door door, const net::Request& request) {
  const auto given = request.header(kHeader);
  if (given && is_id(*given)) return std::make_shared<Trail>(shared_from_this(), door, std::string(*given));
  std::array<char, 16> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), next_++, 36);
  return std::make_shared<Trail>(shared_from_this(), door, run_ + std::string(digits.data(), end));
}

net::Respond Tally::told(std::shared_ptr<Trail> trail, net::Respond respond) {
  return [trail = std::move(trail), respond = std::move(respond)](net::Response response) {
    const bool problem = is_problem(response);
    trail->tally->ended(*trail, response.status, problem ? title_of(response.body) : std::string_view());
    if (problem && response.body.starts_with("{\""))
      response.body.insert(1, "\"request\":\"" + trail->id + "\",");
    response.headers.emplace_back(kHeader, trail->id);
    respond(std::move(response));
  };
}

void Tally::ended(Trail& trail, int status, std::string_view problem) {
  if (trail.answered.exchange(true)) return;
  const auto took = std::chrono::steady_clock::now() - trail.began;
  auto& row = rows_[trail.route];
  const auto at = std::find(kStatuses.begin(), kStatuses.end(), status) - kStatuses.begin();
  row.statuses[static_cast<std::size_t>(at)].fetch_add(1, std::memory_order_relaxed);
  row.took.note(static_cast<std::uint64_t>(took.count()));
  if (log_ != RequestLog::none) write(trail, status, problem, took);
}

/// In this second, about a request that need not be written.
bool Tally::may_write() {
  std::uint64_t left_out = 0;
  {
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (now - second_ >= 1s) {
      second_ = now;
      lines_ = 0;
      left_out = std::exchange(left_out_, 0);
    }
    if (++lines_ > kLinesASecond) {
      ++left_out_;
      return false;
    }
  }
  if (left_out > 0)
    node::log(node::LogLevel::info, "requests were refused and not written here", {{"count", left_out}});
  return true;
}

void Tally::write(const Trail& trail, int status, std::string_view problem, std::chrono::nanoseconds took) {
  const auto listed = api::routes();
  const auto operation = trail.route < listed.size() ? listed[trail.route].operation : "none";
  const bool waits = trail.route < listed.size() && listed[trail.route].act == get_events;
  const bool troubled = status >= 400 || (took >= kSlow && !waits);
  if (log_ == RequestLog::troubled && (!troubled || !may_write())) return;
  const auto ms = std::chrono::duration<double, std::milli>(took).count();
  std::vector<node::LogField> fields = {{"request", trail.id},
                                        {"door", kDoors[static_cast<std::size_t>(trail.door)]},
                                        {"route", operation},
                                        {"status", static_cast<std::uint64_t>(status)},
                                        {"ms", ms}};
  if (!problem.empty()) fields.push_back({"refusal", problem});
  node::log(status >= 500 ? node::LogLevel::warn : node::LogLevel::info, "request", fields);
}

Tally::Seen Tally::seen(std::size_t route) const {
  Seen out;
  for (std::size_t i = 0; i <= kOther; ++i)
    out.statuses[i] = rows_[route].statuses[i].load(std::memory_order_relaxed);
  out.took = rows_[route].took.seen();
  return out;
}

}  // namespace palitan::api
