// A large message is taken in the same, whoever looks at its signatures and however far ahead.
#include "node/signatures_ahead.h"

#include <gtest/gtest.h>

#include "node/world.h"

namespace palitan::node {
namespace {
using statement::Kind;

std::unique_ptr<World> world_with(unsigned helpers) {
  WorldOptions options;
  options.parties = {"jpn", "phl"};
  options.book.helpers = helpers;
  auto world = World::found(std::move(options)).value();
  EXPECT_TRUE(world->appoint_usual_offices({}));
  EXPECT_TRUE(world->settle());
  return world;
}

/// What phl makes of a message in which every seventh act is signed wrongly, of a seat that comes with it
/// too.
struct Outcome {
  std::vector<base::Id> pending;
  std::size_t held = 0;
};
Outcome taken_in(unsigned helpers) {
  const auto world = world_with(helpers);
  world->set_link("jpn", "phl", false);
  EXPECT_TRUE(world->appoint("jpn", {"fresh desk", {statement::Role::custodian}, {}}, "registrar"));
  for (int i = 0; i < 200; ++i) {
    const statement::OpenActivity body{"relief", "Relief", {"jpn", "phl"}, {20'000}, {21'000}, "Tacloban"};
    const std::string office = i % 2 == 0 ? "custodian" : "fresh desk";
    EXPECT_TRUE(world->sign("jpn", office,
                            world->draft("jpn", office, Kind::open_activity, {}, codec::encode(body))));
  }
  world->advance("jpn");
  auto message = world->book("jpn").outgoing("phl");
  EXPECT_GT(message.statements.size(), 200u);
  for (std::size_t i = 6; i < message.statements.size(); i += 7) message.statements[i].back() ^= 1;
  message.statements.push_back({0x01});
  auto& book = world->book("phl");
  book.incoming(message, world->now());
  return {book.pending_order(), book.held_count()};
}

TEST(SignaturesAhead, DecideNothingByThemselves) {
  const auto alone = taken_in(0);
  ASSERT_GE(alone.pending.size(), 6u);
  EXPECT_GT(alone.held, 0u) << "what follows an act with a false signature waits for the true one";
  for (const unsigned helpers : {1u, 3u}) {
    const auto beside = taken_in(helpers);
    EXPECT_EQ(beside.pending, alone.pending) << helpers;
    EXPECT_EQ(beside.held, alone.held) << helpers;
  }
}

TEST(SignaturesAhead, HandOutEachStatementOnceAndInItsPlace) {
  const auto world = world_with(0);
  std::vector<base::Id> ids;
  std::vector<ToCheck> acts;
  for (int i = 0; i < 100; ++i) {
    auto act = world->craft("jpn", "custodian", Kind::open_activity, {}, {0xa0},
                            [&](statement::Content& c) { c.made_at.ms += i; });
    ids.push_back(act->id());
    const auto key = world->key("jpn", i % 3 == 0 ? "receiver" : "custodian").public_key;  // or a wrong guess
    acts.push_back(
        {statement::decode_statement(act->bytes()).value(), i % 5 == 0 ? std::nullopt : std::optional(key)});
  }
  SignaturesAhead ahead(std::move(acts), 3);
  ASSERT_EQ(ahead.size(), ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    auto act = ahead.take(i);
    EXPECT_EQ(act.id(), ids[i]);
    EXPECT_TRUE(statement::open(std::move(act), world->key("jpn", "custodian").public_key)) << i;
  }
}

}  // namespace
}  // namespace palitan::node
