// The world in one process: founding, links, loss, and that it notices when nodes differ.
#include "node/world.h"

#include <gtest/gtest.h>

#include "store/memory.h"

namespace palitan::node {
namespace {
using statement::Kind;

std::unique_ptr<World> small_world(std::vector<statement::PartyCode> parties = {"jpn", "phl"},
                                   std::uint32_t roots = 1, std::uint32_t threshold = 1) {
  WorldOptions options;
  options.parties = std::move(parties);
  options.roots = roots;
  options.threshold = threshold;
  auto world = World::found(std::move(options));
  EXPECT_TRUE(world.has_value());
  EXPECT_TRUE((*world)->appoint_usual_offices({{1'000'000, "JPY"}}).has_value());
  return std::move(*world);
}

base::Result<Signed> open_relief(World& world, const statement::PartyCode& party) {
  const statement::OpenActivity body{"relief", "Relief", world.parties(), {20'000}, {21'000}, "Tacloban"};
  return world.sign(party, "custodian",
                    world.draft(party, "custodian", Kind::open_activity, {}, codec::encode(body)));
}

TEST(World, AgreesOnWhatItsOfficesAre) {
  const auto world = small_world();
  EXPECT_TRUE(world->settle());
  EXPECT_EQ(world->difference(), std::nullopt);
  EXPECT_EQ(world->book("jpn").log_size(), 1u + 2 * 9);
  EXPECT_EQ(world->book("jpn").head(), world->book("phl").head());
}

TEST(World, IsTheSameWorldFromTheSameSeed) {
  const auto one = small_world(), two = small_world();
  EXPECT_TRUE(one->settle() && two->settle());
  EXPECT_EQ(one->book("phl").head().root, two->book("phl").head().root);
  EXPECT_EQ(one->book("phl").head().results, two->book("phl").head().results);
}

TEST(World, AsksAsManyRootsAsTheFoundingNames) {
  const auto world = small_world({"jpn", "phl"}, 3, 2);
  EXPECT_TRUE(world->settle());
  EXPECT_TRUE(world->lose_accord_key("jpn").has_value());
  EXPECT_TRUE(world->settle());
  EXPECT_EQ(world->difference(), std::nullopt);
}

TEST(World, ThreePartiesAgreeAsTwoDo) {
  const auto world = small_world({"aus", "jpn", "phl"});
  ASSERT_TRUE(world->settle());
  EXPECT_EQ(world->difference(), std::nullopt);
}

TEST(World, NothingIsFinalOverACutLink) {
  const auto world = small_world();
  ASSERT_TRUE(world->settle());
  world->set_link("jpn", "phl", false);
  ASSERT_TRUE(open_relief(*world, "jpn").has_value());
  EXPECT_FALSE(world->settle());
  EXPECT_EQ(world->difference(), std::nullopt);
  world->set_link("jpn", "phl", true);
  EXPECT_TRUE(world->settle());
}

TEST(World, LosesDoublesAndReordersAndStillAgrees) {
  const auto world = small_world();
  ASSERT_TRUE(world->settle());
  std::uint32_t state = 7;  // any fixed sequence will do
  auto& weather = world->network().weather;
  weather.dice = [&](std::uint32_t below) {
    state = state * 1'664'525 + 1'013'904'223;
    return (state >> 8) % below;
  };
  weather.loss = 300;
  weather.duplicate = 200;
  weather.reorder = 300;
  for (int i = 0; i < 10; ++i) {
    ASSERT_TRUE(open_relief(*world, i % 2 == 0 ? "jpn" : "phl").has_value());
    world->round();
    world->pass(500);
  }
  weather = {};
  EXPECT_TRUE(world->settle());
  EXPECT_EQ(world->difference(), std::nullopt);
  EXPECT_EQ(world->book("jpn").log_size(), 1u + 2 * 9 + 10);
}

TEST(World, APartnersClockALittleAheadMakesNoActOneOfTheFuture) {
  const auto world = small_world();
  ASSERT_TRUE(world->settle());
  world->set_clock_ahead("jpn", 2 * 60'000);
  const auto opened = open_relief(*world, "jpn");
  ASSERT_TRUE(opened.has_value());
  world->exchange();
  const auto* there = world->book("phl").pending(opened->id);
  ASSERT_NE(there, nullptr);
  EXPECT_EQ(there->verdict.code, base::Code::accepted);
  ASSERT_TRUE(world->restart("phl").has_value());
  EXPECT_EQ(world->book("phl").pending(opened->id)->verdict.code, base::Code::accepted);
}

TEST(World, AClockSetRightHoldsNothingUp) {
  const auto world = small_world();
  ASSERT_TRUE(world->settle());
  // Within what partners grant each other, so that its accords are cosigned.
  constexpr std::int64_t kAheadMs = 5 * 60'000;
  for (const auto* party : {"jpn", "phl"}) world->set_clock_ahead(party, kAheadMs);
  for (int i = 0; i < 2; ++i) {  // so that each has proposed once
    ASSERT_TRUE(open_relief(*world, "jpn").has_value());
    ASSERT_TRUE(world->settle());
  }
  for (const auto* party : {"jpn", "phl"}) world->set_clock_ahead(party, 0);
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(open_relief(*world, "phl").has_value());
    const auto before = world->now();
    ASSERT_TRUE(world->settle());
    EXPECT_EQ(world->book("jpn").head().attempt, 0u) << "nobody had to give up waiting for a proposal";
    EXPECT_LT(world->now().ms - before.ms, 5'000);
  }
}

TEST(World, ARestartedNodeKnowsWhatItHadCommitted) {
  const auto world = small_world();
  ASSERT_TRUE(world->settle());
  world->set_link("jpn", "phl", false);
  const auto opened = open_relief(*world, "jpn");
  ASSERT_TRUE(opened.has_value());
  const auto height = world->book("jpn").height();
  ASSERT_TRUE(world->restart("jpn").has_value());
  EXPECT_EQ(world->book("jpn").height(), height);
  ASSERT_NE(world->book("jpn").pending(opened->id), nullptr);
  world->set_link("jpn", "phl", true);
  EXPECT_TRUE(world->settle());
}

TEST(World, ALostDiskComesBackFromThePartner) {
  const auto world = small_world();
  ASSERT_TRUE(open_relief(*world, "phl").has_value());
  ASSERT_TRUE(world->settle());
  ASSERT_TRUE(world->lose_disk("phl").has_value());
  EXPECT_EQ(world->book("phl").height(), 0u);
  world->settle();
  EXPECT_EQ(world->book("phl").log_size(), world->book("jpn").log_size());
  ASSERT_TRUE(world->lose_accord_key("phl", statement::KeyReason::restored).has_value());
  EXPECT_TRUE(world->settle());
  EXPECT_EQ(world->difference(), std::nullopt);
}

TEST(World, SeesThatTwoBooksDiffer) {
  const auto world = small_world();
  ASSERT_TRUE(world->settle());
  ASSERT_EQ(world->difference(), std::nullopt);
  store::Commit damage;
  const auto key = kernel::balance_key({ledger::AccountKind::issued, "jpn", "phl"}, "JPY");
  damage.facts.emplace_back(key, codec::encode(kernel::BalanceFact{5}));
  ASSERT_TRUE(world->store("jpn").commit(damage).has_value());
  EXPECT_EQ(world->difference(), "jpn and phl: derived facts differ");
}

}  // namespace
}  // namespace palitan::node
