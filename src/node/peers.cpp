#include "node/peers.h"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "node/pace.h"
#include "store/sqlite.h"

namespace palitan::node {
namespace {

using base::Code;
using namespace std::chrono_literals;

constexpr auto kBackoffFirst = 100ms;
constexpr int kIdleFactor = 8;  ///< how much rarer than `every` a link without news is looked at

/// Pending changes included: a partner that lost its key answers with the new one.
base::PublicKey node_key_of(Book& book, const statement::PartyCode& code) {
  const auto fact = book.get<kernel::PartnershipFact>(kernel::partnership_key(), true);
  const auto* party = fact ? fact->party(code) : nullptr;
  return party != nullptr ? party->node_key : base::PublicKey{};
}

}  // namespace

struct Peers::Link {
  LinkState state;
  PeerAddress address;
  Pace pace{};
  bool heard = false;  ///< the partner spoke since the last try
  std::thread thread;
};

Peers::Peers(Writer& writer, net::TlsIdentity identity, PeersOptions options)
    : writer_(writer), identity_(std::move(identity)), options_(options) {}

Peers::~Peers() { stop(); }

void Peers::start(const std::vector<PeerAddress>& addresses) {
  std::vector<std::unique_ptr<Link>> made;
  for (const auto& partnership : writer_.partnerships()) {
    std::vector<statement::PartyCode> others;
    const auto asked = writer_.ask(partnership, [&](Book& book) {
      const auto fact = book.get<kernel::PartnershipFact>(kernel::partnership_key(), false);
      for (const auto& party : fact->parties)
        if (party.code != book.party()) others.push_back(party.code);
    });
    if (!asked) spdlog::warn("no partner is called: {}", base::sentence(asked.error()));
    for (const auto& party : others) {
      const auto at = std::find_if(addresses.begin(), addresses.end(),
                                   [&](const PeerAddress& address) { return address.party == party; });
      if (at == addresses.end()) continue;
      auto link = std::make_unique<Link>();
      link->state.partnership = partnership;
      link->state.party = party;
      link->address = *at;
      made.push_back(std::move(link));
    }
  }
  {
    const std::lock_guard lock(mutex_);
    PALITAN_CHECK(links_.empty());
    links_ = std::move(made);
  }
  for (auto& link : links_) link->thread = std::thread([this, &link] { run(*link); });
}

void Peers::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  writer_.wake();
  for (auto& link : links_)
    if (link->thread.joinable()) link->thread.join();
}

void Peers::set_link(const statement::PartyCode& party, bool linked) {
  {
    const std::lock_guard lock(mutex_);
    cut_[party] = !linked;
  }
  changed_.notify_all();
  writer_.wake();
  if (told_) told_();
}

bool Peers::linked(const statement::PartyCode& party) const {
  const std::lock_guard lock(mutex_);
  const auto found = cut_.find(party);
  return found == cut_.end() || !found->second;
}

std::vector<LinkState> Peers::links() const {
  const std::lock_guard lock(mutex_);
  std::vector<LinkState> out;
  for (const auto& link : links_) {
    out.push_back(link->state);
    const auto cut = cut_.find(link->state.party);
    out.back().linked = cut == cut_.end() || !cut->second;
  }
  return out;
}

void Peers::note(Link& link, const base::Result<bool>& pushed) {
  bool turned = false;
  {
    const std::lock_guard lock(mutex_);
    turned = std::exchange(link.state.reachable, pushed.has_value()) != pushed.has_value();
    if (pushed)
      link.state.last_success = writer_.now();
    else
      link.state.last_failure = pushed.error().detail;
  }
  if (turned && told_) told_();
}

void Peers::heard_from(const base::Id& partnership, const statement::PartyCode& party) {
  {
    const std::lock_guard lock(mutex_);
    for (auto& link : links_)
      if (link->state.partnership == partnership && link->state.party == party) link->heard = true;
  }
  changed_.notify_all();
}

void Peers::count(Link& link, std::size_t sent, std::size_t received) {
  const std::lock_guard lock(mutex_);
  link.state.sent += sent;
  link.state.received += received;
}

/// REQUIRES: the lock is not held.
bool Peers::is_over(const Link& link) const {
  const std::lock_guard lock(mutex_);
  const auto cut = cut_.find(link.state.party);
  return stopping_ || (cut != cut_.end() && cut->second);
}

/// Waits for so long, or until the partner speaks. False: all ends.
bool Peers::rest(Link& link, std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, time, [&] { return stopping_ || (link.heard && !link.state.reachable); });
  link.heard = false;
  return !stopping_;
}

/// Waits for news or the next round, says what there is to say, and waits longer where nobody answers or
/// nothing happens.
void Peers::run(Link& link) {
  ::pthread_setname_np(::pthread_self(), ("peer " + link.state.party).c_str());
  std::optional<net::Client> client;
  base::PublicKey pinned;
  auto pause = 0ms, backoff = 0ms, idle = options_.every;
  while (rest(link, pause)) {
    if (!linked(link.state.party)) {
      client.reset();
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return stopping_ || !cut_[link.state.party]; });
      pause = 0ms;
      continue;
    }
    if (writer_.halted()) return;
    const auto news = writer_.news(link.state.partnership);
    const auto more = push(link, client, pinned);
    note(link, more);
    if (!more) {
      backoff = std::clamp<std::chrono::milliseconds>(backoff * 2, kBackoffFirst, options_.backoff_max);
      pause = backoff;
      continue;
    }
    pause = backoff = 0ms;
    if (*more || fetch_one(link, client)) {
      idle = options_.every;
      continue;
    }
    writer_.wait_news(link.state.partnership, news, idle, [&] { return is_over(link); });
    idle = writer_.news(link.state.partnership) == news ? std::min(idle * 2, options_.every * kIdleFactor)
                                                        : options_.every;
    pause = options_.debounce;
  }
}

/// Connects, with the partner's key as it stands in the record. Gathering a message costs the writer time, so
/// that is not done before somebody is there.
base::Result<void> Peers::reach(Link& link, std::optional<net::Client>& client, base::PublicKey& pinned) {
  const auto asked =
      writer_.ask(link.state.partnership, [&](Book& book) { pinned = node_key_of(book, link.state.party); });
  if (!asked) return asked;
  net::Target target;
  target.host = link.address.host;
  target.port = link.address.port;
  target.server_key = pinned;
  target.own = identity_;
  target.connect_timeout = options_.connect_timeout;
  target.request_timeout = options_.request_timeout;
  net::Client fresh(std::move(target));
  if (const auto opened = fresh.open(); !opened) return base::refuse(Code::local_busy, opened.error().what);
  client.emplace(std::move(fresh));
  return {};
}

/// One exchange. True: statements moved, so there may be more at once.
base::Result<bool> Peers::push(Link& link, std::optional<net::Client>& client, base::PublicKey& pinned) {
  if (!client)
    if (const auto reached = reach(link, client, pinned); !reached) return tl::unexpected(reached.error());
  Book::Parcel out;
  base::PublicKey key;
  const auto asked = writer_.ask(link.state.partnership, [&](Book& book) {
    key = node_key_of(book, link.state.party);
    if (key == pinned) out = book.outgoing_parcel(link.state.party, link.pace.bytes());
  });
  if (!asked) return tl::unexpected(asked.error());
  if (key != pinned) {
    client.reset();
    return true;
  }
  net::Request request;
  request.method = "POST";
  request.target = "/v1/partnerships/" + base::to_hex(link.state.partnership.view()) + "/exchange";
  request.headers = {{"content-type", sync::kParcelType},
                     {"x-palitan-answer-max", std::to_string(link.pace.bytes())}};
  request.body = std::string(base::text_of(out.bytes));
  const auto began = std::chrono::steady_clock::now();
  const auto response = client->send(request);
  link.pace.note(response.has_value(), std::chrono::steady_clock::now() - began);
  count(link, out.bytes.size(), response && response->status == 200 ? response->body.size() : 0);
  if (!response) {
    client.reset();
    return base::refuse(Code::local_busy, response.error().what);
  }
  if (response->status != 200)
    return base::refuse(Code::local_busy,
                        std::to_string(response->status) + " " + response->body.substr(0, 1'000));
  const auto answer = base::view_of(response->body);
  const auto head = sync::read_head(answer);
  if (!head) return tl::unexpected(head.error());
  if (head->from != link.state.party || head->partnership != link.state.partnership)
    return base::refuse(Code::bad_partnership, "the partner answered for another party or partnership");
  if (!linked(link.state.party)) return false;  // cut meanwhile: it never arrived
  const bool moved = out.moves || sync::moves(answer);
  writer_.incoming(link.state.partnership, {answer.begin(), answer.end()},
                   [](base::Result<Book::Taken> taken) {
                     if (!taken)
                       spdlog::warn("a partner's answer cannot be read: {}", base::sentence(taken.error()));
                   });
  return moved;
}

/// One attachment, if one is missing. True: it is here now, so there may be another; statements go first.
bool Peers::fetch_one(Link& link, std::optional<net::Client>& client) {
  if (fetch_ == nullptr || !client) return false;
  try {
    return fetch_from(link, client);
  } catch (const store::ReadFault& fault) {
    spdlog::error("attachments are not fetched: {}", fault.what());
    return false;
  }
}

bool Peers::fetch_from(Link& link, std::optional<net::Client>& client) {
  const auto now = [] { return AttachmentFetch::Clock::now(); };
  // Between two pieces statements go first, and a link that breaks costs no more than one.
  const auto wish = fetch_->next(link.state.partnership, link.state.party, now(), link.pace.bytes());
  if (!wish) return false;
  net::Request request;
  request.target = wish->target;
  const auto began = std::chrono::steady_clock::now();
  const auto response = client->send(request);
  link.pace.note(response.has_value(), std::chrono::steady_clock::now() - began);
  if (!response) {  // its beginning stays, and it goes on as soon as the link does
    client.reset();
    return false;
  }
  if (response->status != 200) {
    fetch_->missed(*wish, link.state.party, now());
    return false;
  }
  const auto kept = fetch_->arrived(*wish, link.state.party, base::view_of(response->body), now());
  if (!kept)
    spdlog::warn("attachment {} from {}: {}", base::to_hex(wish->hash.view()), link.state.party,
                 base::sentence(kept.error()));
  return kept.has_value();
}

}  // namespace palitan::node
