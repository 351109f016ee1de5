#pragma once
#include "kernel/facts.h"

namespace palitan::kernel {

/// Invariants of a round of netting (spec/netting.md); stops the process where one is broken. `before` may be
/// null.
void check_round(const RoundFact& round, const RoundFact* before);

}  // namespace palitan::kernel
