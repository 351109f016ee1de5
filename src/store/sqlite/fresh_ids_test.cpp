#include "store/sqlite/fresh_ids.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace palitan::store::sqlite {
namespace {

TEST(FreshIds, FindWhatWasAddedAndNotRemovedHoweverManyBeginAlike) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 dice(seed);
  FreshIds fresh;
  std::vector<FreshIds::Entry> slow;
  for (std::uint64_t arrival = 1; arrival <= 3'000; ++arrival) {
    // Thirty prefixes from one end of the order to the other.
    const FreshIds::Entry entry{(static_cast<std::int64_t>(dice() % 30) - 15) * (INT64_MAX / 15), arrival};
    fresh.add(entry);
    slow.push_back(entry);
    if (dice() % 3 != 0) {
      const auto place = slow.begin() + static_cast<std::ptrdiff_t>(dice() % slow.size());
      fresh.remove({*place});
      slow.erase(place);
    }
    std::vector<std::uint64_t> here;
    for (const auto& one : slow)
      if (one.prefix == entry.prefix) here.push_back(one.arrival);
    EXPECT_EQ(fresh.find(entry.prefix), here);
    EXPECT_EQ(fresh.size(), slow.size());
    std::ranges::sort(slow);
    const auto after = std::ranges::upper_bound(slow, entry) - slow.begin();
    std::vector<FreshIds::Entry> next(slow.begin() + after, slow.end());
    if (next.size() > 5) next.resize(5);
    EXPECT_EQ(fresh.following(entry, 5), next);
  }
  EXPECT_EQ(fresh.following({INT64_MIN, 0}, 10'000), slow);
  EXPECT_TRUE(fresh.find(1'000).empty());
}

}  // namespace
}  // namespace palitan::store::sqlite
