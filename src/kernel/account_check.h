#pragma once
#include "kernel/facts.h"

namespace palitan::kernel {

/// Invariants of an account (spec/account.md); stops the process where one is broken. `before` may be null.
void check_account(const AccountFact& account, const AccountFact* before);

}  // namespace palitan::kernel
