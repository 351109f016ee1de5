// What simulated worlds and stories have reached: acts, verdicts and refusals, kinds of fault; and what of
// all there is they have not.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace palitan::sim {

/// How often each was met, by name.
using Tally = std::map<std::string, std::uint64_t>;

struct Coverage {
  Tally acts;    ///< kinds of the statements in a log
  Tally codes;   ///< at signing, on receipt, in a log, while reading parcels
  Tally faults;  ///< what was done to links, disks, machines and clocks
  Coverage& operator+=(const Coverage& more);
};

void add(Tally& to, const Tally& from);

/// Every act of the vocabulary, every verdict and refusal of base/refusals.def.
std::vector<std::string> all_acts();
std::vector<std::string> all_codes();

/// Of `all`, what `tally` has not met. Same order.
std::vector<std::string> missing(const std::vector<std::string>& all, const Tally& tally);

/// "acts 98 of 98, refusals 140 of 142, faults 17 of 17", then a line for each that was not reached, with its
/// reason where there is one. `faults`: every kind of fault that those worlds can meet.
std::string summary(const Coverage& coverage, const std::vector<std::string>& faults);

}  // namespace palitan::sim
