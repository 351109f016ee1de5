// Two runs of `palitan-bench all` beside each other, and one run beside what is recorded. A figure counts by
// its ratio to a peer of the same run, so that a slower machine, or a busier one, changes neither side.
#pragma once
#include <string>
#include <vector>

#include "bench.h"
#include "table.h"

namespace palitan::bench {

/// One row of both runs.
struct Compared {
  std::string name, what;
  std::string beside;            ///< the peer; empty: no ratio, the figures themselves
  double before = 0, after = 0;  ///< by how much the row does better than its peer; or the figures
  /// after against before, as often as good: 1 the same, 0.5 half as good, whatever the unit.
  double change = 1;
};
/// `before`, `after`: what --json wrote. Rows that only one of them has are left out. Fails where a text is
/// not that.
tl::expected<std::vector<Compared>, std::string> compare(const std::string& before, const std::string& after);
/// Prints the table and how many rows got worse by more than 10 %.
Ran compare_files(const std::string& before, const std::string& after);

/// What stands in bench/recorded.json, a row's ratio to its peer.
struct Recorded {
  std::string name, beside;
  double ratio = 0;
};
/// Of rows that have a ratio: to the first of their peers that is there, else to libsodium's verify, as a
/// measure of the machine. Tails (p99), sizes and what waits for the disk have none.
std::vector<Recorded> ratios(const Samples& samples, const Sizes& sizes);
std::string recorded_text(const std::vector<Recorded>& rows, const std::string& load_before);
tl::expected<std::vector<Recorded>, std::string> read_recorded(const std::string& path);

/// Rows whose ratio was below half of what is recorded in each of the rounds, a sentence each; what was
/// hindered once is no finding. Rows or peers that were not measured here are passed over.
std::vector<std::string> below_half(const std::vector<Recorded>& recorded, const Samples& samples,
                                    const Sizes& sizes);

}  // namespace palitan::bench
