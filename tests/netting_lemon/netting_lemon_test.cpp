// The netting solver beside LEMON's: of ten thousand made problems both clear the same, to the unit.
#include <gtest/gtest.h>

#include "lemon_peer.h"
#include "made_debts.h"

namespace palitan::netting_peer {
namespace {
using ledger::NettingProblem;
using ledger::NettingSums;

/// What LEMON clears at the same weights.
std::optional<NettingSums> by_lemon(const NettingProblem& problem, PeerMethod method) {
  std::vector<PeerArc> arcs;
  for (const auto& one : problem.obligations)
    arcs.push_back({one.from, one.to, one.amount, -ledger::netting_weight(problem.parties, one.age)});
  std::vector<std::int64_t> flow(arcs.size());
  if (!lemon_least_cost(method, problem.parties, arcs.data(), arcs.size(), nullptr, flow.data())) return {};
  NettingSums out;
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    out.cleared += flow[i];
    out.aged += base::Int128{flow[i]} * problem.obligations[i].age;
  }
  return out;
}

DebtsShape any_shape(Dice& dice) {
  DebtsShape out;
  out.parties = 2 + dice.below(59);
  out.obligations = dice.below(std::uint64_t{out.parties} * (1 + dice.below(12)) + 1);
  constexpr std::uint32_t kAges[] = {1, 2, 30, 365, ledger::kAgeMax + 1};
  out.ages = kAges[dice.below(5)];
  out.amount_bits = 1 + dice.below(40);
  out.few_hold_many = dice.below(4) == 0;
  constexpr std::uint32_t kOneWay[] = {0, 0, 0, 50, 90, 100};
  out.one_way = kOneWay[dice.below(6)];
  return out;
}

/// Problems of the seeds `first` to `last`: both answers, and that the made problems are not all easy.
void compare(std::uint64_t first, std::uint64_t last) {
  std::uint64_t cleared_something = 0;
  for (auto seed = first; seed <= last; ++seed) {
    Dice dice(seed);
    const auto problem = made_debts(any_shape(dice), dice.next());
    const auto netting = ledger::solve_netting(problem);
    ASSERT_TRUE(netting) << "seed " << seed << ": " << ledger::to_text(netting.error());
    const auto ours = ledger::check_netting(problem, *netting);
    ASSERT_TRUE(ours) << "seed " << seed << ": " << ledger::to_text(ours.error());
    const auto theirs =
        by_lemon(problem, seed % 4 == 0 ? PeerMethod::capacity_scaling : PeerMethod::network_simplex);
    ASSERT_TRUE(theirs) << "seed " << seed;
    ASSERT_EQ(ours->cleared, theirs->cleared) << "seed " << seed;
    ASSERT_TRUE(ours->aged == theirs->aged) << "seed " << seed << ": the ages";
    if (ours->cleared > 0) ++cleared_something;
  }
  EXPECT_GT(cleared_something, (last - first) / 2);
}

TEST(NettingLemon, ClearsTheSameOfTenThousandProblems) { compare(1, 10'000); }

TEST(NettingLemon, ClearsTheSameBetweenTwoHundredParties) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const auto problem =
        made_debts({.parties = 200, .obligations = 20'000, .ages = 365, .amount_bits = 30}, seed);
    const auto ours = ledger::check_netting(problem, ledger::solve_netting(problem).value());
    ASSERT_TRUE(ours);
    EXPECT_TRUE(*ours == by_lemon(problem, PeerMethod::network_simplex)) << "seed " << seed;
  }
}
}  // namespace
}  // namespace palitan::netting_peer
