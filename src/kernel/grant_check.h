// Invariants of a grant. Inside the kernel only.
#pragma once
#include "kernel/grant_fact.h"

namespace palitan::kernel {

/// Stops the process on a broken one. `before`: the grant before the act, null for its first.
void check_grant(const GrantFact& grant, const GrantFact* before);

}  // namespace palitan::kernel
