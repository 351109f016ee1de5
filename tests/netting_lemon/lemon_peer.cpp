#include "lemon_peer.h"

#include <lemon/capacity_scaling.h>
#include <lemon/cost_scaling.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <vector>

namespace palitan::netting_peer {
namespace {
using Graph = lemon::SmartDigraph;

template <class Method>
bool least_cost(std::uint32_t nodes, const PeerArc* arcs, std::size_t count, const std::int64_t* supply,
                std::int64_t* flow) {
  Graph graph;
  graph.reserveNode(static_cast<int>(nodes));
  graph.reserveArc(static_cast<int>(count));
  for (std::uint32_t i = 0; i < nodes; ++i) graph.addNode();
  Graph::ArcMap<std::int64_t> capacity(graph), cost(graph);
  Graph::NodeMap<std::int64_t> supplied(graph, 0);
  for (std::size_t i = 0; i < count; ++i) {
    const auto arc = graph.addArc(Graph::nodeFromId(static_cast<int>(arcs[i].from)),
                                  Graph::nodeFromId(static_cast<int>(arcs[i].to)));
    capacity[arc] = arcs[i].capacity;
    cost[arc] = arcs[i].cost;
  }
  Method method(graph);
  method.upperMap(capacity).costMap(cost);
  if (supply != nullptr) {
    for (std::uint32_t i = 0; i < nodes; ++i) supplied[Graph::nodeFromId(static_cast<int>(i))] = supply[i];
    method.supplyMap(supplied);
  }
  if (method.run() != Method::OPTIMAL) return false;
  for (std::size_t i = 0; i < count; ++i) flow[i] = method.flow(Graph::arcFromId(static_cast<int>(i)));
  return true;
}
}  // namespace

bool lemon_least_cost(PeerMethod method, std::uint32_t nodes, const PeerArc* arcs, std::size_t count,
                      const std::int64_t* supply, std::int64_t* flow) {
  using Amount = std::int64_t;
  switch (method) {
    case PeerMethod::cost_scaling:
      return least_cost<lemon::CostScaling<Graph, Amount, Amount>>(nodes, arcs, count, supply, flow);
    case PeerMethod::capacity_scaling:
      return least_cost<lemon::CapacityScaling<Graph, Amount, Amount>>(nodes, arcs, count, supply, flow);
    case PeerMethod::network_simplex:
      return least_cost<lemon::NetworkSimplex<Graph, Amount, Amount>>(nodes, arcs, count, supply, flow);
  }
  return false;
}

}  // namespace palitan::netting_peer
