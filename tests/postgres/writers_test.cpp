// One writer at a time, whoever lost what: elected by a lock, kept in turn by a row.
#include <atomic>
#include <thread>

#include "cutter.h"
#include "server.h"
#include "store/conformance.h"
#include "store/memory.h"

namespace palitan::store::conformance {
namespace {

using base::Code;
using base::Failure;
using postgres_tests::Cutter;
using postgres_tests::PostgresTest;

class PostgresWriters : public PostgresTest {
 protected:
  /// The writer's session ends, and its lock with it; the writer does not know yet.
  void end_sessions() const {
    sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'keeper'");
    while (sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") != "0") {
    }
  }
  std::string commits() const { return sql("SELECT commits FROM " + schema_ + ".head"); }
};

TEST_F(PostgresWriters, the_second_to_open_is_told_who_writes) {
  auto first = open();
  const auto second = try_open({.lock_ms = 50});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Code::local_folder_in_use);
  EXPECT_NE(second.error().detail.find("of keeper"), std::string::npos) << second.error().detail;
  EXPECT_TRUE(open({.read_only = true})) << "reading needs no turn";
  const auto other = schema_ + "_other";
  EXPECT_TRUE(open_postgres(words_, other, {.create = true})) << "each record has its own lock";
  first.reset();
  EXPECT_TRUE(open());
}

TEST_F(PostgresWriters, one_that_lost_its_session_takes_it_up_again) {
  const auto store = open();
  ASSERT_TRUE(store->commit(some_of_everything()));
  end_sessions();
  ASSERT_TRUE(store->commit({.arrived = {arrived(100)}}));
  EXPECT_EQ(store->statement(id(100))->arrival, 46u);
  EXPECT_EQ(commits(), "2");
}

TEST_F(PostgresWriters, one_that_lost_its_turn_commits_nothing) {
  const auto first = open();
  ASSERT_TRUE(first->commit(some_of_everything()));
  end_sessions();
  auto second = open();
  ASSERT_TRUE(second->commit({.arrived = {arrived(100)}}));
  const auto before = everything(*second);
  for (int i = 0; i < 2; ++i) {
    const auto failed = first->commit({.arrived = {arrived(200)}});
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().kind, Failure::Kind::stop);
    EXPECT_NE(failed.error().what.find("another writer took over"), std::string::npos) << failed.error().what;
  }
  second.reset();  // nor when the lock is free again
  EXPECT_FALSE(first->commit({.arrived = {arrived(200)}}));
  EXPECT_EQ(everything(*open()), before);
}

// What only the row can tell: the lock is there, as it would be after a failover to a server that never heard
// of it, and yet somebody else has written.
TEST_F(PostgresWriters, the_row_fences_even_where_the_lock_did_not) {
  const auto store = open();
  ASSERT_TRUE(store->commit(some_of_everything()));
  sql("UPDATE " + schema_ + ".head SET epoch = epoch + 1");
  const auto failed = store->commit({.arrived = {arrived(200)}});
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, Failure::Kind::stop);
  EXPECT_FALSE(store->statement(id(200)));
  EXPECT_EQ(commits(), "1");
}

TEST_F(PostgresWriters, a_database_that_forgot_a_commit_is_not_written_to) {
  const auto store = open();
  ASSERT_TRUE(store->commit({.arrived = {arrived(1)}}));
  const auto token = sql("SELECT token FROM " + schema_ + ".head");
  ASSERT_TRUE(store->commit({.arrived = {arrived(2)}}));
  sql("UPDATE " + schema_ + ".head SET commits = 1, token = '" + token + "'");
  end_sessions();
  const auto failed = store->commit({.arrived = {arrived(3)}});
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, Failure::Kind::stop);
  EXPECT_NE(failed.error().what.find("it lost commits"), std::string::npos) << failed.error().what;
  EXPECT_THROW(static_cast<void>(store->log_size()), ReadFault) << "nor read from";
}

// ---- commits whose end nobody heard of --------------------------------------------------------------------

class CutCommits : public PostgresWriters, public ::testing::WithParamInterface<Cutter::Cut> {};

TEST_P(CutCommits, are_settled_without_loss_and_without_doubling) {
  const TestFolder folder;
  Cutter cutter(folder.path(), server_->socket());
  words_ = "host=" + folder.path().string() + " dbname=palitan user=keeper";
  MemoryStore memory;
  const auto store = open();
  const auto both = [&](const Commit& commit) {
    ASSERT_TRUE(memory.commit(commit));
    const auto done = store->commit(commit);
    ASSERT_TRUE(done) << done.error().what;
  };
  both(some_of_everything());
  for (std::uint64_t i = 0; i < 5; ++i) {
    cutter.arm(GetParam());
    both({.arrived = {arrived(100 + i), arrived(200 + i)},
          .appended = {entry(40 + i, 100 + i)},
          .postings = {posting(40 + i, 1, 7)},
          .notes = {{"n", bytes(std::to_string(i))}}});
    EXPECT_EQ(cutter.cuts(), static_cast<int>(i) + 1);
    EXPECT_EQ(everything(*store), everything(memory));
  }
  EXPECT_EQ(commits(), "6");
}
INSTANTIATE_TEST_SUITE_P(Where, CutCommits,
                         ::testing::Values(Cutter::Cut::before_commit, Cutter::Cut::after_commit,
                                           Cutter::Cut::half),
                         [](const auto& cut) {
                           return cut.param == Cutter::Cut::before_commit  ? "before_the_server_heard"
                                  : cut.param == Cutter::Cut::after_commit ? "before_the_client_heard"
                                                                           : "and_the_old_session_lives_on";
                         });

// ---- with a standby that is not there ---------------------------------------------------------------------

/// Every COMMIT waits for a standby by that name.
class PostgresStandby : public PostgresWriters {
 protected:
  void SetUp() override {
    PostgresWriters::SetUp();
    if (IsSkipped()) return;
    store_ = open();
    ASSERT_TRUE(store_->commit(some_of_everything()));
    wait_for_standby("'nobody'");
    committing_ = std::thread([this] {
      done_ = store_->commit({.arrived = {arrived(100)}});
      over_ = true;
    });
    while (waiting().empty()) std::this_thread::yield();
  }
  void TearDown() override {
    if (!committing_.joinable()) return;
    wait_for_standby("''");
    committing_.join();
  }
  void wait_for_standby(const std::string& name) const {
    sql("ALTER SYSTEM SET synchronous_standby_names = " + name);
    sql("SELECT pg_reload_conf()");
    while ("'" + sql("SHOW synchronous_standby_names") + "'" != name) std::this_thread::yield();
  }
  std::string waiting() const {
    return sql("SELECT pid FROM pg_stat_activity WHERE usename = 'keeper' AND wait_event = 'SyncRep'");
  }

  std::unique_ptr<Store> store_;
  base::Outcome<void> done_;
  std::atomic<bool> over_{false};
  std::thread committing_;
};

TEST_F(PostgresStandby, a_wait_that_somebody_cancelled_is_not_taken_for_done) {
  sql("SELECT pg_cancel_backend(" + waiting() + ")");
  committing_.join();
  wait_for_standby("''");
  ASSERT_FALSE(done_);
  EXPECT_EQ(done_.error().kind, Failure::Kind::stop);
  EXPECT_NE(done_.error().what.find("synchronous replication"), std::string::npos) << done_.error().what;
}

// The session ends in its wait: the commit is on this server and perhaps nowhere else. It is found, and still
// nobody is answered before a standby has it.
TEST_F(PostgresStandby, a_commit_that_is_found_again_waits_for_the_standby_too) {
  const auto first = waiting();
  sql("SELECT pg_terminate_backend(" + first + ")");
  while (!over_ && (waiting().empty() || waiting() == first)) std::this_thread::yield();
  EXPECT_FALSE(over_);
  wait_for_standby("''");
  committing_.join();
  ASSERT_TRUE(done_) << done_.error().what;
  EXPECT_EQ(store_->statement(id(100))->arrival, 46u);
  EXPECT_EQ(commits(), "2");
}

TEST_F(PostgresWriters, where_it_cannot_be_settled_the_writer_stops) {
  const TestFolder folder;
  auto cutter = std::make_unique<Cutter>(folder.path(), server_->socket());
  words_ = "host=" + folder.path().string() + " dbname=palitan user=keeper";
  const auto store = open({.patience_ms = 300});
  ASSERT_TRUE(store->commit(some_of_everything()));
  cutter->arm(Cutter::Cut::after_commit);
  std::thread gone([&] {
    while (cutter->cuts() == 0) std::this_thread::yield();
    cutter.reset();
  });
  const auto failed = store->commit({.arrived = {arrived(100)}});
  gone.join();
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, Failure::Kind::stop);
  EXPECT_NE(failed.error().what.find("is not known"), std::string::npos) << failed.error().what;
}

}  // namespace
}  // namespace palitan::store::conformance
