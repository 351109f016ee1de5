// That something which people watch has changed: a commit in a book, a link that came or went.
#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>

namespace palitan::node {

/// Any thread.
class Changes {
 public:
  /// Grows with every change.
  std::uint64_t count() const { return count_.load(); }
  void tell() {
    ++count_;
    const std::lock_guard lock(mutex_);
    if (heard_) heard_();
  }
  /// Called after each change on the thread that tells, which must not wait; empty for nobody. When this
  /// returns, who listened before is not called any more.
  void listen(std::function<void()> heard) {
    const std::lock_guard lock(mutex_);
    heard_ = std::move(heard);
  }

 private:
  std::atomic<std::uint64_t> count_ = 0;
  std::mutex mutex_;
  std::function<void()> heard_;
};

}  // namespace palitan::node
