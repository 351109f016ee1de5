// A record from one store into another, and whether two stores hold the same.
#pragma once
#include "store/contract.h"

namespace palitan::node {

/// Everything that `from` holds, in order of arrival, into `into`. REQUIRES: `into` is empty; nobody writes
/// to `from` meanwhile, or it shows one state. Memory: 16 bytes a statement. Refusals: local_damaged (a
/// statement of `from` cannot be read), local_disk_full, local_busy, local_stopped (`into` failed).
base::Result<void> copy_record(const store::Store& from, store::Store& into);

/// Log, bytes, arrivals, cases, seats, accords, notes, what is pending, and the derived hash. Refusal:
/// local_damaged, with what differs first.
base::Result<void> compare_records(const store::Store& a, const store::Store& b);

}  // namespace palitan::node
