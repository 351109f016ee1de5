#include "store/sqlite/schema.h"

#include <array>

#include "base/check.h"
#include "store/sqlite/files.h"

namespace palitan::store::sqlite {
namespace {

using base::Code;
namespace fs = std::filesystem;

// Random keys (ids, cases) are indexed by their first eight bytes as an integer, in small tables of their
// own: an index entry is half as long, and the whole id is compared with the row it leads to. Everything else
// is written in order of arrival or position, at the end of its table.
// A case is numbered by the first arrival that named it, so that cases open at one time lie side by side and
// a commit touches few pages.
constexpr const char* kTables = R"sql(
CREATE TABLE statements(arrival INTEGER PRIMARY KEY, id BLOB NOT NULL, case_id BLOB NOT NULL,
  bytes BLOB NOT NULL) STRICT;
CREATE TABLE ids(prefix INTEGER NOT NULL, arrival INTEGER NOT NULL, PRIMARY KEY(prefix, arrival)) STRICT, WITHOUT ROWID;
CREATE TABLE marks(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE case_numbers(prefix INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY(prefix, number)) STRICT,
  WITHOUT ROWID;
CREATE TABLE cases(number INTEGER NOT NULL, arrival INTEGER NOT NULL, PRIMARY KEY(number, arrival)) STRICT,
  WITHOUT ROWID;
CREATE TABLE seats(seat INTEGER NOT NULL, sequence INTEGER NOT NULL, arrival INTEGER NOT NULL,
  PRIMARY KEY(seat, sequence, arrival)) STRICT, WITHOUT ROWID;
CREATE TABLE pending(arrival INTEGER PRIMARY KEY, held INTEGER NOT NULL) STRICT;
CREATE TABLE places(arrival INTEGER PRIMARY KEY, position INTEGER NOT NULL) STRICT;
CREATE TABLE log(position INTEGER PRIMARY KEY, arrival INTEGER NOT NULL, height INTEGER NOT NULL, code INTEGER NOT NULL,
  clause TEXT NOT NULL, state INTEGER NOT NULL) STRICT;
CREATE TABLE accords(height INTEGER PRIMARY KEY, size INTEGER NOT NULL, time_ms INTEGER NOT NULL,
  bytes BLOB NOT NULL) STRICT;
CREATE TABLE facts(kind INTEGER NOT NULL, id BLOB NOT NULL, value BLOB NOT NULL, PRIMARY KEY(kind, id)) STRICT,
  WITHOUT ROWID;
CREATE TABLE postings(position INTEGER NOT NULL, number INTEGER NOT NULL, case_id BLOB NOT NULL, date INTEGER NOT NULL,
  account INTEGER NOT NULL, holder TEXT NOT NULL, other TEXT NOT NULL, commodity TEXT NOT NULL, amount INTEGER NOT NULL,
  PRIMARY KEY(position, number)) STRICT, WITHOUT ROWID;
CREATE TABLE notes(name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
)sql";

constexpr std::string_view kMagic{"SQLite format 3\0", 16};

std::string pragma(const char* name, std::int64_t value) {
  return std::string("PRAGMA ") + name + " = " + std::to_string(value) + ";";
}

fs::path beside(const fs::path& path, const char* suffix) { return path.string() + suffix; }

/// A URI, so that options can follow; whatever is not plain is escaped.
std::string uri_of(const fs::path& path) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-_.";
  std::string out = "file:";
  for (const char c : fs::absolute(path).string()) {
    if (kPlain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      const auto byte = static_cast<std::uint8_t>(c);
      out += "%" + base::to_hex(base::ByteView(&byte, 1));
    }
  }
  return out;
}

/// Whose file it is, and of which version.
base::Result<void> check_marks(std::int64_t application, std::int64_t version) {
  if (application != kApplicationId) return base::refuse(Code::local_damaged, "the file is not Palitan's");
  if (version > kSchemaVersion)
    return base::refuse(Code::local_newer_database, "its version is " + std::to_string(version) +
                                                        ", this program knows up to " +
                                                        std::to_string(kSchemaVersion));
  if (version < 1) return base::refuse(Code::local_damaged, "the file has no version");
  return {};
}
base::Result<void> check_version(Connection& db) {
  return check_marks(db.number("PRAGMA application_id"), db.number("PRAGMA user_version"));
}

base::Result<void> check_pages(Connection& db) {
  const auto found = db.text("PRAGMA quick_check(1)");
  if (found != "ok") return base::refuse(Code::local_damaged, found);
  return {};
}

/// Judges a file by the header of its main part (SQLite file format, section 1.3), without a lock or a file
/// beside it, so that a refusal leaves no trace. Nothing else in the main part may be looked at: a process
/// that died while it took in the WAL leaves pages of two ages there, which only the WAL makes whole again. A
/// hot rollback journal means that making the file was cut off: its main part says nothing yet.
base::Result<void> check_untouched(const Files& files, const fs::path& path) {
  if (files.has_bytes(beside(path, "-journal"))) return {};
  constexpr std::size_t kVersionAt = 60, kApplicationAt = 68, kHeader = 100;
  std::array<char, kHeader> header{};
  if (!files.read_start(path, header) || std::string_view(header.data(), 16) != kMagic)
    return base::refuse(Code::local_damaged, "file is not a database");
  const auto number_at = [&](std::size_t at) {
    std::uint32_t out = 0;
    for (std::size_t i = at; i < at + 4; ++i) out = out << 8 | static_cast<std::uint8_t>(header[i]);
    return std::int64_t{out};
  };
  return check_marks(number_at(kApplicationAt), number_at(kVersionAt));
}

void make_tables(Connection& db, const SqliteOptions& options) {
  db.run(pragma("page_size", options.page_size));
  db.run("BEGIN IMMEDIATE;" + pragma("application_id", kApplicationId) +
         pragma("user_version", kSchemaVersion) + kTables + "COMMIT;");
}

/// What a dead process left in the WAL may be in the system's memory alone: written and never synced, or
/// forgotten by a sync that failed, so that no later sync brings it to the disk. Whoever reads it now takes
/// it for durable, and what is committed after it would be lost with it. So it is written once more and
/// synced, before anybody reads. A checkpoint would not do: cut off, it leaves pages that only a WAL with
/// holes could make whole.
void write_wal_again(Connection& db, const Files& files, const fs::path& path) {
  db.run("BEGIN IMMEDIATE");  // nobody else writes to it meanwhile
  files.write_again(beside(path, "-wal"));
  db.run("ROLLBACK");
}

}  // namespace

bool is_still(const fs::path& path, const SqliteOptions& options) {
  const Files files(options.vfs);
  return !files.has_bytes(beside(path, "-wal")) && !files.has_bytes(beside(path, "-journal"));
}

base::Result<Connection> open_writer(const fs::path& path, const SqliteOptions& options) {
  const Files files(options.vfs);
  const bool is_new = !files.has_bytes(path);
  if (is_new && files.has_bytes(beside(path, "-wal")))
    return base::refuse(Code::local_damaged, "the database is gone, but its WAL is there");
  if (!is_new)
    if (auto known = check_untouched(files, path); !known) return tl::unexpected(known.error());

  Connection db(path.string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, options.vfs);
  sqlite3_busy_timeout(db.raw(), options.busy_ms);
  // Until the file is known to be ours, and what its WAL shows to be durable.
  if (!is_new) db.never_checkpoint_on_close();
  if (is_new || db.number("SELECT count(*) FROM sqlite_schema") == 0) {
    make_tables(db, options);
  } else {
    if (auto known = check_version(db); !known) return tl::unexpected(known.error());
    if (options.check)
      if (auto whole = check_pages(db); !whole) return tl::unexpected(whole.error());
  }
  if (db.text("PRAGMA journal_mode = WAL") != "wal")
    return base::refuse(Code::local_stopped, "this file system does not allow a WAL");
  db.run(pragma("synchronous", 2) + pragma("wal_autocheckpoint", 0) +
         pragma("cache_size", -options.cache_kib) +
         "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;");
  db.run(pragma("journal_size_limit", std::int64_t{8} * options.checkpoint_pages * options.page_size));
  if (!is_new) {
    write_wal_again(db, files, path);
    sqlite3_db_config(db.raw(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
  }
  if (options.max_pages > 0) db.run(pragma("max_page_count", options.max_pages));
  if (is_new) files.sync_folder_of(path);
  return db;
}

base::Result<void> check_readable(const fs::path& path, const SqliteOptions& options) {
  const Files files(options.vfs);
  if (!files.has_bytes(path)) return base::refuse(Code::local_not_found, path.string());
  if (auto known = check_untouched(files, path); !known) return known;
  Connection db = open_reader(path, options, is_still(path, options));
  if (auto known = check_version(db); !known) return known;
  return options.check ? check_pages(db) : base::Result<void>{};
}

void load_fresh_ids(Connection& db, FreshIds& into) {
  const Statement unmarked(db.raw(),
                           "SELECT arrival, id FROM statements WHERE arrival > "
                           "coalesce((SELECT value FROM marks WHERE name = 'ids'), 0)");
  Query row(unmarked);
  while (row.step()) into.add({prefix_of(row.fixed<base::Id>(1).view()), row.number(0)});
}

Connection open_reader(const fs::path& path, const SqliteOptions& options, bool still) {
  Connection db(uri_of(path) + (still ? "?immutable=1" : ""), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
                options.vfs);
  sqlite3_busy_timeout(db.raw(), options.busy_ms);
  db.never_checkpoint_on_close();
  db.run("PRAGMA query_only = ON; PRAGMA wal_autocheckpoint = 0; PRAGMA cell_size_check = ON;" +
         pragma("cache_size", -options.reader_cache_kib));
  return db;
}

}  // namespace palitan::store::sqlite
