// palitan-sim --stories.
#pragma once
#include <cstdint>

#include "coverage_tally.h"

namespace palitan::sim {

struct ManyStories {
  std::uint64_t from = 1;
  std::uint64_t seeds = 100;
  std::uint32_t jobs = 1;  ///< threads; no result depends on it
  bool trace = false;
};

/// Plays the stories of those seeds, prints what failed and how to see it again, and adds what was reached to
/// `coverage`. Ends after twenty that failed. How many failed.
std::uint64_t run_stories(const ManyStories& many, Coverage& coverage);

}  // namespace palitan::sim
