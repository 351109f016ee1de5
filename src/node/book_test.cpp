// One book's promises: what it must still know after a restart, and what it does when a party contradicts
// itself.
#include <gtest/gtest.h>

#include "node/world.h"
#include "store/memory.h"

namespace palitan::node {
namespace {
using statement::Kind;

/// Two nations whose links are up and whose offices are agreed.
class Promises : public ::testing::Test {
 protected:
  void SetUp() override {
    WorldOptions options;
    options.parties = {"jpn", "phl"};
    auto made = World::found(std::move(options));
    ASSERT_TRUE(made);
    world_ = std::move(*made);
    ASSERT_TRUE(world_->appoint_usual_offices({}));
    ASSERT_TRUE(world_->settle());
    const auto turn = kernel::proposer_of(world_->book("jpn").height() + 1, 0, 2);
    first_ = world_->parties()[turn];
    second_ = world_->parties()[1 - turn];
  }

  void relief_by(const std::string& party) {
    const statement::OpenActivity body{"relief", "Relief", world_->parties(), {20'000}, {21'000}, "Tacloban"};
    ASSERT_TRUE(world_->sign(
        party, "custodian", world_->draft(party, "custodian", Kind::open_activity, {}, codec::encode(body))));
  }
  void tell(const std::string& from, const std::string& to) {
    world_->post(from, true);
    world_->deliver({from, to});
  }
  /// `party`'s accord key declines an attempt of the height being agreed, whatever its node thinks.
  std::string decline_by(const std::string& party, std::uint64_t attempt) {
    const auto& book = world_->book(party);
    const auto text = kernel::decline_text(
        book.partnership(), {book.height() + 1, attempt, base::Code::later_proposal, std::nullopt});
    const auto name = kernel::accord_key_name(party);
    return merkle::format({text, {merkle::sign_note(world_->key(party, "accord"), name, text)}});
  }
  void hand_decline(const std::string& to, const std::string& from, const std::string& note) {
    sync::Exchange message;
    message.partnership = world_->partnership();
    message.from = from;
    message.declines = {note};
    world_->book(to).incoming(message, world_->now());
    world_->advance(to);
  }

  std::unique_ptr<World> world_;
  std::string first_, second_;  // whose turn it is, and the other
};

TEST_F(Promises, ADeclineByAnotherSurvivesARestart) {
  // 1. The first proposes; the second, which hears nothing, declines that attempt and proposes the next.
  world_->set_link("jpn", "phl", false);
  relief_by(first_);
  relief_by(second_);
  world_->advance(first_);
  world_->pass(11'000);
  world_->advance(second_);
  world_->advance(second_);
  // 2. One message comes through: the first now holds the decline that lets it cosign past its own attempt.
  world_->set_link("jpn", "phl", true);
  tell(second_, first_);
  // 3. Killed and started again, it can still show why it may.
  ASSERT_TRUE(world_->restart(first_));
  const auto said = world_->book(first_).outgoing(second_);
  ASSERT_EQ(said.declines.size(), 1u);
  EXPECT_TRUE(said.declines[0].find(second_ + "/accord") != std::string::npos);
  EXPECT_TRUE(world_->settle());
  EXPECT_EQ(world_->difference(), std::nullopt);
}

TEST_F(Promises, TwoContradictingPapersStopAccordsUntilTheRootsHaveSpoken) {
  world_->set_link("jpn", "phl", false);
  relief_by(first_);
  world_->advance(first_);
  world_->set_link("jpn", "phl", true);
  tell(first_, second_);
  // 1. A decline of the attempt that the same key cosigned: proof for anybody who holds both.
  hand_decline(second_, first_, decline_by(first_, 0));
  const auto& book = world_->book(second_);
  ASSERT_TRUE(book.misconduct());
  EXPECT_NE(book.misconduct()->find(first_ + " signed two contradicting papers"), std::string::npos);
  const auto height = book.height();
  // 2. It stands still, and says for whom it waits; a restart does not make it forget.
  ASSERT_TRUE(world_->restart(second_));
  EXPECT_FALSE(world_->settle(40));
  EXPECT_EQ(world_->book(second_).height(), height);
  EXPECT_NE(world_->book(second_).stall(world_->now()).waiting_for.find("roots of all parties"),
            std::string::npos);
  // 3. One party's roots are not enough; all of them name the last accord as the one that stands.
  const auto& head = world_->book(second_).head();
  const auto checkpoint = kernel::checkpoint_hash(kernel::checkpoint_body(world_->partnership(), head));
  ASSERT_TRUE(world_->sign_as_root(second_, statement::NameStanding{head.height, checkpoint, {}}));
  world_->exchange();
  world_->advance(second_);
  EXPECT_TRUE(world_->book(second_).misconduct());
  ASSERT_TRUE(world_->sign_as_root(first_, statement::NameStanding{head.height, checkpoint, {}}));
  EXPECT_TRUE(world_->settle());
  EXPECT_FALSE(world_->book(second_).misconduct());
  EXPECT_GT(world_->book(second_).height(), height);
  EXPECT_EQ(world_->difference(), std::nullopt);
}

TEST_F(Promises, ANodeSaysThatItsRootsHaveNotNamedItsKey) {
  world_->renew_key(first_, "accord");
  ASSERT_TRUE(world_->restart(first_));
  relief_by(first_);
  EXPECT_FALSE(world_->settle(10));
  EXPECT_NE(world_->book(first_).stall(world_->now()).waiting_for.find("have not named the accord key"),
            std::string::npos);
  ASSERT_TRUE(world_->lose_accord_key(first_));
  EXPECT_TRUE(world_->settle());
}

TEST_F(Promises, ADeclineOfAnotherHeightOrByAnotherKeyIsNoProof) {
  world_->set_link("jpn", "phl", false);
  relief_by(first_);
  world_->advance(first_);
  world_->set_link("jpn", "phl", true);
  tell(first_, second_);
  const auto forged = [&] {
    const auto& book = world_->book(second_);
    const auto text = kernel::decline_text(book.partnership(),
                                           {book.height() + 1, 0, base::Code::later_proposal, std::nullopt});
    const auto name = kernel::accord_key_name(first_);
    return merkle::format({text, {merkle::sign_note(world_->key(second_, "accord"), name, text)}});
  }();
  hand_decline(second_, first_, forged);
  EXPECT_FALSE(world_->book(second_).misconduct());
  EXPECT_TRUE(world_->settle());
}

/// Where acts come with the accords over them, they are judged there alone; nothing but the work may differ.
TEST_F(Promises, WhatComesWithItsAccordStandsAsIfItHadComeBefore) {
  ASSERT_TRUE(world_->appoint("jpn", {"fresh desk", {statement::Role::custodian}, {}}, "registrar"));
  for (int i = 0; i < 3; ++i) {
    relief_by("jpn");
    relief_by("phl");
    ASSERT_TRUE(world_->settle());
  }
  world_->set_link("jpn", "phl", false);
  relief_by("jpn");  // and something that no accord holds yet

  std::map<std::string, std::vector<base::Id>> pending;
  for (const std::string name : {"phl/together", "phl/before"}) {
    ASSERT_TRUE(world_->add_field_node(name));
    auto& book = world_->book(name);
    auto message = world_->book("jpn").outgoing(name);
    ASSERT_GE(message.finals.size(), 4u);
    ASSERT_GE(message.statements.size(), 7u);
    if (name == "phl/before") {
      auto acts = message;
      acts.finals.clear();
      book.incoming(acts, world_->now());
      EXPECT_EQ(book.height(), 0u);
      EXPECT_GE(book.pending_order().size(), 7u);
    }
    book.incoming(message, world_->now());
    EXPECT_EQ(book.height(), world_->book("jpn").height());
    pending[name] = book.pending_order();
    ASSERT_TRUE(book.flush(world_->now()));
  }
  auto& together = world_->book("phl/together");
  auto& before = world_->book("phl/before");
  EXPECT_EQ(together.head(), before.head());
  ASSERT_EQ(pending["phl/together"], pending["phl/before"]);
  ASSERT_FALSE(pending["phl/together"].empty());
  for (const auto& id : pending["phl/together"]) {
    EXPECT_EQ(together.pending(id)->verdict.code, base::Code::accepted);
    EXPECT_EQ(before.pending(id)->verdict.code, base::Code::accepted);
    const auto one = together.fact(kernel::case_key(id), true),
               other = before.fact(kernel::case_key(id), true);
    EXPECT_EQ(kernel::encode_fact(*one), kernel::encode_fact(*other));
    EXPECT_FALSE(kernel::encode_fact(*one).empty());
  }
}

TEST(Founding, TheFirstAccordHasTheTimeOfTheFoundingItself) {
  WorldOptions options;
  options.parties = {"jpn", "phl"};
  auto world = World::found(std::move(options)).value();
  const auto bytes = world->store("jpn").logged_bytes(0).value();
  const auto founded = statement::decode_statement(bytes)->content().made_at;
  const base::Instant other{founded.ms + 1'000};
  const auto body = Book::founding_checkpoint(bytes, other);
  ASSERT_FALSE(body);
  EXPECT_EQ(body.error().code, base::Code::bad_genesis);
  EXPECT_TRUE(Book::founding_checkpoint(bytes, founded));
}

}  // namespace
}  // namespace palitan::node
