// Dictionary 1 of parcels: what packed statements have in common. spec/sync.md names it by its hash.
#pragma once
#include "base/bytes.h"

namespace palitan::sync {

/// Its bytes; the same in every program that knows packing 1. Any thread.
base::ByteView dictionary_1();

}  // namespace palitan::sync
