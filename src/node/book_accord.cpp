// Accords: propose, cosign, decline, finish (PROTOCOL section 5). Every promise is durable before it is told.
#include <algorithm>

#include <fmt/format.h>

#include "node/book_candidate.h"

namespace palitan::node {
using base::Code;
using statement::SignedStatement;

std::string vote_name(std::uint64_t height, std::uint64_t attempt, std::string_view kind) {
  return fmt::format("vote/{:020}/{:020}/{}", height, attempt, kind);
}

bool Book::may_sign_accords() const {
  return options_.accord_key != nullptr && !misconduct_ && handover_awaited_.empty();
}

/// The first attempt that nobody has declined.
std::uint64_t Book::current_attempt() const {
  std::uint64_t attempt = 0;
  for (auto at = declines_.lower_bound({attempt, {}}); at != declines_.end() && at->first.first == attempt;
       at = declines_.lower_bound({attempt, {}}))
    ++attempt;
  return attempt;
}

void Book::advance(base::Instant now) {
  heed_standing();
  consider(now);
  propose(now);
  give_up_waiting(now);
}

// ---- candidates
// ---------------------------------------------------------------------------------------------------------

/// Every statement that the tips reach and the log does not hold. What is missing is remembered as wanted.
base::Result<std::vector<SignedStatement>> Book::closure(const std::vector<sync::SeatTip>& tips) {
  std::vector<base::Id> open;
  for (const auto& tip : tips) open.push_back(tip.id);
  std::unordered_set<base::Id, base::FixedHasher> seen;
  std::vector<SignedStatement> out;
  bool complete = true;
  while (!open.empty()) {
    const auto id = open.back();
    open.pop_back();
    if (!seen.insert(id).second) continue;
    if (const auto* known = pending(id)) {
      out.push_back(known->act);
      if (out.size() > kernel::kBatchMax)
        return base::refuse(Code::bad_accord, "more statements than a batch may hold");
      for (const auto& cause : statement::causes(*known->act)) open.push_back(cause);
    } else if (!get<kernel::StatementFact>(kernel::statement_key(id), false)) {
      wanted_.insert(id);
      complete = false;
    }
  }
  if (!complete) return base::refuse(Code::later_cited, "statements of the batch are missing");
  return out;
}

Book::Candidate* Book::candidate(const sync::AccordPaper& paper) {
  const auto note = merkle::parse_note(paper.note);
  if (!note) return nullptr;
  const auto point = kernel::parse_checkpoint_body(partnership_, note->text);
  if (!point || point->height != head_.height + 1 || point->previous != head_hash_) return nullptr;
  const auto hash = kernel::checkpoint_hash(note->text);
  auto& slot = candidates_[hash];
  if (!slot) {
    slot = std::make_unique<Candidate>();
    slot->body = note->text;
    slot->hash = hash;
    slot->point = *point;
    slot->tips = paper.tips;
  } else if (!slot->computed) {
    slot->tips = paper.tips;  // whoever names the tips rightly will be found out by the root
  }
  add_signatures(*slot, *note);
  return slot.get();
}

void Book::add_signatures(Candidate& c, const merkle::Note& note) {
  if (note.text != c.body) return;
  for (const auto& signature : note.signatures)
    for (const auto& party : partnership_fact().parties)
      if (signature.name == kernel::accord_key_name(party.code)) {
        for (const auto& key : accord_keys_of(party.code))
          if (kernel::verify_accord_cosignature(signature, signature.name, key, c.point, c.body)) {
            c.signatures[party.code] = signature;
            break;
          }
      }
}

base::Result<void> Book::compute(Candidate& c) {
  if (c.computed) return {};
  auto batch = closure(c.tips);
  if (!batch) return tl::unexpected(batch.error());
  if (batch->empty()) return base::refuse(Code::bad_accord, "an empty batch");
  const auto read = reader();
  kernel::Facts facts(&agreed_);
  const std::size_t n = partnership_fact().parties.size();
  auto ordered = kernel::canonical_order(
      std::move(*batch), kernel::proposer_of(c.point.height, c.point.attempt, n), facts, read);
  if (!ordered) return tl::unexpected(ordered.error());
  c.fold = kernel::fold(*ordered, facts, {c.point.time, c.point.height, c.point.rules}, head_.results, read);
  c.frontier = frontier_;
  for (const auto& act : *ordered) c.frontier.append(merkle::leaf_hash(act->id().view()));
  c.partnership = facts.find(kernel::partnership_key());
  if (!c.partnership) c.partnership = read(kernel::partnership_key());
  c.found = c.point;
  c.found.size = c.frontier.size();
  c.found.root = c.frontier.root();
  c.found.results = c.fold.results;
  c.computed = true;
  return {};
}

// ---- proposing
// ----------------------------------------------------------------------------------------------------------

void Book::propose(base::Instant now) {
  if (!may_sign_accords() || order_.empty()) return;
  const auto attempt = current_attempt();
  const auto& partnership = partnership_fact();
  const auto n = partnership.parties.size();
  const auto& mine = votes_[options_.party];
  if (kernel::proposer_of(head_.height + 1, attempt, n) != partnership.index_of(options_.party)) return;
  if (mine.cosigned.contains(attempt) || now.ms - last_proposal_.ms < options_.propose_every_ms) return;
  // 1. The oldest pending acts; their causes came before them.
  std::vector<sync::Loose> loose;
  std::vector<base::Id> previous;
  std::size_t bytes = 0;
  std::int64_t time = std::max(now.ms, head_.time.ms + 1);
  for (const auto& id : order_) {
    const auto& act = *pending_.at(id).act;
    bytes += act.bytes().size();
    if (loose.size() == options_.batch_max || bytes > kernel::kBatchBytesMax) break;
    loose.push_back({id, act.content().seat, act.content().sequence});
    previous.push_back(*act.content().previous);
    // A partner's clock may run a little ahead: an act must not fail for that.
    const auto at = act.content().effective_at.ms;
    if (at > time && at <= now.ms + kernel::kClockAheadMaxMs / 2) time = at;
  }
  // 2. What follows from them is what this node proposes and cosigns.
  auto fresh = std::make_unique<Candidate>();
  fresh->tips = sync::tips_of(loose, previous);
  fresh->point.height = head_.height + 1;
  fresh->point.attempt = attempt;
  fresh->point.time.ms = time;
  fresh->point.rules = partnership.rules_at(head_.height + 1);
  fresh->point.previous = head_hash_;
  if (auto ok = compute(*fresh); !ok) return;
  fresh->point = fresh->found;
  fresh->body = kernel::checkpoint_body(partnership_, fresh->point);
  fresh->hash = kernel::checkpoint_hash(fresh->body);
  if (fresh->after().party(options_.party)->accord_key != options_.accord_key->public_key) return;
  std::set<std::uint64_t> declined;
  for (const auto& [key, note] : declines_) declined.insert(key.first);
  if (!kernel::may_cosign(mine, attempt, fresh->hash, declined)) return;
  last_proposal_ = now;
  auto& slot = candidates_[fresh->hash];
  if (!slot) slot = std::move(fresh);
  cosign(*slot);
  try_finish(*slot, now);
}

// ---- cosigning
// ----------------------------------------------------------------------------------------------------------

void Book::consider(base::Instant now) {
  // A finished height clears the candidates, so walk over a copy of their names.
  std::vector<base::Hash> hashes;
  for (const auto& [hash, c] : candidates_) hashes.push_back(hash);
  const auto height = head_.height;
  for (const auto& hash : hashes) {
    const auto at = candidates_.find(hash);
    if (head_.height != height || at == candidates_.end()) return;
    consider_one(*at->second, now);
  }
}

void Book::consider_one(Candidate& c, base::Instant now) {
  const auto& partnership = partnership_fact();
  const auto& proposer =
      partnership.parties[kernel::proposer_of(c.point.height, c.point.attempt, partnership.parties.size())]
          .code;
  // 1. Only its proposer's signature makes it a proposal; only its statements make it judgeable.
  if (!c.signatures.contains(proposer)) return;
  if (!compute(c)) return;
  if (c.signatures.contains(options_.party)) {
    try_finish(c, now);
    return;
  }
  if (c.settled || !may_sign_accords()) return;
  // 2. Reasons to decline.
  const auto no = [&](Code reason, std::optional<base::Id> difference = {}) {
    c.settled = true;
    decline(c.point.attempt, reason, difference);
  };
  if (c.point.rules != partnership.rules_at(c.point.height)) return no(Code::refused_rules);
  if (c.point.rules > kernel::kRulesVersion) return no(Code::local_upgrade);
  if (c.point.time <= head_.time) return no(Code::refused_back_dated);
  if (c.point.time.ms > now.ms + kernel::kClockAheadMaxMs) return no(Code::refused_future);
  if (!c.matches()) return no(Code::bad_results, c.fold.entries.front().act->id());
  if (c.after().party(options_.party)->accord_key != options_.accord_key->public_key)
    return no(Code::bad_cosignature);
  // 3. The rule that keeps two finals apart. What it lacks may still come, so nothing is declined for it.
  std::set<std::uint64_t> declined;
  for (const auto& [key, note] : declines_) declined.insert(key.first);
  if (!kernel::may_cosign(votes_[options_.party], c.point.attempt, c.hash, declined)) return;
  cosign(c);
  try_finish(c, now);
}

void Book::cosign(Candidate& c) {
  const auto signature = kernel::cosign_accord(*options_.accord_key, options_.party, c.point, c.body);
  c.signatures[options_.party] = signature;
  c.settled = true;
  merkle::Note note{c.body, {}};
  for (const auto& [party, known] : c.signatures) note.signatures.push_back(known);
  const auto text = merkle::format(note);
  votes_[options_.party].cosigned[c.point.attempt] = c.hash;
  cosigned_notes_[{c.point.attempt, options_.party}] = merkle::format({c.body, {signature}});
  keep_vote(c.point.attempt, "cosign", codec::encode(sync::AccordPaper{c.tips, text}));
}

void Book::keep_vote(std::uint64_t attempt, std::string_view kind, base::Bytes paper) {
  const auto name = vote_name(head_.height + 1, attempt, kind);
  vote_notes_.insert(name);
  commit_.notes.emplace_back(name, std::move(paper));
  ++news_;
}

void Book::decline(std::uint64_t attempt, Code reason, std::optional<base::Id> difference) {
  if (!may_sign_accords() || !kernel::may_decline(votes_[options_.party], attempt)) return;
  const auto text = kernel::decline_text(partnership_, {head_.height + 1, attempt, reason, difference});
  const auto name = kernel::accord_key_name(options_.party);
  const auto note = merkle::format({text, {merkle::sign_note(*options_.accord_key, name, text)}});
  votes_[options_.party].declined.insert(attempt);
  declines_[{attempt, options_.party}] = note;
  const auto bytes = base::view_of(note);
  keep_vote(attempt, "decline", base::Bytes(bytes.begin(), bytes.end()));
}

/// A proposal that did not come in time is declined, so that the next party in turn may propose.
void Book::give_up_waiting(base::Instant now) {
  if (order_.empty()) {
    attempt_since_ = now;
    return;
  }
  if (!may_sign_accords() ||
      now.ms - std::max(attempt_since_, oldest_pending_).ms < options_.decline_after_ms)
    return;
  const auto attempt = current_attempt();
  const auto& partnership = partnership_fact();
  const auto turn = kernel::proposer_of(head_.height + 1, attempt, partnership.parties.size());
  if (turn == partnership.index_of(options_.party)) return;
  decline(attempt, Code::later_proposal, {});
  attempt_since_ = now;
}

// ---- finishing
// ----------------------------------------------------------------------------------------------------------

bool Book::try_finish(Candidate& c, base::Instant now) {
  if (!c.matches()) return false;
  merkle::Note note{c.body, {}};
  for (const auto& party : c.after().parties) {
    const auto found = c.signatures.find(party.code);
    if (found == c.signatures.end()) return false;
    note.signatures.push_back(found->second);
  }
  if (!kernel::check_final(note, c.point, c.after())) return false;
  finish(c, sync::AccordPaper{c.tips, merkle::format(note)}, now);
  return true;
}

void Book::finish(Candidate& c, const sync::AccordPaper& paper, base::Instant now) {
  commit_fold(c, paper);
  for (const auto& entry : c.fold.entries) pending_.erase(entry.act->id());
  std::erase_if(order_, [&](const base::Id& id) { return !pending_.contains(id); });
  provisional_.clear();
  for (const auto& [key, fact] : c.fold.changed) agreed_.put(key, fact);
  head_ = c.point;
  head_hash_ = c.hash;
  frontier_ = std::move(c.frontier);
  forget_height();
  oldest_pending_ = now;
  attempt_since_ = now;
  last_proposal_.ms = std::min(last_proposal_.ms, now.ms);
  rejudge(now);
  ++news_;
}

void Book::forget_height() {
  for (const auto& name : vote_notes_) commit_.notes.emplace_back(name, base::Bytes{});
  vote_notes_.clear();
  votes_.clear();
  declines_.clear();
  cosigned_notes_.clear();
  candidates_.clear();
  wanted_.clear();
}

void Book::take_final(const sync::AccordPaper& paper, base::Instant now) {
  auto* c = candidate(paper);
  const auto note = merkle::parse_note(paper.note);
  if (c == nullptr || !note || !compute(*c) || !c->matches()) return;
  if (kernel::check_final(*note, c->point, c->after())) finish(*c, paper, now);
}

}  // namespace palitan::node
