#include "sync/messages.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace palitan::sync {

std::vector<SeatTip> tips_of(const std::vector<Loose>& loose, const std::vector<base::Id>& previous) {
  std::unordered_set<base::Id, base::FixedHasher> followed(previous.begin(), previous.end());
  std::vector<SeatTip> tips;
  for (const auto& x : loose)
    if (!followed.contains(x.id)) tips.push_back({x.seat, x.sequence, x.id});
  std::sort(tips.begin(), tips.end());
  return tips;
}

std::vector<std::size_t> lacking(const std::vector<Loose>& loose, const std::vector<SeatTip>& theirs) {
  std::unordered_set<base::Id, base::FixedHasher> here;
  for (const auto& x : loose) here.insert(x.id);
  // Per seat: the highest tip both know. A seat with any tip unknown here is forked or ahead: everything is
  // offered.
  std::unordered_map<base::KeyId, std::uint64_t, base::FixedHasher> shared;
  std::set<base::KeyId> unknown;
  for (const auto& tip : theirs) {
    if (here.contains(tip.id)) {
      auto& highest = shared[tip.seat];
      highest = std::max(highest, tip.sequence);
    } else {
      unknown.insert(tip.seat);
    }
  }
  std::unordered_set<base::Id, base::FixedHasher> their_tips;
  for (const auto& tip : theirs) their_tips.insert(tip.id);
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < loose.size(); ++i) {
    const auto& x = loose[i];
    const auto at = shared.find(x.seat);
    const bool below = at != shared.end() && x.sequence <= at->second && !unknown.contains(x.seat);
    if (!below && !their_tips.contains(x.id)) out.push_back(i);
  }
  return out;
}

}  // namespace palitan::sync
