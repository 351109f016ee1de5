// How every cost of one record moves while it grows: measured at each size, told as a table, as JSON and as
// curves. docs/benchmarks.md.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "bench.h"

namespace palitan::bench {

/// One cost at each size that was reached.
struct GrowthRow {
  std::string name;     ///< stable, for JSON
  std::string what;     ///< for people
  std::string unit;     ///< "/s", "ms", "s", "B", "kB", "MB"
  std::string family;   ///< rows of one picture; empty: of none
  std::string curve;    ///< its name there
  bool opened = false;  ///< something that people open: it must not grow with the age of the record
  std::vector<double> values;
};

class Growth {
 public:
  void begin_size(std::uint64_t size) { sizes_.push_back(size); }
  /// Also said on standard error: a large size takes an hour. REQUIRES: once for each size, by name.
  void add(const GrowthRow& row, double value);
  const std::vector<std::uint64_t>& sizes() const { return sizes_; }
  const std::vector<GrowthRow>& rows() const { return rows_; }

 private:
  std::vector<std::uint64_t> sizes_;
  std::vector<GrowthRow> rows_;
};

/// What people open whose cost at the last size is more than twice that at the first and more than a trifle
/// (a quarter of a millisecond, 1,000 bytes): a sentence each.
std::vector<std::string> growing(const Growth& growth);

struct GrowthBench {
  std::uint64_t upto = 1'000'000;
  std::uint64_t from = 10'000;  ///< then ten times as many, up to `upto`
  std::string json;             ///< file to write to; empty: none
  std::string pictures;         ///< folder for the SVG files; empty: none
  std::uint64_t seed = 1;
  double seconds_each = 2;  ///< at most, for each question; at least five times
};
/// Prints a table after each size.
Ran run(const GrowthBench& options);

/// Everything of one size into the last place of the rows.
class FedNode;
class GrowingRecord;
Ran measure_size(const GrowthBench& options, GrowingRecord& record, const FedNode& node, Growth& growth);

std::string growth_text(const Growth& growth);
std::string growth_json(const Growth& growth, const std::string& load_before);
/// One SVG file for each family. Fails where the folder cannot be written to.
Ran write_pictures(const Growth& growth, const std::string& folder);

}  // namespace palitan::bench
