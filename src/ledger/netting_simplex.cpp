// The primal network simplex on strongly feasible trees (Cunningham 1976; Ahuja, Magnanti and Orlin, "Network
// Flows", chapter 11), priced block by block.
//
// A spanning tree of arcs with any flow, every other arc empty or full. Potentials make the tree arcs cost
// nothing; an arc off the tree that is empty and cheap, or full and dear, enters; flow goes round the circle
// it closes with the tree until an arc is full or empty, and that one leaves.
#include "ledger/netting_simplex.h"

#include <algorithm>
#include <utility>

#include "base/check.h"

namespace palitan::ledger {
namespace {
constexpr std::uint32_t kNone = UINT32_MAX;
constexpr std::int64_t kUnbounded = INT64_MAX;
constexpr std::size_t kBlockMin = 20;  ///< blocks are as long as the root of the number of arcs

/// The tree arc between a node and its parent.
struct Link {
  std::uint32_t arc = kNone;
  bool upward = false;         ///< it runs to the parent
  std::int64_t room_up = 0;    ///< how much more may flow to the parent
  std::int64_t room_down = 0;  ///< and from it
  std::int64_t flow() const { return upward ? room_down : room_up; }
};
struct Node {
  Link link;
  std::uint32_t parent = kNone;
  std::uint32_t depth = 0;
  std::uint32_t child = kNone, next = kNone, before = kNone;  ///< first child; brothers
};

enum Side : std::int8_t { full = -1, in_tree = 0, empty = 1 };

class Simplex {
 public:
  Simplex(std::uint32_t nodes, std::span<const Arc> arcs)
      : root_(nodes), nodes_(nodes + 1), potential_(nodes + 1, 0), side_(arcs.size(), empty) {
    while (block_ * block_ < arcs.size()) ++block_;
    mix(arcs);
    plant();
  }

  bool run(std::uint64_t max_pivots) {
    for (std::uint32_t entering = 0; find_entering(entering);) {
      if (max_pivots-- == 0) return false;
      pivot(entering);
    }
    return true;
  }

  Kept kept() const {
    Kept out{std::vector<std::int64_t>(arcs_.size()), potential_};
    for (std::size_t i = 0; i < arcs_.size(); ++i)
      out.flow[given_[i]] = side_[i] == full ? arcs_[i].capacity : 0;
    for (std::uint32_t at = 0; at < root_; ++at) {
      const auto& link = nodes_[at].link;
      if (link.arc < arcs_.size()) {
        out.flow[given_[link.arc]] = link.flow();
      } else {
        PALITAN_CHECK(link.flow() == 0);  // all arcs full would do without the root
      }
    }
    out.potentials.pop_back();
    return out;
  }

 private:
  /// Takes the arcs with a stride: as they are given, a block would hold those of one node, and a choice
  /// among those is half as good.
  void mix(std::span<const Arc> arcs) {
    arcs_.reserve(arcs.size());
    given_.reserve(arcs.size());
    for (std::size_t start = 0; start < block_; ++start) {
      for (auto i = start; i < arcs.size(); i += block_) {
        arcs_.push_back(arcs[i]);
        given_.push_back(i);
      }
    }
  }

  /// Every arc empty; each node sends what it owes in all to the root, or gets it from there, at a price that
  /// no path of arcs reaches.
  void plant() {
    std::vector<std::int64_t> owes(root_, 0);
    std::int64_t dearest = 0;
    for (const auto& arc : arcs_) {
      owes[arc.from] += arc.capacity;
      owes[arc.to] -= arc.capacity;
      dearest = std::max(dearest, arc.weight);
    }
    const auto price = dearest * (root_ + 1) + 1;
    for (std::uint32_t at = 0; at < root_; ++at) {
      auto& link = nodes_[at].link;
      link.arc = static_cast<std::uint32_t>(arcs_.size()) + at;
      link.upward = owes[at] >= 0;
      const auto flow = link.upward ? owes[at] : -owes[at];
      link.room_up = link.upward ? kUnbounded - flow : flow;
      link.room_down = kUnbounded - link.room_up;
      nodes_[at].depth = 1;
      potential_[at] = link.upward ? -price : price;
      hang(at, root_);
    }
  }

  void hang(std::uint32_t at, std::uint32_t parent) {
    auto& node = nodes_[at];
    node.parent = parent;
    node.before = kNone;
    node.next = nodes_[parent].child;
    if (node.next != kNone) nodes_[node.next].before = at;
    nodes_[parent].child = at;
  }
  void cut(std::uint32_t at) {
    const auto& node = nodes_[at];
    (node.before == kNone ? nodes_[node.parent].child : nodes_[node.before].next) = node.next;
    if (node.next != kNone) nodes_[node.next].before = node.before;
  }

  /// The most promising arc of the first block that has any, going on from where the last search ended.
  bool find_entering(std::uint32_t& entering) {
    const auto count = arcs_.size();
    std::int64_t best = 0;
    auto left = block_;
    for (std::size_t seen = 0; seen < count; ++seen) {
      const auto& arc = arcs_[at_];
      const auto cost = side_[at_] * (arc.weight + potential_[arc.from] - potential_[arc.to]);
      if (cost < best) {
        best = cost;
        entering = static_cast<std::uint32_t>(at_);
      }
      if (++at_ == count) at_ = 0;
      if (--left == 0) {
        if (best < 0) return true;
        left = block_;
      }
    }
    return best < 0;
  }

  std::uint32_t meet(std::uint32_t a, std::uint32_t b) const {
    while (a != b) {
      if (nodes_[a].depth >= nodes_[b].depth) {
        a = nodes_[a].parent;
      } else {
        b = nodes_[b].parent;
      }
    }
    return a;
  }

  void pivot(std::uint32_t entering) {
    const auto& arc = arcs_[entering];
    const bool fills = side_[entering] == empty;
    const auto first = fills ? arc.from : arc.to, second = fills ? arc.to : arc.from;
    const auto top = meet(first, second);
    // Of the arcs that block, the last one on the circle walked from its top: trees stay strongly feasible,
    // so that no run of pivots without flow comes back to where it was.
    auto amount = arc.capacity;
    auto leaving = kNone;
    bool by_first = false;
    for (auto at = first; at != top; at = nodes_[at].parent)
      if (nodes_[at].link.room_down < amount)
        amount = nodes_[at].link.room_down, leaving = at, by_first = true;
    for (auto at = second; at != top; at = nodes_[at].parent)
      if (nodes_[at].link.room_up <= amount) amount = nodes_[at].link.room_up, leaving = at, by_first = false;
    if (amount > 0) send(first, second, top, amount);
    if (leaving == kNone) {
      side_[entering] = fills ? full : empty;
    } else {
      exchange(entering, fills ? amount : arc.capacity - amount, leaving, by_first ? first : second,
               by_first ? second : first);
    }
  }

  void send(std::uint32_t first, std::uint32_t second, std::uint32_t top, std::int64_t amount) {
    for (auto at = first; at != top; at = nodes_[at].parent) {
      nodes_[at].link.room_down -= amount;
      nodes_[at].link.room_up += amount;
    }
    for (auto at = second; at != top; at = nodes_[at].parent) {
      nodes_[at].link.room_up -= amount;
      nodes_[at].link.room_down += amount;
    }
  }

  /// `entering` with that flow takes the place of the arc above `leaving`; `inner` is its end below that.
  void exchange(std::uint32_t entering, std::int64_t flow, std::uint32_t leaving, std::uint32_t inner,
                std::uint32_t outer) {
    const auto& arc = arcs_[entering];
    const auto cost = arc.weight + potential_[arc.from] - potential_[arc.to];
    Link link;
    link.arc = entering;
    link.upward = inner == arc.from;
    link.room_up = link.upward ? arc.capacity - flow : flow;
    link.room_down = arc.capacity - link.room_up;
    side_[entering] = in_tree;
    if (const auto& out = nodes_[leaving].link; out.arc < arcs_.size())
      side_[out.arc] = out.flow() == 0 ? empty : full;
    turn(inner, outer, leaving, link);
    shift(inner, link.upward ? -cost : cost);
  }

  /// Hangs the part below the arc of `leaving` under `outer`, by its node `inner`; on the way between, what
  /// was above is below.
  void turn(std::uint32_t inner, std::uint32_t outer, std::uint32_t leaving, Link link) {
    for (auto at = inner, under = outer;;) {
      const auto parent = nodes_[at].parent;
      auto next = nodes_[at].link;
      next.upward = !next.upward;
      std::swap(next.room_up, next.room_down);
      cut(at);
      nodes_[at].link = link;
      hang(at, under);
      if (at == leaving) return;
      link = next;
      under = at;
      at = parent;
    }
  }

  /// Potentials and depths of a part of the tree that has moved.
  void shift(std::uint32_t top, std::int64_t by) {
    walk_.assign(1, top);
    while (!walk_.empty()) {
      const auto at = walk_.back();
      walk_.pop_back();
      auto& node = nodes_[at];
      potential_[at] += by;
      node.depth = nodes_[node.parent].depth + 1;
      for (auto child = node.child; child != kNone; child = nodes_[child].next) walk_.push_back(child);
    }
  }

  std::vector<Arc> arcs_;
  std::vector<std::size_t> given_;  ///< where each was in what was given
  std::uint32_t root_;
  std::vector<Node> nodes_;
  std::vector<std::int64_t> potential_;
  std::vector<std::int8_t> side_;
  std::vector<std::uint32_t> walk_;
  std::size_t block_ = kBlockMin, at_ = 0;
};
}  // namespace

std::optional<Kept> keep_least(std::uint32_t nodes, std::span<const Arc> arcs, std::uint64_t max_pivots) {
  Simplex simplex(nodes, arcs);
  if (!simplex.run(max_pivots)) return std::nullopt;
  return simplex.kept();
}

}  // namespace palitan::ledger
