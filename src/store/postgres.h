// The store in PostgreSQL (15 and later): one schema is one partnership's record of one node.
//
// One session writes: it holds an advisory lock, and a row that every commit locks and counts up says whose
// turn it is, so that a writer that lost its session commits nothing after another took over. Readers have
// connections of their own. A commit is one transaction with synchronous_commit on. Where the connection is
// lost, the same commit is looked for after the reconnection and done again only where it is not there
// (docs/decisions/0012-postgres.md).
#pragma once
#include <memory>
#include <string>

#include "store/contract.h"
#include "store/read_fault.h"

namespace palitan::store {

/// What a schema is to the record in it. Kept in the schema itself.
enum class PostgresRecord {
  absent,    ///< no such schema, or an empty one
  arriving,  ///< a move is filling it; unusable
  verified,  ///< a move filled and compared it; nobody has written to it since
  ready,     ///< in use
  left,      ///< its record was moved elsewhere; unusable
};

struct PostgresOptions {
  bool read_only = false;  ///< commit() fails; takes no lock and changes nothing
  bool create = false;     ///< makes the schema where it is absent
  bool one_state = false;  ///< with read_only: all reads see the record as it was on opening
  /// What it must be. `ready`: or verified. `arriving`: absent, arriving or verified; what is in it is thrown
  /// away. `left`: or ready, read_only alone.
  PostgresRecord as = PostgresRecord::ready;
  int readers = 8;           ///< connections that read, at most; one more writes
  int patience_ms = 30'000;  ///< how long a commit or a read waits for a database that does not answer
  /// Reads of the thread that commits, be it nothing, wait without end: a node's writer can do nothing
  /// without its record, and what it knows must be read anew after a commit that failed.
  bool writer_waits = false;
  int lock_ms = 1'000;  ///< how long opening waits for a writer that is just ending
};

/// How what Failure::retry says begins where it is not a full disk.
inline constexpr std::string_view kNotTaken = "the database could not take it";

/// Opens the schema. `connection`: libpq's words (PostgreSQL, section 34.1.1: "service=hq", or host, dbname,
/// user; several hosts may be named), completed by the service file, the passfile and PG* variables as libpq
/// reads them; a password among them is refused. `schema`: at most 63 of a-z, 0-9 and _, no digit first. An
/// older version of the tables is brought to this program's, each step in a transaction of its own; a
/// read_only opening refuses it instead.
///
/// Refusals, each with what to do, and nothing changed: local_draft (words, schema; `arriving` over a record
/// in use), local_not_found (no such database or schema; not UTF8, too old, fsync off, read-only; a move that
/// did not end, or that took the record elsewhere), local_newer_database, local_damaged (the schema is
/// somebody else's), local_folder_in_use (another session writes), local_not_authorised, local_busy (no more
/// connections, or no answer), local_disk_full, local_stopped (anything else).
///
/// commit() of nothing changes nothing; where the session was lost it takes lock and turn up again.
/// commit(): Failure::retry where nothing was changed: the disk is full, or the database has not answered for
/// patience_ms. Failure::stop where that is not known, where another writer took over, or where the database
/// that answers lacks an earlier commit. Reads throw ReadAway after patience_ms, ReadFault where it lacks a
/// commit. `each` of each_fact() and each_posting() sees one state from the first row to the last; what it
/// reads from the store itself is of that state too.
base::Result<std::unique_ptr<Store>> open_postgres(const std::string& connection, const std::string& schema,
                                                   const PostgresOptions& options = {});

/// What the schema holds. Refusals: those of open_postgres().
base::Result<PostgresRecord> look_at_postgres(const std::string& connection, const std::string& schema);

/// Makes it `to` where it is `from`; for moves. REQUIRES: the caller has it open for writing, or it is left.
/// Refusals: local_draft where it is something else; those of open_postgres().
base::Result<void> mark_postgres(const std::string& connection, const std::string& schema,
                                 PostgresRecord from, PostgresRecord to);

}  // namespace palitan::store
