// How much a message to a partner should hold: as much as its link carries in some seconds.
#pragma once
#include <algorithm>
#include <chrono>
#include <cstddef>

namespace palitan::node {

class Pace {
 public:
  static constexpr std::size_t kFirst = 32 * 1024, kLeast = 4 * 1024, kMost = 1024 * 1024;

  /// Bytes of statements for the next message.
  std::size_t bytes() const { return bytes_; }
  /// How the last one went. A message that was cut off has to be sent again whole, so that what is lost at a
  /// cut should be little.
  void note(bool arrived, std::chrono::steady_clock::duration took) {
    using namespace std::chrono_literals;
    if (!arrived || took > 12s)
      bytes_ = std::max(kLeast, bytes_ / 2);
    else if (took < 4s)
      bytes_ = std::min(kMost, bytes_ * 2);
  }

 private:
  std::size_t bytes_ = kFirst;
};

}  // namespace palitan::node
