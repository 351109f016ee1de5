// A database that cannot keep the record says so in a sentence that tells what to do, and nothing is changed.
#include <sys/mount.h>
#include <unistd.h>

#include <fstream>

#include "server.h"
#include "store/conformance.h"

namespace palitan::store::conformance {
namespace {

using base::Code;
using postgres_tests::PostgresTest;
namespace fs = std::filesystem;

class PostgresRefusal : public PostgresTest {
 protected:
  void expect_refused(Code code, const std::string& says, PostgresOptions options = {}) const {
    const auto store = try_open(options);
    ASSERT_FALSE(store) << "opened, and should have said: " << says;
    EXPECT_EQ(store.error().code, code) << base::sentence(store.error());
    EXPECT_NE(store.error().detail.find(says), std::string::npos) << store.error().detail;
  }
  /// A trigger of the test's that answers each change of the notes with this error, `times` times.
  void fail_with(const std::string& state, int times) const {
    sql("SET client_min_messages = error; DROP SEQUENCE IF EXISTS " + schema_ +
        ".left_over CASCADE; CREATE SEQUENCE " + schema_ + ".left_over; GRANT ALL ON SEQUENCE " + schema_ +
        ".left_over TO keeper; CREATE OR REPLACE FUNCTION " + schema_ +
        ".fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF nextval('" + schema_ +
        ".left_over') <= " + std::to_string(times) + " THEN RAISE EXCEPTION USING ERRCODE = '" + state +
        "'; END IF; RETURN NEW; END $$; CREATE OR REPLACE TRIGGER fail BEFORE INSERT ON " + schema_ +
        ".notes FOR EACH ROW EXECUTE FUNCTION " + schema_ + ".fail()");
  }
};

TEST_F(PostgresRefusal, nothing_is_made_where_a_record_is_only_looked_for) {
  expect_refused(Code::local_not_found, "no record in schema " + schema_);
  expect_refused(Code::local_not_found, "no record in schema " + schema_,
                 {.read_only = true, .create = true});
  EXPECT_EQ(sql("SELECT to_regnamespace('" + schema_ + "') IS NULL"), "t");
}

TEST_F(PostgresRefusal, words_that_hold_a_password_or_are_none) {
  words_ += " password=secret";
  expect_refused(Code::local_draft, "passfile");
  EXPECT_EQ(refused().find("secret"), std::string::npos) << "it is not said again";
  words_ = "nonsense";
  expect_refused(Code::local_draft, "service=hq");
  words_ = server_->words();
  schema_ = "drop table";
  expect_refused(Code::local_draft, "no name of a schema");
}

TEST_F(PostgresRefusal, a_database_that_is_not_there) {
  words_ = server_->words("nowhere");
  expect_refused(Code::local_not_found, "Correct the name, or make it");
  words_ = "service=never-defined";
  expect_refused(Code::local_not_found, "Correct the name, or make it");
  words_ = "host=/nonexistent dbname=palitan user=keeper";
  expect_refused(Code::local_busy, "does not answer");
}

TEST_F(PostgresRefusal, a_role_that_may_not) {
  open();
  words_ = "host=" + server_->folder().string() + " dbname=palitan user=stranger";
  expect_refused(Code::local_not_authorised, "Correct the role");
  sql("DO $$ BEGIN CREATE ROLE guest LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
  words_ = "host=" + server_->folder().string() + " dbname=palitan user=guest";
  expect_refused(Code::local_not_authorised, "grants");
}

TEST_F(PostgresRefusal, another_encoding) {
  server_->sql("CREATE DATABASE latin OWNER keeper ENCODING 'LATIN1' TEMPLATE template0", "postgres");
  words_ = server_->words("latin");
  expect_refused(Code::local_not_found, "createdb --encoding=UTF8", {.create = true});
  server_->sql("DROP DATABASE latin", "postgres");
}

TEST_F(PostgresRefusal, a_server_that_does_not_sync) {
  const auto set = [&](const std::string& to) {
    sql("ALTER SYSTEM SET fsync = " + to);
    sql("SELECT pg_reload_conf()");
    while (sql("SHOW fsync") != to) ::usleep(10'000);
  };
  set("off");
  expect_refused(Code::local_not_found, "fsync = off", {.create = true});
  set("on");
  expect_refused(Code::local_not_found, "no record");
}

TEST_F(PostgresRefusal, a_database_that_is_read_only) {
  open();
  server_->sql("ALTER DATABASE palitan SET default_transaction_read_only = on", "postgres");
  expect_refused(Code::local_not_found, "can only be read", {.create = true});
  EXPECT_EQ(refused({.read_only = true}), "opened");
  server_->sql("ALTER DATABASE palitan RESET default_transaction_read_only", "postgres");
  EXPECT_EQ(refused(), "opened");
}

TEST_F(PostgresRefusal, it_becomes_read_only_under_the_writer) {
  const auto store = open({.patience_ms = 300});
  ASSERT_TRUE(store->commit(some_of_everything()));
  const auto before = everything(*store);
  server_->sql("ALTER DATABASE palitan SET default_transaction_read_only = on", "postgres");
  sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'keeper'");
  const auto failed = store->commit({.notes = {{"n", bytes("2")}}});
  server_->sql("ALTER DATABASE palitan RESET default_transaction_read_only", "postgres");
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, base::Failure::Kind::retry);
  EXPECT_NE(failed.error().what.find("can only be read"), std::string::npos) << failed.error().what;
  EXPECT_EQ(everything(*store), before);
  EXPECT_TRUE(store->commit({.notes = {{"n", bytes("2")}}}));
}

TEST_F(PostgresRefusal, no_more_connections) {
  sql("ALTER ROLE keeper CONNECTION LIMIT 0");
  expect_refused(Code::local_busy, "max_connections");
  sql("ALTER ROLE keeper CONNECTION LIMIT 2");
  const auto store = open({.patience_ms = 300});  // one to write, one to read
  ASSERT_TRUE(store);
  ASSERT_TRUE(store->commit({.notes = {{"n", bytes("2")}}}));
  sql("ALTER ROLE keeper CONNECTION LIMIT -1");
}

TEST_F(PostgresRefusal, tables_of_somebody_else) {
  sql("CREATE SCHEMA " + schema_ + " AUTHORIZATION keeper; CREATE TABLE " + schema_ + ".meta(a int)");
  sql("ALTER TABLE " + schema_ + ".meta OWNER TO keeper");
  expect_refused(Code::local_damaged, "not Palitan's", {.create = true});
  sql("DROP TABLE " + schema_ + ".meta; CREATE TABLE " + schema_ + ".other(a int)");
  expect_refused(Code::local_damaged, "not Palitan's", {.create = true});
}

TEST_F(PostgresRefusal, what_a_move_left_unfinished_or_took_away) {
  open({.as = PostgresRecord::arriving});
  expect_refused(Code::local_not_found, "run the move again", {.create = true});
  ASSERT_TRUE(open({.as = PostgresRecord::arriving})->commit(some_of_everything()));
  EXPECT_EQ(open({.as = PostgresRecord::arriving})->log_size(), 0u) << "begun anew";
  ASSERT_TRUE(mark_postgres(words_, schema_, PostgresRecord::arriving, PostgresRecord::verified));
  EXPECT_EQ(open({.read_only = true})->log_size(), 0u);
  EXPECT_EQ(*look_at_postgres(words_, schema_), PostgresRecord::verified);
  open();
  EXPECT_EQ(*look_at_postgres(words_, schema_), PostgresRecord::ready) << "somebody wrote to it";
  expect_refused(Code::local_draft, "holds a record already", {.as = PostgresRecord::arriving});
  EXPECT_FALSE(mark_postgres(words_, schema_, PostgresRecord::verified, PostgresRecord::left));
  ASSERT_TRUE(mark_postgres(words_, schema_, PostgresRecord::ready, PostgresRecord::left));
  expect_refused(Code::local_not_found, "moved elsewhere");
  EXPECT_EQ(refused({.read_only = true, .as = PostgresRecord::left}), "opened");
}

// ---- at a commit ------------------------------------------------------------------------------------------

TEST_F(PostgresRefusal, a_full_disk_refuses_the_commit_and_changes_nothing) {
  const auto store = open();
  ASSERT_TRUE(store->commit(some_of_everything()));
  const auto before = everything(*store);
  fail_with("53100", 1);
  const auto failed = store->commit({.arrived = {arrived(100)}, .notes = {{"n", bytes("2")}}});
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, base::Failure::Kind::retry);
  EXPECT_NE(failed.error().what.find("disk is full"), std::string::npos);
  EXPECT_EQ(everything(*store), before);
  ASSERT_TRUE(store->commit({.arrived = {arrived(100)}, .notes = {{"n", bytes("2")}}}));
  EXPECT_EQ(store->statement(id(100))->arrival, 46u);
}

// A file system of sixteen megabytes under the database, where the tests may mount one.
TEST_F(PostgresRefusal, a_disk_that_is_really_full) {
  const auto small = server_->folder() / "small";
  fs::create_directories(small);
  if (::getuid() != 0 || ::mount("tmpfs", small.c_str(), "tmpfs", 0, "size=20m") != 0)
    GTEST_SKIP() << "no file system can be mounted here";
  server_->give(small);
  server_->sql("CREATE TABLESPACE small LOCATION '" + small.string() + "'", "postgres");
  server_->sql("CREATE DATABASE small OWNER keeper TABLESPACE small", "postgres");
  words_ = server_->words("small");
  {
    const auto store = open();
    ASSERT_TRUE(store->commit(some_of_everything()));
    base::Failure failed;
    std::uint64_t next = 1000;
    std::string before;
    for (int i = 0; i < 40 && failed.what.empty(); ++i) {
      Commit large;
      for (int k = 0; k < 64; ++k) {
        large.arrived.push_back(arrived(next++));
        large.arrived.back().bytes.assign(8000, static_cast<std::uint8_t>(k));
      }
      before = everything(*store);
      if (const auto done = store->commit(large); !done) failed = done.error();
    }
    EXPECT_EQ(failed.kind, base::Failure::Kind::retry) << failed.what;
    EXPECT_NE(failed.what.find("disk is full"), std::string::npos) << failed.what;
    EXPECT_EQ(everything(*store), before);
    EXPECT_EQ(::mount("tmpfs", small.c_str(), "tmpfs", MS_REMOUNT, "size=40m"), 0);
    EXPECT_TRUE(store->commit({.arrived = {arrived(5)}, .notes = {{"n", bytes("2")}}})) << "room was made";
  }
  server_->sql("DROP DATABASE small WITH (FORCE)", "postgres");
  server_->sql("DROP TABLESPACE small", "postgres");
  EXPECT_EQ(::umount(small.c_str()), 0);
}

TEST_F(PostgresRefusal, what_may_succeed_next_time_is_done_again) {
  const auto store = open();
  ASSERT_TRUE(store->commit(some_of_everything()));
  for (const auto* state : {"40001", "40P01", "55P03", "57014"}) {
    fail_with(state, 3);
    ASSERT_TRUE(store->commit({.notes = {{state, bytes("2")}}})) << state;
    EXPECT_EQ(store->note(state), bytes("2"));
  }
  EXPECT_EQ(sql("SELECT commits FROM " + schema_ + ".head"), "5");
}

TEST_F(PostgresRefusal, an_error_that_nobody_foresaw_stops_the_writer) {
  const auto store = open();
  fail_with("XX001", 1);
  const auto failed = store->commit({.notes = {{"n", bytes("2")}}});
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, base::Failure::Kind::stop);
  EXPECT_EQ(store->commit({.notes = {{"n", bytes("2")}}}).error().kind, base::Failure::Kind::stop)
      << "and stays so";
  EXPECT_FALSE(store->note("n"));
}

}  // namespace
}  // namespace palitan::store::conformance
