// PostgreSQL beside our own durable acts: a double-entry transfer of our own writing, unsigned, by pgbench,
// on a server of this run.
#pragma once
#include <optional>

#include "prepared.h"

namespace palitan::bench {

/// A server in a folder of its own, on a Unix socket alone, with fsync on, as an unprivileged user where this
/// program runs as root; stopped, and its folder removed, when it goes.
class PostgresPeer {
 public:
  /// Nothing where PostgreSQL is not installed, which is told once on the output. Fails where it is and does
  /// not start.
  static tl::expected<std::unique_ptr<PostgresPeer>, std::string> start();
  ~PostgresPeer();
  PostgresPeer(const PostgresPeer&) = delete;
  PostgresPeer& operator=(const PostgresPeer&) = delete;

  /// About so many transfers with each of 1, 8 and 64 clients; adds peer_postgres_1, _8 and _64 (transfers a
  /// second). Fails where the accounts do not add up to nothing afterwards. REQUIRES: transfers >= 64.
  Ran transfer(int transfers, Samples& samples);
  /// As the server says it.
  const std::string& version() const { return version_; }

 private:
  PostgresPeer(fs::path programs, std::vector<std::string> as_user)
      : programs_(std::move(programs)), as_user_(std::move(as_user)) {}
  Ran begin();
  tl::expected<std::string, std::string> program(const std::string& name, std::vector<std::string> arguments,
                                                 bool quiet = true) const;
  tl::expected<std::string, std::string> ask(const std::string& sql) const;

  TempFolder dir_;
  fs::path programs_;
  std::vector<std::string> as_user_;  ///< words before every command
  std::string version_;
  bool runs_ = false;
};

}  // namespace palitan::bench
