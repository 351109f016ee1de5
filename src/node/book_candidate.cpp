// Candidates: a checkpoint that somebody signed, and what follows from the statements it names.
#include "node/book_candidate.h"

#include <algorithm>

namespace palitan::node {
using base::Code;
using statement::SignedStatement;

/// What is pending, causes first.
std::vector<sync::Loose> Book::loose() const {
  std::vector<sync::Loose> out;
  out.reserve(order_.size());
  for (const auto& id : order_) {
    const auto& c = pending_.at(id).act->content();
    out.push_back({id, c.seat, c.sequence, *c.previous});
  }
  return out;
}

/// Every statement that the tips reach and the log does not hold. What is missing is remembered as wanted. A
/// local_marking names the act in its detail.
base::Result<std::vector<SignedStatement>> Book::closure(const std::vector<sync::SeatTip>& tips) {
  std::vector<base::Id> open;
  for (const auto& tip : tips) open.push_back(tip.id);
  std::unordered_set<base::Id, base::FixedHasher> seen;
  std::vector<SignedStatement> out;
  std::optional<base::Refusal> lacks;
  std::size_t bytes = 0;
  while (!open.empty()) {
    const auto id = open.back();
    open.pop_back();
    if (!seen.insert(id).second) continue;
    if (const auto* known = pending(id)) {
      out.push_back(known->act);
      bytes += known->act->bytes().size();
      if (out.size() > kernel::kBatchMax || bytes > kernel::kBatchBytesMax)
        return base::refuse(Code::bad_accord, "more than a batch may hold");
      for (const auto& cause : statement::causes(*known->act)) open.push_back(cause);
    } else if (above_ceiling_.contains(id)) {
      lacks = base::Refusal{Code::local_marking, {}, base::to_hex(id.view())};
    } else if (!get<kernel::StatementFact>(kernel::statement_key(id), false)) {
      if (wanted_.insert(id).second) ++news_;
      if (!lacks) lacks = base::Refusal{Code::later_cited, {}, "statements of the batch are missing"};
    }
  }
  if (lacks) return tl::unexpected(*lacks);
  if (out.empty()) return base::refuse(Code::bad_accord, "an empty batch");
  return out;
}

/// The candidate that a paper speaks of; null where it is of another height or nobody's known key signed it.
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
  }
  // The tips are not signed: whoever names them rightly is found out by the root.
  if (!slot->matches() && slot->tips != paper.tips && !paper.tips.empty()) {
    slot->computed = false;
    slot->tips = paper.tips;
    slot->marks = paper.marks;
  }
  add_signatures(*slot, *note);
  if (!slot->signatures.empty()) return slot.get();
  candidates_.erase(hash);
  return nullptr;
}

void Book::add_signatures(Candidate& c, const merkle::Note& note) {
  for (const auto& signature : note.signatures)
    for (const auto& party : partnership_fact().parties) {
      if (signature.name != kernel::accord_key_name(party.code)) continue;
      const auto known = c.signatures.find(party.code);
      if (known != c.signatures.end() && known->second == signature) break;
      auto keys = accord_keys_of(party.code);
      if (c.computed) keys = {c.after().party(party.code)->accord_key};  // only that one can make it final
      for (const auto& key : keys)
        if (kernel::verify_accord_cosignature(signature, signature.name, key, c.point, c.body)) {
          notice_vote(party.code, key, c.point.attempt, "cosign");
          c.signatures[party.code] = signature;
        }
      break;
    }
}

base::Result<kernel::Fold> Book::judge_batch(Candidate& c) {
  const auto& partnership = partnership_fact();
  if (must_upgrade()) return base::refuse(Code::local_upgrade);
  if (c.point.rules != partnership.rules_at(c.point.height))
    return base::refuse(Code::bad_accord, "it names rules that are not in force");
  auto batch = closure(c.tips);
  if (!batch) return tl::unexpected(batch.error());
  const auto read = reader();
  kernel::Facts facts(&agreed_);
  const auto proposer = kernel::proposer_of(c.point.height, c.point.attempt, partnership.parties.size());
  auto ordered = kernel::canonical_order(std::move(*batch), proposer, facts, read);
  if (!ordered) return tl::unexpected(ordered.error());
  auto fold =
      kernel::fold(*ordered, facts, {c.point.time, c.point.height, c.point.rules}, head_.results, read);
  // Nobody could ever check the signature of an act whose key the log does not bring.
  for (const auto& entry : fold.entries)
    if (facts.get<kernel::SeatFact>(kernel::seat_key(entry.act->content().seat)) == nullptr)
      return base::refuse(Code::bad_accord, "it leaves out the appointment of a seat");
  c.partnership = facts.find(kernel::partnership_key());
  return fold;
}

base::Result<void> Book::compute(Candidate& c) {
  if (c.computed) return {};
  auto fold = judge_batch(c);
  if (!fold) return tl::unexpected(fold.error());
  c.fold = std::move(*fold);
  c.frontier = frontier_;
  for (const auto& entry : c.fold.entries) c.frontier.append(merkle::leaf_hash(entry.act->id().view()));
  c.found = c.point;
  c.found.size = c.frontier.size();
  c.found.root = c.frontier.root();
  c.found.results = c.fold.results;
  c.computed = true;
  // A signature by a key that does not count for this accord is none.
  std::erase_if(c.signatures, [&](const auto& entry) {
    const auto& [party, signature] = entry;
    return signature.key_hash !=
           merkle::cosignature_key_hash(signature.name, c.after().party(party)->accord_key);
  });
  return {};
}

sync::AccordPaper Book::paper_of(const Candidate& c) const {
  merkle::Note note{c.body, {}};
  for (const auto& [party, signature] : c.signatures) note.signatures.push_back(signature);
  return {c.tips, merkle::format(note), c.marks};
}

}  // namespace palitan::node
