#include "store/sqlite/connection.h"

#include <cerrno>
#include <utility>

#include "base/check.h"

namespace palitan::store::sqlite {
namespace {

Fault fault_of(sqlite3* db, int code) {
  if (db == nullptr) return {code, 0, sqlite3_errstr(code)};
  const int extended = sqlite3_extended_errcode(db);
  return {(extended & 0xff) == (code & 0xff) ? extended : code, sqlite3_system_errno(db), sqlite3_errmsg(db)};
}

bool is_full_disk(const Fault& fault) {
  if ((fault.code & 0xff) == SQLITE_FULL) return true;
  // After a failed fsync nobody knows what reached the disk, whatever the reason given.
  if (fault.code == SQLITE_IOERR_FSYNC || fault.code == SQLITE_IOERR_DIR_FSYNC) return false;
  return (fault.code & 0xff) == SQLITE_IOERR && (fault.system == ENOSPC || fault.system == EDQUOT);
}
bool is_busy(const Fault& fault) {
  return (fault.code & 0xff) == SQLITE_BUSY || (fault.code & 0xff) == SQLITE_LOCKED;
}

}  // namespace

base::Failure failure_of(const Fault& fault) {
  const bool retry = is_full_disk(fault) || is_busy(fault);
  return {retry ? base::Failure::Kind::retry : base::Failure::Kind::stop, fault.what};
}

base::Refusal refusal_of(const Fault& fault) {
  using base::Code;
  Code code = Code::local_stopped;
  if (is_full_disk(fault)) code = Code::local_disk_full;
  if (is_busy(fault)) code = Code::local_folder_in_use;
  switch (fault.code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR:  // a table or column that should be there is not
    case SQLITE_FORMAT:
      code = Code::local_damaged;
      break;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
      code = Code::local_not_found;
      break;
    default:
      break;
  }
  return {code, {}, fault.what};
}

Statement::Statement(sqlite3* db, std::string_view sql) {
  const int code = sqlite3_prepare_v3(db, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                      &raw_, nullptr);
  if (code != SQLITE_OK) throw fault_of(db, code);
}
Statement::Statement(Statement&& other) noexcept : raw_(std::exchange(other.raw_, nullptr)) {}
Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(raw_, other.raw_);
  return *this;
}
Statement::~Statement() { sqlite3_finalize(raw_); }

void Query::fail() const {
  sqlite3* db = sqlite3_db_handle(raw_);
  const Fault fault = fault_of(db, sqlite3_errcode(db));
  // The tables refuse only what breaks the store's contract.
  PALITAN_CHECK((fault.code & 0xff) != SQLITE_CONSTRAINT && (fault.code & 0xff) != SQLITE_MISUSE);
  throw fault;
}

Query& Query::bind(std::int64_t value) {
  if (sqlite3_bind_int64(raw_, ++parameter_, value) != SQLITE_OK) fail();
  return *this;
}
Query& Query::bind(base::ByteView value) {
  ++parameter_;
  const int code = value.empty()  // an empty view may be a null pointer, which would bind NULL
                       ? sqlite3_bind_zeroblob(raw_, parameter_, 0)
                       : sqlite3_bind_blob64(raw_, parameter_, value.data(), value.size(), SQLITE_STATIC);
  if (code != SQLITE_OK) fail();
  return *this;
}
Query& Query::bind(std::string_view value) {
  const char* data = value.empty() ? "" : value.data();
  if (sqlite3_bind_text64(raw_, ++parameter_, data, value.size(), SQLITE_STATIC, SQLITE_UTF8) != SQLITE_OK)
    fail();
  return *this;
}

bool Query::step() {
  const int code = sqlite3_step(raw_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) fail();
  return false;
}

base::ByteView Query::bytes(int column) const {
  const void* data = sqlite3_column_blob(raw_, column);
  return {static_cast<const std::uint8_t*>(data),
          static_cast<std::size_t>(sqlite3_column_bytes(raw_, column))};
}
base::Bytes Query::copy(int column) const {
  const auto view = bytes(column);
  return {view.begin(), view.end()};
}

Connection::Connection(const std::string& name, int flags, const std::string& vfs) {
  const int code =
      sqlite3_open_v2(name.c_str(), &raw_, flags | SQLITE_OPEN_NOMUTEX, vfs.empty() ? nullptr : vfs.c_str());
  if (code != SQLITE_OK) {
    const Fault fault = fault_of(raw_, code);
    sqlite3_close(std::exchange(raw_, nullptr));
    throw fault;
  }
  sqlite3_extended_result_codes(raw_, 1);
}
Connection::Connection(Connection&& other) noexcept : raw_(std::exchange(other.raw_, nullptr)) {}
Connection& Connection::operator=(Connection&& other) noexcept {
  std::swap(raw_, other.raw_);
  return *this;
}
Connection::~Connection() { sqlite3_close_v2(raw_); }

void Connection::run(const std::string& sql) {
  const int code = sqlite3_exec(raw_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw fault_of(raw_, code);
}
std::int64_t Connection::number(const std::string& sql) {
  const Statement statement(raw_, sql);
  Query query(statement);
  const auto out = query.step() ? query.integer(0) : 0;
  query.finish();
  return out;
}
std::string Connection::text(const std::string& sql) {
  const Statement statement(raw_, sql);
  Query query(statement);
  const auto out = query.step() ? query.text(0) : std::string{};
  query.finish();
  return out;
}
void Connection::never_checkpoint_on_close() {
  sqlite3_db_config(raw_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

}  // namespace palitan::store::sqlite
