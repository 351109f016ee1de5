#include "net/load.h"

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <thread>
#include <vector>

#include "base/check.h"
#include "net/encode.h"
#include "net/link.h"

namespace palitan::net {
namespace {

using Clock = std::chrono::steady_clock;
using base::Failure;

/// One connection and when its present request began.
struct Lane {
  int number = 0;
  std::shared_ptr<Link> link;
  Clock::time_point began;
  bool busy = false;
};

/// The connections of one thread.
class Crew {
 public:
  Crew(const LoadClient::Next& next, const LoadClient::Took& took) : next_(next), took_(took) {}

  base::Outcome<void> open(const std::shared_ptr<Aim>& aim, int first, int step, int end) {
    timeout_ = aim->target.request_timeout;
    for (int i = first; i < end; i += step)
      lanes_.push_back({i, std::make_shared<Link>(io_, aim), {}, false});
    base::Outcome<void> outcome;
    for (auto& lane : lanes_) {
      lane.link->open([&outcome](base::Outcome<void> opened) {
        if (!opened) outcome = std::move(opened);
      });
    }
    io_.run_for(aim->target.connect_timeout);
    for (auto& lane : lanes_) {
      if (outcome && !lane.link->usable())
        outcome = tl::unexpected(Failure{Failure::Kind::retry, "connecting took too long"});
    }
    if (!outcome) {
      for (auto& lane : lanes_) lane.link->close();
      io_.restart();
      io_.run();
    }
    return outcome;
  }

  void run() {
    io_.restart();
    for (auto& lane : lanes_) ask(lane);
    watch();
    io_.run();
  }

  std::vector<std::chrono::nanoseconds> latencies;
  std::uint64_t failures = 0;
  std::string first_failure;

 private:
  void ask(Lane& lane) {
    const auto request = next_(lane.number);
    if (!request) return;
    if (!sendable(*request)) return fail("a request that cannot be sent");
    lane.began = Clock::now();
    lane.busy = true;
    ++busy_;
    lane.link->exchange(*request, [this, &lane](base::Outcome<Response> outcome) {
      lane.busy = false;
      --busy_;
      const auto latency = Clock::now() - lane.began;
      if (!outcome) return fail(outcome.error().what);
      latencies.push_back(latency);
      if (took_) took_(lane.number, *outcome, latency);
      ask(lane);
      if (busy_ == 0) watchdog_.cancel();
    });
  }

  void fail(const std::string& what) {
    if (failures++ == 0) first_failure = what;
    if (busy_ == 0) watchdog_.cancel();
  }

  /// Ends connections whose answer does not come.
  void watch() {
    if (busy_ == 0) return;
    watchdog_.expires_after(std::chrono::milliseconds{250});
    watchdog_.async_wait([this](error_code fault) {
      if (fault) return;
      for (auto& lane : lanes_) {
        if (lane.busy && Clock::now() - lane.began > timeout_) lane.link->close();
      }
      watch();
    });
  }

  const LoadClient::Next& next_;
  const LoadClient::Took& took_;
  asio::io_context io_{1};
  asio::steady_timer watchdog_{io_};
  std::vector<Lane> lanes_;
  std::chrono::milliseconds timeout_{};
  int busy_ = 0;
};

std::chrono::nanoseconds quantile(std::vector<std::chrono::nanoseconds>& all, std::size_t percent) {
  if (all.empty()) return {};
  const auto place = all.begin() + static_cast<std::ptrdiff_t>((all.size() - 1) * percent / 100);
  std::nth_element(all.begin(), place, all.end());
  return *place;
}

LoadReport summarise(const std::vector<std::unique_ptr<Crew>>& crews, std::chrono::nanoseconds took) {
  LoadReport report;
  std::vector<std::chrono::nanoseconds> all;
  for (const auto& crew : crews) {
    all.insert(all.end(), crew->latencies.begin(), crew->latencies.end());
    report.failures += crew->failures;
    if (report.first_failure.empty()) report.first_failure = crew->first_failure;
  }
  report.responses = all.size();
  report.took = took;
  report.p50 = quantile(all, 50);
  report.p99 = quantile(all, 99);
  report.longest = quantile(all, 100);
  return report;
}

}  // namespace

LoadClient::LoadClient(Target target, int connections, int threads)
    : target_(std::move(target)), connections_(connections), threads_(std::min(threads, connections)) {
  PALITAN_CHECK(connections >= 1 && threads >= 1);
}

base::Outcome<LoadReport> LoadClient::run(const Next& next, const Took& took) {
  const auto aim = Aim::at(target_);
  if (!aim) return tl::unexpected(aim.error());
  std::vector<std::unique_ptr<Crew>> crews;
  for (int i = 0; i < threads_; ++i) {
    crews.push_back(std::make_unique<Crew>(next, took));
    const auto opened = crews.back()->open(*aim, i, threads_, connections_);
    if (!opened) return tl::unexpected(opened.error());
  }
  const auto start = Clock::now();
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < crews.size(); ++i) threads.emplace_back([&crew = *crews[i]] { crew.run(); });
  crews.front()->run();
  for (auto& thread : threads) thread.join();
  return summarise(crews, Clock::now() - start);
}

}  // namespace palitan::net
