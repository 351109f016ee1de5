// Waiting for Ctrl-C beside a running node.
#pragma once
#include <csignal>

#include "node/service.h"

namespace palitan::cli {

/// A crash of this process leaves no file of its memory, which holds every open key.
void forbid_core_files();

/// Holds back SIGINT and SIGTERM in this thread and all that it starts, so that they can be waited for.
/// REQUIRES: made before the threads that are to leave them alone.
class SignalWatch {
 public:
  SignalWatch();
  ~SignalWatch();
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;

  /// Returns when a signal came (true), or when the node's disk failed (false).
  bool wait(node::Service& service) const;
  /// Has a signal come? Takes it.
  bool came(std::chrono::milliseconds at_most) const;

 private:
  sigset_t watched_{};
  sigset_t before_{};
};

}  // namespace palitan::cli
