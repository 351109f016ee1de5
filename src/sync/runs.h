// Holdings told by numbers, as they travel: spec/sync.md, section 2.
#pragma once
#include "sync/messages.h"
#include "sync/packed.h"

namespace palitan::sync {

/// REQUIRES: `ground` knows every seat; runs ascending, beyond what is agreed of the seat.
base::Bytes write_runs(const std::vector<SeatRuns>& runs, const CommonGround& ground);
/// Nothing: they are of seats or in a form that this end does not know.
std::optional<std::vector<SeatRuns>> read_runs(base::ByteView bytes, const CommonGround& ground);

}  // namespace palitan::sync
