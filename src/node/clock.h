// Where the time comes from: the only place in the program that asks the system for it.
#pragma once
#include <functional>

#include "base/instant.h"

namespace palitan::node {

/// Called from any thread.
using Clock = std::function<base::Instant()>;

/// The system's clock, UTC.
base::Instant system_now();

/// That instant at the UTC offset of this machine's place; UTC where the machine knows none.
base::Effective local_time(base::Instant now);

}  // namespace palitan::node
