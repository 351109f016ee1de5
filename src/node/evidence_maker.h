// Evidence of an agreed act, out of the record that holds it, for another partnership (spec/log.md section
// 12).
#pragma once
#include "kernel/evidence.h"
#include "store/contract.h"

namespace palitan::node {

/// The act with everything a rule elsewhere rests on: its proof, its accord's checkpoint, its own result
/// among the hashes of the others', and the appointments of its signer. Verified before it is returned.
/// Refusals: local_not_found (not here, or not agreed yet), local_marking (an act in it is above `ceiling`),
/// bad_too_large (its accord holds more than one statement can carry), local_damaged.
base::Result<base::Bytes> evidence_of(const store::Store& store, const base::Id& act,
                                      statement::Marking ceiling);

}  // namespace palitan::node
