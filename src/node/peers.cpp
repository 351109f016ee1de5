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
  for (auto& link : links_)
    if (link->thread.joinable()) link->thread.join();
}

void Peers::set_link(const statement::PartyCode& party, bool linked) {
  {
    const std::lock_guard lock(mutex_);
    cut_[party] = !linked;
  }
  changed_.notify_all();
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

/// Waits for news or the next round, says what there is to say, and waits longer where nobody answers.
void Peers::run(Link& link) {
  ::pthread_setname_np(::pthread_self(), ("peer " + link.state.party).c_str());
  std::optional<net::Client> client;
  base::PublicKey pinned;
  auto backoff = std::chrono::milliseconds(0);
  const auto pause = [&](std::chrono::milliseconds time) {  // false: stop
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, time, [&] { return stopping_; });
    return !stopping_;
  };
  while (pause(backoff)) {
    if (!linked(link.state.party)) {
      client.reset();
      backoff = 20ms;
      continue;
    }
    if (writer_.halted()) return;
    const auto news = writer_.news(link.state.partnership);
    const auto more = push(link, client, pinned);
    note(link, more);
    if (!more) {
      backoff = std::clamp<std::chrono::milliseconds>(backoff * 2, kBackoffFirst, options_.backoff_max);
      continue;
    }
    backoff = 0ms;
    if (*more || fetch_one(link, client)) continue;
    // Short waits, so that stop() and a cut link are soon seen.
    const auto until = std::chrono::steady_clock::now() + options_.every;
    while (writer_.news(link.state.partnership) == news && std::chrono::steady_clock::now() < until) {
      writer_.wait_news(link.state.partnership, news,
                        std::min<std::chrono::milliseconds>(options_.every, 50ms));
      if (!pause(0ms) || !linked(link.state.party)) break;
    }
    backoff = options_.debounce;
  }
}

/// Connects, with the partner's key as it stands in the record. Gathering a message costs the writer time, so
/// that is not done before somebody answers.
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
  net::Request knock;
  knock.method = "HEAD";
  if (const auto answer = fresh.send(knock); !answer)
    return base::refuse(Code::local_busy, answer.error().what);
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
                     {"accept", sync::kParcelType},
                     {"x-palitan-answer-max", std::to_string(link.pace.bytes())}};
  request.body = std::string(base::text_of(out.bytes));
  const auto began = std::chrono::steady_clock::now();
  const auto response = client->send(request);
  link.pace.note(response.has_value(), std::chrono::steady_clock::now() - began);
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
  writer_.incoming(link.state.partnership, {answer.begin(), answer.end()}, [](base::Result<Book::Taken> taken) {
    if (!taken) spdlog::warn("a partner's answer cannot be read: {}", base::sentence(taken.error()));
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
  const auto wish = fetch_->next(link.state.partnership, link.state.party, now());
  if (!wish) return false;
  net::Request request;
  request.target = wish->target;
  const auto response = client->send(request);
  if (!response) client.reset();
  if (!response || response->status != 200) {
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
