// A copy of a store that somebody may be writing to: SQLite's online backup, in one step, so that it is of
// one commit and no writer makes it begin again.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "store/sqlite.h"
#include "store/sqlite/schema.h"

namespace palitan::store {
namespace {
namespace fs = std::filesystem;
using base::Code;

void copy_pages(sqlite::Connection& from, const fs::path& to) {
  sqlite::Connection into(to.string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, {});
  auto* copying = sqlite3_backup_init(into.raw(), "main", from.raw(), "main");
  int code = SQLITE_ERROR;
  if (copying != nullptr) {
    code = sqlite3_backup_step(copying, -1);
    const int ended = sqlite3_backup_finish(copying);
    if (code == SQLITE_DONE) code = ended;
  }
  if (code != SQLITE_OK)
    throw sqlite::Fault{code, sqlite3_system_errno(into.raw()), sqlite3_errmsg(into.raw())};
  // Without a WAL beside it, one file is all of it.
  if (into.text("PRAGMA journal_mode = DELETE") != "delete")
    throw sqlite::Fault{SQLITE_IOERR, 0, "the copy keeps a WAL"};
}

void sync_file(const fs::path& path, int flags) {
  const int file = ::open(path.c_str(), flags | O_CLOEXEC);
  const bool synced = file >= 0 && ::fsync(file) == 0;
  const int why = errno;
  if (file >= 0) ::close(file);
  if (!synced) throw sqlite::Fault{SQLITE_IOERR_FSYNC, why, path.string() + " cannot be synced"};
}
}  // namespace

base::Result<void> copy_sqlite(const fs::path& from, const fs::path& to) {
  std::error_code none;
  if (fs::exists(to, none)) return base::refuse(Code::local_draft, to.string() + " is there already");
  try {
    const SqliteOptions options{.read_only = true};
    if (auto known = sqlite::check_readable(from, options); !known) return known;
    auto source = sqlite::open_reader(from, options, sqlite::is_still(from, options));
    copy_pages(source, to);
    sync_file(to, O_RDONLY);
    sync_file(fs::absolute(to).parent_path(), O_RDONLY | O_DIRECTORY);
    return {};
  } catch (const sqlite::Fault& fault) {
    for (const char* tail : {"", "-wal", "-shm", "-journal"}) fs::remove(to.string() + tail, none);
    return tl::unexpected(sqlite::refusal_of(fault));
  }
}

}  // namespace palitan::store
