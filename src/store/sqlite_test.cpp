// What only a file has: it survives, fills up, gets damaged, and may be newer than the program.
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "store/conformance.h"
#include "store/sqlite.h"

namespace palitan::store::conformance {
namespace {

namespace fs = std::filesystem;
using base::Code;

class SqliteFile : public ::testing::Test {
 protected:
  fs::path path() const { return folder_.path() / "record.db"; }
  std::unique_ptr<Store> open(const SqliteOptions& options = {}) const {
    auto store = open_sqlite(path(), options);
    EXPECT_TRUE(store) << (store ? "" : base::sentence(store.error()));
    return store ? std::move(*store) : nullptr;
  }
  Code refused(const SqliteOptions& options = {}) const {
    const auto store = open_sqlite(path(), options);
    return store ? Code::accepted : store.error().code;
  }
  /// The folder's files and what is in them.
  std::map<std::string, std::string> files() const {
    std::map<std::string, std::string> out;
    for (const auto& file : fs::directory_iterator(folder_.path())) {
      std::ifstream in(file.path(), std::ios::binary);
      out[file.path().filename().string()] = std::string(std::istreambuf_iterator<char>(in), {});
    }
    return out;
  }
  void sql(const char* text) const {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(path().c_str(), &db), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(db, text, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
    sqlite3_close(db);
  }
  void overwrite(std::uint64_t offset, const std::string& with) const {
    std::fstream file(path(), std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(static_cast<std::streamoff>(offset));
    file << with;
  }
  void make_some() const { ASSERT_TRUE(open()->commit(some_of_everything())); }

  TestFolder folder_;
};

TEST_F(SqliteFile, keeps_everything_when_opened_again) {
  auto store = open();
  ASSERT_TRUE(store->commit(some_of_everything()));
  const auto before = everything(*store);
  store.reset();
  EXPECT_FALSE(fs::exists(path().string() + "-wal")) << "closing takes the WAL in";
  store = open();
  EXPECT_EQ(everything(*store), before);
  ASSERT_TRUE(store->commit({.arrived = {arrived(200)}, .appended = {entry(40, 200)}}));
  EXPECT_EQ(store->statement(id(200))->arrival, 46u);
  EXPECT_EQ(store->log_size(), 41u);
}

TEST_F(SqliteFile, keeps_what_was_committed_when_the_process_dies) {
  open();
  const pid_t child = fork();
  if (child == 0) {
    auto store = open_sqlite(path());
    const bool done = store && (*store)->commit(some_of_everything()).has_value();
    ::_exit(done ? 0 : 1);  // nothing is closed
  }
  int status = 1;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_EQ(status, 0);
  ASSERT_GT(fs::file_size(path().string() + "-wal"), 0u);
  std::string seen;
  {
    const auto reading = open({.read_only = true});
    seen = everything(*reading);
  }
  EXPECT_EQ(open()->log_size(), 40u);
  EXPECT_EQ(everything(*open()), seen);
}

// Opening writes such a WAL once more, in parts; SQLite's files take less than 128 KiB at a time.
TEST_F(SqliteFile, a_long_WAL_of_a_process_that_died_is_taken_in_whole) {
  open();
  const pid_t child = fork();
  if (child == 0) {
    auto store = open_sqlite(path());
    bool done = store.has_value();
    for (std::uint64_t i = 0; done && i < 200; ++i)
      done = (*store)->commit({.arrived = {arrived(i)}}).has_value();
    ::_exit(done ? 0 : 1);
  }
  int status = 1;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_EQ(status, 0);
  ASSERT_GT(fs::file_size(path().string() + "-wal"), 1'000'000u);
  const auto store = open();
  ASSERT_TRUE(store);
  EXPECT_EQ(store->pending().size(), 200u);
}

// A process may die after it wrote the first page back from the WAL and before the file has grown: the main
// part then names pages that it does not have, and only the WAL makes it whole.
TEST_F(SqliteFile, a_main_part_cut_off_while_it_took_in_the_WAL_is_made_whole_by_the_WAL) {
  auto store = open();
  ASSERT_TRUE(store->commit(some_of_everything()));
  const auto before = everything(*store);
  const auto left = files();
  store.reset();
  for (const auto& [name, content] : left)
    std::ofstream(folder_.path() / name, std::ios::binary | std::ios::trunc) << content;
  overwrite(28, std::string("\0\0\x10\0", 4));  // pages of the file, by its header
  EXPECT_EQ(refused({.read_only = true}), Code::accepted);
  store = open();
  ASSERT_TRUE(store);
  EXPECT_EQ(everything(*store), before);
}

TEST_F(SqliteFile, opened_to_read_only_leaves_the_folder_as_it_was) {
  EXPECT_EQ(refused({.read_only = true}), Code::local_not_found);
  EXPECT_TRUE(files().empty());
  make_some();
  const auto before = files();
  {
    const auto store = open({.read_only = true});
    EXPECT_EQ(store->log_size(), 40u);
    EXPECT_EQ(store->pending().size(), 5u);
    const auto failed = store->commit({.notes = {{"n", bytes("2")}}});
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().kind, base::Failure::Kind::stop);
    EXPECT_FALSE(store->drop_derived());
    EXPECT_EQ(store->note("n"), bytes("1"));
  }
  EXPECT_EQ(files(), before);
}

TEST_F(SqliteFile, a_newer_database_is_refused_and_not_touched) {
  make_some();
  sql("PRAGMA user_version = 2");
  const auto before = files();
  EXPECT_EQ(refused(), Code::local_newer_database);
  EXPECT_EQ(refused({.read_only = true}), Code::local_newer_database);
  EXPECT_EQ(files(), before);
}

TEST_F(SqliteFile, a_foreign_database_is_refused_and_not_touched) {
  sql("CREATE TABLE guests(name TEXT)");
  const auto before = files();
  EXPECT_EQ(refused(), Code::local_damaged);
  EXPECT_EQ(refused({.read_only = true}), Code::local_damaged);
  EXPECT_EQ(files(), before);
}

TEST_F(SqliteFile, a_damaged_file_is_refused_and_not_touched) {
  make_some();
  const auto whole = files();
  const auto refuse_all = [&](const SqliteOptions& options) {
    const auto before = files();
    EXPECT_EQ(refused(options), Code::local_damaged);
    EXPECT_EQ(files()["record.db"], before.at("record.db"));
    std::ofstream(path(), std::ios::binary | std::ios::trunc) << whole.at("record.db");
  };
  overwrite(0, "no database at all");
  refuse_all({});
  fs::resize_file(path(), 3 * 4096);
  refuse_all({});
  fs::resize_file(path(), 50);
  refuse_all({});
  overwrite(2 * 4096, std::string(4096, 'x'));
  refuse_all({.check = true});
  overwrite(2 * 4096, std::string(4096, 'x'));
  refuse_all({.read_only = true, .check = true});
  EXPECT_EQ(open()->log_size(), 40u);
}

TEST_F(SqliteFile, a_lost_database_beside_its_wal_is_refused) {
  std::ofstream(path().string() + "-wal") << "what was not taken in yet";
  EXPECT_EQ(refused(), Code::local_damaged);
  EXPECT_FALSE(fs::exists(path()));
}

TEST_F(SqliteFile, damage_met_while_reading_is_thrown_and_stops_the_writer) {
  make_some();
  for (std::uint64_t page = 2; page < fs::file_size(path()) / 4096; ++page)
    overwrite(page * 4096, std::string(4096, 'x'));
  const auto store = open_sqlite(path());
  if (!store) {
    EXPECT_EQ(store.error().code, Code::local_damaged);
    return;
  }
  EXPECT_THROW((*store)->pending(), ReadFault);
  const auto failed = (*store)->commit({.notes = {{"n", bytes("2")}}});
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, base::Failure::Kind::stop);
}

TEST_F(SqliteFile, a_full_disk_changes_nothing_and_passes) {
  make_some();
  {
    const auto store = open({.max_pages = static_cast<int>(fs::file_size(path()) / 4096) + 4});
    const auto before = everything(*store);
    Commit large = {.notes = {{"n", bytes("2")}}};
    for (std::uint64_t i = 1000; i < 3000; ++i) large.arrived.push_back(arrived(i));
    const auto failed = store->commit(large);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().kind, base::Failure::Kind::retry);
    EXPECT_EQ(everything(*store), before);
    ASSERT_TRUE(store->commit({.arrived = {arrived(1000)}})) << "a small one still fits";
    EXPECT_EQ(store->statement(id(1000))->arrival, 46u);
  }
  const auto store = open();
  Commit large;
  for (std::uint64_t i = 1000; i < 3000; ++i) large.arrived.push_back(arrived(i));
  EXPECT_TRUE(store->commit(large));
  EXPECT_EQ(store->pending().size(), 5u + 2000u);
}

TEST_F(SqliteFile, checkpoints_keep_the_wal_short_while_readers_rest) {
  const auto store = open({.checkpoint_pages = 64});
  for (std::uint64_t i = 0; i < 400; ++i) {
    ASSERT_TRUE(store->commit({.arrived = {arrived(i)}}));
    EXPECT_EQ(store->of_seat(seat(i % 3), i / 3 + 1).size(), 1u);
  }
  EXPECT_LT(fs::file_size(path().string() + "-wal"), 200u * 4096u);
  EXPECT_GT(fs::file_size(path()), 20u * 4096u);
}

TEST_F(SqliteFile, every_id_is_found_while_ids_move_into_their_table) {
  constexpr std::uint64_t kMany = 120'000;
  constexpr std::uint64_t kGroup = 2'000;
  std::unique_ptr<Store> store = open();
  const auto find_all = [&](std::uint64_t below) {
    for (std::uint64_t i = 0; i < below; i += 97) {
      const auto row = store->statement(id(i));
      ASSERT_TRUE(row) << i;
      ASSERT_EQ(row->arrival, i + 1);
    }
  };
  for (std::uint64_t i = 0; i < kMany; i += kGroup) {
    if (i == kMany / 2) {
      store.reset();
      store = open();
    }
    Commit all;
    for (std::uint64_t k = i; k < i + kGroup; ++k) all.arrived.push_back(arrived(k, k / 10));
    all.arrived.push_back(arrived(i / 2));  // known already
    ASSERT_TRUE(store->commit(all));
    if (i % 20'000 == 0) find_all(i + kGroup);
  }
  find_all(kMany);
  store.reset();
  store = open({.read_only = true});
  find_all(kMany);
  store.reset();
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(path().c_str(), &db), SQLITE_OK);
  std::string moved;
  sqlite3_exec(
      db, "SELECT count(*) FROM ids",
      [](void* out, int, char** values, char**) { return *static_cast<std::string*>(out) = values[0], 0; },
      &moved, nullptr);
  sqlite3_close(db);
  EXPECT_GT(std::stoull(moved), kMany / 2);
  EXPECT_LT(std::stoull(moved), kMany);
}

TEST_F(SqliteFile, another_writer_is_waited_for_and_then_named) {
  const auto store = open({.busy_ms = 50});
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path().c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  const auto failed = store->commit({.notes = {{"n", bytes("2")}}});
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, base::Failure::Kind::retry);
  sqlite3_close(other);
  EXPECT_TRUE(store->commit({.notes = {{"n", bytes("2")}}}));
}

}  // namespace
}  // namespace palitan::store::conformance
