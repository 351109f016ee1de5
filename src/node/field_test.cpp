// Ships of a party, and nodes that went back to an earlier day.
#include <gtest/gtest.h>

#include "node/world.h"
#include "store/memory.h"

namespace palitan::node {
namespace {
using base::Code;
using statement::Kind;

class AtSea : public ::testing::Test {
 protected:
  void SetUp() override {
    WorldOptions options;
    options.parties = {"jpn", "phl"};
    auto made = World::found(std::move(options));
    ASSERT_TRUE(made);
    world_ = std::move(*made);
    ASSERT_TRUE(world_->appoint_usual_offices({}));
    ASSERT_TRUE(world_->settle());
  }
  void put_to_sea(const sync::NodeName& ship) {
    ASSERT_TRUE(world_->add_field_node(ship));
    ASSERT_TRUE(world_->appoint_field_offices(ship, {}));
    ASSERT_TRUE(world_->settle());
    cut(ship);
  }
  void cut(const sync::NodeName& node) { link(node, false); }
  void link(const sync::NodeName& node, bool up) {
    for (const auto& other : world_->nodes())
      if (other != node) world_->set_link(node, other, up);
  }
  base::Result<Signed> relief_by(const sync::NodeName& node) {
    const statement::OpenActivity body{"relief", "Relief", world_->parties(), {20'000}, {21'000}, "Tacloban"};
    return world_->sign(node, "custodian",
                        world_->draft(node, "custodian", Kind::open_activity, {}, codec::encode(body)));
  }
  bool final_at(const sync::NodeName& node, const base::Id& id) {
    const auto row = world_->store(node).statement(id);
    return row && row->entry;
  }
  std::unique_ptr<store::Store> image(const sync::NodeName& node) {
    return dynamic_cast<store::MemoryStore&>(world_->store(node)).clone();
  }
  void put_back(const sync::NodeName& node, std::unique_ptr<store::Store> disk) {
    world_->stop(node);
    world_->replace_store(node, std::move(disk));
    ASSERT_TRUE(world_->restart(node));
  }

  std::unique_ptr<World> world_;
};

TEST_F(AtSea, AShipHoldsTheWholeRecordAndSignsNoAccord) {
  put_to_sea("phl/gabriela");
  EXPECT_EQ(world_->book("phl/gabriela").head(), world_->book("jpn").head());
  const auto act = relief_by("phl/gabriela");
  ASSERT_TRUE(act);
  link("phl/gabriela", true);
  ASSERT_TRUE(world_->settle());
  EXPECT_TRUE(final_at("jpn", act->id) && final_at("phl/gabriela", act->id));
  for (const auto& note : world_->store("phl/gabriela").notes("vote/")) ADD_FAILURE() << note.first;
  EXPECT_EQ(world_->difference(), std::nullopt);
}

TEST_F(AtSea, WhatTwoShipsTellEachOtherBecomesFinalThroughEither) {
  put_to_sea("jpn/kaga");
  put_to_sea("phl/gabriela");
  const auto hers = relief_by("phl/gabriela"), his = relief_by("jpn/kaga");
  ASSERT_TRUE(hers && his);
  world_->set_link("jpn/kaga", "phl/gabriela", true);
  world_->settle();
  EXPECT_NE(world_->book("jpn/kaga").pending(hers->id), nullptr);
  EXPECT_EQ(world_->book("jpn").pending(his->id), nullptr);
  // Kaga meets the other nation's headquarters; her own has heard of it when it became final.
  world_->set_link("jpn/kaga", "phl", true);
  world_->settle();
  for (const auto& node : world_->nodes())
    EXPECT_TRUE(final_at(node, hers->id) && final_at(node, his->id)) << node;
}

TEST_F(AtSea, AStickHoldsAllThatAShipLacksHoweverLongItWasAway) {
  put_to_sea("phl/gabriela");
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(relief_by("jpn"));
    world_->settle();
  }
  ASSERT_TRUE(world_->restart("phl"));  // it remembers how far the ship had come
  EXPECT_GE(world_->book("phl").behind("phl/gabriela").value_or(0), 5u);
  ASSERT_TRUE(relief_by("phl"));
  ASSERT_TRUE(world_->hand_stick("phl", "phl/gabriela"));
  EXPECT_EQ(world_->book("phl/gabriela").height(), world_->book("phl").height());
  EXPECT_EQ(world_->book("phl/gabriela").pending_order().size(), 1u);
  // And one that was never heard gets all of it, from the founding on.
  ASSERT_TRUE(world_->add_field_node("phl/teresa"));
  cut("phl/teresa");
  ASSERT_TRUE(world_->hand_stick("phl", "phl/teresa"));
  EXPECT_EQ(world_->book("phl/teresa").head(), world_->book("phl").head());
}

TEST_F(AtSea, AShipThatHasTheBatchGetsTheAccordWithoutIt) {
  put_to_sea("phl/gabriela");
  link("phl/gabriela", true);
  const auto act = relief_by("phl/gabriela");
  ASSERT_TRUE(act);
  std::size_t statements = 0;
  world_->network().heard = [&](const auto&, const auto& to, base::ByteView bytes) {
    if (to != "phl/gabriela") return;
    const auto read = sync::read_parcel(bytes, [&](const auto&) -> base::Result<sync::CommonGround> {
      sync::CommonGround out;
      out.partnership = world_->partnership();
      out.id_at = [](std::uint64_t) { return base::Id{}; };  // any id will do to count by
      return out;
    });
    if (read) statements += read->message.statements.size();
  };
  ASSERT_TRUE(world_->settle());
  EXPECT_TRUE(final_at("phl/gabriela", act->id));
  EXPECT_EQ(statements, 0u);
}

TEST_F(AtSea, TakesNothingInItsOwnNameAndFromNoMadeUpParty) {
  put_to_sea("phl/gabriela");
  auto& ship = world_->book("phl/gabriela");
  EXPECT_FALSE(ship.incoming_parcel(ship.outgoing_parcel("phl").bytes, world_->now()));
  sync::Exchange message;
  message.partnership = world_->partnership();
  message.from = "usa";
  message.node = "Somewhere";
  sync::CommonGround ground;
  ground.partnership = message.partnership;
  EXPECT_EQ(ship.incoming_parcel(sync::write_parcel(message, ground), world_->now()).error().code,
            Code::bad_partnership);
}

// ---- an earlier day ----

TEST_F(AtSea, ANodeThatWentBackNoticesByItsOwnActs) {
  auto before = image("jpn");
  const auto lost = relief_by("jpn");
  ASSERT_TRUE(lost);
  world_->exchange();  // phl has it, pending
  put_back("jpn", std::move(before));
  EXPECT_EQ(world_->book("jpn").rolled_back(), std::nullopt);  // nobody has told it yet
  world_->exchange();
  ASSERT_TRUE(world_->book("jpn").rolled_back());
  const auto refused = relief_by("jpn");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::local_rolled_back);
  ASSERT_TRUE(world_->restart("jpn"));  // and does not forget that
  EXPECT_EQ(relief_by("jpn").error().code, Code::local_rolled_back);
  world_->settle();
  EXPECT_FALSE(world_->book("jpn").awaits_handover());
  EXPECT_TRUE(final_at("phl", lost->id));
  EXPECT_EQ(world_->difference(), std::nullopt);
}

TEST_F(AtSea, ANodeThatWentBackNoticesByItsOwnCosignature) {
  auto before = image("jpn");
  ASSERT_TRUE(relief_by("phl"));
  ASSERT_TRUE(world_->settle());
  put_back("jpn", std::move(before));
  ASSERT_TRUE(relief_by("phl"));
  world_->settle();
  auto& jpn = world_->book("jpn");
  EXPECT_TRUE(jpn.accord_key_spent());
  EXPECT_EQ(jpn.stall(world_->now()).code, Code::local_rolled_back);
  EXPECT_EQ(world_->book("phl").misconduct(), std::nullopt);  // it signed nothing twice
  ASSERT_TRUE(world_->lose_accord_key("jpn", statement::KeyReason::restored));
  ASSERT_TRUE(world_->settle());
  EXPECT_EQ(world_->difference(), std::nullopt);
}

TEST_F(AtSea, AShipThatWentBackSignsNoMoreUnderItsSeats) {
  put_to_sea("phl/gabriela");
  auto before = image("phl/gabriela");
  ASSERT_TRUE(relief_by("phl/gabriela"));
  world_->set_link("phl/gabriela", "jpn", true);
  world_->exchange();
  put_back("phl/gabriela", std::move(before));
  world_->exchange();
  EXPECT_EQ(relief_by("phl/gabriela").error().code, Code::local_rolled_back);
  EXPECT_TRUE(relief_by("phl"));  // its headquarters has other seats
  EXPECT_FALSE(world_->book("phl").rolled_back());
  // A new seat is what brings it back.
  world_->renew_key("phl/gabriela", "custodian");
  ASSERT_TRUE(world_->appoint("phl/gabriela", {"custodian", {statement::Role::custodian}, {}}, "registrar"));
  link("phl/gabriela", true);
  world_->exchange();
  EXPECT_TRUE(relief_by("phl/gabriela"));
  EXPECT_TRUE(world_->settle());
}

TEST_F(AtSea, AHigherHeightThatIsOnlySaidStopsNobody) {
  sync::Exchange lie;
  lie.partnership = world_->partnership();
  lie.from = "phl";
  lie.height = world_->book("jpn").height() + 100;
  world_->book("jpn").incoming(lie, world_->now());
  EXPECT_FALSE(world_->book("jpn").rolled_back());
  EXPECT_TRUE(relief_by("jpn"));
}

TEST_F(AtSea, ANodeIsNotMistakenForOneThatWentBack) {
  put_to_sea("phl/gabriela");
  link("phl/gabriela", true);
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(relief_by("phl/gabriela") && relief_by("jpn") && relief_by("phl"));
    for (const auto& node : world_->nodes()) ASSERT_TRUE(world_->restart(node));
    ASSERT_TRUE(world_->settle());
  }
  for (const auto& node : world_->nodes()) EXPECT_FALSE(world_->book(node).rolled_back()) << node;
}

TEST_F(AtSea, NoRootSignsBeforeItIsKnownWhatItSigned) {
  world_->set_link("jpn", "phl", false);
  ASSERT_TRUE(world_->lose_disk("phl"));
  const auto early = world_->lose_accord_key("phl", statement::KeyReason::restored);
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().code, Code::local_handover_awaited);
}

}  // namespace
}  // namespace palitan::node
