// The server dies, between commits and during them, and comes back: nothing acknowledged is lost, nothing is
// there twice.
#include <atomic>
#include <random>
#include <thread>

#include "server.h"
#include "store/conformance.h"
#include "store/memory.h"

namespace palitan::store::conformance {
namespace {

using base::Failure;
using postgres_tests::PostgresTest;
using postgres_tests::Server;
using namespace std::chrono_literals;

class PostgresOutage : public PostgresTest {
 protected:
  ~PostgresOutage() override {
    if (server_ != nullptr && !server_->is_running()) server_->start();
  }
};

TEST_F(PostgresOutage, killed_between_commits_it_goes_on_when_it_is_back) {
  const auto store = open();
  ASSERT_TRUE(store->commit(some_of_everything()));
  const auto before = everything(*store);
  server_->kill_hard();
  server_->start();
  EXPECT_EQ(everything(*store), before);
  ASSERT_TRUE(store->commit({.arrived = {arrived(100)}}));
  EXPECT_EQ(store->statement(id(100))->arrival, 46u);
  EXPECT_EQ(sql("SELECT commits FROM " + schema_ + ".head"), "2");
}

TEST_F(PostgresOutage, while_it_is_away_commits_are_refused_and_reads_say_so) {
  const auto store = open({.patience_ms = 200});
  ASSERT_TRUE(store->commit(some_of_everything()));
  const auto before = everything(*store);
  server_->crash();
  for (int i = 0; i < 2; ++i) {
    const auto failed = store->commit({.arrived = {arrived(100)}});
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().kind, Failure::Kind::retry) << failed.error().what;
    EXPECT_TRUE(failed.error().what.starts_with(kNotTaken)) << failed.error().what;
  }
  EXPECT_THROW(static_cast<void>(store->log_size()), ReadFault);
  EXPECT_NE(refused().find("Start it"), std::string::npos) << refused();
  server_->start();
  EXPECT_EQ(everything(*store), before) << "the same store reads again";
  EXPECT_TRUE(store->commit({.arrived = {arrived(100)}}));
  EXPECT_EQ(store->statement(id(100))->arrival, 46u);
}

TEST_F(PostgresOutage, a_commit_waits_for_a_server_that_comes_back_in_time) {
  const auto store = open();
  server_->crash();
  std::atomic<bool> done{false};
  std::thread writer([&] {
    EXPECT_TRUE(store->commit(some_of_everything()));
    done = true;
  });
  std::this_thread::sleep_for(200ms);
  EXPECT_FALSE(done);
  server_->start();
  writer.join();
  EXPECT_EQ(store->log_size(), 40u);
}

// A memory store is told of each commit that was acknowledged. In the end both must answer alike, and a
// program that opens the schema anew too.
TEST_F(PostgresOutage, killed_while_commits_go_on_nothing_acknowledged_is_lost_or_doubled) {
  const char* wish = std::getenv("PALITAN_KILLS");
  const int kills = wish != nullptr ? std::atoi(wish) : 4;
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 dice(seed);
  auto store = open();
  MemoryStore memory;
  std::atomic<bool> enough{false};
  std::atomic<std::uint64_t> acknowledged{0};
  std::thread writer([&] {
    for (std::uint64_t i = 0; !enough; ++i) {
      const Commit commit = {.arrived = {arrived(3 * i), arrived(3 * i + 1), arrived(3 * i + 2, 0, true)},
                             .appended = {entry(i, 3 * i)},
                             .postings = {posting(i, 1, 7), posting(i, 1, -7)},
                             .facts = {{key(kernel::FactKind::balance, i % 7), bytes(std::to_string(i))}},
                             .notes = {{"n", bytes(std::to_string(i))}}};
      const auto done = store->commit(commit);
      EXPECT_TRUE(done) << done.error().what;
      if (!done) return;
      EXPECT_TRUE(memory.commit(commit));
      ++acknowledged;
    }
  });
  for (int i = 0; i < kills; ++i) {
    const auto seen = acknowledged.load();
    while (acknowledged < seen + 5) std::this_thread::sleep_for(1ms);
    std::this_thread::sleep_for(std::chrono::microseconds(dice() % 20'000));
    if (i % 2 == 0)
      server_->kill_hard();
    else
      server_->crash();
    server_->start();
  }
  enough = true;
  writer.join();
  EXPECT_EQ(everything(*store), everything(memory));
  EXPECT_EQ(sql("SELECT commits FROM " + schema_ + ".head"), std::to_string(acknowledged));
  store.reset();
  EXPECT_EQ(everything(*open()), everything(memory));
}

}  // namespace
}  // namespace palitan::store::conformance
