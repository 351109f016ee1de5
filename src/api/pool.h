// Internal: threads that work for requests, so that no work holds up the server's own threads.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace palitan::api {

/// Bounded.
class Pool {
 public:
  Pool(std::size_t threads, std::size_t queue_max);
  ~Pool();  ///< finishes what runs, drops what waits
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  /// False where too much waits.
  bool run(std::function<void()> work);

 private:
  std::size_t queue_max_;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::function<void()>> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace palitan::api
