// A record rebuilt from its own statements and accords, to see that nothing in it was changed.
#pragma once
#include "store/contract.h"

namespace palitan::node {

/// Founds `into` (empty) anew from accord 0 of `from`, judges every accord of it again, signatures and
/// cosignatures included, and compares what both then hold as agreed. `from` is only read. Refusals:
/// local_damaged (which accord does not follow, or that the derived tables differ), local_not_found,
/// local_upgrade; those of Book::found and Book::open.
base::Result<void> check_record(const store::Store& from, store::Store& into);

}  // namespace palitan::node
