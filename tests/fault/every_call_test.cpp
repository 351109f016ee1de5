// Every call that a public operation makes to the disk fails once, and then each with all after it: the state
// on the disk is before or after, never between, and the operation can be done again.
#include <gtest/gtest.h>

#include <map>

#include "crypto/remembered.h"
#include "node/world.h"
#include "store_life.h"

namespace palitan::fault {
namespace {

using palitan_test::LossyDisk;
using store::Commit;
using store::MemoryStore;

constexpr const char* kPath = "/record.db";

std::unique_ptr<store::Store> open_well(const LossyDisk& disk, int checkpoint_pages = 4096) {
  auto opened = store::open_sqlite(kPath, {.checkpoint_pages = checkpoint_pages, .vfs = disk.vfs()});
  EXPECT_TRUE(opened) << (opened ? "" : base::sentence(opened.error()));
  return opened ? std::move(*opened) : nullptr;
}

/// A store's operation, and what it does to a store in memory.
struct Operation {
  const char* name;
  std::function<base::Outcome<void>(store::Store&)> act;
  int checkpoint_pages = 4096;
};

/// One store with some commits in it, on a disk of its own.
struct Ground {
  explicit Ground(std::uint64_t seed, int checkpoint_pages) : disk(seed) {
    store = open_well(disk, checkpoint_pages);
    sim::Dice dice(7);
    CommitMaker maker(dice);
    for (int i = 0; i < 12; ++i) {
      const auto commit = maker.next(truth, i == 3);
      EXPECT_TRUE(store->commit(commit));
      EXPECT_TRUE(truth.commit(commit));
    }
    next = maker.next(truth, false);
    large = maker.next(truth, true);
    named = maker.named();
  }
  LossyDisk disk;
  MemoryStore truth;
  std::unique_ptr<store::Store> store;
  Commit next, large;
  std::vector<store::ArrivedStatement> named;
};

class EveryStoreCall : public ::testing::TestWithParam<bool> {
 protected:
  /// The operation with each call failing in turn; how many calls it makes.
  std::uint64_t meet_every_call(const Operation& operation,
                                const std::function<void(Ground&)>& prepare = {}) {
    for (std::uint64_t nth = 1;; ++nth) {
      Ground ground(nth, operation.checkpoint_pages);
      if (prepare) prepare(ground);
      auto after = ground.truth.clone();
      EXPECT_TRUE(operation.act(*after));
      ground.disk.fail_in(nth, {}, GetParam());
      const bool done = operation.act(*ground.store).has_value();
      const bool struck = ground.disk.struck();
      ground.disk.be_well();
      if (!struck) {
        EXPECT_TRUE(done) << operation.name << " fails by itself";
        return nth - 1;
      }
      if (nth % 2 == 0) ground.disk.kill_process();
      ground.store.reset();
      ground.store = open_well(ground.disk);
      if (!ground.store) return 0;
      const auto before = difference(*ground.store, ground.truth, ground.named);
      const auto behind = difference(*ground.store, *after, ground.named);
      EXPECT_TRUE(done ? !behind : !before || !behind)
          << operation.name << ", call " << nth << ": " << before.value_or("as before") << "; "
          << behind.value_or("as after");
      if (::testing::Test::HasFailure()) return 0;
    }
  }
};
INSTANTIATE_TEST_SUITE_P(Faults, EveryStoreCall, ::testing::Bool(),
                         [](const auto& lasting) { return lasting.param ? "from_then_on" : "once"; });

TEST_P(EveryStoreCall, OfACommit) {
  const Ground like(1, 4096);
  const Operation small{"a commit", [&](store::Store& to) { return to.commit(like.next); }};
  EXPECT_GT(meet_every_call(small), 10u);
  const Operation large{"a large commit", [&](store::Store& to) { return to.commit(like.large); }};
  EXPECT_GT(meet_every_call(large), 50u);
}

TEST_P(EveryStoreCall, OfACommitThatAlsoCheckpoints) {
  const Ground like(1, 4096);
  const Operation commit{"a commit with a checkpoint", [&](store::Store& to) { return to.commit(like.next); },
                         4};
  EXPECT_GT(meet_every_call(commit), 20u);
}

TEST_P(EveryStoreCall, OfDroppingWhatIsDerived) {
  EXPECT_GT(meet_every_call({"a drop", [](store::Store& to) { return to.drop_derived(); }}), 10u);
}

TEST_P(EveryStoreCall, OfOpening) {
  for (const bool is_new : {true, false})
    for (std::uint64_t nth = 1;; ++nth) {
      std::unique_ptr<Ground> ground;
      LossyDisk fresh(nth);
      if (!is_new) {
        ground = std::make_unique<Ground>(nth, 4096);
        ground->disk.kill_process();
        ground->store.reset();
      }
      auto& disk = is_new ? fresh : ground->disk;
      disk.fail_in(nth, {}, GetParam());
      auto opened = store::open_sqlite(kPath, {.vfs = disk.vfs()});
      const bool struck = disk.struck();
      disk.be_well();
      if (!opened) {
        EXPECT_NE(opened.error().code, base::Code::local_newer_database);
      } else {
        EXPECT_EQ((*opened)->log_size(), is_new ? 0 : ground->truth.log_size());
        const auto done = (*opened)->commit({.notes = {{"passing", {1}}}});
        if (done) {
          EXPECT_TRUE((*opened)->commit({.notes = {{"passing", {}}}}));
        }
        EXPECT_TRUE(done || done.error().kind == base::Failure::Kind::stop)
            << "call " << nth << ": open, and it can never commit: " << done.error().what;
        opened->reset();
      }
      const auto store = open_well(disk);
      ASSERT_TRUE(store) << "after call " << nth;
      const MemoryStore empty;
      EXPECT_EQ(difference(*store, is_new ? empty : ground->truth,
                           is_new ? std::vector<store::ArrivedStatement>{} : ground->named),
                std::nullopt)
          << "call " << nth;
      if (!struck) {
        EXPECT_TRUE(opened);
        EXPECT_GT(nth, 20u);
        break;
      }
    }
}

// A read that fails says so: "absent" would be a lie.
TEST_P(EveryStoreCall, OfReading) {
  std::uint64_t thrown = 0;
  for (std::uint64_t nth = 1;; ++nth) {
    Ground ground(nth, 4096);
    ground.store.reset();
    ground.store = store::open_sqlite(kPath, {.reader_cache_kib = 8, .vfs = ground.disk.vfs()}).value();
    ground.disk.fail_in(nth, {}, GetParam());
    std::optional<std::string> seen;
    try {
      seen = difference(*ground.store, ground.truth, ground.named);
    } catch (const store::ReadFault&) {
      ++thrown;
      const bool lasting = GetParam();
      if (lasting) {
        EXPECT_FALSE(ground.store->commit(ground.next)) << "a store that met a broken disk writes on it";
      }
    }
    EXPECT_EQ(seen, std::nullopt) << "call " << nth;
    const bool struck = ground.disk.struck();
    ground.disk.be_well();
    if (!struck || HasFailure()) break;
    if (nth > 40) nth += nth / 8;  // thousands of calls, much alike
  }
  EXPECT_GT(thrown, 20u);
}

// ---- the node above it ----

/// Two nodes, of which one has the real store on a lossy disk.
class EveryNodeCall : public ::testing::Test {
 protected:
  void SetUp() override {
    node::WorldOptions options;
    options.parties = {"jpn", "phl"};
    options.book.propose_every_ms = 20;
    options.make_store = [this](const statement::PartyCode& party) -> std::unique_ptr<store::Store> {
      if (party == "phl") return std::make_unique<MemoryStore>();
      return store::open_sqlite(kPath, {.checkpoint_pages = 16, .vfs = disk_.vfs()}).value();
    };
    world_ = node::World::found(std::move(options)).value();
    node::Warrant registrar;
    registrar.office = "registrar";
    registrar.roles = {statement::Role::registrar};
    for (const char* party : {"jpn", "phl"}) ASSERT_TRUE(world_->appoint(party, registrar, "root"));
    ASSERT_TRUE(world_->settle());
  }

  base::Result<node::Signed> sign(const char* party) {
    node::Warrant warrant;
    warrant.office = "office " + std::to_string(++offices_);
    warrant.roles = {statement::Role::auditor};
    auto made = world_->appoint(party, warrant, "registrar");
    if (made) acknowledged_.emplace(made->id, party);
    return made;
  }

  void come_back(bool killed) {
    if (world_->running("jpn")) world_->stop("jpn");
    if (killed) disk_.kill_process();
    world_->replace_store("jpn", nullptr);
    world_->replace_store("jpn", open_well(disk_, 16));
    const auto opened = world_->restart("jpn");
    ASSERT_TRUE(opened) << base::sentence(opened.error());
    for (const auto& [id, by] : acknowledged_)
      if (by == "jpn") {
        EXPECT_TRUE(world_->store("jpn").statement(id)) << "acknowledged and lost";
      }
  }

  /// The n-th call of the operation fails, for every n.
  void meet_every_call(
      const char* name, const std::function<void()>& operation,
      const std::function<void()>& prepare = [] {}) {
    for (std::uint64_t nth = 1; nth < 3000; nth += nth > 60 ? nth / 10 : 1) {
      prepare();
      disk_.fail_in(nth, {}, nth % 3 == 0);
      try {
        operation();
      } catch (const store::ReadFault&) {
      }
      const bool struck = disk_.struck();
      disk_.be_well();
      come_back(nth % 2 == 0);
      ASSERT_FALSE(HasFailure()) << name << ", call " << nth;
      if (struck) continue;
      EXPECT_GT(nth, 5u) << name << " never touches the disk";
      return agree(name);
    }
    FAIL() << name << " never gets through";
  }

  void agree(const char* name) {
    ASSERT_TRUE(world_->settle()) << name;
    EXPECT_EQ(world_->difference(), std::nullopt) << name;
    for (const char* party : {"jpn", "phl"}) {
      EXPECT_TRUE(world_->book(party).forks().empty()) << name;
      EXPECT_FALSE(world_->book(party).misconduct()) << name;
      for (const auto& [id, by] : acknowledged_) {
        const auto row = world_->store(party).statement(id);
        EXPECT_TRUE(row && row->entry) << name;
      }
    }
  }

  const crypto::RememberedSignatures remembered_;
  LossyDisk disk_{1};
  std::unique_ptr<node::World> world_;
  std::map<base::Id, std::string> acknowledged_;
  int offices_ = 0;
};

TEST_F(EveryNodeCall, OfSigning) {
  meet_every_call("signing", [&] { (void)sign("jpn"); });
}
TEST_F(EveryNodeCall, OfReceiving) {
  meet_every_call(
      "receiving",
      [&] {
        for (const auto& way : world_->network().busy()) world_->deliver(way);
      },
      [&] {
        ASSERT_TRUE(sign("phl"));
        world_->post("phl", true);
      });
}
TEST_F(EveryNodeCall, OfAgreeing) {
  meet_every_call("agreeing", [&] { world_->settle(40); }, [&] { ASSERT_TRUE(sign("phl")); });
}
TEST_F(EveryNodeCall, OfOpening) {
  meet_every_call("opening", [&] {
    if (world_->running("jpn")) world_->stop("jpn");
    world_->replace_store("jpn", nullptr);
    auto opened = store::open_sqlite(kPath, {.vfs = disk_.vfs()});
    if (!opened) return;
    world_->replace_store("jpn", std::move(*opened));
    (void)world_->restart("jpn");
  });
}
TEST_F(EveryNodeCall, OfTelling) {
  meet_every_call("telling", [&] { world_->post("jpn", true); }, [&] { ASSERT_TRUE(sign("jpn")); });
}

TEST_F(EveryNodeCall, OfFounding) {
  for (std::uint64_t nth = 1; nth < 1000; ++nth) {
    LossyDisk disk(nth);
    disk.fail_in(nth, {}, nth % 2 == 0);
    bool founded = false;
    try {
      auto opened = store::open_sqlite(kPath, {.vfs = disk.vfs()});
      founded = opened && node::Book::found(**opened, world_->founding(), world_->founding_note());
    } catch (const store::ReadFault&) {
    }
    const bool struck = disk.struck();
    disk.be_well();
    const auto store = open_well(disk);
    const auto book = node::Book::open(*store, {.party = "jpn"}, world_->now());
    if (founded) {
      ASSERT_TRUE(book) << base::sentence(book.error());
    }
    if (!book) {
      EXPECT_EQ(book.error().code, base::Code::local_not_found) << "call " << nth;
      EXPECT_TRUE(node::Book::found(*store, world_->founding(), world_->founding_note())) << "call " << nth;
    }
    if (struck) continue;
    EXPECT_TRUE(founded);
    return;
  }
  FAIL() << "founding never gets through";
}

}  // namespace
}  // namespace palitan::fault
