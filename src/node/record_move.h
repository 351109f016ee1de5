// A partnership's record from the folder's file into PostgreSQL, and back.
//
// The folder says where the record is (node/record_place.h), and that changes in one step, after the copy was
// compared with its original. What is cut off before leaves the record where it was and a copy that nothing
// will open; the same move again begins it anew. Afterwards the original is set aside: the file as
// <partnership>.db.moved, the schema marked as left. It must never be served again.
#pragma once
#include "node/record_place.h"

namespace palitan::node {

struct MovedRecord {
  std::uint64_t statements = 0;  ///< in the log
  std::uint64_t pending = 0;     ///< held ones included
  std::uint64_t accords = 0;     ///< accord 0 included
  base::Hash derived;            ///< of both
  DatabasePlace database;
  std::filesystem::path set_aside;  ///< a file that was the record, or lay in its place; empty: none
};

/// REQUIRES: the folder's lock is held. Refusals: local_draft (it is in a database already; the schema holds
/// a record), those of store::open_sqlite(), store::open_postgres(), copy_record(), compare_records() and of
/// files.
base::Result<MovedRecord> move_to_database(const Folder& folder, const base::Id& partnership,
                                           const std::string& connection);
/// From the database that the folder names, which must be `connection`. REQUIRES and refusals alike.
base::Result<MovedRecord> move_to_file(const Folder& folder, const base::Id& partnership,
                                       const std::string& connection);

}  // namespace palitan::node
