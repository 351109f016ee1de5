// Accords: propose, consider, decline, finish (PROTOCOL section 5). Every promise is durable before it is
// told.
#include <algorithm>

#include "kernel/marking.h"
#include "node/book_candidate.h"

namespace palitan::node {
using base::Code;

/// The first attempt that is not known to have ended.
std::uint64_t Book::current_attempt() const {
  const auto ended = ended_attempts();
  std::uint64_t attempt = 0;
  while (ended.contains(attempt)) ++attempt;
  return attempt;
}

void Book::advance(base::Instant now) {
  // A clock that ran ahead and was set right must not make this node wait until then.
  for (auto* since : {&last_proposal_, &attempt_since_, &oldest_pending_}) *since = std::min(*since, now);
  heed_standing();
  consider(now);
  judge_pending(now);
  if (const auto attempt = current_attempt(); attempt != attempt_seen_) {
    attempt_seen_ = attempt;
    attempt_since_ = now;
  }
  propose(now);
  give_up_waiting(now);
  judge_pending(now);
}

// ---- proposing

void Book::propose(base::Instant now) {
  if (order_.empty() || !may_sign_accords()) return;
  const auto attempt = current_attempt();
  const auto& partnership = partnership_fact();
  const auto turn = kernel::proposer_of(head_.height + 1, attempt, partnership.parties.size());
  if (turn != partnership.index_of(options_.party)) return;
  const auto& mine = votes_[options_.party];
  if (mine.cosigned.contains(attempt) || now.ms - last_proposal_.ms < options_.propose_every_ms) return;
  auto fresh = proposal(attempt, now);
  if (!fresh || !kernel::may_cosign(mine, attempt, fresh->hash, ended_attempts())) return;
  last_proposal_ = now;
  auto& slot = candidates_[fresh->hash];
  if (!slot) slot = std::move(fresh);
  cosign(*slot);
  try_finish(*slot, now);
}

/// What a partner's node takes none of: acts at or above a marking that it declined and has not taken since,
/// and what rests on them. They wait; accords go on without them.
std::unordered_set<base::Id, base::FixedHasher> Book::not_taken() const {
  std::unordered_set<base::Id, base::FixedHasher> out;
  if (turned_away_.empty()) return out;
  const auto all = loose();
  for (const auto& [party, marking] : turned_away_) {
    const auto peer = peers_.find(party);
    const auto lacking = sync::lacking(
        all, peer == peers_.end() ? sync::Holdings{} : peer->second.holdings.value_or(sync::Holdings{}));
    for (const auto i : lacking)
      if (kernel::marking_of(pending_.at(all[i].id).act->content()) >= marking) out.insert(all[i].id);
  }
  for (const auto& id : order_)  // causes first
    for (const auto& cause : statement::causes(*pending_.at(id).act))
      if (out.contains(cause)) out.insert(id);
  return out;
}

/// What the next batch holds, causes first: changes of accord key with their causes before all else, since a
/// new key can sign no accord without its change; then the oldest pending acts, as many as fit.
std::vector<sync::Loose> Book::next_batch() const {
  std::unordered_set<base::Id, base::FixedHasher> chosen;
  std::size_t bytes = 0;
  const auto choose = [&](const base::Id& id) {
    bytes += pending_.at(id).act->bytes().size();
    chosen.insert(id);
  };
  std::vector<base::Id> open;
  for (const auto& id : order_)
    if (pending_.at(id).act->kind() == statement::Kind::change_accord_key) open.push_back(id);
  while (!open.empty()) {
    const auto id = open.back();
    open.pop_back();
    if (chosen.contains(id) || !pending_.contains(id)) continue;
    choose(id);
    for (const auto& cause : statement::causes(*pending_.at(id).act)) open.push_back(cause);
  }
  if (chosen.size() > kernel::kBatchMax || bytes > kernel::kBatchBytesMax) chosen.clear(), bytes = 0;
  const auto left_out = not_taken();
  std::erase_if(chosen, [&](const base::Id& id) { return left_out.contains(id); });
  for (const auto& id : order_) {
    if (chosen.contains(id) || left_out.contains(id)) continue;
    if (chosen.size() >= options_.batch_max) break;
    choose(id);
    if (bytes > kernel::kBatchBytesMax) {
      chosen.erase(id);
      break;
    }
  }
  auto batch = loose();
  std::erase_if(batch, [&](const auto& x) { return !chosen.contains(x.id); });
  return batch;
}

/// The next batch and what follows from it. Null where this node's key would not count for that accord.
std::unique_ptr<Book::Candidate> Book::proposal(std::uint64_t attempt, base::Instant now) {
  const auto batch = next_batch();
  if (batch.empty()) return nullptr;
  std::int64_t time = std::max(now.ms, head_.time.ms + 1);
  for (const auto& x : batch) {
    // A partner's clock may run a little ahead: an act must not fail for that.
    const auto at = pending_.at(x.id).act->content().effective_at.ms;
    if (at > time && at <= now.ms + kernel::kClockAheadMaxMs / 2) time = at;
  }
  auto fresh = std::make_unique<Candidate>();
  fresh->tips = sync::tips_of(batch);
  fresh->point.height = head_.height + 1;
  fresh->point.attempt = attempt;
  fresh->point.time.ms = time;
  fresh->point.rules = partnership_fact().rules_at(head_.height + 1);
  fresh->point.previous = head_hash_;
  if (!compute(*fresh)) return nullptr;
  if (fresh->after().party(options_.party)->accord_key != options_.accord_key->public_key) return nullptr;
  fresh->point = fresh->found;
  fresh->body = kernel::checkpoint_body(partnership_, fresh->point);
  fresh->hash = kernel::checkpoint_hash(fresh->body);
  fresh->marks = kernel::result_marks(fresh->fold);
  return fresh;
}

// ---- cosigning and declining

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
  const auto& parties = partnership_fact().parties;
  const auto& proposer = parties[kernel::proposer_of(c.point.height, c.point.attempt, parties.size())].code;
  // 1. Only its proposer's signature makes it a proposal; only its statements make it judgeable.
  if (!c.signatures.contains(proposer)) return;
  const auto judged = compute(c);
  if (!judged && judged.error().code != Code::bad_accord) {
    if (judged.error().code == Code::local_marking)
      decline(c.point.attempt, Code::local_marking, base::fixed_from_hex<base::Id>(judged.error().detail));
    return;
  }
  if (!c.signatures.contains(proposer)) return;  // its key does not count for this accord
  if (judged && try_finish(c, now)) return;
  if (c.settled || !may_sign_accords() || c.signatures.contains(options_.party)) return;
  // 2. One decline ends an attempt: cosigning it would only bind this node.
  const auto declined = ended_attempts();
  if (declined.contains(c.point.attempt)) return;
  const auto why = judged ? objection(c, now) : kernel::Decline{0, 0, Code::bad_accord, {}};
  if (why) {
    c.settled = true;
    return decline(c.point.attempt, why->reason, why->difference);
  }
  // 3. The rule that keeps two finals apart. What it lacks may still come, so nothing is declined for it.
  if (!kernel::may_cosign(votes_[options_.party], c.point.attempt, c.hash, declined)) return;
  cosign(c);
  try_finish(c, now);
}

/// Why this node cannot cosign a batch that it has judged.
std::optional<kernel::Decline> Book::objection(const Candidate& c, base::Instant now) const {
  const auto no = [](Code reason, std::optional<base::Id> difference = {}) {
    return kernel::Decline{0, 0, reason, difference};
  };
  if (c.point.time <= head_.time) return no(Code::bad_accord);
  if (c.point.time.ms > now.ms + kernel::kClockAheadMaxMs) return no(Code::local_clock);
  if (c.found.size != c.point.size || c.found.root != c.point.root) return no(Code::bad_accord);
  if (!c.matches())
    return no(Code::bad_results, c.marks ? kernel::first_difference(c.fold, *c.marks) : std::nullopt);
  if (c.after().party(options_.party)->accord_key != options_.accord_key->public_key)
    return no(Code::bad_cosignature);
  return std::nullopt;
}

/// A proposal that did not come in time is declined, so that the next party in turn may propose. Each attempt
/// is given twice the time of the one before: slow links must not outrun every proposal.
void Book::give_up_waiting(base::Instant now) {
  // Nobody proposes what a partner takes none of.
  if (order_.empty() || (!turned_away_.empty() && next_batch().empty())) {
    attempt_since_ = now;
    return;
  }
  const auto attempt = current_attempt();
  const auto patience = options_.decline_after_ms << std::min<std::uint64_t>(attempt, 6);
  if (now.ms - std::max(attempt_since_, oldest_pending_).ms < patience) return;
  const auto& partnership = partnership_fact();
  const auto turn = kernel::proposer_of(head_.height + 1, attempt, partnership.parties.size());
  if (turn == partnership.index_of(options_.party)) return;
  decline(attempt, Code::later_proposal);
}

// ---- finishing

bool Book::try_finish(Candidate& c, base::Instant now) {
  if (!c.matches()) return false;
  merkle::Note note{c.body, {}};
  for (const auto& party : c.after().parties) {
    const auto found = c.signatures.find(party.code);
    if (found == c.signatures.end()) return false;
    note.signatures.push_back(found->second);
  }
  if (!kernel::check_final(note, c.point, c.after())) return false;
  finish(c, merkle::format(note), now);
  return true;
}

void Book::finish(Candidate& c, const std::string& note, base::Instant now) {
  commit_fold(c, note);
  for (const auto& entry : c.fold.entries) pending_.erase(entry.act->id());
  std::erase_if(order_, [&](const base::Id& id) { return !pending_.contains(id); });
  forget_judged();
  for (const auto& [key, fact] : c.fold.changed) agreed_.put(key, fact);
  head_ = c.point;
  head_hash_ = c.hash;
  frontier_ = std::move(c.frontier);
  forget_height();  // `c` ends here
  oldest_pending_ = now;
  attempt_since_ = now;
  last_proposal_.ms = std::min(last_proposal_.ms, now.ms);
  judge_keys(now);
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
  pardoned_.clear();
  attempt_seen_ = 0;
}

void Book::take_final(const sync::AccordPaper& paper, base::Instant now) {
  auto* c = candidate(paper);
  const auto note = merkle::parse_note(paper.note);
  if (c == nullptr && note) {
    // Where its own acts bring the keys that signed it, none of it can be checked before they are here.
    const auto point = kernel::parse_checkpoint_body(partnership_, note->text);
    if (point && point->height == head_.height + 1 && point->previous == head_hash_)
      for (const auto& tip : paper.tips)
        if (wanted_.size() < kernel::kBatchMax && !pending_.contains(tip.id) && wanted_.insert(tip.id).second)
          ++news_;
  }
  if (c == nullptr || !note || !compute(*c) || !c->matches()) return;
  if (kernel::check_final(*note, c->point, c->after())) finish(*c, paper.note, now);
}

}  // namespace palitan::node
