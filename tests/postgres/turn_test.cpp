// Whose turn it is, and where he answers: as those see it who do not have it.
#include "store/turn.h"

#include <thread>

#include "server.h"
#include "store/conformance.h"

namespace palitan::store::conformance {
namespace {

using base::Code;
using postgres_tests::PostgresTest;

const Doors kHere{{"192.0.2.10", 7'700}, {"192.0.2.10", 8'443}};
const Doors kThere{{"2001:db8::11", 7'700}, {}};

class PostgresTurns : public PostgresTest {
 protected:
  std::unique_ptr<Lookout> lookout() const { return Lookout::at(words_, schema_).value(); }
  static std::uint64_t turn_of(const Store& store) { return dynamic_cast<const HoldsTurn&>(store).turn(); }
};

TEST_F(PostgresTurns, who_looks_sees_who_writes_and_where_he_answers) {
  auto first = open();
  const auto out = lookout();
  const auto before = out->look();
  ASSERT_TRUE(before) << base::sentence(before.error());
  EXPECT_TRUE(before->held);
  EXPECT_EQ(before->number, turn_of(*first));
  EXPECT_FALSE(before->doors) << "he has said nothing yet";
  const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
                       std::chrono::system_clock::now().time_since_epoch())
                       .count();
  ASSERT_TRUE(out->announce(turn_of(*first), kHere));
  const auto seen = out->look().value();
  EXPECT_EQ(seen.doors, kHere);
  EXPECT_NEAR(static_cast<double>(seen.since.ms), static_cast<double>(now), 60'000);

  first.reset();
  while (out->look().value().held) std::this_thread::yield();
  const auto second = open();
  const auto after = out->look().value();
  EXPECT_TRUE(after.held);
  EXPECT_EQ(after.number, seen.number + 1);
  EXPECT_FALSE(after.doors) << "what was said in an earlier turn counts no more";
  ASSERT_TRUE(out->announce(turn_of(*second), kThere));
  ASSERT_TRUE(out->announce(seen.number, kHere)) << "one whose turn is over may not know it yet";
  EXPECT_EQ(out->look()->doors, kThere);
}

TEST_F(PostgresTurns, looking_is_in_nobodys_way) {
  const auto store = open();
  const auto out = lookout();
  for (std::uint64_t i = 0; i < 3; ++i) {
    ASSERT_TRUE(store->commit({.arrived = {arrived(i)}}));
    EXPECT_TRUE(out->look()->held);
  }
  EXPECT_EQ(sql("SELECT commits FROM " + schema_ + ".head"), "3");
}

TEST_F(PostgresTurns, where_nothing_can_be_seen_it_is_said_and_seen_later) {
  const auto out = lookout();
  const auto none = out->look();
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, Code::local_not_found);
  EXPECT_NE(none.error().detail.find("no record in schema"), std::string::npos) << none.error().detail;
  EXPECT_FALSE(out->announce(1, kHere));
  EXPECT_EQ(Lookout::at(words_ + " password=secret", schema_).error().code, Code::local_draft);

  const auto store = open();
  EXPECT_TRUE(out->look());
  server_->crash();
  const auto away = out->look();
  ASSERT_FALSE(away);
  EXPECT_EQ(away.error().code, Code::local_busy) << base::sentence(away.error());
  server_->start();
  const auto back = out->look();
  ASSERT_TRUE(back) << base::sentence(back.error());
  EXPECT_FALSE(back->held) << "the writer does not know yet that it lost its session";
}

}  // namespace
}  // namespace palitan::store::conformance
