#include "node/clock.h"

#include <chrono>
#include <ctime>

namespace palitan::node {

base::Instant system_now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

base::Effective local_time(base::Instant now) {
  const std::time_t seconds = now.ms / 1000;
  std::tm local{};
  if (::localtime_r(&seconds, &local) == nullptr) return {now, 0};
  return {now, static_cast<std::int32_t>(local.tm_gmtoff / 60)};
}

}  // namespace palitan::node
