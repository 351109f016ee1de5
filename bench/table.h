// The table of everything measured: for people, and as JSON.
#pragma once
#include "bench.h"

namespace palitan::bench {

struct Sizes {
  std::string load_before;
  std::uint64_t rounds = 0;
  std::uint64_t api_acts = 0;
  std::uint64_t record = 0;        ///< statements of the record that every round measures
  std::uint64_t large_record = 0;  ///< of the one that is measured once; 0: none
};

/// The rows of the table by their names among the samples, each with its peers.
struct PeerNames {
  std::string name, unit;
};
struct RowNames {
  std::string name, unit;
  std::vector<PeerNames> peers;
};
std::vector<RowNames> row_names(const Sizes& sizes);

std::string table_text(const Samples& samples, const Sizes& sizes);
std::string table_json(const Samples& samples, const Sizes& sizes);

}  // namespace palitan::bench
