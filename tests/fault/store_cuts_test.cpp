// Power cuts and failing calls under the real store. palitan-cuts plays as many lives as one likes; here are
// some, and those that found something.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "store_life.h"

namespace palitan::fault {
namespace {

using palitan_test::DiskCall;
using palitan_test::LossyDisk;

store::Commit note(std::string_view text) {
  return {.notes = {{"n", base::Bytes(text.begin(), text.end())}}};
}
std::unique_ptr<store::Store> open_on(const LossyDisk& disk) {
  auto opened = store::open_sqlite("/record.db", {.vfs = disk.vfs()});
  EXPECT_TRUE(opened) << (opened ? "" : base::sentence(opened.error()));
  return opened ? std::move(*opened) : nullptr;
}
std::string noted(const store::Store& store) {
  const auto found = store.note("n");
  return found ? std::string(base::text_of(*found)) : "";
}

/// Opens the store, looks, has the power cut in or after one more commit, and looks again: what was seen is
/// there, or that commit.
testing::AssertionResult is_still_there(LossyDisk& disk, std::uint64_t calls) {
  disk.be_well();
  auto store = open_on(disk);
  const auto seen = noted(*store);
  disk.cut_power_in(calls);
  (void)store->commit(note("third"));
  if (!disk.dark()) disk.cut_power();
  store.reset();
  disk.power_on();
  const auto found = noted(*open_on(disk));
  if (found == seen || found == "third") return testing::AssertionSuccess();
  return testing::AssertionFailure() << seen << ", then " << found;
}

TEST(StoreCuts, NothingAcknowledgedIsLostAndNothingIsHalf) {
  constexpr std::uint64_t kLives = 250, kEach = 12;
  LifeReport all;
  for (std::uint64_t seed = 1; seed <= kLives; ++seed) {
    const auto report = live(seed, kEach);
    ASSERT_FALSE(report.problem) << *report.problem << "; palitan-cuts --seed " << seed << " --each "
                                 << kEach;
    all += report;
  }
  EXPECT_GE(all.disk.cuts, kLives * kEach);
  for (const char* where : {"commit", "open", "close", "drop", "rebuild", "look"})
    EXPECT_GT(all.cuts[where], 0u) << where;
  EXPECT_GT(all.kept_unacknowledged, 50u);
  EXPECT_GT(all.lost_unacknowledged, 500u);
  EXPECT_GT(all.disk.syncs_forgotten, 10u);
  for (std::size_t i = 0; i < palitan_test::kDiskCalls; ++i)
    EXPECT_GT(all.disk.failed[i], 0u) << palitan_test::name_of(static_cast<DiskCall>(i));
}

TEST(StoreCuts, TheSameSeedGivesTheSameLife) {
  const auto one = live(77, 20);
  live(78, 5);
  const auto again = live(77, 20);
  EXPECT_EQ(one.disk.calls, again.disk.calls);
  EXPECT_EQ(one.commits, again.commits);
  EXPECT_NE(one.disk.calls, live(78, 20).disk.calls);
}

// A commit whose sync failed may be whole in the system's memory. The program that opens the store then sees
// it, and may have told others of it before the power goes.
TEST(StoreCuts, WhatIsSeenAfterAFailedSyncSurvivesThePowerCut) {
  for (const bool forgets : {false, true})
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      LossyDisk disk(seed);
      disk.failed_sync_forgets = forgets;
      auto store = open_on(disk);
      ASSERT_TRUE(store->commit(note("first")));
      disk.fail_in(1, DiskCall::sync);
      ASSERT_FALSE(store->commit(note("second")));
      if (seed % 2 == 0) disk.kill_process();
      store.reset();
      disk.be_well();
      store = open_on(disk);
      const auto seen = noted(*store);
      if (seed % 3 == 0) {
        ASSERT_TRUE(store->commit(note("third")));
      }
      disk.cut_power();
      store.reset();
      disk.power_on();
      EXPECT_EQ(noted(*open_on(disk)), seed % 3 == 0 ? "third" : seen) << "seed " << seed << ", " << forgets;
    }
}

// A halted writer that closes must not remove a WAL which may come back with the commit that failed.
TEST(StoreCuts, WhatWasNotThereAfterAFaultDoesNotComeBack) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    LossyDisk disk(seed);
    disk.failed_sync_forgets = false;
    auto store = open_on(disk);
    ASSERT_TRUE(store->commit(note("first")));
    disk.fail_in(1, DiskCall::sync);
    ASSERT_FALSE(store->commit(note("second")));
    store.reset();
    EXPECT_TRUE(is_still_there(disk, 1 + seed % 20)) << "seed " << seed;
  }
}

// Nor may an opening that fails: what it read of the WAL may be in the system's memory alone.
TEST(StoreCuts, WhatIsSeenAfterAnOpeningThatFailedSurvivesThePowerCut) {
  std::uint64_t failed = 0;
  for (std::uint64_t seed = 0; seed < 600; ++seed) {
    LossyDisk disk(seed);
    disk.failed_sync_forgets = true;
    auto store = open_on(disk);
    ASSERT_TRUE(store->commit(note("first")));
    disk.fail_in(1, DiskCall::sync);
    ASSERT_FALSE(store->commit(note("second")));
    disk.kill_process();
    store.reset();
    disk.fail_in(1 + seed % 100);
    if (const auto opened = store::open_sqlite("/record.db", {.vfs = disk.vfs()}); !opened) ++failed;
    EXPECT_TRUE(is_still_there(disk, 1 + seed % 7)) << "seed " << seed;
  }
  EXPECT_GT(failed, 100u);
}

// Another process writes: the store is not opened over it, and takes nothing from it.
TEST(StoreCuts, AStoreInWhichSomebodyWritesIsNotOpened) {
  LossyDisk disk(1);
  const auto store = open_on(disk);
  ASSERT_TRUE(store->commit(note("first")));
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open_v2("/record.db", &other, SQLITE_OPEN_READWRITE, disk.vfs().c_str()), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  const auto second = store::open_sqlite("/record.db", {.busy_ms = 50, .vfs = disk.vfs()});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, base::Code::local_folder_in_use);
  sqlite3_close(other);
}

}  // namespace
}  // namespace palitan::fault
