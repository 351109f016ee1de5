// Promises: cosignatures and declines, this node's own and the others', and what contradicts itself.
#include <algorithm>

#include <fmt/format.h>

#include "kernel/marking.h"
#include "node/book_candidate.h"
#include "node/misdeeds.h"

namespace palitan::node {
using base::Code;

namespace {
base::Bytes bytes_of(std::string_view text) {
  const auto view = base::view_of(text);
  return {view.begin(), view.end()};
}
}  // namespace

std::string vote_name(std::uint64_t height, std::uint64_t attempt, std::string_view kind) {
  return fmt::format("vote/{:020}/{:020}/{}", height, attempt, kind);
}

bool Book::may_sign_accords() const {
  return options_.accord_key != nullptr && !misconduct_ && handover_awaited_.empty() && !must_upgrade() &&
         !accord_key_spent() && accord_key_named() && !skipped_decline();
}

bool Book::accord_key_named() const {
  const auto& key = options_.accord_key->public_key;
  const auto* among = agreed_.get<kernel::PartnershipFact>(kernel::partnership_key());
  if (among->party(options_.party)->accord_key == key) return true;
  const auto pending = pending_keys_.find(options_.party);
  return pending != pending_keys_.end() && std::ranges::find(pending->second, key) != pending->second.end();
}

/// Somebody declined them; or two parties have cosigned two checkpoints of one, so that neither can come to
/// be final: each is a promise not to cosign the other. Not its proposer, who must have signed both.
std::set<std::uint64_t> Book::ended_attempts() const {
  std::set<std::uint64_t> out;
  for (const auto& [key, note] : declines_) out.insert(key.first);
  const auto& parties = agreed_.get<kernel::PartnershipFact>(kernel::partnership_key())->parties;
  std::map<std::uint64_t, base::Hash> first;
  for (const auto& [party, votes] : votes_)
    for (const auto& [attempt, hash] : votes.cosigned) {
      if (parties[kernel::proposer_of(head_.height + 1, attempt, parties.size())].code == party) continue;
      const auto [at, fresh] = first.try_emplace(attempt, hash);
      if (!fresh && at->second != hash) out.insert(attempt);
    }
  return out;
}

// ---- this node's own

void Book::keep_vote(std::uint64_t attempt, std::string_view kind, base::Bytes paper) {
  const auto name = vote_name(head_.height + 1, attempt, kind);
  vote_notes_.insert(name);
  commit_.notes.emplace_back(name, std::move(paper));
  ++news_;
}

void Book::cosign(Candidate& c) {
  const auto signature = kernel::cosign_accord(*options_.accord_key, options_.party, c.point, c.body);
  c.signatures[options_.party] = signature;
  c.settled = true;
  auto& mine = votes_[options_.party].cosigned;
  mine[c.point.attempt] = c.hash;
  // Past an attempt on which the parties are divided it goes by their cosignatures, as by a decline.
  for (const auto& [at, note] : cosigned_notes_) {
    const auto& [attempt, party] = at;
    const auto kind = "cosign/of-" + party;
    if (party != options_.party && attempt < c.point.attempt && mine.contains(attempt) &&
        !vote_notes_.contains(vote_name(head_.height + 1, attempt, kind)))
      keep_vote(attempt, kind, bytes_of(note));
  }
  cosigned_notes_[{c.point.attempt, options_.party}] = merkle::format({c.body, {signature}});
  keep_vote(c.point.attempt, "cosign", codec::encode(paper_of(c)));
}

void Book::decline(std::uint64_t attempt, Code reason, std::optional<base::Id> difference) {
  if (!may_sign_accords() || !kernel::may_decline(votes_[options_.party], attempt)) return;
  const auto text = kernel::decline_text(partnership_, {head_.height + 1, attempt, reason, difference});
  const auto name = kernel::accord_key_name(options_.party);
  const auto note = merkle::format({text, {merkle::sign_note(*options_.accord_key, name, text)}});
  votes_[options_.party].declined.insert(attempt);
  declines_[{attempt, options_.party}] = note;
  keep_vote(attempt, "decline", bytes_of(note));
}

/// What this node promised at the height being agreed, and the declines of others on which its promises may
/// rest. Taken on trust from its own store: the key that signed may have been lost since, the promise holds.
base::Result<void> Book::load_votes() {
  const auto damaged = [](const std::string& name) { return base::refuse(Code::local_damaged, name); };
  for (const auto& [name, bytes] : store_.notes("vote/")) {
    vote_notes_.insert(name);
    const bool cosigned = name.find("/cosign") != std::string::npos;
    const auto of = name.rfind("/of-");
    const bool own = of == std::string::npos;
    const auto party = own ? options_.party : name.substr(of + 4);
    const auto paper = cosigned && own
                           ? codec::decode<sync::AccordPaper>(bytes)
                           : base::Result<sync::AccordPaper>({{}, std::string(base::text_of(bytes)), {}});
    const auto note = paper ? merkle::parse_note(paper->note) : tl::unexpected(paper.error());
    if (!note) return damaged(name);
    if (!cosigned) {
      const auto said = kernel::parse_decline(partnership_, note->text);
      if (!said) return damaged(name);
      if (said->height != head_.height + 1) continue;
      votes_[party].declined.insert(said->attempt);
      declines_[{said->attempt, party}] = paper->note;
      heed_marking(party, *said);
      continue;
    }
    const auto point = kernel::parse_checkpoint_body(partnership_, note->text);
    if (!point) return damaged(name);
    if (point->height != head_.height + 1) continue;
    votes_[party].cosigned[point->attempt] = kernel::checkpoint_hash(note->text);
    for (const auto& signature : note->signatures)
      if (signature.name == kernel::accord_key_name(party))
        cosigned_notes_[{point->attempt, party}] = merkle::format({note->text, {signature}});
    if (!own) continue;
    candidate(*paper);
    take_cosignatures(paper->note);
  }
  return {};
}

// ---- the others'

std::vector<base::PublicKey> Book::accord_keys_of(const std::string& party) {
  std::vector<base::PublicKey> out = {partnership_fact().party(party)->accord_key};
  if (const auto pending = pending_keys_.find(party); pending != pending_keys_.end())
    out.insert(out.end(), pending->second.begin(), pending->second.end());
  return out;
}

/// A change of accord key counts for the accord that contains it, so papers under the new key come before it
/// is agreed.
void Book::keep_keys_of(const statement::Statement& act) {
  if (act.kind() != statement::Kind::change_accord_key) return;
  const auto body = statement::read_body<statement::ChangeAccordKey>(act.content());
  const auto seat = get<kernel::SeatFact>(kernel::seat_key(act.content().seat), true);
  if (!body || !seat || !seat->root) return;
  auto& keys = pending_keys_[seat->party];
  if (std::find(keys.begin(), keys.end(), body->accord_key) == keys.end()) keys.push_back(body->accord_key);
}

void Book::take_cosignatures(std::string_view note_text) {
  const auto note = merkle::parse_note(note_text);
  if (!note) return;
  const auto point = kernel::parse_checkpoint_body(partnership_, note->text);
  if (point && point->height <= head_.height) {
    // It may contradict what its signer put under the accord that is final here. Accords go on: another final
    // one of that height would need this node's own cosignature.
    for (auto& kept : late_papers(store_, partnership_fact(), *note)) {
      commit_.notes.push_back(std::move(kept));
      ++news_;
    }
    return;
  }
  if (!point || point->height != head_.height + 1) return;
  const auto hash = kernel::checkpoint_hash(note->text);
  for (const auto& signature : note->signatures)
    for (const auto& party : partnership_fact().parties) {
      if (signature.name != kernel::accord_key_name(party.code)) continue;
      const auto one = merkle::format({note->text, {signature}});
      const auto known = cosigned_notes_.find({point->attempt, party.code});
      if (known != cosigned_notes_.end() && known->second == one) break;
      for (const auto& key : accord_keys_of(party.code))
        if (kernel::verify_accord_cosignature(signature, signature.name, key, *point, note->text)) {
          record_cosigned(party.code, key, *point, hash, one);
          break;
        }
      break;
    }
  if (const auto known = candidates_.find(hash); known != candidates_.end())
    add_signatures(*known->second, *note);
}

void Book::record_cosigned(const std::string& party, const base::PublicKey& key,
                           const kernel::AccordPoint& point, const base::Hash& hash,
                           const std::string& note) {
  notice_vote(party, key, point.attempt, "cosign");
  auto& votes = votes_[party];
  const auto [at, fresh] = votes.cosigned.try_emplace(point.attempt, hash);
  if (fresh) {
    cosigned_notes_[{point.attempt, party}] = note;
    // A restored node learns its own old promises from its partners; they bind it as if it had never
    // forgotten.
    if (party == options_.party && !vote_notes_.contains(vote_name(point.height, point.attempt, "cosign")))
      keep_vote(point.attempt, "cosign", codec::encode(sync::AccordPaper{{}, note, {}}));
    ++news_;
  } else if (at->second != hash) {
    accuse(party, point.attempt, cosigned_notes_[{point.attempt, party}], note);
  }
  if (const auto declined = declines_.find({point.attempt, party}); declined != declines_.end())
    accuse(party, point.attempt, declined->second, note);
}

void Book::take_decline(std::string_view note_text) {
  const auto note = merkle::parse_note(note_text);
  if (!note) return;
  const auto said = kernel::parse_decline(partnership_, note->text);
  if (said && said->height <= head_.height) {
    for (auto& kept : late_papers(store_, partnership_fact(), *note)) {
      commit_.notes.push_back(std::move(kept));
      ++news_;
    }
    return;
  }
  if (!said || said->height != head_.height + 1 || note->signatures.size() != 1) return;
  const auto& signature = note->signatures[0];
  for (const auto& party : partnership_fact().parties) {
    const auto name = kernel::accord_key_name(party.code);
    if (signature.name != name || declines_.contains({said->attempt, party.code})) continue;
    for (const auto& key : accord_keys_of(party.code))
      if (merkle::verify_note_signature(signature, name, key, note->text)) {
        heed_marking(party.code, *said);
        return record_declined(party.code, key, said->attempt, std::string(note_text));
      }
  }
}

/// A party declined for the marking of an act: what has that marking or a higher one is proposed again once
/// its node has taken the act.
void Book::heed_marking(const std::string& party, const kernel::Decline& said) {
  if (said.reason != Code::local_marking || !said.difference || party == options_.party) return;
  const auto* act = pending(*said.difference);
  if (act == nullptr) return;
  const auto marking = kernel::marking_of(act->act->content());
  const auto [at, fresh] = turned_away_.try_emplace(party, marking);
  if (!fresh) at->second = std::min(at->second, marking);
}

void Book::record_declined(const std::string& party, const base::PublicKey& key, std::uint64_t attempt,
                           const std::string& note) {
  notice_vote(party, key, attempt, "decline");
  declines_[{attempt, party}] = note;
  votes_[party].declined.insert(attempt);
  // Another's decline is kept like a promise of one's own: cosigning a higher attempt rests on it, and its
  // signer may lose its disk, after which nobody else could clear this node of having skipped it.
  const auto kind = party == options_.party ? "decline" : "decline/of-" + party;
  if (!vote_notes_.contains(vote_name(head_.height + 1, attempt, kind)))
    keep_vote(attempt, kind, bytes_of(note));
  if (const auto cosigned = cosigned_notes_.find({attempt, party}); cosigned != cosigned_notes_.end())
    accuse(party, attempt, cosigned->second, note);
}

// ---- misconduct

/// Two papers of one key that contradict each other: proof for anybody. Accords stop until the roots have
/// spoken.
void Book::accuse(const std::string& party, std::uint64_t attempt, std::string_view first,
                  std::string_view second) {
  auto proof = kept_papers(partnership_, party, accord_keys_of(party), first, second);
  // Two keys of one party are two signers: what an old key promised, the new one cannot know.
  if (!proof) return;
  if (!store_.note(proof->first)) commit_.notes.push_back(std::move(*proof));
  if (misconduct_ || pardoned_.contains({attempt, party})) return;
  misconduct_ = fmt::format("{} signed two contradicting papers at height {}, attempt {}", party,
                            head_.height + 1, attempt);
  commit_.notes.emplace_back("misconduct", bytes_of(*misconduct_));
  ++news_;
}

/// A cosigner holds what ended every lower attempt that it cosigned, and its papers travel with it. While
/// nothing such is known here it stands accused; showing it clears it.
std::optional<std::string> Book::skipped_decline() const {
  const auto ended = ended_attempts();
  for (const auto& [party, votes] : votes_) {
    if (votes.cosigned.size() < 2) continue;
    for (const auto& [attempt, hash] : votes.cosigned) {
      if (attempt == votes.cosigned.rbegin()->first || pardoned_.contains({attempt, party})) continue;
      if (!ended.contains(attempt))
        return fmt::format("a decline of attempt {}, past which {} cosigned", attempt, party);
    }
  }
  return std::nullopt;
}

/// The roots of every party name the last accord as the one that stands: the contradiction is dealt with.
void Book::heed_standing() {
  if (!misconduct_ && !skipped_decline()) return;
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
  if (misconduct_) commit_.notes.emplace_back("misconduct", base::Bytes{});
  misconduct_.reset();
  pardon_accord_key();
  ++news_;
}

}  // namespace palitan::node
