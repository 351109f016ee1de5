#pragma once
#include "kernel/facts.h"

namespace palitan::kernel {

/// Invariants of a case of credit (spec/credit.md); stops the process where one is broken. `before` may be
/// null.
void check_credit(const CreditFact& credit, const CreditFact* before);

}  // namespace palitan::kernel
