// Which statements the other side lacks.
#include "sync/messages.h"

#include <gtest/gtest.h>

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

TEST(Lacking, IsEverythingOfASeatThatTheyDoNotName) { EXPECT_EQ(lacking(kSeat, {}), (Indexes{0, 1, 2})); }

TEST(Lacking, IsWhatLiesAboveTheTipTheyName) {
  EXPECT_EQ(lacking(kSeat, {tip(kSeat[1])}), (Indexes{2}));
  EXPECT_EQ(lacking(kSeat, {tip(kSeat[2])}), Indexes{});
}

TEST(Lacking, IsEverythingButTheirTipsWhereOneOfThemIsUnknownHere) {
  EXPECT_EQ(lacking(kSeat, {tip(kSeat[1]), tip(loose(7, 9, 2, 1))}), (Indexes{2}));
}

TEST(Lacking, IsTheOtherBranchOfAForkWhoseFirstBranchTheyHave) {
  const std::vector<Loose> forked = {loose(1, 9, 1, 100), loose(2, 9, 1, 100)};
  EXPECT_EQ(lacking(forked, {tip(forked[0])}), (Indexes{1}));
  EXPECT_EQ(lacking(forked, {tip(forked[0]), tip(forked[1])}), Indexes{});
}

}  // namespace
}  // namespace palitan::sync
