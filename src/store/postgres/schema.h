// The tables, their version, and opening a schema that may be absent, older, newer, foreign, unfinished or on
// a server that cannot keep a record.
#pragma once
#include <span>

#include "store/postgres.h"
#include "store/postgres/connection.h"

namespace palitan::store::postgres {

/// Where a record lies.
struct Place {
  Words words;
  std::string schema;
};
/// Refusals: local_draft.
base::Result<Place> place_of(const std::string& connection, const std::string& schema,
                             const std::string& name);

/// For the text of a statement. REQUIRES: it passed place_of().
std::string quoted(const std::string& schema);

/// A step from one version of the tables to the next; `sql` may be several statements.
struct Migration {
  int version = 0;  ///< after it
  const char* sql = nullptr;
};
/// All there are, ascending from 1 without a gap. A step that was released is never changed.
std::span<const Migration> migrations();

/// What stands in the schema.
struct Meta {
  PostgresRecord state = PostgresRecord::absent;
  int version = 0;
};

/// What the server lists the sessions of a store under; no two stores share one.
std::string session_name();

/// A connection whose session works in the schema by our settings. Throws Fault.
Connection connect(const Place& place);

/// Whether that server can keep a record. Refusals: local_not_found.
base::Result<void> check_server(Connection& db, bool read_only);
/// Refusals: local_newer_database (than `last`), local_damaged (somebody else's). Throws Fault.
base::Result<Meta> read_meta(Connection& db, const std::string& schema, int last);
/// What an opening as `options` say may do with it. Refusals: local_not_found, local_draft.
base::Result<void> check_state(const Meta& meta, const std::string& schema, const PostgresOptions& options);

/// Makes the schema, in state `as` and without tables. REQUIRES: it is absent or empty. Throws Fault.
void make_schema(Connection& db, const std::string& schema, PostgresRecord as);
/// Drops its tables; the schema stays. Throws Fault.
void clear_schema(Connection& db, const std::string& schema);
/// The steps of `list` that are not done yet, each in a transaction. Throws Fault.
void migrate(Connection& db, int version, std::span<const Migration> list);

std::string_view name_of(PostgresRecord state);

}  // namespace palitan::store::postgres
