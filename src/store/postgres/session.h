// The one session that may write: its connection, its advisory lock, and its turn.
//
// `head` holds whose turn it is (epoch), how many commits there were, and a token of the last. Every commit
// locks that row, sees that it is as this writer left it, and counts on. So nobody commits out of turn; and
// after a lost connection the row says whether the commit under way is in the database.
#pragma once
#include <array>
#include <functional>

#include "store/postgres/schema.h"

namespace palitan::store::postgres {

using Token = std::array<std::uint8_t, 16>;

/// Of the advisory lock: those are the database's, and so there is one number for each schema in it.
std::int64_t lock_key(const std::string& schema);
/// A condition on pg_locks: somebody holds the lock whose key is the statement's first parameter.
inline constexpr const char* kHoldsLock =
    "l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 "
    "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
    "AND (l.classid::int8 << 32 | l.objid::int8) = $1::int8";

/// The row as a commit meets it. What it changes of it: arrivals and log_size.
struct Head {
  std::uint64_t epoch = 0;
  std::uint64_t commits = 0;
  base::Bytes token;
  std::uint64_t arrivals = 0;
  std::uint64_t log_size = 0;
};

/// Used by the writer's thread only, destruction included.
class Session {
 public:
  /// Opens the schema for writing, makes or brings up its tables, takes the lock and the next turn.
  /// `prepared` is prepared on every connection. Refusals as open_postgres(). Throws Fault.
  static base::Result<std::unique_ptr<Session>> take(
      Place place, const PostgresOptions& options, std::vector<std::pair<const char*, const char*>> prepared);

  /// What to ask first, in the commit's transaction.
  using Look = std::function<void(Pipeline&)>;
  /// What to change, by what was answered; counts in `head`. May be called again from the beginning.
  using Write = std::function<void(const std::vector<Rows>& answers, Head& head, Pipeline&)>;
  /// One database transaction; durable on return. See open_postgres() for what its failures say; after
  /// Failure::stop every later call fails the same way.
  base::Outcome<void> commit(const Look& look, const Write& write);
  /// Sees that its connection lives and takes lock and turn up again where it does not, once. Fails with
  /// Failure::stop alone, as commit(); a database that does not answer is the next commit's affair.
  base::Outcome<void> renew();
  std::uint64_t turn() const { return turn_; }
  /// How many commits there have been.
  std::uint64_t commits() const { return head_.commits; }

 private:
  struct Over {  ///< thrown: never again
    std::string why;
  };
  enum class Stands { no, yes };

  Session(Place place, const PostgresOptions& options,
          std::vector<std::pair<const char*, const char*>> prepared);
  base::Result<void> open();
  /// The lock, within lock_ms. Refusal: local_folder_in_use. Throws Fault.
  base::Result<void> take_lock(Connection& db);
  bool try_lock(Connection& db) const;
  std::string holder(Connection& db) const;
  void adopt(Connection db);
  /// A connection, the lock and the turn again; whether the commit under way stands. Throws Fault, Over.
  Stands reconnect(const std::optional<Head>& under_way);
  void end_old_session(Connection& db) const;
  /// Throws Fault, Over.
  void once(const Look& look, const Write& write, std::optional<Head>& under_way);
  base::Outcome<void> fail(base::Failure::Kind kind, std::string what);

  Place place_;
  PostgresOptions options_;
  std::vector<std::pair<const char*, const char*>> prepared_;
  std::int64_t lock_key_ = 0;
  int process_ = 0;  ///< of the server, that serves the connection
  std::optional<Connection> db_;
  std::uint64_t turn_ = 0;
  Head head_;  ///< as the last commit left it
  std::optional<base::Failure> stopped_;
};

Head head_of(const Rows& rows);
inline constexpr const char* kReadHead = "SELECT epoch, commits, token, arrivals, log_size FROM head";

}  // namespace palitan::store::postgres
