// Internal: telling those who wait that something changed. Nothing runs while nothing does.
#pragma once
#include "api/pool.h"
#include "node/service.h"

namespace palitan::api {

/// Any thread. What is answered is one event of text/event-stream, or a comment after `patience`.
class Events {
 public:
  struct Limits {
    std::chrono::milliseconds patience = std::chrono::seconds(20);
    std::size_t most = 512;  ///< who wait
  };
  /// The JSON of one event; runs on the pool.
  using Look = std::function<base::Result<std::string>()>;
  /// REQUIRES: `service` and `pool` outlive this.
  Events(node::Service& service, Pool& pool, Look look, Limits limits);
  Events(node::Service& service, Pool& pool, Look look) : Events(service, pool, std::move(look), Limits{}) {}
  ~Events();  ///< lets go of all who wait
  Events(const Events&) = delete;
  Events& operator=(const Events&) = delete;

  /// Answers at once where what was `seen` last (an event's id; empty: none) is not the newest.
  void answer(std::string seen, net::Respond respond);

 private:
  using Steady = std::chrono::steady_clock;
  struct Waiter {
    std::string seen;
    net::Respond respond;
    Steady::time_point until;
  };
  void run();
  std::string newest() const;
  void tell(std::vector<net::Respond> whom);

  node::Service& service_;
  Pool& pool_;
  Look look_;
  Limits limits_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;
  bool told_ = false;
  std::vector<Waiter> waiters_;
  std::thread thread_;
};

}  // namespace palitan::api
