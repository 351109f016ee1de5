// The agreed statements of a record in the order of the log, read and decoded by a thread of their own ahead
// of the one that judges them again.
#pragma once
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "statement/envelope.h"
#include "store/contract.h"

namespace palitan::node {

/// Belongs to one thread, and ends its helper with itself. Holds a few thousand statements at most.
class LogAhead {
 public:
  /// The places [from, to) of the log. `store` is kept by reference. REQUIRES: to <= store.log_size().
  LogAhead(const store::Store& store, std::uint64_t from, std::uint64_t to);
  ~LogAhead();
  LogAhead(const LogAhead&) = delete;
  LogAhead& operator=(const LogAhead&) = delete;

  /// The next statements, `count` or what is left. They are the node's own: their signatures were checked
  /// when they came in. Refusal: local_damaged. Throws what the store's reads throw.
  base::Result<std::vector<statement::SignedStatement>> next(std::uint64_t count);

 private:
  using Part = std::vector<statement::SignedStatement>;
  void read();
  base::Result<Part> read_part(std::uint64_t from, std::uint64_t to) const;
  /// False: nobody wants it any more.
  bool hand_over(base::Result<Part> part);
  /// The next part, or empty where all were taken.
  base::Result<Part> take_part();

  const store::Store& store_;
  const std::uint64_t from_;
  const std::uint64_t to_;
  Part begun_;             ///< the part that next() is in
  std::size_t given_ = 0;  ///< of `begun_`

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<base::Result<Part>> parts_;
  std::exception_ptr thrown_;
  bool done_ = false;  ///< nothing follows what is in `parts_`
  bool over_ = false;  ///< nobody takes any more
  std::thread helper_;
};

}  // namespace palitan::node
