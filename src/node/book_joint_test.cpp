// Several drafts that stand or fall together: what is not kept leaves no trace, and what is kept is like any
// other.
#include <gtest/gtest.h>

#include "node/world.h"

namespace palitan::node {
namespace {
using base::Code;
using statement::Kind;

class Jointly : public ::testing::Test {
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
  Book& book() { return world_->book("jpn"); }
  const crypto::KeyPair& key() { return world_->key("jpn", "custodian"); }
  JointDraft relief(const std::string& name, const std::string& key_text = {}) {
    const statement::OpenActivity body{"relief", name, world_->parties(), {20'000}, {21'000}, "Tacloban"};
    auto draft = world_->draft("jpn", "custodian", Kind::open_activity, {}, codec::encode(body));
    draft.key = key_text;
    return {std::move(draft), &key()};
  }
  /// Nobody but the parties of the partnership may take part.
  JointDraft refused() {
    const statement::OpenActivity body{"relief", "Elsewhere", {"aus", "jpn"}, {20'000}, {21'000}, "Cairns"};
    return {world_->draft("jpn", "custodian", Kind::open_activity, {}, codec::encode(body)), &key()};
  }
  JointlySigned sign(const std::vector<JointDraft>& drafts, bool keep = true) {
    auto out = book().sign_jointly(drafts, keep, world_->now());
    EXPECT_EQ(book().dirty(), out.kept) << "only what is kept is committed";
    EXPECT_TRUE(book().flush(world_->now()));
    return out;
  }
  std::uint64_t next_number() {
    const auto seat = book().get<kernel::SeatFact>(kernel::seat_key(crypto::key_id(key().public_key)), true);
    return seat ? seat->head_sequence : 0;
  }

  std::unique_ptr<World> world_;
};

TEST_F(Jointly, OneRefusedTakesAllWithIt) {
  const auto before = next_number();
  const auto done = sign({relief("A"), refused(), relief("B")});
  EXPECT_FALSE(done.kept);
  ASSERT_EQ(done.each.size(), 3u);
  EXPECT_TRUE(done.each[0]);
  EXPECT_FALSE(done.each[1]);
  EXPECT_EQ(done.each[1].error().code, Code::refused_party);
  EXPECT_TRUE(book().pending_order().empty());
  EXPECT_EQ(book().pending(done.each[0]->id), nullptr);
  EXPECT_EQ(book().get<kernel::CaseFact>(kernel::case_key(done.each[0]->id), true), std::nullopt);
  EXPECT_EQ(next_number(), before) << "the seat's numbers go on as if nothing had been asked";
}

TEST_F(Jointly, ATrialSignsNothing) {
  const auto done = sign({relief("A"), relief("B")}, false);
  EXPECT_FALSE(done.kept);
  ASSERT_EQ(done.each.size(), 2u);
  EXPECT_TRUE(done.each[0] && done.each[1]);
  EXPECT_TRUE(book().pending_order().empty());
}

TEST_F(Jointly, AfterAFallTheSameSeatSignsOnAndBothAgree) {
  sign({relief("A"), refused()});
  const auto done = sign({relief("A"), relief("B")});
  ASSERT_TRUE(done.kept);
  EXPECT_EQ(book().pending_order().size(), 2u);
  world_->exchange();
  EXPECT_TRUE(world_->settle());
  EXPECT_EQ(world_->difference(), std::nullopt);
  EXPECT_TRUE(world_->book("phl").get<kernel::CaseFact>(kernel::case_key(done.each[1]->id), false));
}

TEST_F(Jointly, WhatWasPendingBeforeStays) {
  ASSERT_TRUE(sign({relief("first")}).kept);
  const auto pending = book().pending_order();
  sign({relief("A"), refused()});
  EXPECT_EQ(book().pending_order(), pending);
  ASSERT_TRUE(world_->restart("jpn"));
  EXPECT_TRUE(world_->settle());
  EXPECT_EQ(world_->difference(), std::nullopt);
}

}  // namespace
}  // namespace palitan::node
