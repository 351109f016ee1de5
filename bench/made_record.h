// Made records for the benchmarks: whole orders of several courses, many under way at once, from a seed.
#pragma once
#include <filesystem>
#include <memory>

#include "kernel/record_kit.h"

namespace palitan::bench {

struct MadeOptions {
  std::uint64_t statements = 50'000;  ///< about so many
  std::uint64_t seed = 1;
  std::size_t under_way = 1'000;  ///< orders at once, which take turns act by act
  std::size_t batch = 4'000;      ///< acts of one accord
  bool days_pass = true;          ///< a day after each accord, for about a year
  std::size_t desks = 1;    ///< seats of each party; from two on an order has two, one of them for its goods
  std::size_t on_duty = 1;  ///< so many of them take new orders at a time, and are relieved by turns
};

/// Two nations that lend, deliver in parts, fall short and correct, bill, pay, decline and cancel; every act
/// is signed and accepted (else the program stops), every accord cosigned. One seed, one record.
std::unique_ptr<kernel::kit::Record> make_record(const MadeOptions& options);

/// The same, and on from where it ends: acts that no accord holds yet.
class MadeRecord {
 public:
  explicit MadeRecord(const MadeOptions& options);
  ~MadeRecord();
  kernel::kit::Record& record() { return *record_; }
  /// The record alone.
  std::unique_ptr<kernel::kit::Record> take() { return std::move(record_); }
  /// The next act of the mix, provisional until record().accord(). Its bytes.
  base::Bytes next();

 private:
  struct Under;
  std::unique_ptr<kernel::kit::Record> record_;
  std::unique_ptr<Under> under_way_;
};

/// The record as the bundle that a node would export. False where the disk says no.
bool write_bundle(const kernel::kit::Record& record, const std::filesystem::path& path);

}  // namespace palitan::bench
