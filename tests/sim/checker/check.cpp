#include "check.h"

#include <sstream>

#include "acts.h"
#include "finals.h"
#include "kit.h"

namespace sim_checker {
namespace {

struct Node {
  std::string party;
  std::vector<Entry> log;
  std::vector<Bytes> finals;
};

std::vector<Node> read(std::string_view dump) {
  std::vector<Node> nodes;
  std::istringstream lines{std::string(dump)};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string what, a, b, c;
    std::int64_t number = 0;
    words >> what;
    if (what == "node") {
      words >> a;
      nodes.push_back({a, {}, {}});
      continue;
    }
    must(!nodes.empty(), "a line before the first node");
    auto& node = nodes.back();
    if (what == "act") {
      std::uint64_t code = 0, state = 0;
      words >> a >> code >> c >> state;
      node.log.push_back(Entry{read_act(from_hex(a)), code, from_hex(c), state, {}});
    } else if (what == "post") {
      must(!node.log.empty(), "a posting before the first act");
      words >> a >> b >> number;
      node.log.back().postings.push_back({from_hex(a), from_hex(b), number});
    } else {
      must(what == "final", "an unknown line");
      words >> a;
      node.finals.push_back(from_hex(a));
    }
    must(!words.fail(), "a line cannot be read");
  }
  return nodes;
}

/// What two nodes both show is the same.
void compare(const Node& a, const Node& b) {
  for (std::size_t h = 0; h < std::min(a.finals.size(), b.finals.size()); ++h)
    must(a.finals[h] == b.finals[h], b.party + ": another final accord of height " + std::to_string(h));
  for (std::size_t i = 0; i < std::min(a.log.size(), b.log.size()); ++i)
    must(a.log[i].act.id == b.log[i].act.id, b.party + ": another act at place " + std::to_string(i));
}

void check_node(const Node& node) {
  must(!node.log.empty() && !node.finals.empty(), "nothing is agreed");
  const auto founding = read_founding(node.log[0].act);
  check_acts(node.log, founding);
  check_finals(node.finals, node.log, founding);
}
}  // namespace

std::optional<std::string> check(std::string_view dump) {
  std::string party;
  try {
    const auto nodes = read(dump);
    must(!nodes.empty(), "no node");
    for (const auto& node : nodes) {
      party = node.party + ": ";
      check_node(node);
    }
    party.clear();
    for (std::size_t i = 1; i < nodes.size(); ++i) compare(nodes[0], nodes[i]);
  } catch (const Untrue& untrue) {
    return party + untrue.what();
  } catch (const std::exception& fault) {
    return party + "cannot be read: " + fault.what();
  }
  return std::nullopt;
}

}  // namespace sim_checker
