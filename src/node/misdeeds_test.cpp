// What a node keeps of contradicting papers, what it makes of them, and what it does not take for a
// contradiction.
#include "node/misdeeds.h"

#include <gtest/gtest.h>

#include "node/world.h"
#include "store/memory.h"

namespace palitan::node {
namespace {
using base::Code;
using statement::Kind;

class Papers : public ::testing::Test {
 protected:
  void SetUp() override {
    WorldOptions options;
    options.parties = {"jpn", "phl", "usa"};
    auto made = World::found(std::move(options));
    ASSERT_TRUE(made);
    world_ = std::move(*made);
    ASSERT_TRUE(world_->appoint_usual_offices({}));
    ASSERT_TRUE(world_->settle());
  }
  std::string cosigned(const std::string& party, const kernel::AccordPoint& point) {
    const auto body = kernel::checkpoint_body(world_->partnership(), point);
    return merkle::format({body, {kernel::cosign_accord(world_->key(party, "accord"), party, point, body)}});
  }
  std::string declined(const std::string& party, std::uint64_t height, std::uint64_t attempt) {
    const auto text =
        kernel::decline_text(world_->partnership(), {height, attempt, Code::later_proposal, {}});
    return merkle::format(
        {text, {merkle::sign_note(world_->key(party, "accord"), kernel::accord_key_name(party), text)}});
  }
  void tell(const std::string& to, const std::vector<std::string>& cosignatures,
            const std::vector<std::string>& declines = {}) {
    sync::Exchange message;
    message.partnership = world_->partnership();
    message.from = "jpn";
    message.cosignatures = cosignatures;
    message.declines = declines;
    world_->book(to).incoming(message, world_->now());
    world_->advance(to);
  }
  std::vector<ProvenFile> at(const std::string& party) {
    return misdeeds_of(world_->book(party), world_->store(party), statement::Marking::restricted);
  }
  kernel::AccordPoint next_point() {
    auto point = world_->book("usa").head();
    ++point.height;
    point.time.ms += 1'000;
    return point;
  }

  std::unique_ptr<World> world_;
};

TEST_F(Papers, TwoCheckpointsOfOneAttemptAreKeptAsAProofForEver) {
  auto point = next_point();
  const auto one = cosigned("jpn", point);
  point.results.raw[0] ^= 1;
  tell("usa", {one, cosigned("jpn", point)});
  ASSERT_TRUE(world_->book("usa").misconduct());
  const auto files = at("usa");
  ASSERT_EQ(files.size(), 1u);
  EXPECT_EQ(files[0].says.kind, kernel::MisdeedKind::two_cosignatures);
  EXPECT_EQ(files[0].says.party, "jpn");
  EXPECT_EQ(files[0].says.height, point.height);
  // The same again, a restart, and the roots' word change nothing about what was proven.
  tell("usa", {cosigned("jpn", point), one});
  ASSERT_TRUE(world_->restart("usa"));
  ASSERT_EQ(at("usa").size(), 1u);
  EXPECT_EQ(at("usa")[0].file, files[0].file);
  const auto& head = world_->book("usa").head();
  const auto checkpoint = kernel::checkpoint_hash(kernel::checkpoint_body(world_->partnership(), head));
  for (const auto& party : world_->parties())
    ASSERT_TRUE(world_->sign_as_root(party, statement::NameStanding{head.height, checkpoint, {}}));
  ASSERT_TRUE(world_->settle());
  EXPECT_FALSE(world_->book("usa").misconduct());
  ASSERT_EQ(at("usa").size(), 1u);
  EXPECT_EQ(at("usa")[0].file, files[0].file);
}

TEST_F(Papers, AContradictionOfAFinalAccordIsKeptAndStopsNothing) {
  const auto head = world_->book("usa").head();
  auto other = head;
  ++other.size;
  // Its own final cosignature again, one of another attempt, a decline of another attempt: nothing.
  auto later = head;
  ++later.attempt;
  tell("usa", {cosigned("jpn", head), cosigned("jpn", later)},
       {declined("jpn", head.height, head.attempt + 1)});
  EXPECT_TRUE(at("usa").empty());
  // A stranger's key under its name: nothing.
  const auto body = kernel::checkpoint_body(world_->partnership(), other);
  tell("usa",
       {merkle::format({body, {kernel::cosign_accord(world_->key("phl", "accord"), "jpn", other, body)}})});
  EXPECT_TRUE(at("usa").empty());
  tell("usa", {}, {declined("jpn", head.height, head.attempt)});
  ASSERT_EQ(at("usa").size(), 1u);
  EXPECT_EQ(at("usa")[0].says.kind, kernel::MisdeedKind::cosigned_and_declined);
  tell("phl", {cosigned("jpn", other)});
  ASSERT_EQ(at("phl").size(), 1u);
  EXPECT_EQ(at("phl")[0].says.kind, kernel::MisdeedKind::two_cosignatures);
  for (const auto* party : {"phl", "usa"}) EXPECT_FALSE(world_->book(party).misconduct());
  ASSERT_TRUE(world_->sign_as_root("jpn", statement::ChangeAccordKey{world_->key("jpn", "x").public_key,
                                                                     world_->key("jpn", "y").public_key,
                                                                     statement::KeyReason::planned,
                                                                     {}}));
  world_->exchange();
  EXPECT_GT(world_->book("usa").pending_order().size(), 0u);
}

TEST_F(Papers, TwoKeysOfOnePartyAreTwoSigners) {
  auto point = next_point();
  const auto old_key_signed = cosigned("jpn", point);
  ASSERT_TRUE(world_->lose_accord_key("jpn"));
  world_->exchange();
  point.results.raw[0] ^= 1;
  tell("usa", {old_key_signed, cosigned("jpn", point)});  // the second by the new key
  EXPECT_FALSE(world_->book("usa").misconduct()) << *world_->book("usa").misconduct();
  EXPECT_TRUE(at("usa").empty());
  // Two of the new key are a proof, with the change that brought it.
  point.results.raw[0] ^= 2;
  tell("phl", {cosigned("jpn", point)});
  point.results.raw[0] ^= 4;
  tell("phl", {cosigned("jpn", point)});
  ASSERT_EQ(at("phl").size(), 1u);
  EXPECT_EQ(at("phl")[0].says.key, world_->key("jpn", "accord").public_key);
  const auto file = codec::decode<kernel::Misdeed>(at("phl")[0].file);
  ASSERT_TRUE(file);
  EXPECT_FALSE(file->key_change.empty());
}

// Its disk was put back between two proposals of one attempt, and each partner has cosigned another one:
// nobody may decline that attempt any more, and none of its proposals can become final.
TEST_F(Papers, AnAttemptOverWhichPartnersAreDividedHasEnded) {
  const auto turn = kernel::proposer_of(world_->book("jpn").height() + 1, 0, 3);
  const auto first = world_->parties()[turn], second = world_->parties()[(turn + 1) % 3],
             third = world_->parties()[(turn + 2) % 3];
  const auto link = [&](const std::string& with, const std::string& not_with) {
    world_->set_link(second, third, false);
    world_->set_link(first, not_with, false);
    world_->set_link(first, with, true);
  };
  const auto propose = [&](const std::string& office, const std::string& to) {
    const statement::OpenActivity body{"relief", "Relief", world_->parties(), {20'000}, {21'000}, "Tacloban"};
    auto draft = world_->draft(first, office, Kind::open_activity, {}, codec::encode(body));
    draft.insist = true;  // the second office may not; its act is of the record all the same
    const auto made = world_->sign(first, office, draft);
    ASSERT_TRUE(made) << base::sentence(made.error());
    for (int i = 0; i < 4; ++i) world_->round(), world_->pass(100);
    ASSERT_EQ(world_->book(to).outgoing(first).cosignatures.size(), 2u);
  };
  const auto image = dynamic_cast<store::MemoryStore&>(world_->store(first)).clone();
  link(second, third);
  propose("custodian", second);
  world_->stop(first);
  world_->replace_store(first, image->clone());
  ASSERT_TRUE(world_->restart(first));
  link(third, second);
  propose("requester", third);
  for (const auto& [a, b] : {std::pair{first, second}, {second, third}}) world_->set_link(a, b, true);
  world_->exchange();
  ASSERT_TRUE(world_->book(third).misconduct());
  // The roots have spoken, a node is started anew: the accords go on.
  const auto head = world_->book(first).head();
  const auto checkpoint = kernel::checkpoint_hash(kernel::checkpoint_body(world_->partnership(), head));
  for (const auto& party : world_->parties())
    ASSERT_TRUE(world_->sign_as_root(party, statement::NameStanding{head.height, checkpoint, {}}));
  world_->exchange();
  for (const auto& party : world_->parties()) world_->advance(party);
  ASSERT_TRUE(world_->restart(second));
  EXPECT_TRUE(world_->settle());
  EXPECT_GT(world_->book(first).height(), head.height);
  EXPECT_GT(world_->book(first).head().attempt, 0u);
  EXPECT_EQ(world_->difference(), std::nullopt);
}

TEST_F(Papers, AForkMakesTheSameFileOnEveryNode) {
  const statement::OpenActivity one{"relief", "One", world_->parties(), {20'000}, {21'000}, "Tacloban"};
  auto two = one;
  two.name = "Two";
  const auto left = world_->craft("jpn", "custodian", Kind::open_activity, {}, codec::encode(one));
  const auto right = world_->craft("jpn", "custodian", Kind::open_activity, {}, codec::encode(two));
  ASSERT_TRUE(world_->hand("phl", left->bytes()));
  EXPECT_TRUE(at("phl").empty());
  ASSERT_TRUE(world_->hand("phl", right->bytes()));
  ASSERT_EQ(at("phl").size(), 1u);  // before any accord
  const auto file = at("phl")[0].file;
  ASSERT_TRUE(world_->settle());
  for (const auto& party : world_->parties()) {
    ASSERT_EQ(at(party).size(), 1u) << party;
    EXPECT_EQ(at(party)[0].file, file) << party;
    EXPECT_EQ(at(party)[0].says.office, "custodian");
  }
}

TEST_F(Papers, AProofAboveTheCeilingIsNotListed) {
  const statement::OpenActivity body{"relief", "One", world_->parties(), {20'000}, {21'000}, "Tacloban"};
  auto other = body;
  other.name = "Two";
  const auto marked = [](statement::Content& c) { c.marking = statement::Marking::official; };
  for (const auto& one : {body, other})
    ASSERT_TRUE(world_->hand(
        "phl",
        world_->craft("jpn", "custodian", Kind::open_activity, {}, codec::encode(one), marked)->bytes()));
  EXPECT_EQ(misdeeds_of(world_->book("phl"), world_->store("phl"), statement::Marking::official).size(), 1u);
  EXPECT_TRUE(
      misdeeds_of(world_->book("phl"), world_->store("phl"), statement::Marking::unclassified).empty());
}

}  // namespace
}  // namespace palitan::node
