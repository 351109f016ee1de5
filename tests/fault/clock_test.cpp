// Clocks that jump by days, forwards and back, while acts flow: nothing is lost, and the times of accords
// increase.
#include <gtest/gtest.h>

#include "crypto/remembered.h"
#include "node/world.h"
#include "sim/dice.h"

namespace palitan::fault {
namespace {

void jump(node::World& world, sim::Dice& dice) {
  const auto party = dice.pick(world.parties());
  const auto days = static_cast<std::int64_t>(dice.below(11)) - 5;
  world.set_clock_ahead(party, days * base::kDayMs + dice.below(3'600'000));
}

/// An office more, signed by a party's registrar; the id where it was acknowledged.
std::optional<base::Id> sign(node::World& world, const statement::PartyCode& party, int number) {
  node::Warrant warrant;
  warrant.office = "office " + std::to_string(number);
  warrant.roles = {statement::Role::auditor};
  const auto made = world.appoint(party, warrant, "registrar");
  return made ? std::optional(made->id) : std::nullopt;
}

void play(std::uint64_t seed) {
  sim::Dice dice(seed);
  node::WorldOptions options;
  options.parties = {"jpn", "phl"};
  options.book.propose_every_ms = 20;
  const auto world = node::World::found(std::move(options)).value();
  node::Warrant registrar;
  registrar.office = "registrar";
  registrar.roles = {statement::Role::registrar};
  for (const auto& party : world->parties()) ASSERT_TRUE(world->appoint(party, registrar, "root"));
  ASSERT_TRUE(world->settle());
  std::vector<base::Id> acknowledged;
  for (int step = 0; step < 60; ++step) {
    if (dice.chance(250)) jump(*world, dice);
    if (dice.chance(100)) {
      ASSERT_TRUE(world->restart(dice.pick(world->parties())));
    }
    if (const auto id = sign(*world, dice.pick(world->parties()), step)) acknowledged.push_back(*id);
    world->round();
    world->pass(dice.below(2'000));
  }
  EXPECT_GT(acknowledged.size(), 30u);
  for (const auto& party : world->parties()) world->set_clock_ahead(party, 0);
  world->pass(6 * base::kDayMs);  // an accord may bear the time of a clock that ran ahead
  ASSERT_TRUE(world->settle());
  EXPECT_EQ(world->difference(), std::nullopt);
  for (const auto& party : world->parties()) {
    auto& store = world->store(party);
    for (const auto& id : acknowledged) {
      const auto row = store.statement(id);
      EXPECT_TRUE(row && row->entry) << party << " lost " << base::to_hex(id.view());
    }
    for (std::uint64_t height = 1; height <= store.last_accord()->height; ++height)
      EXPECT_GE(store.accord(height)->time_ms, store.accord(height - 1)->time_ms) << "accord " << height;
    EXPECT_TRUE(world->book(party).forks().empty());
    EXPECT_FALSE(world->book(party).misconduct());
  }
}

TEST(Clocks, ThatJumpByDaysLoseNothing) {
  const crypto::RememberedSignatures remembered;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    play(seed);
    if (::testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace palitan::fault
