#include "api/figures.h"

#include <unistd.h>

#include <cstdio>
#include <fstream>

#include "api/exposition.h"
#include "api/readiness.h"
#include "api/routes.h"
#include "node/version.h"

namespace palitan::api {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 2s;
constexpr double kNanoseconds = 1e9;
constexpr double kMilliseconds = 1e3;

/// What one book says of itself.
struct BookSeen {
  base::Id id;
  std::string label;  ///< the first digits of its id
  std::uint64_t size = 0, height = 0, pending = 0, held = 0;
  std::int64_t accord_ms = 0;
  std::int64_t waiting_since_ms = 0;                            ///< 0: nothing waits
  std::map<sync::NodeName, std::optional<std::size_t>> behind;  ///< acts that it lacks, as far as it has said
};

std::vector<BookSeen> look_at_books(App& app, const std::vector<node::LinkState>& links) {
  std::vector<BookSeen> out;
  auto& writer = app.service.writer();
  for (const auto& id : writer.partnerships()) {
    std::vector<sync::NodeName> partners;
    for (const auto& link : links)
      if (link.partnership == id) partners.push_back(link.name());
    auto seen =
        look_within<BookSeen>(writer, id, kPatience, [id, partners, now = writer.now()](node::Book& book) {
          BookSeen one;
          one.id = id;
          one.label = base::to_hex(id.view()).substr(0, 12);
          one.size = book.head().size;
          one.height = book.head().height;
          one.accord_ms = book.head().time.ms;
          one.pending = book.pending_order().size();
          one.held = book.held_count();
          if (const auto stall = book.stall(now); stall.waiting) one.waiting_since_ms = stall.since.ms;
          for (const auto& partner : partners) one.behind[partner] = book.behind(partner);
          return one;
        });
    if (seen) out.push_back(std::move(*seen));
  }
  return out;
}

void requests(Exposition& out, const Tally& tally) {
  std::vector<std::pair<std::string_view, Tally::Seen>> rows;
  for (std::size_t i = 0; i < tally.rows(); ++i) {
    auto seen = tally.seen(i);
    if (seen.took.count() > 0) rows.emplace_back(i < routes().size() ? routes()[i].operation : "none", seen);
  }
  out.metric("palitan_http_requests_total", "counter", "Requests answered, by route and status.");
  for (const auto& [route, seen] : rows)
    for (std::size_t i = 0; i <= Tally::kOther; ++i)
      if (seen.statuses[i] > 0)
        out.sample(
            {{"route", route},
             {"status", i < Tally::kOther ? std::to_string(Tally::kStatuses[i]) : std::string("other")}},
            static_cast<double>(seen.statuses[i]));
  out.metric("palitan_http_request_seconds", "histogram",
             "From the whole request to its answer; getEvents waits for news by design.");
  for (const auto& [route, seen] : rows) out.histogram({{"route", route}}, seen.took, kNanoseconds);
}

void writer(Exposition& out, const node::Writer& of) {
  const auto seen = of.figures();
  out.metric("palitan_writer_queue_jobs", "gauge", "Jobs that wait for the writer.");
  out.sample(static_cast<double>(seen.queue));
  out.metric("palitan_writer_queue_limit_jobs", "gauge",
             "With so many waiting, more are refused local_busy.");
  out.sample(static_cast<double>(seen.queue_max));
  out.metric("palitan_writer_group_jobs", "histogram", "Jobs that were carried out together.");
  out.histogram({}, seen.group, 1);
  out.metric("palitan_commit_seconds", "histogram", "What making one group durable took.");
  out.histogram({}, seen.commit, kNanoseconds);
  out.metric("palitan_commits_refused_total", "counter",
             "Groups that were refused because the disk was full.");
  out.sample(static_cast<double>(seen.refused_commits));
}

void books(Exposition& out, const App& app, const std::vector<BookSeen>& seen) {
  const auto each = [&](std::string_view name, std::string_view help, auto value) {
    out.metric(name, "gauge", help);
    for (const auto& book : seen) out.sample({{"book", book.label}}, static_cast<double>(value(book)));
  };
  each("palitan_acts_pending", "Acts that no accord holds yet.", [](const auto& b) { return b.pending; });
  each("palitan_acts_held", "Acts that cite what is not here yet.", [](const auto& b) { return b.held; });
  each("palitan_log_acts", "Acts that all have agreed on.", [](const auto& b) { return b.size; });
  each("palitan_accord_height", "Height of the last accord.", [](const auto& b) { return b.height; });
  each("palitan_accord_timestamp_seconds", "Time of the last accord.",
       [](const auto& b) { return static_cast<double>(b.accord_ms) / kMilliseconds; });
  each("palitan_waiting_since_timestamp_seconds", "Since when acts wait for an accord; 0: none waits.",
       [](const auto& b) { return static_cast<double>(b.waiting_since_ms) / kMilliseconds; });
  each("palitan_record_bytes", "Size of a book's file with its WAL.", [&](const BookSeen& b) {
    std::uint64_t bytes = 0;
    std::error_code error;
    for (const char* tail : {"", "-wal"}) {
      const auto size =
          std::filesystem::file_size(app.service.folder().record_path(b.id).string() + tail, error);
      if (!error) bytes += size;
    }
    return bytes;
  });
}

void partners(Exposition& out, const std::vector<node::LinkState>& links, const std::vector<BookSeen>& seen) {
  const auto label = [](const node::LinkState& link) {
    return base::to_hex(link.partnership.view()).substr(0, 12);
  };
  const auto each = [&](std::string_view name, std::string_view type, std::string_view help, auto value) {
    out.metric(name, type, help);
    for (const auto& link : links)
      if (const std::optional<double> is = value(link))
        out.sample({{"book", label(link)}, {"partner", link.name()}}, *is);
  };
  using Maybe = std::optional<double>;
  each("palitan_partner_reachable", "gauge", "1: the last exchange succeeded.",
       [](const auto& link) { return Maybe(link.linked && link.reachable ? 1 : 0); });
  each("palitan_partner_paused", "gauge", "1: somebody here paused the link.",
       [](const auto& link) { return Maybe(link.linked ? 0 : 1); });
  each("palitan_partner_contact_timestamp_seconds", "gauge", "Last exchange since the node started; 0: none.",
       [](const auto& link) { return Maybe(static_cast<double>(link.last_success.ms) / kMilliseconds); });
  each("palitan_partner_behind_acts", "gauge", "Acts that it lacks, as far as it has said.",
       [&](const node::LinkState& link) -> Maybe {
         for (const auto& book : seen)
           if (book.id == link.partnership)
             if (const auto at = book.behind.find(link.name()); at != book.behind.end() && at->second)
               return static_cast<double>(*at->second);
         return std::nullopt;
       });
  each("palitan_partner_sent_bytes_total", "counter", "Parcels sent as requests.",
       [](const auto& link) { return Maybe(static_cast<double>(link.sent)); });
  each("palitan_partner_received_bytes_total", "counter", "Parcels received as answers.",
       [](const auto& link) { return Maybe(static_cast<double>(link.received)); });
}

void readiness_of(Exposition& out, App& app) {
  const auto findings = readiness(app);
  out.metric("palitan_ready", "gauge", "1: as /readyz.");
  out.sample(is_ready(findings) ? 1 : 0);
  out.metric("palitan_check", "gauge", "Of /readyz: 1 all right, 0.5 to be looked at, 0 wrong.");
  for (const auto& one : findings)
    out.sample({{"check", one.check}}, one.standing == node::Standing::ok      ? 1
                                       : one.standing == node::Standing::wrong ? 0
                                                                               : 0.5);
}

/// Names that every program's figures have.
void process(Exposition& out, const App& app) {
  std::uint64_t pages = 0;
  std::uint64_t resident = 0;
  std::ifstream("/proc/self/statm") >> pages >> resident;
  out.metric("process_resident_memory_bytes", "gauge", "Memory in use.");
  out.sample(static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)));
  timespec used{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  out.metric("process_cpu_seconds_total", "counter", "Time on processors.");
  out.sample(static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / kNanoseconds);
  out.metric("process_open_fds", "gauge", "Open files and connections.");
  std::error_code error;
  std::ptrdiff_t open = 0;
  for (std::filesystem::directory_iterator at("/proc/self/fd", error), end; !error && at != end;
       at.increment(error))
    ++open;
  out.sample(static_cast<double>(open));
  out.metric("process_start_time_seconds", "gauge", "When the node started.");
  out.sample(static_cast<double>(app.service.started_at().ms) / kMilliseconds);
}

void disk(Exposition& out, const App& app) {
  const auto room = node::room_at(app.service.folder().dir());
  if (!room) return;
  out.metric("palitan_disk_free_bytes", "gauge", "Room that is left where the folder lies.");
  out.sample(static_cast<double>(room->free));
  out.metric("palitan_disk_size_bytes", "gauge", "Size of the file system where the folder lies.");
  out.sample(static_cast<double>(room->size));
}

}  // namespace

std::string figures_text(App& app) {
  Exposition out;
  out.metric("palitan_build_info", "gauge", "1; its labels say what runs.");
  out.sample({{"version", node::kVersion}, {"compiler", __VERSION__}}, 1);
  const auto links = app.service.peers().links();
  const auto seen = look_at_books(app, links);
  requests(out, *app.tally);
  writer(out, app.service.writer());
  books(out, app, seen);
  partners(out, links, seen);
  readiness_of(out, app);
  disk(out, app);
  process(out, app);
  return out.take();
}

}  // namespace palitan::api
