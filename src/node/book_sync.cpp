// What two nodes tell each other, and what of it is believed: nothing without a signature that fits.
#include <algorithm>

#include <fmt/format.h>

#include "node/book_candidate.h"

namespace palitan::node {
using base::Code;

void Book::incoming(const sync::Exchange& message, base::Instant now) {
  if (message.version != sync::kProtocolVersion || message.partnership != partnership_) return;
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
  PeerView view{true, message.height, message.tips, message.wants, message.asks_handover};
  // What it said may be answered with more than was told before.
  if (view != peer) ++news_;
  peer = std::move(view);
  if (message.hands_over && message.height <= head_.height && handover_awaited_.erase(message.from) > 0)
    write_handover();
}

sync::Exchange Book::outgoing(const statement::PartyCode& party, std::size_t statements_max_bytes) {
  PALITAN_CHECK(commit_.empty());
  sync::Exchange out;
  out.partnership = partnership_;
  out.from = options_.party;
  out.height = head_.height;
  out.checkpoint = head_hash_;
  const auto pending = loose();
  out.tips = sync::tips_of(pending);
  for (const auto& [awaited, held] : waiting_)
    if (const auto id = base::Id::from(awaited);
        id && !above_ceiling_.contains(*id) && out.wants.size() < 1000)
      out.wants.push_back(*id);
  for (const auto& id : wanted_)
    if (!pending_.contains(id) && out.wants.size() < 1000) out.wants.push_back(id);
  out.asks_handover = handover_awaited_.contains(party);
  for (const auto& [key, note] : cosigned_notes_) out.cosignatures.push_back(note);
  for (const auto& [key, note] : declines_) out.declines.push_back(note);
  const Candidate* latest = nullptr;
  for (const auto& [hash, c] : candidates_)
    if (!c->tips.empty() && !c->signatures.empty() &&
        (latest == nullptr || c->point.attempt > latest->point.attempt))
      latest = c.get();
  if (latest != nullptr) out.proposal = paper_of(*latest);
  const auto known = peers_.find(party);
  if (known == peers_.end() || !known->second.heard) return out;  // it will answer with what it has
  const auto& peer = known->second;
  if (peer.height < head_.height) {
    add_finals(out, peer, statements_max_bytes);
  } else {
    add_statements(out, peer, pending, statements_max_bytes);
    out.hands_over =
        peer.asks_handover && peer.height == head_.height && sync::lacking(pending, peer.tips).empty();
  }
  return out;
}

void Book::add_finals(sync::Exchange& out, const PeerView& peer, std::size_t max_bytes) {
  std::size_t bytes = 0;
  auto before = store_.accord(peer.height);
  for (auto height = peer.height + 1; before && height <= head_.height; ++height) {
    const auto row = store_.accord(height);
    if (!row) return;
    for (auto position = before->size; position < row->size; ++position) {
      auto statement = store_.logged_bytes(position);
      if (!statement) return;
      bytes += statement->size();
      out.statements.push_back(std::move(*statement));
    }
    auto paper = codec::decode<sync::AccordPaper>(row->bytes);
    PALITAN_CHECK(paper.has_value());
    out.finals.push_back(std::move(*paper));
    if (bytes > max_bytes) return;
    before = row;
  }
}

void Book::add_statements(sync::Exchange& out, const PeerView& peer, const std::vector<sync::Loose>& loose,
                          std::size_t max_bytes) {
  std::size_t bytes = 0;
  std::set<base::Id> sent;
  for (const auto i : sync::lacking(loose, peer.tips)) {
    const auto& statement = pending_.at(loose[i].id).act->bytes();
    bytes += statement.size();
    if (bytes > max_bytes && !out.statements.empty()) break;
    out.statements.push_back(statement);
    sent.insert(loose[i].id);
  }
  if (peer.asks_handover)
    for (const auto& [id, statement] : held_)
      if (sent.insert(id).second) out.statements.push_back(statement.bytes());
  for (const auto& id : peer.wants) {
    if (sent.contains(id)) continue;
    if (const auto* known = pending(id)) {
      out.statements.push_back(known->act->bytes());
    } else if (const auto held = held_.find(id); held != held_.end()) {
      out.statements.push_back(held->second.bytes());
    }
  }
}

}  // namespace palitan::node
