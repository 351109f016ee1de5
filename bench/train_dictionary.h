// How dictionary 1 of parcels was made: `palitan-bench dictionary`.
#pragma once
#include "base/bytes.h"

namespace palitan::bench {

/// Trained anew from made records: the same bytes from the same program and the same zstd.
base::Bytes train_dictionary();

}  // namespace palitan::bench
