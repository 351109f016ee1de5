#include "node/peers.h"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "node/pace.h"
#include "store/read_fault.h"

namespace palitan::node {
namespace {

using base::Code;
using namespace std::chrono_literals;

constexpr auto kBackoffFirst = 100ms;
constexpr std::int64_t kCalledLately = 30'000;  // ms; a node in reach calls at least every eight seconds
constexpr int kIdleFactor = 8;  ///< how much rarer than `every` a link without news is looked at

}  // namespace

struct Peers::Link {
  LinkState state;
  PeerAddress address;
  Pace pace{};
  bool heard = false;  ///< the partner spoke since the last try
  std::thread thread;
};

Peers::Peers(Writer& writer, net::TlsIdentity identity, Delegations& delegations, PeersOptions options)
    : writer_(writer), identity_(std::move(identity)), delegations_(delegations), options_(options) {
  if (const auto key = net::public_key_of(identity_)) own_key_ = *key;
}

Peers::~Peers() { stop(); }

void Peers::start(const std::vector<PeerAddress>& addresses) {
  std::vector<std::unique_ptr<Link>> made;
  for (const auto& partnership : writer_.partnerships()) {
    std::set<statement::PartyCode> parties;
    sync::NodeName own;
    const auto asked = writer_.ask(partnership, [&](Book& book) {
      const auto fact = book.get<kernel::PartnershipFact>(kernel::partnership_key(), false);
      for (const auto& party : fact->parties) parties.insert(party.code);
      own = book.node_name();
    });
    if (!asked) spdlog::warn("no partner is called: {}", base::sentence(asked.error()));
    for (const auto& address : addresses) {
      if (!parties.contains(address.party) || address.name() == own) continue;
      auto link = std::make_unique<Link>();
      link->state.partnership = partnership;
      link->state.party = address.party;
      link->state.node = address.node;
      link->address = address;
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
  giving_up_.request_stop();
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
  // Nodes without an address here, as ships are: they call.
  for (const auto& [place, at] : calls_) {
    LinkState state;
    state.partnership = place.first;
    state.party = sync::party_of(place.second);
    state.node = sync::field_of(place.second);
    state.last_success = at;
    const auto cut = cut_.find(state.party);
    state.linked = cut == cut_.end() || !cut->second;
    state.reachable = writer_.now().ms - at.ms < kCalledLately;
    out.push_back(std::move(state));
  }
  return out;
}

void Peers::heard_from(const base::Id& partnership, const sync::NodeName& name) {
  {
    const std::lock_guard lock(mutex_);
    bool called = true;
    for (auto& link : links_) {
      if (link->state.partnership != partnership || link->state.name() != name) continue;
      link->heard = true;
      called = false;
    }
    if (called) calls_[{partnership, name}] = writer_.now();
  }
  changed_.notify_all();
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

/// Pending changes included: a partner that lost its key answers with the new one. Zero: not known.
base::PublicKey Peers::key_of(Book& book, const Link& link) const {
  // A delegation is by the accord key that is agreed.
  const bool pending_too = link.state.node.empty();
  const auto fact = book.get<kernel::PartnershipFact>(kernel::partnership_key(), pending_too);
  if (!fact) return {};
  if (link.state.node.empty()) {
    const auto* party = fact->party(link.state.party);
    return party != nullptr ? party->node_key : base::PublicKey{};
  }
  const auto known = delegations_.by_name(*fact, link.state.name(), writer_.now());
  return known ? known->tls_key : base::PublicKey{};
}

/// A field node says by whose word it is one; both sides then tell which others they know.
base::Result<void> Peers::introduce(Link& link, net::Client& client) {
  sync::Introduction out;
  std::optional<kernel::PartnershipFact> among;
  const auto asked = writer_.ask(link.state.partnership, [&](Book& book) {
    among = book.get<kernel::PartnershipFact>(kernel::partnership_key(), false);
  });
  if (!asked) return asked;
  const auto own = delegations_.by_key(*among, own_key_, writer_.now());
  if (!own) return base::refuse(Code::local_not_authorised, "this field node has no delegation that holds");
  out.delegations.push_back(codec::encode(*own));
  net::Request request;
  request.method = "POST";
  request.target = "/v1/partnerships/" + base::to_hex(link.state.partnership.view()) + "/nodes";
  request.headers = {{"content-type", "application/cbor"}};
  request.body = std::string(base::text_of(codec::encode(out)));
  const auto answer = client.send(request);
  if (!answer) return base::refuse(Code::local_busy, answer.error().what);
  if (answer->status != 200)
    return base::refuse(Code::local_busy,
                        std::to_string(answer->status) + " " + answer->body.substr(0, 1'000));
  if (const auto others = codec::decode<sync::Introduction>(base::view_of(answer->body)))
    for (const auto& one : others->delegations) (void)delegations_.keep(one, *among, writer_.now());
  return {};
}

/// A restored node's key is new: until the accord that contains the roots' word for it, the others take
/// nothing from it but that word, which it brings first.
void Peers::bring_own_key(Link& link, net::Client& client) {
  std::optional<base::Bytes> change;
  const auto asked = writer_.ask(link.state.partnership, [&](Book& book) {
    const auto fact = book.get<kernel::PartnershipFact>(kernel::partnership_key(), false);
    const auto* own = fact ? fact->party(book.party()) : nullptr;
    if (own == nullptr || own->node_key == own_key_) return;
    for (const auto& id : book.pending_order()) {
      const auto& act = book.pending(id)->act;
      if (act->kind() != statement::Kind::change_accord_key) continue;
      const auto body = statement::read_body<statement::ChangeAccordKey>(act->content());
      if (body && body->node_key == own_key_) change = act->bytes();
    }
  });
  if (!asked || !change) return;
  net::Request request;
  request.method = "POST";
  request.target = "/v1/partnerships/" + base::to_hex(link.state.partnership.view()) + "/statements";
  request.headers = {{"content-type", "application/cose"}};
  request.body = std::string(base::text_of(*change));
  if (const auto answer = client.send(request); answer && answer->status >= 400)
    spdlog::warn("{} does not take this node's new key: {}", link.state.name(),
                 answer->body.substr(0, 1'000));
}

/// Connects, with the partner's key as it stands in the record. Gathering a message costs the writer time, so
/// that is not done before somebody is there.
base::Result<void> Peers::reach(Link& link, std::optional<net::Client>& client, base::PublicKey& pinned) {
  bool field = false;
  const auto asked = writer_.ask(link.state.partnership, [&](Book& book) {
    pinned = key_of(book, link);
    field = sync::is_field_node(book.node_name());
  });
  if (!asked) return asked;
  if (pinned == base::PublicKey{})
    return base::refuse(Code::local_not_found, "no delegation of " + link.state.name() + " is known here");
  net::Target target;
  target.host = link.address.host;
  target.port = link.address.port;
  target.server_key = pinned;
  target.own = identity_;
  target.connect_timeout = options_.connect_timeout;
  target.request_timeout = options_.request_timeout;
  target.stop = giving_up_.get_token();
  net::Client fresh(std::move(target));
  if (const auto opened = fresh.open(); !opened) return base::refuse(Code::local_busy, opened.error().what);
  if (field) {
    if (auto known = introduce(link, fresh); !known) return known;
  } else {
    bring_own_key(link, fresh);
  }
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
    key = key_of(book, link);
    if (key == pinned) out = book.outgoing_parcel(link.state.name(), link.pace.bytes());
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
  if (sync::node_name(head->from, head->node) != link.state.name() ||
      head->partnership != link.state.partnership)
    return base::refuse(Code::bad_partnership, "the partner answered for another node or partnership");
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
