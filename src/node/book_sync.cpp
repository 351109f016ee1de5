// What two nodes tell each other, and what of it is believed: nothing without a signature that fits.
#include <algorithm>
#include <ranges>

#include <fmt/format.h>

#include "node/book_candidate.h"
#include "node/signatures_ahead.h"

namespace palitan::node {
using base::Code;

namespace {
constexpr std::size_t kPeersMax = 1000;  // nodes; nobody has so many ships, and a name costs memory
constexpr std::string_view kHeard = "heard/";

struct HeardNote {
  std::uint64_t height = 0;
};
template <class A>
void describe(A& a, HeardNote& x) {
  a.field(1, "height", x.height);
}
}  // namespace

// ---- in

void Book::incoming(const sync::Exchange& message, base::Instant now) {
  if (message.partnership != partnership_) return;
  if (!takes_from(message.from, message.node)) return;
  receive_all(message.statements, now);
  for (const auto& paper : message.finals) take_final(paper, now);
  judge_pending(now);
  if (message.proposal) {
    candidate(*message.proposal);
    take_cosignatures(message.proposal->note);
  }
  for (const auto& note : message.cosignatures) take_cosignatures(note);
  for (const auto& note : message.declines) take_decline(note);
  const auto from = sync::node_name(message.from, message.node);
  const auto& peer = peers_[from];
  PeerView view{true,          message.height,        peer.holdings, peer.holds_others,
                message.wants, message.asks_handover, peer.doubted};
  if (message.holdings) {
    view.holdings = message.holdings;
    view.doubted = false;
    view.holds_others = !sync::same_branches(loose_and_held(), *message.holdings);
  }
  take_alike(message, view);
  note_brought(from, message);
  keep_view(from, std::move(view));
  // Only who signs accords knows all that a party's nodes were promised.
  if (message.node.empty() && message.hands_over && message.height <= head_.height &&
      handover_awaited_.erase(message.from) > 0)
    write_handover();
}

/// Whatever cannot be taken in is dropped. Only the signatures are looked at by others meanwhile.
void Book::receive_all(const std::vector<base::Bytes>& statements, base::Instant now) {
  std::vector<ToCheck> acts;
  acts.reserve(statements.size());
  std::map<base::KeyId, std::optional<base::PublicKey>> keys;
  for (const auto& bytes : statements) {
    auto act = statement::decode_statement(bytes);
    if (!act) continue;
    // A seat that comes with the message itself.
    if (act->kind() == statement::Kind::appoint)
      if (const auto body = statement::read_body<statement::Appoint>(act->content()))
        keys.try_emplace(crypto::key_id(body->key), body->key);
    const auto [known, fresh] = keys.try_emplace(act->content().seat);
    if (fresh)
      if (const auto seat = fact(kernel::seat_key(act->content().seat), true))
        if (const auto* of = kernel::fact_as<kernel::SeatFact>(seat.get())) known->second = of->key;
    const bool here = pending_.contains(act->id()) || held_.contains(act->id());
    acts.push_back({std::move(*act), here ? std::nullopt : known->second});
  }
  SignaturesAhead ahead(std::move(acts), options_.helpers);
  for (std::size_t i = 0; i < ahead.size(); ++i) (void)take(ahead.take(i), now, From::outside);
}

base::Result<Book::Taken> Book::incoming_parcel(base::ByteView bytes, base::Instant now) {
  const auto read =
      sync::read_parcel(bytes, [this](const sync::ParcelHead& head) -> base::Result<sync::CommonGround> {
        if (head.partnership != partnership_) return base::refuse(Code::bad_partnership);
        const auto from = sync::node_name(head.from, head.node);
        if (from == node_name()) return base::refuse(Code::bad_partnership, "this node wrote it itself");
        if (!takes_from(head.from, head.node))
          return base::refuse(Code::bad_partnership, "'" + from + "' is no node of its parties");
        auto common = ground(head.base);
        if (head.height != head_.height) common.seat_at = {};  // seats are numbered as of the sender's height
        return common;
      });
  if (!read) return tl::unexpected(read.error());
  incoming(read->message, now);
  // Its sender thinks this node further than it is: the next head that goes out sets that right.
  if (read->fault) ++news_;
  const auto& message = read->message;
  return Taken{sync::node_name(message.from, message.node), message.height, message.statements.size(),
               message.finals.size(), read->fault};
}

bool Book::takes_from(const statement::PartyCode& party, const std::string& node) const {
  const auto* among = agreed_.get<kernel::PartnershipFact>(kernel::partnership_key());
  const auto from = sync::node_name(party, node);
  if (from == node_name() || among->party(party) == nullptr) return false;
  if (node.empty()) return true;
  return sync::is_field_name(node) && (peers_.contains(from) || peers_.size() < kPeersMax);
}

void Book::keep_view(const sync::NodeName& name, PeerView view) {
  auto& peer = peers_[name];
  // Told in pieces, an accord goes on where it was, however many before it have come to be final meanwhile.
  if (view.height < peer.height || view.height >= head_.height) told_.erase(name);
  // What it said may be answered with more than was told before.
  if (view != peer) ++news_;
  // A field node may be away for long, and has only what it was told: kept for the next stick.
  if (sync::is_field_node(name) && heard_at_.insert_or_assign(name, view.height).first->second != peer.height)
    commit_.notes.emplace_back(std::string(kHeard) + name, codec::encode(HeardNote{view.height}));
  peer = std::move(view);
}

base::Result<void> Book::load_heard() {
  for (const auto& [name, bytes] : store_.notes(kHeard)) {
    const auto note = codec::decode<HeardNote>(bytes);
    if (!note) return base::refuse(Code::local_damaged, name);
    heard_at_[name.substr(kHeard.size())] = note->height;
  }
  return {};
}

/// What it has said, or as far as it had come when it was last heard before this start.
Book::PeerView Book::view_of(const sync::NodeName& name) const {
  const auto known = peers_.find(name);
  if (known != peers_.end() && known->second.heard) return known->second;
  PeerView out;
  if (const auto at = heard_at_.find(name); at != heard_at_.end()) out.height = at->second;
  return out;
}

std::vector<sync::NodeName> Book::heard() const {
  std::set<sync::NodeName> out;
  for (const auto& [name, view] : peers_) out.insert(name);
  for (const auto& [name, height] : heard_at_) out.insert(name);
  return {out.begin(), out.end()};
}

std::optional<std::size_t> Book::behind(const sync::NodeName& other) {
  PALITAN_CHECK(commit_.empty());
  const auto known = peers_.find(other);
  const bool before = heard_at_.contains(other);
  if (!before && (known == peers_.end() || !known->second.heard)) return std::nullopt;
  const auto view = view_of(other);
  const auto at = store_.accord(std::min(view.height, head_.height));
  const auto agreed = at ? static_cast<std::size_t>(head_.size - at->size) : 0;
  return agreed + sync::lacking(loose(), view.holdings.value_or(sync::Holdings{})).size();
}

// ---- out

namespace {
/// Is it of a batch with these tips?
bool is_below(const std::vector<sync::SeatTip>& tips, const sync::Loose& act) {
  return std::ranges::any_of(
      tips, [&](const auto& tip) { return tip.seat == act.seat && act.sequence <= tip.sequence; });
}

/// An act that is held may be here alone, and who lacks it cannot see which acts it stands on: of seats told
/// by tips, the ends of what is `whole` are told too.
void tell_below_held(sync::Holdings& holdings, const std::vector<sync::Loose>& whole) {
  std::set<base::KeyId> named;
  for (const auto& tip : holdings.tips) named.insert(tip.seat);
  if (named.empty()) return;
  for (const auto& tip : sync::holdings_of(whole, named).tips) holdings.tips.push_back(tip);
  std::ranges::sort(holdings.tips);
  const auto twice = std::ranges::unique(holdings.tips);
  holdings.tips.erase(twice.begin(), twice.end());
}
}  // namespace

sync::Exchange Book::outgoing(const sync::NodeName& to, std::size_t statements_max_bytes) {
  PALITAN_CHECK(commit_.empty());
  sync::Exchange out;
  out.partnership = partnership_;
  out.from = options_.party;
  out.node = options_.node;
  out.height = head_.height;
  out.checkpoint = head_hash_;
  const bool field = sync::is_field_node(to);
  const auto peer = view_of(to);
  const auto all = loose_and_held();
  // By number go the seats that both ends number, and acts beyond what is agreed of them.
  const auto common = ground(0);
  std::set<base::KeyId> by_id;
  for (const auto& x : all) {
    const auto place = common.seat_place(x.seat);
    if (peer.holds_others || !place || x.sequence <= place->agreed) by_id.insert(x.seat);
  }
  out.holdings = sync::holdings_of(all, by_id);
  tell_below_held(*out.holdings, loose());
  out.wants = wants_of(to, peer);
  out.asks_handover = handover_awaited_.contains(to);
  for (const auto& [key, note] : cosigned_notes_) out.cosignatures.push_back(note);
  for (const auto& [key, note] : declines_) out.declines.push_back(note);
  const Candidate* latest = nullptr;
  for (const auto& [hash, c] : candidates_)
    if (!c->tips.empty() && !c->signatures.empty() &&
        (latest == nullptr || c->point.attempt > latest->point.attempt))
      latest = c.get();
  if (latest != nullptr) out.proposal = paper_of(*latest);
  // Whoever signs accords and has not been heard yet is told at once what is new here: most likely it lacks
  // just that. A field node has what it was told, and what it was told last is known.
  const bool behind = (peer.heard || field) && peer.height < head_.height;
  const bool all_final = behind && add_finals(out, to, peer, statements_max_bytes);
  const auto before = out.statements.size();
  if (!behind || (field && all_final))
    add_statements(out, peer, not_brought(to, peer, all), statements_max_bytes);
  if (!all.empty() && peer.height == head_.height && peer.holdings && !peer.holds_others && !peer.doubted &&
      out.holdings->tips.empty() && sync::alike_after(all, *peer.holdings, out.statements.size() - before))
    out.alike = sync::whole_digest(*out.holdings);
  // A proposal is large, and whoever still lacks acts of it cannot judge it.
  if (out.proposal && peer.height == head_.height && peer.holdings) {
    auto sent = out.statements.size() - before;
    for (const auto i : sync::lacking(all, *peer.holdings)) {
      if (!pending_.contains(all[i].id)) continue;
      if (sent > 0 && sent-- > 0) continue;
      if (!is_below(out.proposal->tips, all[i])) continue;
      out.proposal.reset();
      break;
    }
  }
  add_wanted(out, peer, statements_max_bytes);
  out.hands_over = options_.node.empty() && peer.asks_handover && peer.height == head_.height &&
                   peer.holdings &&
                   std::ranges::none_of(sync::lacking(all, *peer.holdings),
                                        [&](std::size_t i) { return pending_.contains(all[i].id); });
  return out;
}

Book::Parcel Book::outgoing_parcel(const sync::NodeName& to, std::size_t statements_max_bytes) {
  const auto message = outgoing(to, statements_max_bytes);
  const auto peer = view_of(to);
  // Who signs accords has the log but for the last one, even where it has not been heard since the start:
  // that one could not be final without it. Where it lost its disk it cannot follow, says so, and is told
  // anew. A field node has what it last said, or accord 0.
  auto common = head_.height == 0 ? 0 : head_.height - 1;
  if (peer.heard || sync::is_field_node(to)) common = std::min(peer.height, head_.height);
  const auto at = store_.accord(common);
  return {sync::write_parcel(message, ground(at ? at->size : 0)),
          !message.statements.empty() || !message.finals.empty()};
}

/// Has that node every statement of a batch, so that its note alone will do? Who signs accords has judged the
/// very next one itself, or it could not have become final; where it lost them it asks. A field node has what
/// it said it holds.
bool Book::has_batch(const sync::NodeName& to, const PeerView& peer, std::uint64_t from,
                     std::uint64_t until) const {
  if (peer.asks_handover) return false;
  if (!sync::is_field_node(to)) return true;
  if (!peer.holdings) return false;
  std::vector<sync::Loose> batch;
  for (auto position = from; position < until; ++position) {
    auto bytes = store_.logged_bytes(position);
    const auto act =
        bytes ? statement::decode_statement(std::move(*bytes)) : base::refuse(Code::local_damaged);
    if (!act) return false;
    const auto& c = act->content();
    batch.push_back({act->id(), c.seat, c.sequence, c.previous.value_or(base::Id{})});
  }
  return sync::lacking(batch, *peer.holdings).empty();
}

/// The accords that the other node lacks, as many as the message may hold.
bool Book::add_finals(sync::Exchange& out, const sync::NodeName& to, const PeerView& peer,
                      std::size_t max_bytes) {
  const bool field = sync::is_field_node(to);
  std::size_t bytes = 0;
  auto before = store_.accord(peer.height);
  for (auto height = peer.height + 1; before && height <= head_.height; ++height) {
    const auto row = store_.accord(height);
    if (!row) return false;
    auto paper = codec::decode<sync::AccordPaper>(row->bytes);
    PALITAN_CHECK(paper.has_value());
    const auto told = told_.find(to);
    const bool last = height == head_.height && height == peer.height + 1;
    // Whom earlier ones had to be told has judged this one neither.
    const bool judged_there =
        last && (field || told == told_.end()) && has_batch(to, peer, before->size, row->size);
    // Who lost its memory is told all of it again, and again: what a node remembers of having told may never
    // have left it.
    const bool partly = told != told_.end() && told->second.height == height &&
                        !(peer.asks_handover && told->second.position == row->size);
    const auto start = partly ? told->second.position : before->size;
    if (!judged_there) {
      for (auto position = start; position < row->size; ++position) {
        auto statement = store_.logged_bytes(position);
        if (!statement) return false;
        bytes += statement->size();
        out.statements.push_back(std::move(*statement));
        if (bytes <= max_bytes || position + 1 == row->size) continue;
        told_[to] = {height, position + 1};
        return false;
      }
      if (start == before->size) paper->acts = row->size - before->size;
      told_[to] = {height, row->size};
    }
    out.finals.push_back(std::move(*paper));
    if (bytes > max_bytes) return false;
    before = row;
  }
  return true;
}

void Book::add_statements(sync::Exchange& out, const PeerView& peer, const std::vector<sync::Loose>& loose,
                          std::size_t max_bytes) {
  std::size_t bytes = 0;
  for (const auto& statement : out.statements) bytes += statement.size();
  std::set<base::Id> sent;
  for (const auto i : sync::lacking(loose, peer.holdings.value_or(sync::Holdings{}))) {
    const auto known = pending_.find(loose[i].id);
    if (known == pending_.end()) continue;  // held: it was looked at only since a tip of theirs may be it
    const auto& statement = known->second.act->bytes();
    bytes += statement.size();
    if (bytes > max_bytes && !out.statements.empty()) break;
    out.statements.push_back(statement);
    sent.insert(loose[i].id);
  }
  if (peer.asks_handover)
    for (const auto& [id, statement] : held_)
      if (sent.insert(id).second) out.statements.push_back(statement.bytes());
}

/// What the partner asked for by id: cited by what it holds, or of a batch that it is to judge. Before an act
/// that no accord holds yet comes what its seat signed before: who lacks the one may lack all of them, and
/// can name only the last.
void Book::add_wanted(sync::Exchange& out, const PeerView& peer, std::size_t max_bytes) {
  std::size_t bytes = 0;
  for (const auto& statement : out.statements) bytes += statement.size();
  const auto add = [&](base::Bytes statement) {
    bytes += statement.size();
    if (bytes > max_bytes && !out.statements.empty()) return false;
    out.statements.push_back(std::move(statement));
    return true;
  };
  std::set<base::Id> sent;
  for (const auto& id : peer.wants) {
    std::vector<const statement::Statement*> chain;
    for (const auto* at = pending(id); at != nullptr && sent.insert(at->act->id()).second;
         at = pending(at->act->content().previous.value_or(base::Id{})))
      chain.push_back(&*at->act);
    for (const auto* act : chain | std::views::reverse)
      if (!add(act->bytes())) return;
    if (pending(id) != nullptr) continue;
    if (const auto held = held_.find(id); held != held_.end()) {
      if (!add(held->second.bytes())) return;
    } else if (auto row = store_.statement(id); row && row->entry) {
      if (!add(std::move(row->bytes))) return;
    }
  }
}

}  // namespace palitan::node
