// Field nodes that come and go, beside the stories: what a node takes their delegations for.
#pragma once
#include <optional>
#include <string>

#include "coverage_tally.h"

namespace palitan::sim {

struct FleetReport {
  std::optional<std::string> problem;  ///< where the node's answer was not what the rules of spec/sync.md say
  std::uint64_t kept = 0;
  Coverage coverage;  ///< the refusals
};

/// Shows delegations of all kinds to a node's own keeping of them, in a folder below the system's temporary
/// ones: new, lapsed, not begun, of other keys and partnerships, damaged, older ones again; its process and
/// the accord keys change meanwhile. Every answer is compared with a plain list. The seed decides everything.
FleetReport play_fleet(std::uint64_t seed);

}  // namespace palitan::sim
