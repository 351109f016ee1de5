#include "store/sqlite/reader.h"

#include <sqlite3.h>

#include <gtest/gtest.h>

#include "store/conformance.h"
#include "store/sqlite.h"
#include "store/sqlite/schema.h"

namespace palitan::store::sqlite {
namespace {

/// A commit is seen before its writer can say that it is done. Whoever has seen it must not find himself
/// before it at the next look, with another reader that rested.
TEST(ReaderPool, NeverGoesBackWhileACommitIsUnderWay) {
  const conformance::TestFolder folder;
  const auto path = folder.path() / "record.db";
  const SqliteOptions options;
  ASSERT_TRUE(open_sqlite(path, options));
  Connection writer(path.string(), SQLITE_OPEN_READWRITE, "");
  ReaderPool pool([&] { return open_reader(path, options, false); });
  const auto sees = [](const ReaderPool::Lease& reader, std::string_view name) {
    Query row(reader[Read::note]);
    row.bind(name);
    return row.step();
  };
  const auto both_see = [&](std::string_view name) {
    const auto one = pool.lend();
    const auto other = pool.lend();
    const bool seen = sees(one, name);
    EXPECT_EQ(sees(other, name), seen) << name;
    return seen;
  };
  EXPECT_FALSE(both_see("first"));
  pool.changing();
  EXPECT_FALSE(both_see("first"));
  writer.run("INSERT INTO notes(name, value) VALUES('first', x'01')");
  EXPECT_TRUE(both_see("first"));
  pool.changed();
  EXPECT_TRUE(both_see("first"));
  writer.run("INSERT INTO notes(name, value) VALUES('second', x'01')");
  EXPECT_FALSE(both_see("second")) << "nobody said that anything changes, so readers rest on what they saw";
}

}  // namespace
}  // namespace palitan::store::sqlite
