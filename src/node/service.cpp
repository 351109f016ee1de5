#include "node/service.h"

#include <algorithm>

#include <spdlog/spdlog.h>

#include "node/record_place.h"

namespace palitan::node {
namespace {

using base::Code;
constexpr auto kSweepEvery = std::chrono::milliseconds(500);
constexpr auto kLookEvery = std::chrono::milliseconds(100);
constexpr auto kTurnEvery = std::chrono::seconds(1);
/// Who was just answered and asks on is to hear that the node stops, not to find nobody there.
constexpr auto kHearOut = std::chrono::milliseconds(200);

}  // namespace

Service::Service(std::shared_ptr<const Held> held, ServiceOptions options)
    : held_(std::move(held)),
      folder_(held_->folder),
      keys_(held_->keys),
      options_(std::move(options)),
      started_at_(options_.clock()),
      delegations_(folder_),
      attachments_(folder_.attachments_path()) {
  attachments_.sweep();
}

Service::~Service() { stop(); }

base::Result<std::shared_ptr<const Held>> Service::hold(const std::filesystem::path& dir,
                                                        std::string_view passphrase) {
  auto folder = Folder::open(dir);
  if (!folder) return tl::unexpected(folder.error());
  auto lock = folder->lock();
  if (!lock) return tl::unexpected(lock.error());
  auto keys = Keyring::unlock(*folder, passphrase);
  if (!keys) return tl::unexpected(keys.error());
  return std::make_shared<const Held>(Held{std::move(*folder), std::move(*lock), std::move(*keys)});
}

base::Result<std::unique_ptr<Service>> Service::open(const std::filesystem::path& dir,
                                                     std::string_view passphrase, ServiceOptions options) {
  auto held = hold(dir, passphrase);
  if (!held) return tl::unexpected(held.error());
  return open(std::move(*held), std::move(options));
}

base::Result<std::unique_ptr<Service>> Service::open(std::shared_ptr<const Held> held,
                                                     ServiceOptions options) {
  auto identity = held->keys->identity();
  if (!identity) return tl::unexpected(identity.error());
  auto token = held->folder.token();
  if (!token) return tl::unexpected(token.error());
  std::unique_ptr<Service> out(new Service(std::move(held), std::move(options)));
  out->identity_ = std::move(*identity);
  out->token_ = std::move(*token);
  out->writer_ = std::make_unique<Writer>(out->keys_, out->options_.clock, out->options_.writer);
  out->writer_->judge_first(OwnLaw(out->options_.own_law));
  if (const auto done = out->open_records(); !done) return tl::unexpected(done.error());
  out->peers_ =
      std::make_unique<Peers>(*out->writer_, out->identity_, out->delegations_, out->options_.peer_options);
  out->fetch_ = std::make_unique<AttachmentFetch>(
      out->attachments_, [at = out.get()](const base::Id& id) { return at->attachment_names(id); },
      out->folder_.file().party, out->options_.peer_options.attachment_again,
      [at = out.get()](const base::Hash& hash) {
        return std::any_of(at->attachment_names_.begin(), at->attachment_names_.end(), [&](const auto& one) {
          return !one.second->of(hash).empty() && !one.second->erased(hash);
        });
      });
  out->peers_->fetch_with(*out->fetch_);
  out->peers_->tell_links([at = &out->changes_] { at->tell(); });
  return out;
}

base::Result<void> Service::open_records() {
  for (const auto& partnership : folder_.records()) {
    auto store = open_record(folder_, partnership, {.sqlite_max_pages = options_.sqlite_max_pages});
    if (!store) return tl::unexpected(store.error());
    BookOptions book_options;
    book_options.party = folder_.file().party;
    book_options.node = folder_.file().node;
    book_options.accord_key = keys_->accord();
    book_options.keeps_seat = [this](const base::KeyId& seat) {
      return folder_.has_key(seat_key_file(seat));
    };
    book_options.ceiling = folder_.file().ceiling;
    book_options.helpers = std::clamp(std::thread::hardware_concurrency(), 1u, 4u) - 1;
    book_options.propose_every_ms = options_.propose_every_ms;
    book_options.decline_after_ms = options_.decline_after_ms;
    auto& reporter = reporters_[partnership] = std::make_unique<Reporter>(**store);
    attachment_names_[partnership] = std::make_unique<AttachmentNames>(**store);
    book_options.committed = [to = reporter.get(), at = &changes_](const store::Commit& commit) {
      to->committed(commit);
      at->tell();
    };
    auto book = Book::open(**store, book_options, options_.clock());
    if (!book) return tl::unexpected(book.error());
    if ((*book)->partnership() != partnership)
      return base::refuse(Code::local_damaged, folder_.record_path(partnership).string() +
                                                   " holds the record of another partnership");
    writer_->add(std::move(*store), std::move(*book));
  }
  return {};
}

Reporter* Service::reporter(const base::Id& partnership) {
  const auto found = reporters_.find(partnership);
  return found == reporters_.end() ? nullptr : found->second.get();
}

AttachmentNames* Service::attachment_names(const base::Id& partnership) {
  const auto found = attachment_names_.find(partnership);
  return found == attachment_names_.end() ? nullptr : found->second.get();
}

base::Result<std::uint16_t> Service::start(net::Handler handler) {
  PALITAN_CHECK(server_ == nullptr);
  writer_->start();
  net::Server::Options server;
  server.address = folder_.file().address;
  server.port = options_.port.value_or(folder_.file().port);
  server.tls = folder_.file().tls;
  server.identity = identity_;
  server.threads = options_.threads;
  server.max_body = kAttachmentMax;  // the largest thing that anybody sends
  server_ = std::make_unique<net::Server>(std::move(server), std::move(handler));
  const auto port = server_->start();
  if (!port) {
    stop();
    return base::refuse(Code::local_stopped, port.error().what);
  }
  sweeper_ = std::make_unique<AttachmentSweeper>(*fetch_, writer_->partnerships(), kSweepEvery);
  peers_->start(options_.peers.value_or(folder_.file().peers));
  return *port;
}

base::Result<std::uint16_t> Service::start_pages(net::Server::Options options, net::Handler handler) {
  return start_beside(pages_server_, std::move(options), std::move(handler));
}

base::Result<std::uint16_t> Service::start_watch(std::uint16_t port, net::Handler handler) {
  net::Server::Options options;
  options.port = port;
  options.tls = false;  // and so on loopback alone
  options.threads = 1;
  options.max_body = 4'096;  // nobody sends any
  options.max_connections = 32;
  return start_beside(watch_server_, std::move(options), std::move(handler));
}

base::Result<std::uint16_t> Service::start_beside(std::unique_ptr<net::Server>& place,
                                                  net::Server::Options options, net::Handler handler) {
  PALITAN_CHECK(server_ != nullptr && place == nullptr);
  auto server = std::make_unique<net::Server>(std::move(options), std::move(handler));
  const auto port = server->start();
  if (!port) {
    const bool busy = port.error().kind == base::Failure::Kind::retry;
    return base::refuse(busy ? Code::local_busy : Code::local_stopped, port.error().what);
  }
  place = std::move(server);
  return *port;
}

base::Result<void> Service::announce(const store::Doors& doors) {
  PALITAN_CHECK(server_ != nullptr && turn_watch_ == nullptr);
  const store::HoldsTurn* holds = nullptr;
  for (const auto& partnership : writer_->partnerships())
    if (holds == nullptr) holds = dynamic_cast<const store::HoldsTurn*>(writer_->store(partnership));
  if (holds == nullptr) return {};
  auto lookout = lookout_of(folder_);
  if (!lookout) return tl::unexpected(lookout.error());
  const auto turn = holds->turn();
  turn_watch_ = std::make_unique<TurnWatch>(
      std::move(*lookout), kTurnEvery,
      [this, doors, turn](store::Lookout& at, const base::Result<store::TurnSeen>& seen) {
        if (!seen || seen->number < turn) return;  // not now; what it means, the next commit finds out
        if (seen->number > turn) return writer_->halt("another process writes the record now");
        if (!seen->held) writer_->renew();  // before somebody else takes the turn of one that only rests
        if (seen->doors == doors || doors.node.address.empty()) return;
        if (const auto said = at.announce(turn, doors); !said)
          spdlog::warn("the database was not told where this node answers: {}", base::sentence(said.error()));
      });
  return {};
}

void Service::join(const std::vector<PeerAddress>& peers) { peers_->start(peers); }

void Service::stop() {
  {
    const std::lock_guard lock(mutex_);
    asked_to_stop_ = true;
    if (std::exchange(stopped_, true)) return;
  }
  ended_.notify_all();
  const auto until = std::chrono::steady_clock::now() + options_.answer_within;
  std::vector<net::Server*> servers;
  for (const auto* one : {&pages_server_, &watch_server_, &server_})
    if (*one && (*one)->port() != 0) servers.push_back(one->get());
  for (auto* server : servers) server->refuse_new(when_stopping_);
  bool busy = false;
  for (auto* server : servers) busy |= !server->wait_answered(std::chrono::steady_clock::now());
  changes_.tell();  // those who wait for one are answered now
  if (peers_) peers_->stop();
  for (auto* server : servers)
    if (!server->wait_answered(until)) spdlog::warn("stopping: what takes too long to answer is cut off");
  if (busy) std::this_thread::sleep_for(kHearOut);
  // The servers first: no handler may meet a writer that is gone.
  for (auto* server : servers) server->stop();
  sweeper_.reset();
  turn_watch_.reset();
  if (writer_) writer_->stop();
}

void Service::ask_to_stop() {
  {
    const std::lock_guard lock(mutex_);
    asked_to_stop_ = true;
  }
  ended_.notify_all();
}

bool Service::wait() {
  for (;;)
    if (const auto ended = wait_for(std::chrono::hours(1))) return *ended;
}

std::optional<bool> Service::wait_for(std::chrono::milliseconds time) {
  const auto until = std::chrono::steady_clock::now() + time;
  std::unique_lock lock(mutex_);
  for (;;) {
    if (writer_->halted()) return false;
    if (asked_to_stop_) return true;
    const auto left = until - std::chrono::steady_clock::now();
    if (left <= std::chrono::nanoseconds(0)) return std::nullopt;
    ended_.wait_for(lock, std::min<std::chrono::nanoseconds>(left, kLookEvery));
  }
}

std::uint16_t Service::port() const { return server_ ? server_->port() : std::uint16_t{0}; }
std::uint16_t Service::pages_port() const { return pages_server_ ? pages_server_->port() : std::uint16_t{0}; }
std::uint16_t Service::watch_port() const { return watch_server_ ? watch_server_->port() : std::uint16_t{0}; }

}  // namespace palitan::node
