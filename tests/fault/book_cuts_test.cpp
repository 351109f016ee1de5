// Power cuts and failing calls under nodes that sign, receive and agree. `palitan-cuts --nodes` plays more.
#include <gtest/gtest.h>

#include "book_life.h"
#include "crypto/remembered.h"

namespace palitan::fault {
namespace {

TEST(BookCuts, NodesThatLoseTheirPowerLoseNoActAndAgree) {
  const crypto::RememberedSignatures remembered;
  constexpr std::uint64_t kLives = 60, kEach = 20;
  BookReport all;
  for (std::uint64_t seed = 1; seed <= kLives; ++seed) {
    const auto report = live_as_nodes(seed, kEach);
    ASSERT_FALSE(report.problem) << *report.problem << "; palitan-cuts --nodes --seed " << seed << " --each "
                                 << kEach;
    all += report;
  }
  EXPECT_GE(all.disks.cuts, kLives * kEach);
  for (const char* where : {"sign", "advance", "tell", "hear", "round", "open"})
    EXPECT_GT(all.cuts[where], 0u) << where;
  EXPECT_GT(all.acts, kLives * 10);
  EXPECT_GT(all.accords, kLives * 8);
}

}  // namespace
}  // namespace palitan::fault
