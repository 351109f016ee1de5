#include "cli/serve.h"

#include <sys/resource.h>

#include <ctime>

namespace palitan::cli {
namespace {
constexpr std::chrono::milliseconds kLookEvery{200};
}  // namespace

void forbid_core_files() {
  const rlimit none{0, 0};
  // Where it is refused, the machine's own setting stays: nothing more can be done from here.
  static_cast<void>(::setrlimit(RLIMIT_CORE, &none));
}

SignalWatch::SignalWatch() {
  sigemptyset(&watched_);
  sigaddset(&watched_, SIGINT);
  sigaddset(&watched_, SIGTERM);
  ::pthread_sigmask(SIG_BLOCK, &watched_, &before_);
}
SignalWatch::~SignalWatch() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

bool SignalWatch::came(std::chrono::milliseconds at_most) const {
  const timespec time{static_cast<std::time_t>(at_most.count() / 1000), (at_most.count() % 1000) * 1'000'000};
  return ::sigtimedwait(&watched_, nullptr, &time) > 0;
}

bool SignalWatch::wait(node::Service& service) const {
  for (;;) {
    if (came(kLookEvery)) return true;
    if (const auto ended = service.wait_for(std::chrono::milliseconds(0))) return *ended;
  }
}

}  // namespace palitan::cli
