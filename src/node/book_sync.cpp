// What two nodes tell each other, and what of it is believed: nothing without a signature that fits.
#include <algorithm>

#include <fmt/format.h>

#include "node/book_candidate.h"

namespace palitan::node {
using base::Code;

// ---- in

void Book::incoming(const sync::Exchange& message, base::Instant now) {
  if (message.partnership != partnership_) return;
  if (message.from == options_.party || partnership_fact().party(message.from) == nullptr) return;
  for (const auto& bytes : message.statements) (void)receive(bytes, now);
  for (const auto& paper : message.finals) take_final(paper, now);
  if (message.proposal) {
    candidate(*message.proposal);
    take_cosignatures(message.proposal->note);
  }
  for (const auto& note : message.cosignatures) take_cosignatures(note);
  for (const auto& note : message.declines) take_decline(note);
  auto& peer = peers_[message.from];
  PeerView view{true, message.height, peer.holdings, peer.holds_others, message.wants, message.asks_handover};
  if (message.holdings) {
    view.holdings = message.holdings;
    view.holds_others = !sync::same_branches(loose_and_held(), *message.holdings);
  }
  take_alike(message, view);
  // Told in pieces, an accord goes on where it was, however many before it have come to be final meanwhile.
  if (view.height < peer.height || view.height >= head_.height) told_.erase(message.from);
  note_brought(message.from, message);
  // What it said may be answered with more than was told before.
  if (view != peer) ++news_;
  peer = std::move(view);
  if (message.hands_over && message.height <= head_.height && handover_awaited_.erase(message.from) > 0)
    write_handover();
}

base::Result<Book::Taken> Book::incoming_parcel(base::ByteView bytes, base::Instant now) {
  const auto read =
      sync::read_parcel(bytes, [this](const sync::ParcelHead& head) -> base::Result<sync::CommonGround> {
        if (head.partnership != partnership_) return base::refuse(Code::bad_partnership);
        if (head.from == options_.party)
          return base::refuse(Code::bad_partnership, "this node wrote it itself");
        if (partnership_fact().party(head.from) == nullptr)
          return base::refuse(Code::bad_partnership, "'" + head.from + "' is no party of it");
        auto common = ground(head.base);
        if (head.height != head_.height) common.seat_at = {};  // seats are numbered as of the sender's height
        return common;
      });
  if (!read) return tl::unexpected(read.error());
  incoming(read->message, now);
  // Its sender thinks this node further than it is: the next head that goes out sets that right.
  if (read->fault) ++news_;
  const auto& message = read->message;
  return Taken{message.from, message.height, message.statements.size(), message.finals.size(), read->fault};
}

// ---- out

namespace {
/// Is it of a batch with these tips?
bool is_below(const std::vector<sync::SeatTip>& tips, const sync::Loose& act) {
  return std::ranges::any_of(
      tips, [&](const auto& tip) { return tip.seat == act.seat && act.sequence <= tip.sequence; });
}
}  // namespace

sync::Exchange Book::outgoing(const statement::PartyCode& party, std::size_t statements_max_bytes) {
  PALITAN_CHECK(commit_.empty());
  sync::Exchange out;
  out.partnership = partnership_;
  out.from = options_.party;
  out.height = head_.height;
  out.checkpoint = head_hash_;
  const auto known = peers_.find(party);
  const bool heard = known != peers_.end() && known->second.heard;
  const PeerView peer = heard ? known->second : PeerView{};
  const auto all = loose_and_held();
  // By number go the seats that both ends number, and acts beyond what is agreed of them.
  const auto common = ground(0);
  std::set<base::KeyId> by_id;
  for (const auto& x : all) {
    const auto place = common.seat_place(x.seat);
    if (peer.holds_others || !place || x.sequence <= place->agreed) by_id.insert(x.seat);
  }
  out.holdings = sync::holdings_of(all, by_id);
  out.wants = wants_of(party, peer);
  out.asks_handover = handover_awaited_.contains(party);
  for (const auto& [key, note] : cosigned_notes_) out.cosignatures.push_back(note);
  for (const auto& [key, note] : declines_) out.declines.push_back(note);
  const Candidate* latest = nullptr;
  for (const auto& [hash, c] : candidates_)
    if (!c->tips.empty() && !c->signatures.empty() &&
        (latest == nullptr || c->point.attempt > latest->point.attempt))
      latest = c.get();
  if (latest != nullptr) out.proposal = paper_of(*latest);
  if (heard && peer.height < head_.height) add_finals(out, party, peer, statements_max_bytes);
  // Whoever has not been heard yet is told at once what is new here: most likely it lacks just that.
  const auto before = out.statements.size();
  if (!heard || peer.height >= head_.height)
    add_statements(out, peer, not_brought(party, peer, all), statements_max_bytes);
  if (!all.empty() && peer.height == head_.height && peer.holdings && !peer.holds_others &&
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
  out.hands_over = peer.asks_handover && peer.height == head_.height && peer.holdings &&
                   std::ranges::none_of(sync::lacking(all, *peer.holdings),
                                        [&](std::size_t i) { return pending_.contains(all[i].id); });
  return out;
}

Book::Parcel Book::outgoing_parcel(const statement::PartyCode& party, std::size_t statements_max_bytes) {
  const auto message = outgoing(party, statements_max_bytes);
  const auto known = peers_.find(party);
  // Who signs accords has the log but for the last one, even where it has not been heard since the start:
  // that one could not be final without it. Where it lost its disk it cannot follow, says so, and is told
  // anew.
  auto common = head_.height == 0 ? 0 : head_.height - 1;
  if (known != peers_.end() && known->second.heard) common = std::min(known->second.height, head_.height);
  const auto at = store_.accord(common);
  return {sync::write_parcel(message, ground(at ? at->size : 0)),
          !message.statements.empty() || !message.finals.empty()};
}

/// The accords that the partner lacks. The very next one it has judged itself, or it could not have become
/// final: that one goes without its statements, which it asks for where it lost them.
void Book::add_finals(sync::Exchange& out, const statement::PartyCode& party, const PeerView& peer,
                      std::size_t max_bytes) {
  std::size_t bytes = 0;
  auto before = store_.accord(peer.height);
  for (auto height = peer.height + 1; before && height <= head_.height; ++height) {
    const auto row = store_.accord(height);
    if (!row) return;
    auto paper = codec::decode<sync::AccordPaper>(row->bytes);
    PALITAN_CHECK(paper.has_value());
    const auto told = told_.find(party);
    // Whom earlier ones had to be told has judged this one neither.
    const bool judged_there =
        height == head_.height && height == peer.height + 1 && !peer.asks_handover && told == told_.end();
    const auto start =
        told != told_.end() && told->second.height == height ? told->second.position : before->size;
    if (!judged_there) {
      for (auto position = start; position < row->size; ++position) {
        auto statement = store_.logged_bytes(position);
        if (!statement) return;
        bytes += statement->size();
        out.statements.push_back(std::move(*statement));
        if (bytes <= max_bytes || position + 1 == row->size) continue;
        told_[party] = {height, position + 1};
        return;
      }
      if (start == before->size) paper->acts = row->size - before->size;
      told_[party] = {height, row->size};
    }
    out.finals.push_back(std::move(*paper));
    if (bytes > max_bytes) return;
    before = row;
  }
}

void Book::add_statements(sync::Exchange& out, const PeerView& peer, const std::vector<sync::Loose>& loose,
                          std::size_t max_bytes) {
  std::size_t bytes = 0;
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

/// What the partner asked for by id: cited by what it holds, or of a batch that it is to judge.
void Book::add_wanted(sync::Exchange& out, const PeerView& peer, std::size_t max_bytes) {
  std::unordered_set<base::Id, base::FixedHasher> there;
  std::size_t bytes = 0;
  for (const auto& statement : out.statements) bytes += statement.size();
  for (const auto& id : peer.wants) {
    std::optional<base::Bytes> found;
    if (const auto* known = pending(id)) {
      found = known->act->bytes();
    } else if (const auto held = held_.find(id); held != held_.end()) {
      found = held->second.bytes();
    } else if (auto row = store_.statement(id); row && row->entry) {
      found = std::move(row->bytes);
    }
    if (!found) continue;
    bytes += found->size();
    if (bytes > max_bytes && !out.statements.empty()) return;
    out.statements.push_back(std::move(*found));
  }
}

}  // namespace palitan::node
