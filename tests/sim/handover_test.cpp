// A node that lost its disk is handed over to, whatever its partner still holds for want of causes.
#include <gtest/gtest.h>

#include "node/world.h"
#include "store/memory.h"

namespace palitan::node {
namespace {
using statement::Kind;

std::unique_ptr<World> world_of_two() {
  WorldOptions options;
  options.parties = {"jpn", "phl"};
  auto made = World::found(std::move(options));
  EXPECT_TRUE(made.has_value());
  EXPECT_TRUE((*made)->appoint_usual_offices({{1'000'000, "JPY"}}));
  EXPECT_TRUE((*made)->settle());
  return std::move(*made);
}

/// An appointment that no accord holds yet, and the new seat's first act, on both nodes.
base::Id new_seat_acts(World& world) {
  Warrant warrant;
  warrant.office = "newcomer";
  warrant.roles = {statement::Role::auditor};
  EXPECT_TRUE(world.appoint("jpn", warrant, "registrar"));
  auto draft =
      world.draft("jpn", "newcomer", Kind::open_activity, {}, codec::encode(statement::OpenActivity{}));
  draft.insist = true;
  const auto made = world.sign("jpn", "newcomer", draft);
  EXPECT_TRUE(made.has_value());
  world.exchange();
  return made->id;
}

/// phl loses its disk; while it waits no accord can be made. Does it hear from jpn that this was all?
bool is_handed_over(World& world) {
  EXPECT_TRUE(world.lose_disk("phl"));
  for (int i = 0; i < 20; ++i) world.round(), world.post("jpn", true), world.post("phl", true);
  return !world.book("phl").awaits_handover();
}

void hold_on_both(World& world, const statement::SignedStatement& act) {
  for (const char* party : {"jpn", "phl"}) {
    EXPECT_TRUE(world.hand(party, act->bytes()));
    EXPECT_EQ(world.book(party).held_count(), 1u);
  }
}

base::Id nobodys() {
  base::Id out;
  out.raw.fill(7);
  return out;
}

TEST(Handover, ComesAlsoWhereAStrangersActFollowsOneThatIsPending) {
  const auto world = world_of_two();
  const auto act = new_seat_acts(*world);
  hold_on_both(*world, world->craft("jpn", "stranger", Kind::close, world->partnership(), {0xa0},
                                    [&](statement::Content& c) { c.previous = act; }));
  EXPECT_TRUE(is_handed_over(*world));
}

TEST(Handover, ComesAlsoWhereAHeldActIsItsSeatsLast) {
  const auto world = world_of_two();
  new_seat_acts(*world);
  hold_on_both(*world, world->craft("jpn", "newcomer", Kind::close, nobodys(), {0xa0}));
  EXPECT_TRUE(is_handed_over(*world));
}

/// Of a number that the seat has used: from here on the seat is told by its ends, not by its numbers.
void fork_on_both(World& world, const base::Id& after) {
  hold_on_both(world, world.craft("jpn", "newcomer", Kind::close, nobodys(), {0xa0}, [&](auto& c) {
    c.sequence = 1;
    c.previous = after;
  }));
}

// It named the end that it held alone, and nobody could see that it held what that stands on.
TEST(Handover, ComesAlsoWhereAHeldActOfAForkedSeatIsHereAlone) {
  const auto world = world_of_two();
  const auto act = new_seat_acts(*world);
  fork_on_both(*world, act);
  const auto alone = world->craft("jpn", "newcomer", Kind::close, nobodys(), {0xa0});
  ASSERT_TRUE(world->lose_disk("phl"));
  ASSERT_TRUE(world->hand("phl", alone->bytes()));
  for (int i = 0; i < 20; ++i) world->round(), world->post("jpn", true), world->post("phl", true);
  EXPECT_EQ(world->book("phl").held_count(), 2u);
  EXPECT_EQ(world->book("jpn").held_count(), 1u);
  EXPECT_FALSE(world->book("phl").awaits_handover());
}

// Ends say nothing of holes: each missing act had to be asked for by its id, and brought the id of the next.
TEST(Handover, FillsAHoleInAForkedSeatAtOnce) {
  const auto world = world_of_two();
  fork_on_both(*world, new_seat_acts(*world));
  world->set_link("jpn", "phl", false);
  auto draft =
      world->draft("jpn", "newcomer", Kind::open_activity, {}, codec::encode(statement::OpenActivity{}));
  draft.insist = true;
  for (int i = 0; i < 30; ++i) {
    const auto made = world->sign("jpn", "newcomer", draft);
    ASSERT_TRUE(made);
    if (i >= 20) {
      ASSERT_TRUE(world->hand("phl", world->bytes_of(made->id).value()));
    }
  }
  ASSERT_EQ(world->book("phl").held_count(), 1u + 10);
  world->set_link("jpn", "phl", true);
  for (int i = 0; i < 5; ++i) {
    world->post("phl", true), world->deliver({"phl", "jpn"});
    world->post("jpn", true), world->deliver({"jpn", "phl"});
  }
  EXPECT_EQ(world->book("phl").held_count(), 1u);
}

// A damaged parcel had named other acts as the batch's last ones: by them the appointment was never found.
TEST(Handover, AsksForTheAppointmentOfASeatThatNobodyHereKnows) {
  const auto world = world_of_two();
  world->set_link("jpn", "phl", false);
  Warrant warrant;
  warrant.office = "newcomer";
  warrant.roles = {statement::Role::auditor};
  const auto appointed = world->appoint("jpn", warrant, "registrar");
  ASSERT_TRUE(appointed);
  const auto act = world->craft("jpn", "newcomer", Kind::close, world->partnership(), {0xa0},
                                [&](statement::Content& c) { c.previous = appointed->id; });
  ASSERT_TRUE(world->restart("phl"));  // it has not heard how far jpn is
  ASSERT_TRUE(world->hand("phl", act->bytes()));
  ASSERT_EQ(world->book("phl").held_count(), 1u);
  EXPECT_EQ(world->book("phl").outgoing("jpn").wants, std::vector{appointed->id});
}

// Each end took the other for one that it would be alike with, and neither said again what it holds itself.
TEST(Handover, ComesAlsoWhereMessagesOfBeforeTheLossArriveAfterIt) {
  const auto world = world_of_two();
  world->set_link("jpn", "phl", false);
  const auto sign = [&](const char* party, std::string office) {
    Warrant warrant;
    warrant.office = std::move(office);
    warrant.roles = {statement::Role::auditor};
    EXPECT_TRUE(world->appoint(party, warrant, "registrar"));
  };
  // Who has not heard the other since its start says what it holds.
  const auto says = [&](const char* party, const char* to) {
    EXPECT_TRUE(world->restart(party));
    return world->book(party).outgoing_parcel(to).bytes;
  };
  sign("jpn", "first");
  const auto of_jpn = says("jpn", "phl");
  sign("jpn", "second");
  sign("phl", "forgotten there");
  const auto of_phl = says("phl", "jpn");
  ASSERT_TRUE(world->hand_stick("phl", "jpn"));

  ASSERT_TRUE(world->lose_disk("phl"));
  world->set_link("jpn", "phl", true);
  // To the height where that was said.
  ASSERT_TRUE(world->hand_stick("phl", "jpn"));
  ASSERT_TRUE(world->hand_stick("jpn", "phl"));
  ASSERT_EQ(world->book("phl").height(), world->book("jpn").height());
  world->network().send("jpn", "phl", of_jpn), world->deliver({"jpn", "phl"});
  world->network().send("phl", "jpn", of_phl), world->deliver({"phl", "jpn"});
  for (int i = 0; i < 20; ++i) world->round(), world->post("jpn", true), world->post("phl", true);
  EXPECT_FALSE(world->book("phl").awaits_handover());
}

// Put back to a day before both keys were changed, it can check no signature under the accord that brought
// them.
TEST(Handover, AnAccordWhoseOwnActsBringItsKeysIsAskedFor) {
  const auto world = world_of_two();
  const auto image = dynamic_cast<store::MemoryStore&>(world->store("phl")).clone();
  for (const char* party : {"jpn", "phl"}) ASSERT_TRUE(world->lose_accord_key(party));
  ASSERT_TRUE(world->settle());
  world->stop("phl");
  world->replace_store("phl", image->clone());
  ASSERT_TRUE(world->restart("phl"));
  ASSERT_LT(world->book("phl").height(), world->book("jpn").height());
  for (int i = 0; i < 20; ++i) world->round(), world->post("jpn", true), world->post("phl", true);
  EXPECT_EQ(world->book("phl").height(), world->book("jpn").height());
}

TEST(Handover, ComesWhereNothingIsHeld) {
  const auto world = world_of_two();
  new_seat_acts(*world);
  EXPECT_TRUE(is_handed_over(*world));
}

}  // namespace
}  // namespace palitan::node
