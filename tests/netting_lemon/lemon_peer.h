// LEMON behind a door of plain types: its headers are C++17, ours C++20. For tests and benchmarks alone.
#pragma once
#include <cstddef>
#include <cstdint>

namespace palitan::netting_peer {

struct PeerArc {
  std::uint32_t from, to;
  std::int64_t capacity, cost;
};
/// LEMON 1.3.1 can take for ever to scale costs where amounts differ by many orders: not for random tests.
enum class PeerMethod { cost_scaling, capacity_scaling, network_simplex };

/// Flows at the least sum of cost * flow, `flow` having room for `count`. Where `supply` is given, node i
/// must send supply[i] more than it gets, else as much. False unless LEMON says that they are the best.
bool lemon_least_cost(PeerMethod method, std::uint32_t nodes, const PeerArc* arcs, std::size_t count,
                      const std::int64_t* supply, std::int64_t* flow);

}  // namespace palitan::netting_peer
