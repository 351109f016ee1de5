// Invariants of a visit. Inside the kernel only.
#pragma once
#include "kernel/visit_fact.h"

namespace palitan::kernel {

/// Stops the process on a broken one. `before`: the visit before the act, null for its first.
void check_visit(const VisitFact& visit, const VisitFact* before);

}  // namespace palitan::kernel
