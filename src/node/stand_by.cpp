#include "node/stand_by.h"

#include "node/record_place.h"

namespace palitan::node {
namespace {

using base::Code;
constexpr std::chrono::seconds kAnswerWithin{1};

std::optional<net::Splice::Endpoint> endpoint(const store::Reach& to, const store::Reach& own) {
  // Itself: it wrote until a moment ago, and nobody has taken its turn yet. Or both are reached in their own
  // machines alone.
  if (to.port == 0 || to == own) return std::nullopt;
  return net::Splice::Endpoint{to.address, to.port};
}

/// Where a listener is reached from within its machine.
net::Splice::Endpoint from_within(const std::string& address, std::uint16_t port) {
  if (address == "0.0.0.0") return {"127.0.0.1", port};
  if (address == "::") return {"::1", port};
  return {address, port};
}

base::Result<std::uint16_t> listen(net::Splice& splice) {
  const auto port = splice.start();
  if (port) return *port;
  const bool busy = port.error().kind == base::Failure::Kind::retry;
  return base::refuse(busy ? Code::local_busy : Code::local_stopped, port.error().what);
}

}  // namespace

base::Result<void> check_shared(const Folder& folder) {
  const auto records = folder.records();
  if (records.empty())
    return base::refuse(Code::local_draft,
                        "There is no record in this folder yet, so there is none to stand by for. Serve it "
                        "without --stand-by.");
  for (const auto& partnership : records) {
    const auto place = read_place(folder, partnership);
    if (!place) return tl::unexpected(place.error());
    if (!*place)
      return base::refuse(
          Code::local_draft,
          folder.record_path(partnership).string() +
              " is a file, which no other machine writes. Serve it without --stand-by, or move every record "
              "of the folder into a database first: palitan store move (docs/operating/postgres.md).");
  }
  return {};
}

StandBy::StandBy(Options options) : options_(std::move(options)), node_(options_.node) {
  if (options_.pages) pages_.emplace(*options_.pages);
}

StandBy::~StandBy() { watch_.reset(); }

base::Result<void> StandBy::start(const Held& held) {
  auto lookout = lookout_of(held.folder);
  if (!lookout) return tl::unexpected(lookout.error());
  if (!*lookout) return base::refuse(Code::local_draft, "no record of this folder lies in a database");
  node_of_ours_.tls = held.folder.file().tls;
  node_of_ours_.server_key = held.keys->node_key();
  node_of_ours_.connect_timeout = kAnswerWithin;
  const auto port = listen(node_);
  if (!port) return tl::unexpected(port.error());
  options_.own.node.port = *port;
  if (pages_) {
    const auto beside = listen(*pages_);
    if (!beside) return tl::unexpected(beside.error());
    options_.own.pages.port = *beside;
  }
  watch_ = std::make_unique<TurnWatch>(
      std::move(*lookout), options_.look_every,
      [this](store::Lookout&, const base::Result<store::TurnSeen>& turn) { look(turn); });
  return {};
}

bool StandBy::answers(const store::Reach& at) const {
  auto target = node_of_ours_;
  target.host = at.address;
  target.port = at.port;
  return at.port != 0 && at != options_.own.node && net::Client(std::move(target)).open().has_value();
}

void StandBy::look(const base::Result<store::TurnSeen>& turn) {
  if (!turn) {
    // Who writes may be reached all the same, and goes on as long as nobody takes its turn.
    const std::lock_guard lock(mutex_);
    seen_.away = turn.error();
    return;
  }
  const auto now = std::chrono::steady_clock::now();
  if (turn->held) free_since_.reset();
  if (!turn->held && !free_since_) free_since_ = now;
  const bool yields = !turn->held && turn->doors && answers(turn->doors->node);
  const std::lock_guard lock(mutex_);
  seen_ = {};
  seen_.free = !turn->held;
  if ((turn->held || yields) && turn->doors) {
    seen_.writer = turn->doors;
    seen_.since = turn->since;
  }
  const auto doors = seen_.writer.value_or(store::Doors{});
  node_.pass_to(endpoint(doors.node, options_.own.node));
  if (pages_) pages_->pass_to(endpoint(doors.pages, options_.own.pages));
  may_try_ = seen_.free && (!yields || now - *free_since_ > options_.yield_for);
  if (may_try_) looked_.notify_all();
}

StandBy::Seen StandBy::seen() const {
  const std::lock_guard lock(mutex_);
  return seen_;
}

net::Splice::Figures StandBy::figures() const {
  auto out = node_.figures();
  if (!pages_) return out;
  const auto more = pages_->figures();
  out.open += more.open;
  out.passed_on += more.passed_on;
  out.turned_away += more.turned_away;
  return out;
}

bool StandBy::may_try(std::chrono::milliseconds at_most) {
  std::unique_lock lock(mutex_);
  looked_.wait_for(lock, at_most, [this] { return may_try_; });
  return std::exchange(may_try_, false);
}

void StandBy::make_room() {
  watch_.reset();
  for (auto* one : {&node_, pages_ ? &*pages_ : nullptr}) {
    if (one == nullptr) continue;
    one->pass_to(std::nullopt);  // the one before may still answer, and writes no more
    one->stop_listening();
  }
}

void StandBy::let_in() {
  node_.pass_to(from_within(options_.node.address, node_.port()));
  if (pages_) pages_->pass_to(from_within(options_.pages->address, pages_->port()));
}

}  // namespace palitan::node
