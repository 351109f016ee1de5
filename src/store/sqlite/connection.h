// A thin door on SQLite's C interface: connections and statements that close themselves, and errors that
// cannot be overlooked. Stays inside this room.
#pragma once
#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/refusal.h"

namespace palitan::store::sqlite {

/// Thrown for every SQLite error; never leaves the room.
struct Fault {
  int code = 0;    ///< extended result code
  int system = 0;  ///< errno behind it, where there is one
  std::string what;
};
/// Full disk, or somebody else writing: retry. Anything else: stop.
base::Failure failure_of(const Fault& fault);
base::Refusal refusal_of(const Fault& fault);

/// One prepared statement. Owned by one connection, used by one thread at a time.
class Statement {
 public:
  Statement() = default;
  Statement(sqlite3* db, std::string_view sql);
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();
  sqlite3_stmt* raw() const { return raw_; }

 private:
  sqlite3_stmt* raw_ = nullptr;
};

/// One run of a prepared statement, from binding to reset. Bound bytes and texts are not copied. REQUIRES:
/// they outlive it.
class Query {
 public:
  explicit Query(const Statement& statement) : raw_(statement.raw()) {}
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  ~Query() { sqlite3_reset(raw_); }

  Query& bind(std::int64_t value);
  Query& bind(std::uint64_t value) { return bind(static_cast<std::int64_t>(value)); }
  Query& bind(int value) { return bind(std::int64_t{value}); }
  Query& bind(base::ByteView value);
  Query& bind(std::string_view value);

  /// True: a row is there. False: done.
  bool step();
  /// REQUIRES: the statement gives no rows.
  void run() { step(); }
  /// Steps over what is left. A statement that gives a row may write after it: only its end says that it
  /// could.
  void finish() {
    while (step()) {
    }
  }
  /// The same statement again with new values.
  void again() {
    sqlite3_reset(raw_);
    parameter_ = 0;
  }

  std::int64_t integer(int column) const { return sqlite3_column_int64(raw_, column); }
  std::uint64_t number(int column) const { return static_cast<std::uint64_t>(integer(column)); }
  bool is_null(int column) const { return sqlite3_column_type(raw_, column) == SQLITE_NULL; }
  /// Valid until the next step.
  base::ByteView bytes(int column) const;
  std::string text(int column) const { return std::string(base::text_of(bytes(column))); }
  base::Bytes copy(int column) const;
  /// Throws SQLITE_CORRUPT where the length is not that of the identifier.
  template <class F>
  F fixed(int column) const {
    if (auto out = F::from(bytes(column))) return *out;
    throw Fault{SQLITE_CORRUPT, 0, "a stored identifier has the wrong length"};
  }

 private:
  [[noreturn]] void fail() const;
  sqlite3_stmt* raw_;
  int parameter_ = 0;
};

/// One connection. Used by one thread at a time.
class Connection {
 public:
  Connection() = default;
  /// `name`: a path, or a URI with SQLITE_OPEN_URI. `vfs`: a registered one; empty: the system's.
  Connection(const std::string& name, int flags, const std::string& vfs);
  Connection(Connection&& other) noexcept;
  Connection& operator=(Connection&& other) noexcept;
  ~Connection();

  sqlite3* raw() const { return raw_; }
  void run(const std::string& sql);
  /// The first value of a statement's first row, after the statement has come to its end.
  std::int64_t number(const std::string& sql);
  std::string text(const std::string& sql);
  /// Closing leaves the WAL as it is.
  void never_checkpoint_on_close();
  bool in_transaction() const { return sqlite3_get_autocommit(raw_) == 0; }

 private:
  sqlite3* raw_ = nullptr;
};

}  // namespace palitan::store::sqlite
