#include "node/clock.h"

#include <chrono>

namespace palitan::node {

base::Instant system_now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

}  // namespace palitan::node
