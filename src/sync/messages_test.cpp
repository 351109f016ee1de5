// Which statements the other side lacks.
#include "sync/messages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace palitan::sync {
namespace {

Loose loose(std::uint8_t id, std::uint8_t seat, std::uint64_t sequence, std::uint8_t previous) {
  Loose out;
  out.id.raw[0] = id;
  out.seat.raw[0] = seat;
  out.sequence = sequence;
  out.previous.raw[0] = previous;
  return out;
}
SeatTip tip(const Loose& x) { return {x.seat, x.sequence, x.id}; }
using Indexes = std::vector<std::size_t>;

const std::vector<Loose> kSeat = {loose(1, 9, 1, 100), loose(2, 9, 2, 1), loose(3, 9, 3, 2)};

Holdings by_tips(std::vector<SeatTip> tips) { return {{}, 0, std::move(tips)}; }

TEST(Lacking, IsEverythingOfASeatThatTheyDoNotName) { EXPECT_EQ(lacking(kSeat, {}), (Indexes{0, 1, 2})); }

TEST(Lacking, IsWhatLiesAboveTheTipTheyName) {
  EXPECT_EQ(lacking(kSeat, by_tips({tip(kSeat[1])})), (Indexes{2}));
  EXPECT_EQ(lacking(kSeat, by_tips({tip(kSeat[2])})), Indexes{});
}

TEST(Lacking, IsEverythingButTheirTipsWhereOneOfThemIsUnknownHere) {
  EXPECT_EQ(lacking(kSeat, by_tips({tip(kSeat[1]), tip(loose(7, 9, 2, 1))})), (Indexes{2}));
}

/// The appointment was lost or damaged on its way, and the new seat's acts came through: they are held, and
/// told.
TEST(Lacking, IsTheAppointmentWhoseSeatsActsTheyHold) {
  const auto appointment = loose(100, 8, 5, 99);
  const std::vector<Loose> ours = {appointment, kSeat[0], kSeat[1], kSeat[2]};
  EXPECT_EQ(lacking(ours, by_tips({tip(kSeat[2])})), (Indexes{0}));
  EXPECT_EQ(lacking(ours, by_tips({tip(appointment), tip(kSeat[2])})), Indexes{});
}

TEST(Lacking, IsTheOtherBranchOfAForkWhoseFirstBranchTheyHave) {
  const std::vector<Loose> forked = {loose(1, 9, 1, 100), loose(2, 9, 1, 100)};
  EXPECT_EQ(lacking(forked, by_tips({tip(forked[0])})), (Indexes{1}));
  EXPECT_EQ(lacking(forked, by_tips({tip(forked[0]), tip(forked[1])})), Indexes{});
}

TEST(Lacking, IsTheGapOfASeatToldByNumbers) {
  const auto theirs = holdings_of({kSeat[0], kSeat[2]}, {});
  ASSERT_EQ(theirs.runs.size(), 1u);
  EXPECT_EQ(theirs.runs[0].runs, (std::vector<std::pair<std::uint64_t, std::uint64_t>>{{1, 1}, {3, 3}}));
  EXPECT_TRUE(theirs.tips.empty());
  EXPECT_EQ(lacking(kSeat, theirs), (Indexes{1}));
  EXPECT_TRUE(same_branches(kSeat, theirs));
}

TEST(Lacking, IsBothBranchesOfAForkTheyCannotKnowYet) {
  const auto theirs = holdings_of({kSeat[0], kSeat[1]}, {});
  auto ours = kSeat;
  ours.push_back(loose(4, 9, 2, 1));  // came later, from elsewhere
  EXPECT_EQ(lacking(ours, theirs), (Indexes{1, 2, 3}))
      << "which of the two they have, their numbers do not say";
}

TEST(Holdings, TellAForkedSeatByItsEndsAndTheOthersByNumbers) {
  const std::vector<Loose> all = {loose(1, 9, 1, 100), loose(2, 9, 1, 100), loose(3, 8, 1, 100)};
  const auto said = holdings_of(all, {});
  ASSERT_EQ(said.runs.size(), 1u);
  EXPECT_EQ(said.runs[0].seat, all[2].seat);
  EXPECT_EQ(said.tips.size(), 2u);
  EXPECT_EQ(lacking(all, said), Indexes{});
}

/// Every first act of a seat follows an appointment, and a false one may follow anything.
TEST(Holdings, TellAnEndThatOnlyAnotherSeatsActFollows) {
  const std::vector<Loose> all = {loose(1, 9, 1, 100), loose(2, 8, 1, 1)};
  const auto said = holdings_of(all, {all[0].seat, all[1].seat});
  EXPECT_EQ(said.tips, (std::vector<SeatTip>{tip(all[1]), tip(all[0])}));
  EXPECT_EQ(lacking(all, said), Indexes{});
}

/// What is only held nobody has judged: it may follow an act of its seat without the next number.
TEST(Holdings, TellAnEndThatAnActOfAFalseNumberFollows) {
  const std::vector<Loose> both = {loose(1, 9, 1, 100), loose(2, 9, 2, 1), loose(3, 9, 2, 2)};
  const auto said = holdings_of(both, {});
  EXPECT_EQ(said.tips, (std::vector<SeatTip>{tip(both[1]), tip(both[2])}));
  EXPECT_EQ(lacking({both[0], both[1]}, said), Indexes{}) << "who does not know the third act";
  EXPECT_EQ(lacking(both, by_tips({tip(both[2])})), (Indexes{0, 1}))
      << "who holds the third has not the second";
}

TEST(Holdings, BetrayThatANumberMeansAnotherActThere) {
  const auto theirs = holdings_of({loose(7, 9, 1, 100)}, {});
  EXPECT_FALSE(same_branches({loose(1, 9, 1, 100)}, theirs));
  EXPECT_TRUE(same_branches({loose(7, 9, 1, 100)}, theirs));
  EXPECT_TRUE(same_branches({}, theirs)) << "nothing here to compare with";
  // Told by id from then on, each side gets the other's branch.
  const auto by_id = holdings_of({loose(7, 9, 1, 100)}, {loose(7, 9, 1, 100).seat});
  EXPECT_EQ(lacking({loose(1, 9, 1, 100)}, by_id), (Indexes{0}));
}

/// Beside the numbers, a full comparison of what both hold.
TEST(Lacking, IsWhatAFullComparisonFinds) {
  std::mt19937 dice(20261126);
  for (int round = 0; round < 300; ++round) {
    std::vector<Loose> all, ours, theirs;
    for (std::uint8_t seat = 1; seat <= 5; ++seat) {
      std::uint8_t previous = 200;
      for (std::uint8_t n = 1; n <= 12; ++n) {
        const auto id = static_cast<std::uint8_t>(seat * 16 + n);
        all.push_back(loose(id, seat, n, previous));
        previous = id;
      }
    }
    for (const auto& x : all) {
      if (dice() % 4 != 0) ours.push_back(x);
      if (dice() % 4 != 0) theirs.push_back(x);
    }
    const auto found = lacking(ours, holdings_of(theirs, {}));
    std::vector<base::Id> ids;
    for (const auto i : found) ids.push_back(ours[i].id);
    std::vector<base::Id> truth;
    for (const auto& x : ours)
      if (std::ranges::none_of(theirs, [&](const auto& y) { return y.id == x.id; })) truth.push_back(x.id);
    EXPECT_EQ(ids, truth) << "round " << round;
  }
}

}  // namespace
}  // namespace palitan::sync
