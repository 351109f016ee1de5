// How often a measure fell below each of a few bounds: cheap enough for every request and commit.
#pragma once
#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>

namespace palitan::node {

/// What a Histogram held when it was asked. `counts[i]`: how many were at most `bounds[i]` and above the
/// bound before; the last of `counts` has those above every bound.
template <std::size_t N>
struct HistogramSeen {
  std::array<std::uint64_t, N> bounds{};
  std::array<std::uint64_t, N + 1> counts{};
  std::uint64_t sum = 0;  ///< of all measures

  std::uint64_t count() const {
    std::uint64_t out = 0;
    for (const auto one : counts) out += one;
    return out;
  }
};

/// Any thread, without a lock: what is asked while others note may lack the newest of them.
template <std::size_t N>
class Histogram {
 public:
  /// REQUIRES: `bounds` ascend.
  constexpr explicit Histogram(const std::array<std::uint64_t, N>& bounds) : bounds_(bounds) {}

  void note(std::uint64_t measure) {
    const auto at = std::lower_bound(bounds_.begin(), bounds_.end(), measure) - bounds_.begin();
    counts_[static_cast<std::size_t>(at)].fetch_add(1, std::memory_order_relaxed);
    sum_.fetch_add(measure, std::memory_order_relaxed);
  }
  HistogramSeen<N> seen() const {
    HistogramSeen<N> out;
    out.bounds = bounds_;
    for (std::size_t i = 0; i <= N; ++i) out.counts[i] = counts_[i].load(std::memory_order_relaxed);
    out.sum = sum_.load(std::memory_order_relaxed);
    return out;
  }

 private:
  std::array<std::uint64_t, N> bounds_;
  std::array<std::atomic<std::uint64_t>, N + 1> counts_{};
  std::atomic<std::uint64_t> sum_ = 0;
};

}  // namespace palitan::node
