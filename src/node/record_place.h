// Where a partnership's record lies: in a file of the folder, or in a schema of a PostgreSQL database, which
// then a small file in the folder names.
//
//   record/<partnership>.db       the record, in SQLite; unless there is also
//   record/<partnership>.store    lines: "palitan store/v1", "postgres <words of libpq>", "schema <name>",
//                                 and "patience <ms>" where it is not half a minute
//
// Keys, attachments and everything else stay in the folder. One thread at a time for each folder.
#pragma once
#include <optional>

#include "node/folder.h"

namespace palitan::node {

struct DatabasePlace {
  std::string connection;  ///< without a password: store::open_postgres()
  std::string schema;
  int patience_ms = 30'000;  ///< how long acts and reads wait for it
  bool operator==(const DatabasePlace&) const = default;
};

/// Nothing where the record lies in a file. Refusal: local_damaged.
base::Result<std::optional<DatabasePlace>> read_place(const Folder& folder, const base::Id& partnership);
/// From when it returns the record is there, and a file beside it is of no more account. Refusals: of files.
base::Result<void> write_place(const Folder& folder, const base::Id& partnership, const DatabasePlace& place);
/// From when it returns the record is the file's. REQUIRES: the file is there. Refusals: of files.
base::Result<void> forget_place(const Folder& folder, const base::Id& partnership);

/// The schema of that folder's node for a partnership: nodes that share a database do not meet.
std::string schema_name(const Folder& folder, const base::Id& partnership);

struct RecordOptions {
  bool read_only = false;
  bool one_state = false;    ///< with read_only: as it is on opening, while the node that serves it goes on
  int sqlite_max_pages = 0;  ///< a ceiling that stands for a full disk; 0: none
};
/// Opens it where it lies. Refusals: local_not_found; those of store::open_sqlite() or
/// store::open_postgres().
base::Result<std::unique_ptr<store::Store>> open_record(const Folder& folder, const base::Id& partnership,
                                                        const RecordOptions& options);

}  // namespace palitan::node
