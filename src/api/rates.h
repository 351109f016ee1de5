// Internal: how fast one caller may ask, so that one that runs wild leaves room for the others.
#pragma once
#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <string>

namespace palitan::api {

/// Any thread. Each caller has a bucket: `burst` requests at once, `per_second` after that.
class Rates {
 public:
  using Steady = std::chrono::steady_clock;
  struct Limit {
    double burst;
    double per_second;
  };
  struct Limits {
    Limit session{1'000, 100};  ///< of one who is signed in: a page asks for a few dozen things at once
    Limit partner{2'000, 200};  ///< of one certificate: partners that catch up exchange without a pause
    Limit nobody{200, 20};      ///< of all together who did not sign in
    std::size_t most = 4'096;   ///< callers remembered; new ones beyond that share one bucket
    std::function<Steady::time_point()> now = Steady::now;
  };
  Rates() : Rates(Limits{}) {}
  explicit Rates(Limits limits) : limits_(std::move(limits)) {}
  Rates(const Rates&) = delete;
  Rates& operator=(const Rates&) = delete;

  const Limits& limits() const { return limits_; }
  /// May that caller be answered one request more now? True counts it.
  bool take(const std::string& caller, const Limit& limit);
  std::size_t callers() const;

 private:
  struct Bucket {
    double left = 0;
    Steady::time_point at{};
    Limit limit{};
  };
  /// Forgets whose bucket is full again: a new one would be the same.
  void forget(Steady::time_point now);

  Limits limits_;
  mutable std::mutex mutex_;
  std::map<std::string, Bucket> buckets_;
};

}  // namespace palitan::api
