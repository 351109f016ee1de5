// Many seeded worlds, on one thread or several, and the print of what they met.
#pragma once
#include <cstdint>

#include "play.h"

namespace palitan::sim {

struct Many {
  std::uint64_t from = 1;
  std::uint64_t seeds = 100;
  std::uint32_t jobs = 1;  ///< threads; no result depends on it
  PlayOptions each;
};

/// Adds up in `all`; each failed world is printed with its replay command as it is met. Stops after ten
/// failures. Returns how many failed.
std::uint64_t play_many(const Many& many, Report& all);

/// What was played and met. `seconds`: how long it took. To stdout.
void print(const Many& many, const Report& all, std::uint64_t failed, double seconds);

}  // namespace palitan::sim
