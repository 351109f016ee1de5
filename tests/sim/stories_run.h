// palitan-sim --stories.
#pragma once
#include <cstdint>

#include "coverage_tally.h"

namespace palitan::sim {

/// Plays the stories of those seeds, prints what failed and how to see it again, and adds what was reached to
/// `coverage`. Ends after ten that failed. How many failed.
std::uint64_t run_stories(std::uint64_t from, std::uint64_t seeds, bool trace, Coverage& coverage);

}  // namespace palitan::sim
