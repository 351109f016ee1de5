// The tables, their version, and opening a file that may be absent, older, newer, foreign or broken.
#pragma once
#include <filesystem>

#include "store/sqlite.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/fresh_ids.h"

namespace palitan::store::sqlite {

inline constexpr std::int64_t kApplicationId = 0x50616c69;  ///< "Pali", in the file's header
inline constexpr std::int64_t kSchemaVersion = 1;           ///< in the file's user_version

/// The one connection that writes and checkpoints, over a file that holds the tables; makes them in a new
/// file. Refusals as open_sqlite. Throws Fault.
base::Result<Connection> open_writer(const std::filesystem::path& path, const SqliteOptions& options);

/// How readers open the file: a name and flags for Connection. Checked as open_writer checks, for a file that
/// nothing else has checked. Throws Fault.
base::Result<void> check_readable(const std::filesystem::path& path, const SqliteOptions& options);

/// A connection that can neither write nor checkpoint. `still`: nobody writes and no WAL is left, so that
/// SQLite needs no file beside the database. Throws Fault.
Connection open_reader(const std::filesystem::path& path, const SqliteOptions& options, bool still);

/// The ids that may not be in their table yet. Throws Fault.
void load_fresh_ids(Connection& db, FreshIds& into);

/// True where a read-only opening may take the file as unchanging. Throws Fault.
bool is_still(const std::filesystem::path& path, const SqliteOptions& options);

}  // namespace palitan::store::sqlite
