// The store's one suite against PostgreSQL; and what only a database has: it stays, others see it, and its
// tables have versions.
#include <thread>

#include "server.h"
#include "store/conformance.h"
#include "store/memory.h"
#include "store/postgres/schema.h"
#include "store/sqlite.h"

namespace palitan::store::conformance {
namespace {

using postgres_tests::PostgresTest;
using postgres_tests::Server;

std::unique_ptr<Store> open_schema(const std::filesystem::path& dir) {
  auto* server = Server::shared();
  if (server == nullptr) return nullptr;
  auto store = open_postgres(server->words(), postgres_tests::schema_of(dir), {.create = true});
  EXPECT_TRUE(store) << (store ? "" : base::sentence(store.error()));
  return store ? std::move(*store) : nullptr;
}
const Backend kPostgres{"postgres", open_schema};
INSTANTIATE_TEST_SUITE_P(Store, StoreTest, ::testing::Values(kPostgres),
                         [](const auto& backend) { return backend.param.name; });

TEST_F(PostgresTest, answers_like_memory_and_like_a_file) {
  TestFolder folder;
  MemoryStore memory;
  const auto file = open_sqlite(folder.path() / "record.db").value();
  const auto database = open();
  for (Store* store : std::initializer_list<Store*>{&memory, file.get(), database.get()})
    ASSERT_TRUE(store->commit(some_of_everything()));
  EXPECT_EQ(everything(memory), everything(*database));
  EXPECT_EQ(derived_hash(memory), derived_hash(*database));
  EXPECT_EQ(derived_hash(*file), derived_hash(*database));
  ASSERT_TRUE(memory.drop_derived());
  ASSERT_TRUE(database->drop_derived());
  EXPECT_EQ(everything(memory), everything(*database));
}

TEST_F(PostgresTest, keeps_everything_when_opened_again) {
  auto store = open();
  ASSERT_TRUE(store->commit(some_of_everything()));
  const auto before = everything(*store);
  store.reset();
  store = open();
  EXPECT_EQ(everything(*store), before);
  ASSERT_TRUE(store->commit({.arrived = {arrived(200)}, .appended = {entry(40, 200)}}));
  EXPECT_EQ(store->statement(id(200))->arrival, 46u);
  EXPECT_EQ(store->log_size(), 41u);
}

TEST_F(PostgresTest, texts_may_hold_what_the_databases_own_cannot) {
  const auto store = open();
  auto row = posting(0, 1, 5);
  row.posting.commodity = std::string("a\0b\xff", 4);
  auto verdict = entry(0, 1);
  verdict.clause = std::string("\0", 1);
  ASSERT_TRUE(store->commit({.arrived = {arrived(1)},
                             .appended = {verdict},
                             .postings = {row},
                             .notes = {{std::string("\xff\xff", 2), bytes("x")}, {"\x01", bytes("y")}}}));
  store->each_posting(std::nullopt, [&](const PostingRow& seen) {
    EXPECT_EQ(seen.posting.commodity, row.posting.commodity);
    return true;
  });
  EXPECT_EQ(store->log(0, 1)[0].clause, verdict.clause);
  EXPECT_EQ(store->notes(std::string("\xff", 1)).size(), 1u);
  EXPECT_EQ(store->notes("\x01").size(), 1u);
}

TEST_F(PostgresTest, a_walk_sees_one_state_while_the_writer_goes_on) {
  const auto store = open();
  Commit all;
  for (std::uint64_t i = 0; i < 3000; ++i)
    all.facts.emplace_back(key(kernel::FactKind::seat, i), bytes("old"));
  ASSERT_TRUE(store->commit(all));
  for (auto& [one, value] : all.facts) value = bytes("new");
  int seen = 0;
  store->each_fact(kernel::FactKind::seat, [&](const kernel::FactKey& one, base::ByteView value) {
    if (seen++ == 0) {
      EXPECT_TRUE(store->commit(all));
    }
    EXPECT_EQ(base::text_of(value), "old");
    const auto inside = store->fact(one);
    EXPECT_EQ(inside ? *inside : base::Bytes{}, bytes("old")) << "what is read inside is of the walk's state";
    return true;
  });
  EXPECT_EQ(seen, 3000);
  EXPECT_EQ(store->fact(key(kernel::FactKind::seat, 7)), bytes("new"));
}

TEST_F(PostgresTest, more_threads_than_connections_wait_for_one_another) {
  const auto store = open({.readers = 2});
  ASSERT_TRUE(store->commit(some_of_everything()));
  const auto before = everything(*store);
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 5; ++i) EXPECT_EQ(everything(*store), before);
    });
  for (auto& thread : threads) thread.join();
  // Those two, and the one that writes.
  EXPECT_EQ(sql("SELECT count(*) FROM pg_stat_activity WHERE usename = 'keeper'"), "3");
}

TEST_F(PostgresTest, opened_to_read_only_it_follows_the_writer_and_writes_nothing) {
  const auto writing = open();
  const auto reading = open({.read_only = true});
  const auto image = open({.read_only = true, .one_state = true});
  ASSERT_TRUE(writing->commit(some_of_everything()));
  EXPECT_EQ(everything(*reading), everything(*writing));
  EXPECT_EQ(image->log_size(), 0u) << "as it was on opening";
  EXPECT_TRUE(image->notes("").empty());
  EXPECT_EQ(reading->commit({.notes = {{"n", {}}}}).error().kind, base::Failure::Kind::stop);
  EXPECT_TRUE(writing->note("n"));
}

// ---- versions of the tables -------------------------------------------------------------------------------

TEST_F(PostgresTest, older_tables_are_brought_up_step_by_step_and_never_half) {
  open();
  auto db = postgres::connect(postgres::place_of(words_, schema_, "test").value());
  const auto version = [&] { return sql("SELECT version FROM " + schema_ + ".meta"); };
  ASSERT_EQ(version(), "1");
  constexpr postgres::Migration kFaulty[] = {
      {1, "SELECT 1/0"},  // done already: not looked at
      {2, "CREATE TABLE second(a bigint)"},
      {3, "CREATE TABLE third(a bigint); SELECT 1/0"},
  };
  EXPECT_THROW(postgres::migrate(db, 1, kFaulty), postgres::Fault);
  EXPECT_EQ(version(), "2") << "the step that succeeded stays";
  EXPECT_EQ(sql("SELECT to_regclass('" + schema_ + ".second') IS NOT NULL"), "t");
  EXPECT_EQ(sql("SELECT to_regclass('" + schema_ + ".third') IS NULL"), "t")
      << "the one that failed left nothing";
  constexpr postgres::Migration kMended[] = {{1, ""}, {2, ""}, {3, "CREATE TABLE third(a bigint)"}};
  postgres::migrate(db, 2, kMended);
  EXPECT_EQ(version(), "3");
  EXPECT_NE(refused().find("local_newer_database"), std::string::npos) << refused();
  EXPECT_NE(refused({.read_only = true}).find("local_newer_database"), std::string::npos);
  EXPECT_EQ(version(), "3");
}

TEST_F(PostgresTest, making_it_that_was_cut_off_is_gone_on_with) {
  sql("CREATE SCHEMA " + schema_ + " AUTHORIZATION keeper");
  auto db = postgres::connect(postgres::place_of(words_, schema_, "test").value());
  postgres::make_schema(db, schema_, PostgresRecord::ready);  // and no further
  EXPECT_NE(refused({.read_only = true}).find("Start the node once"), std::string::npos)
      << refused({.read_only = true});
  ASSERT_TRUE(open()->commit(some_of_everything()));
  EXPECT_EQ(open({.read_only = true})->log_size(), 40u);
}

}  // namespace
}  // namespace palitan::store::conformance
