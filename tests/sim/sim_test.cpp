// Some thousands of seeded worlds; palitan-sim plays as many as one likes.
#include <gtest/gtest.h>

#include "many.h"
#include "weather.h"

namespace palitan::sim {
namespace {

std::uint64_t worlds() {
  const char* const wanted = std::getenv("PALITAN_SIM_WORLDS");
  return wanted == nullptr ? 2'000 : std::strtoull(wanted, nullptr, 10);
}

// Whatever befell them, the nodes agree, nothing acknowledged is lost, and the separate checker finds nothing
// in every tenth of them. Each kind of fault struck.
TEST(Sim, WorldsUnderStressAgreeOnTheTruth) {
  Many many;
  many.seeds = worlds();
  many.jobs = 2;
  many.each.check_of = 10;
  many.each.replay_of = 20;
  Report all;
  EXPECT_EQ(play_many(many, all), 0u);
  EXPECT_EQ(all.checked, many.seeds / 10);
  if (many.seeds < 500) return;
  for (const auto& fault : all_faults()) EXPECT_TRUE(all.faults.contains(fault)) << fault << " never struck";
}

void expect_same(const Report& a, const Report& b) {
  EXPECT_EQ(a.end, b.end) << "seed " << a.seed;
  EXPECT_EQ(a.events, b.events);
  EXPECT_EQ(a.faults, b.faults);
  EXPECT_EQ(a.codes, b.codes);
  EXPECT_EQ(a.accords, b.accords);
  EXPECT_EQ(a.messages, b.messages);
  EXPECT_EQ(a.simulated_ms, b.simulated_ms);
}

// A world is a function of its seed: alone, again, in other company, and without the memory of signatures.
TEST(Sim, TheSameSeedPlaysTheSameWorldInAnyCompany) {
  std::map<std::uint64_t, Report> first;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) first[seed] = play(seed);
  for (std::uint64_t seed = 40; seed >= 1; --seed) expect_same(first[seed], play(seed));
  PlayOptions plain;
  plain.remember = false;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) expect_same(first[seed], play(seed, plain));
}

TEST(Sim, TheSumDoesNotDependOnHowManyWork) {
  Many many;
  many.from = 500;
  many.seeds = 40;
  Report alone, together;
  EXPECT_EQ(play_many(many, alone), 0u);
  many.jobs = 3;
  EXPECT_EQ(play_many(many, together), 0u);
  EXPECT_EQ(alone.events, together.events);
  EXPECT_EQ(alone.faults, together.faults);
  EXPECT_EQ(alone.kinds, together.kinds);
  EXPECT_EQ(alone.codes, together.codes);
  EXPECT_EQ(alone.statements, together.statements);
  EXPECT_EQ(alone.simulated_ms, together.simulated_ms);
}

}  // namespace
}  // namespace palitan::sim
