// System calls and allocations that fail on demand, in the program that links this: the n-th open, read,
// write, sync, rename, link, unlink, mkdir, truncate or connect of this thread, or the n-th allocation.
//
// It stands before the C library's functions of the same names, so every room and library in the program is
// met.
#pragma once
#include <cstdint>

namespace palitan_test {

/// While one lives, the n-th counted call from its making (1: the next) fails with that errno; `lasting`: and
/// all after it. Of this thread. Not nested.
class FailingCall {
 public:
  FailingCall(std::uint64_t nth, int error, bool lasting = false);
  FailingCall(const FailingCall&) = delete;
  FailingCall& operator=(const FailingCall&) = delete;
  ~FailingCall();
  /// It has come to that call.
  bool struck() const;
};

/// While one lives, the n-th allocation by new throws std::bad_alloc. Of this thread.
class FailingAllocation {
 public:
  explicit FailingAllocation(std::uint64_t nth);
  FailingAllocation(const FailingAllocation&) = delete;
  FailingAllocation& operator=(const FailingAllocation&) = delete;
  ~FailingAllocation();
  bool struck() const;
};

}  // namespace palitan_test
