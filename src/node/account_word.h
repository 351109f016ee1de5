// What a party's word on an account has to say: the balances of the cut, and what was open where the cut
// stands in the log (spec/account.md).
#pragma once
#include "store/contract.h"

namespace palitan::node {

/// The body of a `state_account` on that account, from agreed acts alone: every node of the record finds the
/// same one, whatever came later. Judges the log again up to the cut, so it takes as long as that. Refusals:
/// local_not_found (no such act here, or not agreed yet), refused_cited (it is no cut), local_damaged.
base::Result<statement::StateAccount> word_on_account(const store::Store& store, const base::Id& account);

}  // namespace palitan::node
