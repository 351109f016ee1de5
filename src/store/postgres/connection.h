// A thin door on libpq: connections, results and pipelines that close themselves, and errors that cannot be
// overlooked. Stays inside this room.
#pragma once
#include <libpq-fe.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/refusal.h"
#include "store/postgres/values.h"

namespace palitan::store::postgres {

/// Thrown for every error of libpq or the server; never leaves the room.
struct Fault {
  enum class Kind {
    lost,       ///< the connection is gone, or the server is going or coming
    again,      ///< the same may succeed next time: serialisation, deadlock, memory
    full,       ///< 53100
    read_only,  ///< 25006, or a standby
    crowded,    ///< 53300
    denied,     ///< who we are, or what we may
    absent,     ///< no such database, schema, service or host
    broken,     ///< anything else
  } kind = Kind::broken;
  std::string state;  ///< SQLSTATE; empty where there is none
  std::string what;
};
base::Refusal refusal_of(const Fault& fault);
/// Waiting may help.
bool may_pass(const Fault& fault);

/// Rows of an answer, in binary form.
class Rows {
 public:
  explicit Rows(PGresult* raw) : raw_(raw, PQclear) {}
  int count() const { return PQntuples(raw_.get()); }
  /// Rows that an INSERT, UPDATE or DELETE touched.
  std::uint64_t touched() const;
  bool is_null(int row, int column) const { return PQgetisnull(raw_.get(), row, column) != 0; }
  /// Of two, four or eight bytes, or a truth.
  std::int64_t integer(int row, int column) const;
  std::uint64_t number(int row, int column) const { return static_cast<std::uint64_t>(integer(row, column)); }
  /// Valid as long as this.
  base::ByteView bytes(int row, int column) const;
  base::Bytes copy(int row, int column) const {
    const auto view = bytes(row, column);
    return {view.begin(), view.end()};
  }
  std::string text(int row, int column) const { return std::string(base::text_of(bytes(row, column))); }
  /// Throws Fault where the length is not that of the identifier.
  template <class F>
  F fixed(int row, int column) const {
    if (auto out = F::from(bytes(row, column))) return *out;
    throw Fault{Fault::Kind::broken, {}, "a stored identifier has the wrong length"};
  }
  const PGresult* raw() const { return raw_.get(); }

 private:
  std::unique_ptr<PGresult, decltype(&PQclear)> raw_;
};

/// Words of a connection, read and completed. `name`: what the server lists the session under.
struct Words {
  std::vector<std::pair<std::string, std::string>> all;
};
/// Refusal: local_draft (not libpq's words, or a password among them).
base::Result<Words> read_words(const std::string& connection, const std::string& name);

/// One connection. Used by one thread at a time.
class Connection {
 public:
  /// Connects. Throws Fault.
  explicit Connection(const Words& words);
  Connection(Connection&& other) noexcept = default;
  Connection& operator=(Connection&& other) noexcept = default;

  PGconn* raw() const { return raw_.get(); }
  /// Statements without parameters; for several, the rows of the last.
  Rows run(const std::string& sql);
  /// One statement that is not prepared.
  Rows run(const std::string& sql, const Values& values);
  /// The same; an answer that takes longer is Kind::lost, and the connection of no more use.
  Rows run_within(std::chrono::milliseconds time, const std::string& sql, const Values& values);
  void prepare(const std::vector<std::pair<const char*, const char*>>& named);
  Rows ask(const char* prepared, const Values& values = {});
  /// Nothing is open in it, and it was well when last used.
  bool is_idle() const;
  /// Leaves no transaction behind. False: the connection is of no more use.
  bool roll_back() noexcept;
  /// Warnings since the last call, joined; empty: none.
  std::string take_warnings() { return std::exchange(*warnings_, {}); }

 private:
  std::unique_ptr<PGconn, decltype(&PQfinish)> raw_;
  std::unique_ptr<std::string> warnings_;  ///< libpq keeps its address
};

/// Statements sent one after another and answered together: one way there and back. One that fails takes all
/// that follow with it.
class Pipeline {
 public:
  explicit Pipeline(Connection& db);
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;
  void put(const char* prepared, const Values& values = {});
  std::size_t size() const { return sent_; }
  /// What each answered. Throws the first Fault when all is read. REQUIRES: called once; without it the
  /// connection is of no more use.
  std::vector<Rows> finish();

 private:
  Connection& db_;
  std::size_t sent_ = 0;
};

/// How long to go on trying, and how long to rest in between: 0, 20, 40 ... 500 ms.
class Patience {
 public:
  explicit Patience(int ms) : until_(std::chrono::steady_clock::now() + std::chrono::milliseconds(ms)) {}
  bool over() const { return std::chrono::steady_clock::now() >= until_; }
  void rest();
  std::chrono::steady_clock::time_point until() const { return until_; }

 private:
  std::chrono::steady_clock::time_point until_;
  int next_ms_ = 0;
};

}  // namespace palitan::store::postgres
