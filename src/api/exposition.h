// Internal: figures in the text format of Prometheus, version 0.0.4.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "node/histogram.h"

namespace palitan::api {

inline constexpr std::string_view kExpositionType = "text/plain; version=0.0.4; charset=utf-8";

/// Labels are few and their values come from a fixed set or from this node's own configuration, never from
/// whoever asks.
using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

class Exposition {
 public:
  /// Begins a metric; its samples follow. `type`: "counter", "gauge", "histogram".
  void metric(std::string_view name, std::string_view type, std::string_view help);
  /// REQUIRES: metric() was called. A value that is no whole number is written in full precision.
  void sample(Labels labels, double value);
  void sample(double value) { sample({}, value); }
  /// All samples of a histogram; `unit`: by what its measures are divided.
  template <std::size_t N>
  void histogram(Labels labels, const node::HistogramSeen<N>& seen, double unit) {
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < N; ++i) {
      below += seen.counts[i];
      bucket(labels, number(static_cast<double>(seen.bounds[i]) / unit), below);
    }
    bucket(labels, "+Inf", below + seen.counts[N]);
    line("_sum", labels, {}, number(static_cast<double>(seen.sum) / unit));
    line("_count", labels, {}, std::to_string(below + seen.counts[N]));
  }
  std::string take() { return std::move(text_); }

 private:
  static std::string number(double value);
  void bucket(Labels labels, const std::string& bound, std::uint64_t count);
  void line(std::string_view suffix, Labels labels, std::string_view bound, const std::string& value);

  std::string text_;
  std::string name_;
};

}  // namespace palitan::api
