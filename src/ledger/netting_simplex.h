// The least weight that must stay: network simplex. Only solve_netting() calls it.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace palitan::ledger {

struct Arc {
  std::uint32_t from = 0, to = 0;
  std::int64_t weight = 0;    ///< above 0
  std::int64_t capacity = 0;  ///< above 0
};
struct Kept {
  std::vector<std::int64_t> flow;        ///< for each arc what stays of it
  std::vector<std::int64_t> potentials;  ///< for each node; weight + from - to is 0 where 0 < flow < capacity
};

/// The flow within capacities that gives every node the same net position as all arcs full do, at the least
/// sum of weight * flow. Nothing where `max_pivots` do not suffice.
/// REQUIRES: nodes * greatest weight < 2^40; all capacities together <= 2^62.
std::optional<Kept> keep_least(std::uint32_t nodes, std::span<const Arc> arcs, std::uint64_t max_pivots);

}  // namespace palitan::ledger
