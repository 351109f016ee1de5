// Many keep-alive connections at once, each asking again as soon as it is answered: for benchmarks.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/refusal.h"
#include "net/client.h"

namespace palitan::net {

struct LoadReport {
  std::uint64_t responses = 0;
  std::uint64_t failures = 0;       ///< connections that ended early
  std::string first_failure;        ///< empty where there was none
  std::chrono::nanoseconds took{};  ///< from the first request to the last response, connecting apart
  std::chrono::nanoseconds p50{}, p99{}, longest{};  ///< from handing a request over to holding its response

  std::uint64_t per_second() const {
    const auto us = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
    return us > 0 ? responses * 1'000'000 / static_cast<std::uint64_t>(us) : 0;
  }
};

class LoadClient {
 public:
  /// The next request of that connection (counted from 0); nothing ends the connection.
  using Next = std::function<std::optional<Request>(int connection)>;
  using Took = std::function<void(int connection, const Response&, std::chrono::nanoseconds)>;

  /// REQUIRES: connections >= 1, threads >= 1.
  LoadClient(Target target, int connections, int threads = 1);

  /// Opens every connection, then runs until `next` has ended each. Both are called from `threads` threads,
  /// one connection always from the same one; `took` may be empty. Fails where a connection cannot be opened.
  /// A request that outlasts the target's request_timeout ends its connection.
  base::Outcome<LoadReport> run(const Next& next, const Took& took);

 private:
  Target target_;
  int connections_;
  int threads_;
};

}  // namespace palitan::net
