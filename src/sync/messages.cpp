#include "sync/messages.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace palitan::sync {

std::vector<SeatTip> tips_of(const std::vector<Loose>& loose) {
  std::unordered_set<base::Id, base::FixedHasher> followed;
  for (const auto& x : loose) followed.insert(x.previous);
  std::vector<SeatTip> tips;
  for (const auto& x : loose)
    if (!followed.contains(x.id)) tips.push_back({x.seat, x.sequence, x.id});
  std::sort(tips.begin(), tips.end());
  return tips;
}

std::vector<std::size_t> lacking(const std::vector<Loose>& loose, const std::vector<SeatTip>& theirs) {
  std::unordered_map<base::Id, std::size_t, base::FixedHasher> index;
  for (std::size_t i = 0; i < loose.size(); ++i) index.emplace(loose[i].id, i);
  std::vector<bool> held(loose.size(), false);
  for (const auto& tip : theirs)
    for (auto at = index.find(tip.id); at != index.end() && !held[at->second];
         at = index.find(loose[at->second].previous))
      held[at->second] = true;
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < loose.size(); ++i)
    if (!held[i]) out.push_back(i);
  return out;
}

}  // namespace palitan::sync
