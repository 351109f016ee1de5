// Made records for the benchmarks: whole orders of several courses, many under way at once, from a seed.
#pragma once
#include <filesystem>

#include "kernel/record_kit.h"

namespace palitan::bench {

struct MadeOptions {
  std::uint64_t statements = 50'000;  ///< about so many
  std::uint64_t seed = 1;
  std::size_t under_way = 1'000;  ///< orders at once, which take turns act by act
  std::size_t batch = 4'000;      ///< acts of one accord
  bool days_pass = true;          ///< a day after each accord, for about a year
};

/// Two nations that lend, deliver in parts, fall short and correct, bill, pay, decline and cancel; every act
/// is signed and accepted (else the program stops), every accord cosigned. One seed, one record.
std::unique_ptr<kernel::kit::Record> make_record(const MadeOptions& options);

/// The record as the bundle that a node would export. False where the disk says no.
bool write_bundle(const kernel::kit::Record& record, const std::filesystem::path& path);

}  // namespace palitan::bench
