// A made year of orders among three nations: every means of settlement, in parts, short, damaged, corrected,
// queried, claimed, converted, offset, given up, irregular, and left standing in every state. From a seed.
#pragma once
#include <memory>

#include "kernel/record_kit.h"

namespace palitan::year {

struct YearOptions {
  std::size_t orders = 2'000;
  std::uint64_t seed = 1;
  int days = 372;  ///< from kit::day(0), 2026-11-23
};

struct MadeYear {
  std::unique_ptr<kernel::kit::Record> record;
  base::Id sea;  ///< instruments: with every clock, ceilings, conversion and offset;
  base::Id air;  ///< and with hardly any, other rounding
  std::map<std::string, std::size_t> acts;  ///< how many of each kind
  std::size_t accords = 0;
};

/// Every act is judged by the kernel as any other; one that is not accepted stops the program.
MadeYear make_year(const YearOptions& options);

}  // namespace palitan::year
