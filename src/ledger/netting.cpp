#include "ledger/netting.h"

#include <algorithm>

#include "base/check.h"
#include "ledger/netting_simplex.h"

namespace palitan::ledger {
namespace {
/// Far above what was ever seen (about two for each arc); only a problem made to be hard gets there.
constexpr std::uint64_t kPivotsPerArc = 200;

/// Obligations of one pair and age count alike, so the solver sees them as one arc.
struct Merged {
  std::vector<Arc> arcs;
  std::vector<std::uint32_t> first;  ///< the arc's first obligation; one more at the end
};
Merged merge(const NettingProblem& problem) {
  Merged out;
  const auto& all = problem.obligations;
  out.arcs.reserve(all.size());
  out.first.reserve(all.size() + 1);
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    const auto& one = all[i];
    if (i > 0 && one.from == all[i - 1].from && one.to == all[i - 1].to && one.age == all[i - 1].age) {
      out.arcs.back().capacity += one.amount;
    } else {
      out.arcs.push_back({one.from, one.to, netting_weight(problem.parties, one.age), one.amount});
      out.first.push_back(i);
    }
  }
  out.first.push_back(static_cast<std::uint32_t>(all.size()));
  return out;
}

/// What is cleared of an arc goes to its obligations one after the other.
std::vector<Cleared> share_out(const NettingProblem& problem, const Merged& merged,
                               const std::vector<std::int64_t>& kept) {
  std::vector<Cleared> out;
  out.reserve(problem.obligations.size());
  for (std::size_t arc = 0; arc < merged.arcs.size(); ++arc) {
    auto left = merged.arcs[arc].capacity - kept[arc];
    for (auto i = merged.first[arc]; i < merged.first[arc + 1] && left > 0; ++i) {
      const auto amount = std::min(left, problem.obligations[i].amount);
      out.push_back({i, amount});
      left -= amount;
    }
  }
  return out;
}
}  // namespace

void put_in_order(std::vector<Obligation>& obligations) {
  const auto before = [](const Obligation& a, const Obligation& b) {
    if (a.from != b.from) return a.from < b.from;
    if (a.to != b.to) return a.to < b.to;
    if (a.age != b.age) return a.age < b.age;
    if (a.id != b.id) return a.id < b.id;
    return a.amount < b.amount;
  };
  if (!std::ranges::is_sorted(obligations, before)) std::ranges::sort(obligations, before);
}

NettingResult<Netting> solve_netting(const NettingProblem& problem) {
  if (auto sound = check_problem(problem); !sound) return tl::unexpected(sound.error());
  const auto merged = merge(problem);
  auto kept =
      keep_least(problem.parties, merged.arcs, kPivotsPerArc * (merged.arcs.size() + problem.parties));
  if (!kept) return tl::unexpected(NettingFault{NettingFlaw::too_long, 0});
  Netting out{share_out(problem, merged, kept->flow), std::move(kept->potentials)};
  if (!out.potentials.empty()) {
    const auto least = *std::ranges::min_element(out.potentials);
    for (auto& potential : out.potentials) potential -= least;
  }
  PALITAN_CHECK(check_netting(problem, out));
  return out;
}

}  // namespace palitan::ledger
