// A disk that watches sees each thing that must not be committed.
#include <gtest/gtest.h>

#include "disk.h"
#include "store/memory.h"

namespace palitan::sim {
namespace {

base::Id id_of(std::uint8_t n) {
  base::Id out;
  out.raw.fill(n);
  return out;
}

store::ArrivedStatement arrived(std::uint8_t n, std::uint64_t sequence) {
  return {id_of(n), {n}, base::KeyId{}, sequence, id_of(n), false};
}

/// An accord over acts that arrive with it, each under the number given.
store::Commit accord(std::uint64_t height, std::uint64_t first, std::int64_t time,
                     const std::vector<std::uint64_t>& numbers) {
  store::Commit out;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto n = static_cast<std::uint8_t>(first + i);
    out.arrived.push_back(arrived(n, numbers[i]));
    out.appended.push_back({first + i, id_of(n), height, 0, "", 0});
  }
  out.accords.push_back({height, first + numbers.size(), time, {static_cast<std::uint8_t>(height)}});
  return out;
}

store::PostingRow posting(std::uint64_t position, std::int64_t amount) {
  store::PostingRow out;
  out.position = position;
  out.posting.commodity = "JPY";
  out.posting.amount = amount;
  return out;
}

struct Watched {
  Watch watch;
  Watch::Finals finals;
  std::optional<std::string> heed(const store::Commit& commit) { return watch.heed(commit, finals); }
  Watched() { EXPECT_EQ(heed(accord(0, 0, 1000, {1})), std::nullopt); }
};

#define EXPECT_WRONG(found, part) EXPECT_NE((found).value_or("nothing").find(part), std::string::npos)

TEST(Watch, IsContentWithOneAccordAfterTheOther) {
  Watched w;
  EXPECT_EQ(w.heed(accord(1, 1, 2000, {2, 3})), std::nullopt);
  EXPECT_EQ(w.heed(accord(2, 3, 2001, {4})), std::nullopt);
  EXPECT_EQ(w.watch.height(), 2u);
  EXPECT_EQ(w.watch.log_size(), 4u);
  EXPECT_TRUE(w.watch.has(id_of(3)));
}

TEST(Watch, SeesWhatDoesNotFollow) {
  EXPECT_WRONG(Watched().heed(accord(2, 1, 2000, {2})), "accord 2 follows 0");
  EXPECT_WRONG(Watched().heed(accord(1, 1, 1000, {2})), "not later");
  EXPECT_WRONG(Watched().heed(accord(1, 2, 2000, {2})), "leaves a gap");
  EXPECT_WRONG(Watched().heed(accord(1, 1, 2000, {3})), "before its seat's number 2");
  EXPECT_WRONG(Watched().heed(accord(1, 1, 2000, {1})), "second accepted under its seat's number 1");
  auto stray = accord(1, 1, 2000, {2});
  stray.arrived.clear();
  EXPECT_WRONG(Watched().heed(stray), "never arrived");
  auto uncovered = accord(1, 1, 2000, {2});
  uncovered.accords.clear();
  EXPECT_WRONG(Watched().heed(uncovered), "without their accord");
  auto short_of = accord(1, 1, 2000, {2});
  short_of.accords[0].size = 5;
  EXPECT_WRONG(Watched().heed(short_of), "over 5 acts of 2");
}

TEST(Watch, SeesTwoFinalAccordsOfOneHeight) {
  Watched w;
  ASSERT_EQ(w.heed(accord(1, 1, 2000, {2})), std::nullopt);
  Watched other;
  other.finals = w.finals;
  auto second = accord(1, 1, 2000, {2});
  second.accords[0].bytes = {99};
  EXPECT_WRONG(other.heed(second), "two final accords of height 1");
}

TEST(Watch, SeesSumsThatAreNotZeroAlsoOverSeveralCommits) {
  Watched w;
  auto odd = accord(1, 1, 2000, {2});
  odd.postings = {posting(1, 5), posting(1, -4)};
  EXPECT_WRONG(w.heed(odd), "JPY does not sum to zero");
  auto even = accord(2, 2, 3000, {3});
  even.postings = {posting(2, 7), posting(2, -7)};
  EXPECT_WRONG(w.heed(even), "JPY does not sum to zero");  // what was lost before is still missing
}

TEST(Disk, BreaksOnceAndTakesNothingUntilMended) {
  Watch::Finals finals;
  for (const bool written : {false, true}) {
    Disk disk(std::make_unique<store::MemoryStore>(), finals);
    ASSERT_TRUE(disk.commit(accord(0, 0, 1000, {1})));
    disk.break_next(Disk::Break::power, written);
    EXPECT_FALSE(disk.commit(accord(1, 1, 2000, {2})));
    EXPECT_EQ(disk.broken(), Disk::Break::power);
    EXPECT_EQ(disk.log_size(), written ? 2u : 1u);
    EXPECT_EQ(disk.watch().log_size(), disk.log_size());
    EXPECT_FALSE(disk.commit(accord(2, 2, 3000, {3})));
    disk.mend();
    EXPECT_TRUE(disk.commit(written ? accord(2, 2, 3000, {3}) : accord(1, 1, 2000, {2})));
    EXPECT_EQ(disk.wrong(), std::nullopt);
    disk.full = true;
    const auto refused = disk.commit(accord(3, 3, 4000, {4}));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, base::Failure::Kind::retry);
  }
}

}  // namespace
}  // namespace palitan::sim
