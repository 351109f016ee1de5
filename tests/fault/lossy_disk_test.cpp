// The disk that loses what was not synced does lose it, and nothing else: else no other test on it says
// anything.
#include "kit/lossy_disk.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

namespace palitan_test {
namespace {

/// One connection, plain SQLite.
class Db {
 public:
  explicit Db(const LossyDisk& disk,
              const char* setup = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;") {
    opened = sqlite3_open_v2("/x.db", &db_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, disk.vfs().c_str());
    if (opened == SQLITE_OK) opened = run(setup);
  }
  Db(const Db&) = delete;
  Db& operator=(const Db&) = delete;
  ~Db() { sqlite3_close_v2(db_); }
  int run(const char* sql) { return sqlite3_exec(db_, sql, nullptr, nullptr, nullptr); }
  int count() {
    int out = -1;
    sqlite3_exec(
        db_, "SELECT count(*) FROM t",
        [](void* to, int, char** values, char**) { return *static_cast<int*>(to) = std::atoi(values[0]), 0; },
        &out, nullptr);
    return out;
  }
  int opened = SQLITE_OK;

 private:
  sqlite3* db_ = nullptr;
};

TEST(LossyDisk, KeepsWhatWasSyncedWhateverTheDice) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    LossyDisk disk(seed, seed % 2 == 0 ? 512 : 4096);
    {
      Db db(disk);
      ASSERT_EQ(db.run("CREATE TABLE t(x); INSERT INTO t VALUES(1), (2)"), SQLITE_OK);
      disk.cut_power();
    }
    disk.power_on();
    EXPECT_EQ(Db(disk).count(), 2) << "seed " << seed;
  }
}

// The same without syncs: some of the rows must be missing on some seeds, or the disk loses nothing.
TEST(LossyDisk, LosesWhatWasNot) {
  int whole = 0, less = 0, broken = 0;
  DiskCounts counts;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    LossyDisk disk(seed);
    {
      Db db(disk);
      ASSERT_EQ(db.run("CREATE TABLE t(x)"), SQLITE_OK);
      ASSERT_EQ(db.run("PRAGMA synchronous = OFF"), SQLITE_OK);
      for (int i = 0; i < 20; ++i) ASSERT_EQ(db.run("INSERT INTO t VALUES(randomblob(3000))"), SQLITE_OK);
      ASSERT_EQ(db.run("PRAGMA wal_checkpoint; INSERT INTO t VALUES(1)"), SQLITE_OK);
      disk.cut_power();
    }
    disk.power_on();
    const int rows = Db(disk).count();
    ++(rows == 21 ? whole : rows < 0 ? broken : less);
    counts += disk.counts();
  }
  EXPECT_GT(whole, 20);
  EXPECT_GT(less, 50);
  EXPECT_GT(broken, 5);  // a checkpoint without syncs may leave pages of two ages
  EXPECT_GT(counts.kept, 1000u);
  EXPECT_GT(counts.dropped, 1000u);
  EXPECT_GT(counts.torn, 50u);
}

TEST(LossyDisk, LosesNamesThatNoSyncOfTheirFolderMadeDurable) {
  DiskCounts counts;
  int absent = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    LossyDisk disk(seed);
    {
      Db db(disk, "PRAGMA synchronous = OFF; CREATE TABLE t(x);");
      disk.cut_power();
    }
    disk.power_on();
    absent += disk.has("/x.db") ? 0 : 1;
    counts += disk.counts();
  }
  EXPECT_GT(absent, 20);
  EXPECT_LT(absent, 80);
  EXPECT_GT(counts.names_undone, 20u);
}

TEST(LossyDisk, ConnectionsFromBeforeTheCutStayDead) {
  LossyDisk disk(1);
  Db before(disk);
  ASSERT_EQ(before.run("CREATE TABLE t(x)"), SQLITE_OK);
  disk.cut_power();
  EXPECT_NE(before.run("INSERT INTO t VALUES(1)"), SQLITE_OK);
  disk.power_on();
  EXPECT_NE(before.run("INSERT INTO t VALUES(1)"), SQLITE_OK);
  Db after(disk);
  EXPECT_EQ(after.run("INSERT INTO t VALUES(1)"), SQLITE_OK);
  EXPECT_EQ(after.count(), 1);
}

TEST(LossyDisk, AKilledProcessLosesNothingWritten) {
  LossyDisk disk(1);
  {
    Db db(disk, "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; CREATE TABLE t(x);");
    ASSERT_EQ(db.run("INSERT INTO t VALUES(1)"), SQLITE_OK);
    disk.kill_process();
  }
  EXPECT_EQ(Db(disk).count(), 1);
}

// What no later sync can bring back: the program reads its rows, the disk never got them.
TEST(LossyDisk, ASyncThatFailsMayForget) {
  for (const bool forgets : {false, true}) {
    LossyDisk disk(7);
    disk.failed_sync_forgets = forgets;
    {
      Db db(disk);
      ASSERT_EQ(db.run("CREATE TABLE t(x)"), SQLITE_OK);
      disk.fail_in(1, DiskCall::sync);
      EXPECT_NE(db.run("INSERT INTO t VALUES(1)"), SQLITE_OK);
      EXPECT_TRUE(disk.struck());
      disk.kill_process();
    }
    {
      Db next(disk);
      EXPECT_EQ(next.count(), 1) << "read from what the system remembers";
      disk.cut_power();
    }
    disk.power_on();
    EXPECT_EQ(disk.counts().syncs_forgotten, forgets ? 1u : 0u);
    if (forgets) {
      EXPECT_EQ(Db(disk).count(), 0);
    }
  }
}

TEST(LossyDisk, AFullDiskSaysSo) {
  LossyDisk disk(1);
  Db db(disk);
  ASSERT_EQ(db.run("CREATE TABLE t(x)"), SQLITE_OK);
  disk.weather.capacity = disk.bytes() + 8192;
  EXPECT_EQ(db.run("INSERT INTO t VALUES(randomblob(50000))"), SQLITE_FULL);
  disk.weather.capacity = 0;
  EXPECT_EQ(db.run("INSERT INTO t VALUES(randomblob(50000))"), SQLITE_OK);
  EXPECT_EQ(db.count(), 1);
}

TEST(LossyDisk, EveryKindOfCallCanFail) {
  DiskCounts counts;
  for (std::size_t kind = 0; kind < kDiskCalls; ++kind) {
    LossyDisk disk(kind);
    disk.fail_in(1, static_cast<DiskCall>(kind));
    bool failed = false;
    {
      Db db(disk);
      failed =
          db.opened != SQLITE_OK || db.run("CREATE TABLE t(x); PRAGMA wal_checkpoint(TRUNCATE)") != SQLITE_OK;
    }
    EXPECT_TRUE(disk.struck()) << name_of(static_cast<DiskCall>(kind));
    EXPECT_TRUE(failed || disk.counts().failed[kind] == 1);
    disk.be_well();
    Db again(disk);
    EXPECT_EQ(again.run("CREATE TABLE IF NOT EXISTS t(x); INSERT INTO t VALUES(1)"), SQLITE_OK)
        << name_of(static_cast<DiskCall>(kind));
  }
}

TEST(LossyDisk, TheSameSeedGivesTheSameDisk) {
  const auto play = [](std::uint64_t seed) {
    LossyDisk disk(seed);
    {
      Db db(disk, "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; CREATE TABLE t(x);");
      for (int i = 0; i < 20; ++i) db.run("INSERT INTO t VALUES(zeroblob(3000))");
      disk.cut_power();
    }
    disk.power_on();
    return std::pair(disk.counts().kept, disk.counts().torn);
  };
  EXPECT_EQ(play(5), play(5));
  EXPECT_NE(play(5), play(6));
}

}  // namespace
}  // namespace palitan_test
