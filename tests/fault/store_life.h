// The life of one store on a lossy disk: commits, checkpoints, rebuilds and openings, cut off by the power or
// met by a failing call at any moment, and after each the question whether everything acknowledged is there
// and nothing between before and after.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "kit/lossy_disk.h"
#include "made_commits.h"
#include "store/memory.h"
#include "store/sqlite.h"

namespace palitan::fault {

struct LifeReport {
  std::uint64_t commits = 0;                  ///< acknowledged
  std::uint64_t checks = 0;                   ///< comparisons with the truth after something went wrong
  std::uint64_t kept_unacknowledged = 0;      ///< in doubt, and found wholly there
  std::uint64_t lost_unacknowledged = 0;      ///< in doubt, and found not there at all
  std::map<std::string, std::uint64_t> cuts;  ///< by what they fell into
  std::map<std::string, std::uint64_t> faults;
  palitan_test::DiskCounts disk;
  std::optional<std::string> problem;  ///< what was not true; nothing: all was

  LifeReport& operator+=(const LifeReport& other);
  std::uint64_t all_cuts() const;
};

/// One life; the same seed gives the same life. `cuts`: how many power cuts it has. `trace`: print every
/// step.
LifeReport live(std::uint64_t seed, std::uint64_t cuts, bool trace = false);

}  // namespace palitan::fault
