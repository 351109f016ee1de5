// What the nodes of a world say they agreed, written down for the separate checker (checker/check.h).
#pragma once
#include <string>

#include "node/world.h"

namespace palitan::sim {

/// Log, verdicts, postings and final accords of every node. REQUIRES: every node has a store that can be
/// read.
std::string dump(node::World& world);

}  // namespace palitan::sim
