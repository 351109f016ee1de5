// Grants to the last unit: every limit of a note and of what others say it is worth is asked on both of its
// sides.
#include <gtest/gtest.h>

#include "kernel/grant_kit.h"
#include "kernel/grant_rules.h"

namespace palitan::kernel::kit {
namespace {
const std::string kGood = "accepted (): ";

struct GrantLimits : GrantDesk, ::testing::Test {
  template <class Body>
  std::string says(Office& who, const Id& in, const Body& body) {
    return told(does(who, in, body));
  }
};

TEST_F(GrantLimits, a_note_names_linked_grants_in_order) {
  std::vector<Id> others = {agreed(note()), act(jpn, note()).id};
  std::sort(others.begin(), others.end());
  auto body = note();
  body.links = {{others[0], "first"}, {others[1], std::string(200, 'x')}};
  EXPECT_EQ(told(act(jpn, body)), kGood);
  body.links[1].relation += 'x';
  EXPECT_EQ(act(jpn, body).code(), Code::refused_grant);
  body.links = {{others[1], "second"}, {others[0], "first"}};
  EXPECT_EQ(told(act(jpn, body)),
            "refused_grant (note): links ascend by the id of the grant, and each stands once");
  body.links = {{others[0], "first"}, {others[0], "again"}};
  EXPECT_EQ(told(act(jpn, body)),
            "refused_grant (note): links ascend by the id of the grant, and each stands once");
}

TEST_F(GrantLimits, a_grant_is_named_by_up_to_sixty_four_others) {
  const auto of_boats = agreed(note());
  auto house = note();
  house.links = {{of_boats, "boathouse for"}};
  for (std::size_t i = 0; i < kFollowersMax; ++i) {
    const auto id = act(jpn, house).id;
    ASSERT_EQ(says(phl, id, statement::AcceptGrant{"P-1"}), kGood) << i;
  }
  EXPECT_EQ(grant(of_boats).followers.size(), kFollowersMax);
  const auto more = act(jpn, house).id;
  EXPECT_EQ(says(phl, more, statement::AcceptGrant{"P-1"}),
            "refused_overflow (note): grants linked with one");
  EXPECT_EQ(grant(of_boats).followers.size(), kFollowersMax);
}

TEST_F(GrantLimits, a_conversion_shows_what_follows_from_its_rate) {
  const auto id = agreed(note());
  const auto dollars = [&](std::int64_t minor, std::int64_t numerator, std::int64_t denominator) {
    return says(phl, id,
                statement::RecordConversion{{minor, "USD"}, numerator, denominator, "a newspaper", day(0)});
  };
  EXPECT_EQ(dollars(0, 0, 3), "refused_equivalent (note): rate");
  EXPECT_EQ(dollars(0, 2, 0), "refused_equivalent (note): rate");
  EXPECT_EQ(dollars(667, -2, -3), "refused_equivalent (note): rate");
  EXPECT_EQ(dollars(668, 2, 3),
            "refused_equivalent (note): 1000 x 2/3 is 667 minor units of USD, signed 668");
  EXPECT_EQ(dollars(667, 2, 3), kGood);
  auto body = note();
  body.obligation.currency = "USD";
  EXPECT_EQ(told(act(jpn, body)), "refused_currency (note): the note is in JPY");
}

TEST_F(GrantLimits, fifty_conversions_are_enough) {
  const auto id = agreed(note());
  const statement::RecordConversion dollars{{667, "USD"}, 2, 3, "a newspaper", day(0)};
  for (std::size_t i = 0; i < kConversionsMax; ++i) ASSERT_EQ(says(phl, id, dollars), kGood) << i;
  EXPECT_EQ(says(phl, id, dollars), "refused_overflow (note): conversions of one grant");
}

}  // namespace
}  // namespace palitan::kernel::kit
