// Several drafts that stand or fall together.
#include "node/book.h"

namespace palitan::node {

JointlySigned Book::sign_jointly(std::span<const JointDraft> drafts, bool keep, base::Instant now) {
  // What sign() touches, to go back to. Nothing of it has been committed or told in between: this is one call
  // on the writer's thread. `agreed_` is a cache of the store and stays.
  const auto provisional = provisional_;
  const auto commit = commit_;
  const auto case_heads = case_heads_;
  const auto pending_keys = pending_keys_;
  const auto waiting = waiting_;
  const auto awake = awake_;
  const auto oldest = oldest_pending_;
  const auto count = order_.size();
  JointlySigned out;
  out.kept = keep;
  for (const auto& one : drafts) {
    out.each.push_back(sign(one.draft, *one.key, now));
    const auto& done = out.each.back();
    if (!done || done->verdict.code != base::Code::accepted) out.kept = false;
  }
  if (out.kept) return out;
  for (auto i = count; i < order_.size(); ++i) pending_.erase(order_[i]);
  order_.resize(count);
  judged_ = count;
  provisional_ = provisional;
  commit_ = commit;
  case_heads_ = case_heads;
  pending_keys_ = pending_keys;
  waiting_ = waiting;
  awake_ = awake;
  oldest_pending_ = oldest;
  return out;
}

}  // namespace palitan::node
