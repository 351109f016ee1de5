// The record out of a store, as files.
#pragma once
#include "cli/say.h"
#include "store/contract.h"

namespace palitan::cli {

/// Every agreed statement and accord as a bundle (spec/bundle.md). Trouble: something is above `ceiling`.
Done<base::Bytes> bundle_of(const store::Store& store, statement::Marking ceiling);

}  // namespace palitan::cli
