// What two nodes tell each other, and what of it is believed: nothing without a signature that fits.
#include <algorithm>

#include <fmt/format.h>

#include "node/book_candidate.h"

namespace palitan::node {
using base::Code;

// ---- papers of the height being agreed
// ------------------------------------------------------------------------------------

std::vector<base::PublicKey> Book::accord_keys_of(const std::string& party) {
  std::vector<base::PublicKey> out;
  if (const auto* agreed = partnership_fact().party(party)) out.push_back(agreed->accord_key);
  const auto pending = get<kernel::PartnershipFact>(kernel::partnership_key(), true);
  if (const auto* changed = pending ? pending->party(party) : nullptr; changed != nullptr && !out.empty())
    if (changed->accord_key != out[0]) out.push_back(changed->accord_key);
  return out;
}

void Book::take_cosignatures(std::string_view note_text) {
  const auto note = merkle::parse_note(note_text);
  if (!note) return;
  const auto point = kernel::parse_checkpoint_body(partnership_, note->text);
  if (!point || point->height != head_.height + 1) return;
  const auto hash = kernel::checkpoint_hash(note->text);
  for (const auto& signature : note->signatures)
    for (const auto& party : partnership_fact().parties) {
      if (signature.name != kernel::accord_key_name(party.code)) continue;
      for (const auto& key : accord_keys_of(party.code))
        if (kernel::verify_accord_cosignature(signature, signature.name, key, *point, note->text)) {
          record_cosigned(party.code, *point, hash, merkle::format({note->text, {signature}}));
          break;
        }
    }
  if (const auto known = candidates_.find(hash); known != candidates_.end())
    add_signatures(*known->second, *note);
}

void Book::record_cosigned(const std::string& party, const kernel::AccordPoint& point, const base::Hash& hash,
                           const std::string& note) {
  auto& votes = votes_[party];
  const auto [at, fresh] = votes.cosigned.try_emplace(point.attempt, hash);
  if (fresh) {
    cosigned_notes_[{point.attempt, party}] = note;
    // A restored node learns its own old promises from its partners; they bind it as if it had never
    // forgotten.
    if (party == options_.party && !vote_notes_.contains(vote_name(point.height, point.attempt, "cosign")))
      keep_vote(point.attempt, "cosign", codec::encode(sync::AccordPaper{{}, note}));
    ++news_;
  } else if (at->second != hash) {
    accuse(party, point.attempt, cosigned_notes_[{point.attempt, party}], note);
  }
  if (const auto declined = declines_.find({point.attempt, party}); declined != declines_.end())
    accuse(party, point.attempt, declined->second, note);
}

void Book::take_decline(std::string_view note_text) {
  const auto note = merkle::parse_note(note_text);
  if (!note || note->signatures.size() != 1) return;
  const auto decline = kernel::parse_decline(partnership_, note->text);
  if (!decline || decline->height != head_.height + 1) return;
  const auto& signature = note->signatures[0];
  for (const auto& party : partnership_fact().parties) {
    const auto name = kernel::accord_key_name(party.code);
    if (signature.name != name) continue;
    for (const auto& key : accord_keys_of(party.code))
      if (merkle::verify_note_signature(signature, name, key, note->text)) {
        record_declined(party.code, decline->attempt, std::string(note_text));
        return;
      }
  }
}

void Book::record_declined(const std::string& party, std::uint64_t attempt, const std::string& note) {
  if (declines_.try_emplace({attempt, party}, note).second) {
    votes_[party].declined.insert(attempt);
    if (party == options_.party && !vote_notes_.contains(vote_name(head_.height + 1, attempt, "decline"))) {
      const auto bytes = base::view_of(note);
      keep_vote(attempt, "decline", base::Bytes(bytes.begin(), bytes.end()));
    }
    ++news_;
  }
  if (const auto cosigned = cosigned_notes_.find({attempt, party}); cosigned != cosigned_notes_.end())
    accuse(party, attempt, cosigned->second, note);
}

/// Two papers of one party that contradict each other: proof for anybody. Accords stop until the roots have
/// spoken.
void Book::accuse(const std::string& party, std::uint64_t attempt, std::string_view first,
                  std::string_view second) {
  if (misconduct_ || pardoned_.contains({attempt, party})) return;
  misconduct_ = fmt::format("{} signed two contradicting papers at height {}, attempt {}", party,
                            head_.height + 1, attempt);
  const auto text = base::view_of(*misconduct_);
  commit_.notes.emplace_back("misconduct", base::Bytes(text.begin(), text.end()));
  const auto proof = fmt::format("{}\n{}\n{}", *misconduct_, first, second);
  const auto bytes = base::view_of(proof);
  commit_.notes.emplace_back(fmt::format("proof/{:020}/{}", head_.height + 1, party),
                             base::Bytes(bytes.begin(), bytes.end()));
  ++news_;
}

/// The roots of every party name the last accord as the one that stands: the contradiction is dealt with.
void Book::heed_standing() {
  if (!misconduct_) return;
  std::set<std::string> named;
  for (const auto& id : order_) {
    const auto& entry = pending_.at(id);
    if (entry.act->kind() != statement::Kind::name_standing || entry.verdict.code != Code::accepted) continue;
    const auto body = statement::read_body<statement::NameStanding>(entry.act->content());
    const auto seat = get<kernel::SeatFact>(kernel::seat_key(entry.act->content().seat), true);
    if (body && seat && body->height == head_.height && body->checkpoint == head_hash_)
      named.insert(seat->party);
  }
  if (named.size() != partnership_fact().parties.size()) return;
  for (const auto& [party, votes] : votes_)
    for (const auto& [attempt, hash] : votes.cosigned) pardoned_.emplace(attempt, party);
  misconduct_.reset();
  commit_.notes.emplace_back("misconduct", base::Bytes{});
  ++news_;
}

// ---- messages
// -------------------------------------------------------------------------------------------------------------

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
  peer.heard = true;
  peer.height = message.height;
  peer.tips = message.tips;
  peer.wants = message.wants;
  peer.asks_handover = message.asks_handover;
  if (message.hands_over && message.height <= head_.height && handover_awaited_.erase(message.from) > 0)
    write_handover();
}

sync::AccordPaper Book::paper_of(const Candidate& c) const {
  merkle::Note note{c.body, {}};
  for (const auto& [party, signature] : c.signatures) note.signatures.push_back(signature);
  return {c.tips, merkle::format(note)};
}

sync::Exchange Book::outgoing(const statement::PartyCode& party, std::size_t statements_max_bytes) {
  PALITAN_CHECK(commit_.empty());
  sync::Exchange out;
  out.partnership = partnership_;
  out.from = options_.party;
  out.height = head_.height;
  out.checkpoint = head_hash_;
  std::vector<sync::Loose> loose;
  std::vector<base::Id> previous;
  for (const auto& id : order_) {
    const auto& c = pending_.at(id).act->content();
    loose.push_back({id, c.seat, c.sequence});
    previous.push_back(*c.previous);
  }
  out.tips = sync::tips_of(loose, previous);
  for (const auto& [awaited, held] : waiting_)
    if (const auto id = base::Id::from(awaited); id && out.wants.size() < 1000) out.wants.push_back(*id);
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
    add_statements(out, peer, statements_max_bytes);
    out.hands_over = peer.asks_handover && peer.height == head_.height &&
                     out.statements.size() == sync::lacking(loose, peer.tips).size();
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

void Book::add_statements(sync::Exchange& out, const PeerView& peer, std::size_t max_bytes) {
  std::vector<sync::Loose> loose;
  for (const auto& id : order_) {
    const auto& c = pending_.at(id).act->content();
    loose.push_back({id, c.seat, c.sequence});
  }
  std::size_t bytes = 0;
  std::set<base::Id> sent;
  for (const auto i : sync::lacking(loose, peer.tips)) {
    const auto& statement = pending_.at(loose[i].id).act->bytes();
    bytes += statement.size();
    if (bytes > max_bytes && !out.statements.empty()) break;
    out.statements.push_back(statement);
    sent.insert(loose[i].id);
  }
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
