// A few hundred seeded worlds; palitan-sim plays as many as one likes.
#include <gtest/gtest.h>

#include "play.h"

namespace palitan::sim {
namespace {

TEST(Sim, WorldsUnderStressAgreeOnTheTruth) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const auto report = play(seed);
    ASSERT_FALSE(report.problem) << "seed " << seed << ": " << *report.problem
                                 << "\nreplay: " << replay_command(seed);
  }
}

TEST(Sim, TheSameSeedPlaysTheSameWorld) {
  const auto first = play(7), again = play(7);
  EXPECT_EQ(first.events, again.events);
  EXPECT_EQ(first.codes, again.codes);
  EXPECT_EQ(first.accords, again.accords);
}

}  // namespace
}  // namespace palitan::sim
