// Every system call and every allocation in the operations on a node's folder fails in turn: what lies there
// afterwards is the old or the new, whole, and the operation can be done again.
#include <sqlite3.h>
#include <sys/wait.h>

#include "cli/files.h"
#include "kit/failing_calls.h"
#include "node/attachments.h"
#include "node/backup.h"
#include "node/files.h"
#include "node/random.h"
#include "node/test_kit.h"
#include "node/world.h"

namespace palitan::node {
namespace {

using namespace kit;
using palitan_test::FailingAllocation;
using palitan_test::FailingCall;
namespace fs = std::filesystem;

base::Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

class EveryFolderCall : public ::testing::TestWithParam<std::tuple<int, bool>> {
 protected:
  /// `act` with each of its calls failing in turn, in a folder of its own that `prepare` has filled; `look`
  /// sees what it left, without faults, and whether it said that it was done. How many calls it makes.
  template <class Prepare, class Act, class Look>
  std::uint64_t meet(const Prepare& prepare, const Act& act, const Look& look) {
    const auto [error, lasting] = GetParam();
    for (std::uint64_t nth = 1;; ++nth) {
      const TempFolder temp;
      prepare(temp.path());
      bool done = false, struck = false;
      {
        const FailingCall failing(nth, error, lasting);
        done = act(temp.path());
        struck = failing.struck();
      }
      look(temp.path(), done);
      if (::testing::Test::HasFailure()) {
        ADD_FAILURE() << "call " << nth;
        return 0;
      }
      if (!struck) {
        EXPECT_TRUE(done);
        return nth - 1;
      }
    }
  }
  static void nothing(const fs::path&) {}
};
INSTANTIATE_TEST_SUITE_P(Faults, EveryFolderCall,
                         ::testing::Combine(::testing::Values(EIO, ENOSPC), ::testing::Bool()),
                         [](const auto& plan) {
                           return std::string(std::get<0>(plan.param) == EIO ? "io" : "full") +
                                  (std::get<1>(plan.param) ? "_from_then_on" : "_once");
                         });

TEST_P(EveryFolderCall, OfMakingIt) {
  NodeFile file;
  file.party = "jpn";
  file.name = "headquarters";
  const auto make = [&](const fs::path& dir) { return Folder::create(dir / "jpn", file).has_value(); };
  EXPECT_GT(meet(nothing, make,
                 [&](const fs::path& dir, bool done) {
                   auto folder = Folder::open(dir / "jpn");
                   EXPECT_TRUE(folder || !done);
                   if (!folder) {
                     EXPECT_TRUE(make(dir)) << "it can be made again";
                     folder = Folder::open(dir / "jpn");
                   }
                   ASSERT_TRUE(folder);
                   EXPECT_EQ(folder->file().name, "headquarters");
                   EXPECT_TRUE(folder->token());
                   EXPECT_TRUE(folder->write_key(kNodeKey, office("jpn", "node"), kPassphrase, kQuick));
                 }),
            8u);
}

TEST_P(EveryFolderCall, OfSavingItsFile) {
  NodeFile before;
  before.party = "jpn";
  before.name = "before";
  auto after = before;
  after.name = "after";
  EXPECT_GT(meet([&](const fs::path& dir) { ASSERT_TRUE(Folder::create(dir / "jpn", before)); },
                 [&](const fs::path& dir) {
                   auto folder = Folder::open(dir / "jpn");
                   return folder && folder->save(after);
                 },
                 [&](const fs::path& dir, bool done) {
                   auto folder = Folder::open(dir / "jpn");
                   ASSERT_TRUE(folder);
                   const auto name = folder->file().name;
                   EXPECT_TRUE(name == "after" || (!done && name == "before")) << name;
                   EXPECT_TRUE(folder->save(after));
                 }),
            5u);
}

// What is carried to a partner on a stick, and the party's own law: the old file or the new, whole.
TEST_P(EveryFolderCall, OfWritingAFileForOthers) {
  const auto content = [](const fs::path& file) {
    const auto read = read_whole(file);
    return read ? std::string(base::text_of(*read)) : "unreadable";
  };
  const std::string before = "before", after(70'000, 'a');
  EXPECT_GT(
      meet([&](const fs::path& dir) { ASSERT_TRUE(cli::write_file(dir / "file", base::view_of(before))); },
           [&](const fs::path& dir) {
             return cli::write_file(dir / "file", base::view_of(after)).has_value();
           },
           [&](const fs::path& dir, bool done) {
             const auto now = content(dir / "file");
             EXPECT_TRUE(now == after || (!done && now == before)) << now.size();
             EXPECT_TRUE(cli::write_file(dir / "file", base::view_of(after)));
           }),
      4u);
}

TEST_P(EveryFolderCall, OfKeepingAKey) {
  const auto key = office("jpn", "desk");
  const auto name = seat_key_file(seat("jpn", "desk"));
  NodeFile file;
  file.party = "jpn";
  EXPECT_GT(meet([&](const fs::path& dir) { ASSERT_TRUE(Folder::create(dir / "jpn", file)); },
                 [&](const fs::path& dir) {
                   const auto folder = Folder::open(dir / "jpn");
                   return folder && folder->write_key(name, key, kPassphrase, kQuick);
                 },
                 [&](const fs::path& dir, bool done) {
                   const auto folder = Folder::open(dir / "jpn").value();
                   const auto read = folder.read_key(name, kPassphrase);
                   if (!read) {
                     EXPECT_FALSE(done);
                     EXPECT_EQ(read.error().code, base::Code::local_not_found) << "never half a key";
                     EXPECT_TRUE(folder.write_key(name, key, kPassphrase, kQuick));
                   }
                   EXPECT_EQ(folder.read_key(name, kPassphrase).value().public_key, key.public_key);
                 }),
            5u);
}

/// A folder with no record yet, and a founding to be put into it.
struct Founded {
  Founded() {
    WorldOptions options;
    options.parties = {"jpn", "phl"};
    world = World::found(std::move(options)).value();
  }
  static void prepare(const fs::path& dir) {
    NodeFile file;
    file.party = "jpn";
    ASSERT_TRUE(Folder::create(dir / "jpn", file));
  }
  bool found(const fs::path& dir) const {
    const auto folder = Folder::open(dir / "jpn");
    return folder && folder->found_record(world->founding(), world->founding_note());
  }
  /// A book opens from the record that lies there.
  bool opens(const fs::path& dir) const {
    const auto store = Folder::open(dir / "jpn").value().open_record(world->partnership(), false);
    return store && Book::open(**store, {.party = "jpn"}, world->now());
  }
  std::unique_ptr<World> world;
};

TEST_P(EveryFolderCall, OfFoundingARecord) {
  const Founded founded;
  EXPECT_GT(meet(
                Founded::prepare, [&](const fs::path& dir) { return founded.found(dir); },
                [&](const fs::path& dir, bool done) {
                  const auto records = Folder::open(dir / "jpn").value().records();
                  EXPECT_EQ(records.size(), done ? 1u : records.size());
                  if (records.empty()) {
                    EXPECT_TRUE(founded.found(dir));
                  }
                  EXPECT_TRUE(founded.opens(dir)) << "a record is there as a whole or not at all";
                }),
            40u);
}

TEST_P(EveryFolderCall, OfABackupAndOfItsRestore) {
  const Founded founded;
  const TempFolder ground;
  Founded::prepare(ground.path());
  ASSERT_TRUE(founded.found(ground.path()));
  statement::Party party;
  party.code = "jpn";
  party.name = "Japan";
  party.roots = {founded.world->key("jpn", "root").public_key};
  party.accord_key = founded.world->key("jpn", "accord").public_key;
  party.node_key = founded.world->key("jpn", "node").public_key;
  ASSERT_TRUE(Folder::open(ground.path() / "jpn").value().write_party(party));
  const auto back_up = [&](const fs::path& dir) {
    const auto folder = Folder::open(dir / "jpn");
    return folder &&
           write_backup(*folder, founded.world->key("jpn", "node"), dir / "backup", founded.world->now());
  };
  const auto restore = [](const fs::path& dir) {
    return restore_backup(dir / "backup", dir / "jpn", kPassphrase, kQuick).has_value();
  };
  const auto copy = [&](const fs::path& dir, const char* part) {
    fs::copy(ground.path() / part, dir / part, fs::copy_options::recursive);
  };
  EXPECT_GT(meet([&](const fs::path& dir) { copy(dir, "jpn"); }, back_up,
                 [&](const fs::path& dir, bool done) {
                   EXPECT_TRUE(fs::exists(dir / "backup") || !done);
                   if (!fs::exists(dir / "backup")) {
                     EXPECT_TRUE(back_up(dir)) << "it can be done again";
                   }
                   EXPECT_TRUE(check_backup(dir / "backup")) << "whole or not there at all";
                 }),
            20u);
  ASSERT_TRUE(back_up(ground.path()));
  EXPECT_GT(meet([&](const fs::path& dir) { copy(dir, "backup"); }, restore,
                 [&](const fs::path& dir, bool done) {
                   EXPECT_TRUE(fs::exists(dir / "jpn") || !done);
                   if (!fs::exists(dir / "jpn")) {
                     auto again = restore_backup(dir / "backup", dir / "jpn", kPassphrase, kQuick);
                     ASSERT_TRUE(again) << "it can be done again: " << base::sentence(again.error());
                   }
                   EXPECT_TRUE(founded.opens(dir)) << "whole or not there at all";
                   EXPECT_TRUE(Folder::open(dir / "jpn").value().read_key(kAccordKey, kPassphrase));
                 }),
            20u);
}

TEST_P(EveryFolderCall, OfAttachments) {
  const auto blob = bytes_of(std::string(70'000, 'x'));
  const auto hash = crypto::sha256(blob);
  const auto whole = [&](const fs::path& dir, bool done) {
    Attachments there(dir / "attachments", 0);
    there.sweep();
    const auto read = there.get(hash);
    EXPECT_TRUE(read || !done);
    if (!read) {
      EXPECT_EQ(read.error().code, base::Code::local_not_found) << "never half of one";
    }
    EXPECT_TRUE(there.put(hash, blob));
    EXPECT_EQ(there.get(hash).value(), blob);
  };
  EXPECT_GT(meet(
                nothing,
                [&](const fs::path& dir) {
                  return Attachments(dir / "attachments", 0).put(hash, blob).has_value();
                },
                whole),
            5u);
  EXPECT_GT(meet(
                nothing,
                [&](const fs::path& dir) {
                  Attachments to(dir / "attachments", 0);
                  const base::ByteView all = blob;
                  return to.add_part(hash, blob.size(), 0, all.first(30'000)).has_value() &&
                         to.add_part(hash, blob.size(), 30'000, all.subspan(30'000)).has_value();
                },
                whole),
            8u);
  EXPECT_GT(
      meet([&](const fs::path& dir) { ASSERT_TRUE(Attachments(dir / "attachments", 0).put(hash, blob)); },
           [&](const fs::path& dir) { return Attachments(dir / "attachments", 0).erase(hash).has_value(); },
           [&](const fs::path& dir, bool done) {
             Attachments there(dir / "attachments", 0);
             const auto read = there.get(hash);
             EXPECT_FALSE(read && done);
             if (read) {
               EXPECT_EQ(*read, blob);
               EXPECT_TRUE(there.erase(hash));
             }
           }),
      1u);
}

// ---- memory ----

/// SQLite takes its memory here in the children below.
std::uint64_t sqlite_fails_in = 0;
void* sqlite_malloc(int count) {
  if (sqlite_fails_in > 0 && --sqlite_fails_in == 0) return nullptr;
  auto* const at = static_cast<std::size_t*>(std::malloc(static_cast<std::size_t>(count) + 16));
  if (at == nullptr) return nullptr;
  *at = static_cast<std::size_t>(count);
  return at + 2;
}
void sqlite_free(void* at) {
  if (at != nullptr) std::free(static_cast<std::size_t*>(at) - 2);
}
int sqlite_size(void* at) { return at == nullptr ? 0 : static_cast<int>(static_cast<std::size_t*>(at)[-2]); }
void* sqlite_realloc(void* at, int count) {
  void* const out = sqlite_malloc(count);
  if (out == nullptr) return nullptr;
  std::memcpy(out, at, static_cast<std::size_t>(std::min(sqlite_size(at), count)));
  sqlite_free(at);
  return out;
}
void take_sqlite_memory() {
  static const sqlite3_mem_methods methods{sqlite_malloc,
                                           sqlite_free,
                                           sqlite_realloc,
                                           sqlite_size,
                                           [](int count) { return (count + 7) & ~7; },
                                           [](void*) { return SQLITE_OK; },
                                           [](void*) {},
                                           nullptr};
  sqlite3_shutdown();
  PALITAN_CHECK(sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK);
  sqlite3_initialize();
}

class EveryAllocation : public ::testing::TestWithParam<bool> {};
INSTANTIATE_TEST_SUITE_P(Memory, EveryAllocation, ::testing::Bool(),
                         [](const auto& plan) { return plan.param ? "of_sqlite" : "of_the_program"; });

// A process without memory may end as it likes; what it leaves is before or after. It opens the record,
// signs, and says that it is done only when it is.
TEST_P(EveryAllocation, LeavesTheRecordBeforeOrAfter) {
  const Founded founded;
  const TempFolder temp;
  Founded::prepare(temp.path());
  ASSERT_TRUE(founded.found(temp.path()));
  const auto folder = Folder::open(temp.path() / "jpn").value();
  const auto& root = founded.world->key("jpn", "root");
  const auto appoint = [&](store::Store& store) {
    auto book = Book::open(store, {.party = "jpn"}, founded.world->now());
    if (!book) return false;
    statement::Appoint body;
    body.key = random_key_pair().public_key;
    body.office = body.holder = body.unit = "registrar";
    body.roles = {statement::Role::registrar};
    body.valid_until = base::kDateMax;
    const auto made =
        (*book)->sign(draft(founded.world->partnership(), founded.world->seat("jpn", "root"), body), root,
                      founded.world->now());
    return made && (*book)->flush(founded.world->now()).has_value();
  };
  std::size_t known = 0, ends = 0;
  for (std::uint64_t nth = 1;; nth += 1 + nth / 6) {
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      ::freopen("/dev/null", "w", stderr);  // std::terminate speaks
      if (GetParam()) take_sqlite_memory();
      bool done = false;
      std::unique_ptr<FailingAllocation> failing;
      if (!GetParam()) failing = std::make_unique<FailingAllocation>(nth);
      sqlite_fails_in = GetParam() ? nth : 0;
      try {
        const auto store = folder.open_record(founded.world->partnership(), false);
        done = store && appoint(**store);
      } catch (const std::exception&) {
      }
      const bool struck = GetParam() ? sqlite_fails_in == 0 : failing->struck();
      ::_exit((done ? 1 : 0) + (struck ? 2 : 0));
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    const auto store = folder.open_record(founded.world->partnership(), false);
    ASSERT_TRUE(store) << "after allocation " << nth << ": " << base::sentence(store.error());
    ASSERT_TRUE(Book::open(**store, {.party = "jpn"}, founded.world->now())) << "after allocation " << nth;
    const auto now = (*store)->pending().size();
    ASSERT_TRUE(now == known || now == known + 1) << "after allocation " << nth;
    const bool said = WIFEXITED(status) && (WEXITSTATUS(status) & 1) != 0;
    ASSERT_TRUE(!said || now == known + 1) << "acknowledged and lost, allocation " << nth;
    EXPECT_EQ((*store)->of_seat(founded.world->seat("jpn", "root"), now).size(), now == 0 ? 0u : 1u);
    known = now;
    if (!WIFEXITED(status)) ++ends;
    if (WIFEXITED(status) && (WEXITSTATUS(status) & 2) == 0) {
      EXPECT_TRUE(said);
      EXPECT_GT(nth, 100u);
      break;
    }
  }
  RecordProperty("ended_by_signal", static_cast<int>(ends));
}

}  // namespace
}  // namespace palitan::node
