// Who is signed in at the pages: sessions in memory, each with the seats that it holds open.
#pragma once
#include <chrono>
#include <condition_variable>
#include <thread>

#include "kernel/facts.h"
#include "node/clock.h"
#include "node/keyring.h"

namespace palitan::api {

/// A seat whose key lies on this node, with its warrant in one book as it stands with everything pending.
struct SeatHere {
  base::Id partnership;
  base::KeyId seat;
  kernel::SeatFact warrant;
};

/// Does the warrant stand on that day? A day of grace on either side: "today" is another one elsewhere.
bool stands(const kernel::SeatFact& warrant, base::Date today);

struct Session {
  std::string office;
  base::Instant since;
  base::Instant expires_at;  ///< where it is not used again
  std::vector<SeatHere> seats;

  bool may_sign(const base::Id& partnership, const base::KeyId& seat) const;
};

/// Leaves the session its seats that are among these and stand, with their warrants as they are here. False:
/// none is left.
bool leave_what_stands(Session& session, const std::vector<SeatHere>& seats, base::Date today);

/// Takes as long for a wrong secret as for the right one.
bool same_secret(std::string_view a, std::string_view b);

/// Any thread. A session ends when it is closed, when it was not used for `idle`, or after `longest`.
class Sessions {
 public:
  using Steady = std::chrono::steady_clock;
  struct Limits {
    std::chrono::milliseconds idle = std::chrono::minutes(30);
    std::chrono::milliseconds longest = std::chrono::hours(12);
    std::size_t most = 256;
    std::size_t free_failures = 5;  ///< wrong passphrases in a row before an office must wait
    std::chrono::milliseconds wait_first = std::chrono::seconds(2);
    std::chrono::milliseconds wait_most = std::chrono::seconds(60);
    std::function<Steady::time_point()> now = Steady::now;  ///< not the clock of the record: that may be set
  };
  /// REQUIRES: `keys` outlives this. `clock` is for what people read.
  Sessions(node::Keyring& keys, node::Clock clock, Limits limits);
  Sessions(node::Keyring& keys, node::Clock clock) : Sessions(keys, std::move(clock), Limits{}) {}
  ~Sessions();  ///< ends them all
  Sessions(const Sessions&) = delete;
  Sessions& operator=(const Sessions&) = delete;

  struct Opened {
    std::string secret;  ///< 32 random bytes in hex; only its hash is kept
    Session session;
  };
  /// Tries the passphrase on each of these seats of one office and holds those open that it fits. Slow by
  /// design. `known`: a browser that was signed in as this office before; its failures count apart, so that a
  /// stranger's do not keep it out. Empty: any other. REQUIRES: `seats` not empty. Refusals: local_passphrase
  /// where it fits none; local_busy after too many failures in a row or with too many sessions, with nothing
  /// tried; local_damaged.
  base::Result<Opened> open(const std::string& office, const std::vector<SeatHere>& seats,
                            std::string_view passphrase, const std::string& known = {});
  /// The session of that secret. `used`: this counts as use of it.
  std::optional<Session> find(std::string_view secret, bool used);
  void close(std::string_view secret);
  /// How long that office must wait before a passphrase is tried again; 0: it need not.
  std::chrono::seconds wait(const std::string& office, const std::string& known = {}) const;
  std::size_t count() const;

 private:
  struct Row {
    base::Hash secret;
    std::string office;
    base::Instant since;
    Steady::time_point opened;
    Steady::time_point used;
    std::vector<SeatHere> seats;
  };
  struct Tries {
    std::size_t failed = 0;
    Steady::time_point until{};
  };
  void keep();  ///< ends sessions as they expire
  void sweep(Steady::time_point now);
  Steady::time_point end_of(const Row& row) const;
  std::vector<Row>::iterator row_of(std::string_view secret);
  void release(const Row& row);
  void failed(const std::string& trier);
  Session shown(const Row& row) const;

  node::Keyring& keys_;
  node::Clock clock_;
  Limits limits_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;
  std::vector<Row> rows_;
  std::map<std::string, Tries> tries_;  ///< by office and known browser; only those that there are
  std::thread keeper_;
};

}  // namespace palitan::api
