#include "ledger/netting.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "ledger/netting_simplex.h"

namespace palitan::ledger {
namespace {
using Sums = NettingSums;

NettingProblem problem(std::uint32_t parties, std::vector<Obligation> obligations) {
  std::uint64_t id = 0;
  for (auto& one : obligations) one.id = id++;
  put_in_order(obligations);
  return {parties, std::move(obligations)};
}
Obligation owes(std::uint32_t from, std::uint32_t to, std::int64_t amount, std::uint32_t age = 0) {
  return {from, to, age, 0, amount};
}
/// What is cleared of each obligation, by its place.
std::vector<std::int64_t> amounts(const NettingProblem& x, const Netting& netting) {
  std::vector<std::int64_t> out(x.obligations.size(), 0);
  for (const auto& entry : netting.cleared) out[entry.obligation] = entry.amount;
  return out;
}
std::vector<std::int64_t> solved(const NettingProblem& x) {
  const auto netting = solve_netting(x);
  EXPECT_TRUE(netting) << to_text(netting.error());
  EXPECT_TRUE(check_netting(x, *netting));
  return amounts(x, *netting);
}
NettingFault fault_of(const NettingProblem& x, const Netting& netting) {
  const auto checked = check_netting(x, netting);
  EXPECT_FALSE(checked);
  return checked ? NettingFault{NettingFlaw::too_long, 0} : checked.error();
}
NettingFault fault_of(const NettingProblem& x) {
  const auto found = solve_netting(x);
  EXPECT_FALSE(found);
  if (found) return {NettingFlaw::too_long, 0};
  EXPECT_EQ(fault_of(x, {}), found.error()) << "solver and checker refuse the same problems";
  return found.error();
}
using Amounts = std::vector<std::int64_t>;

TEST(Netting, TwoPartiesSetOffTheSmallerDebt) {
  EXPECT_EQ(solved(problem(2, {owes(0, 1, 700), owes(1, 0, 450)})), (Amounts{450, 450}));
}

TEST(Netting, ThreePartiesCancelTheSmallestDebtOfACircle) {
  EXPECT_EQ(solved(problem(3, {owes(0, 1, 50), owes(1, 2, 30), owes(2, 0, 40)})), (Amounts{30, 30, 30}));
}

TEST(Netting, NothingToCancelIsAnAnswer) {
  EXPECT_EQ(solved(problem(4, {owes(0, 1, 5), owes(0, 2, 5), owes(1, 3, 5), owes(2, 3, 5)})),
            (Amounts{0, 0, 0, 0}));
  EXPECT_EQ(solved(problem(3, {})), Amounts{});
  EXPECT_EQ(solved(problem(0, {})), Amounts{});
}

TEST(Netting, PartsThatAreNotConnectedAreNettedBoth) {
  EXPECT_EQ(solved(problem(6, {owes(0, 1, 5), owes(1, 0, 7), owes(4, 5, 9), owes(5, 4, 2)})),
            (Amounts{5, 5, 2, 2}));
}

TEST(Netting, TheGreaterTotalComesBeforeTheOlderDebts) {
  // 1 owes 0 by a short way, long ago, or by a longer one, today: the longer one clears more.
  const auto x = problem(3, {owes(0, 1, 10), owes(1, 0, 10, kAgeMax), owes(1, 2, 10), owes(2, 0, 10)});
  EXPECT_EQ(solved(x), (Amounts{10, 0, 10, 10}));
}

TEST(Netting, OfEqualTotalsTheOlderDebtsGoFirst) {
  const auto x = problem(2, {owes(0, 1, 10), owes(1, 0, 8, 3), owes(1, 0, 8, 90), owes(1, 0, 8, 7)});
  EXPECT_EQ(solved(x), (Amounts{10, 0, 2, 8})) << "places are by age";
}

TEST(Netting, DebtsOfOneAgeGoByTheirIds) {
  const auto x = problem(2, {owes(0, 1, 10), owes(1, 0, 8, 3), owes(1, 0, 8, 3), owes(1, 0, 8, 3)});
  EXPECT_EQ(solved(x), (Amounts{10, 8, 2, 0}));
}

TEST(Netting, AmountsUpToTheBoundDoNotOverflow) {
  constexpr auto kHalf = kNettingTotalMax / 2;
  auto x = problem(2, {owes(0, 1, kHalf), owes(1, 0, kHalf)});
  EXPECT_EQ(solved(x), (Amounts{kHalf, kHalf}));
  EXPECT_EQ(check_netting(x, *solve_netting(x)), (Sums{kNettingTotalMax, 0}));
  // At the oldest age of all, between as many parties as there may be.
  x = problem(kNettingPartiesMax, {owes(0, 4095, kHalf, kAgeMax), owes(4095, 0, kHalf, kAgeMax)});
  EXPECT_EQ(check_netting(x, *solve_netting(x)),
            (Sums{kNettingTotalMax, base::Int128{kNettingTotalMax} * kAgeMax}));
  // The longest circle there may be.
  std::vector<Obligation> circle;
  for (std::uint32_t i = 0; i < kNettingPartiesMax; ++i)
    circle.push_back(owes(i, (i + 1) % kNettingPartiesMax, kNettingTotalMax / kNettingPartiesMax, i));
  x = problem(kNettingPartiesMax, circle);
  EXPECT_EQ(check_netting(x, *solve_netting(x))->cleared, kNettingTotalMax);
}

TEST(Netting, RefusesProblemsThatAreNone) {
  using F = NettingFlaw;
  const auto flaw = [](std::uint32_t parties, std::vector<Obligation> obligations) {
    return fault_of(problem(parties, std::move(obligations)));
  };
  EXPECT_EQ(flaw(kNettingPartiesMax + 1, {}), (NettingFault{F::parties, 0}));
  EXPECT_EQ(flaw(2, {owes(0, 1, 5), owes(1, 2, 5)}), (NettingFault{F::party, 1}));
  EXPECT_EQ(flaw(2, {owes(2, 1, 5)}), (NettingFault{F::party, 0}));
  EXPECT_EQ(flaw(2, {owes(0, 1, 5), owes(1, 1, 5)}), (NettingFault{F::party, 1}));
  EXPECT_EQ(flaw(2, {owes(0, 1, 0)}), (NettingFault{F::amount, 0}));
  EXPECT_EQ(flaw(2, {owes(0, 1, 5), owes(1, 0, INT64_MIN)}), (NettingFault{F::amount, 1}));
  EXPECT_EQ(flaw(2, {owes(0, 1, 5, kAgeMax + 1)}), (NettingFault{F::age, 0}));
  EXPECT_EQ(flaw(2, {owes(0, 1, kNettingTotalMax), owes(1, 0, 1)}), (NettingFault{F::overflow, 0}));
  EXPECT_EQ(flaw(2, std::vector(3, owes(0, 1, INT64_MAX))), (NettingFault{F::overflow, 0}));
  EXPECT_EQ(flaw(2, std::vector(kNettingObligationsMax + 1, owes(0, 1, 1))),
            (NettingFault{F::obligations, 0}));
  EXPECT_EQ(fault_of({3, {owes(0, 2, 5), owes(0, 1, 5)}}), (NettingFault{F::order, 1}));
  EXPECT_EQ(fault_of({2, {owes(0, 1, 5, 1), owes(0, 1, 5, 0)}}), (NettingFault{F::order, 1}));
  EXPECT_EQ(fault_of({2, {owes(0, 1, 5), owes(0, 1, 6)}}), (NettingFault{F::order, 1})) << "one id twice";
}

TEST(Netting, AsManyObligationsAsThereMayBeAreAProblem) {
  NettingProblem x{2, std::vector<Obligation>(kNettingObligationsMax)};
  std::uint64_t id = 0;
  for (auto& one : x.obligations) one = {0, 1, 0, id++, 1};
  EXPECT_TRUE(check_problem(x));
}

TEST(Netting, ItsProofHasNoPotentialBelowZeroAndOneThatIsZero) {
  for (const auto& x : {problem(3, {owes(0, 1, 50), owes(1, 2, 30), owes(2, 0, 40)}),
                        problem(4, {owes(0, 1, 5), owes(0, 2, 5), owes(1, 3, 5), owes(2, 3, 5)})}) {
    const auto potentials = solve_netting(x)->potentials;
    EXPECT_EQ(*std::ranges::min_element(potentials), 0);
  }
}

/// One number for a whole answer.
std::uint64_t mark_of(const Netting& netting) {
  std::uint64_t out = 14695981039346656037u;
  const auto take = [&](std::uint64_t word) { out = (out ^ word) * 1099511628211u; };
  for (const auto& entry : netting.cleared)
    take(entry.obligation), take(static_cast<std::uint64_t>(entry.amount));
  for (const auto potential : netting.potentials) take(static_cast<std::uint64_t>(potential));
  return out;
}

TEST(Netting, ItsStepsAreTheSameOnEveryMachine) {
  // Among answers that are equally good the steps decide, and two nodes must come to one: what they came to
  // once, they come to for ever. Sizes around whole squares, since arcs are looked at in blocks of about
  // their root.
  std::vector<std::uint64_t> marks;
  for (const std::size_t count : {19u, 400u, 401u, 440u, 441u, 442u, 900u, 2500u}) {
    std::uint64_t dice = count;
    const auto roll = [&](std::uint64_t below) {
      dice = dice * 6364136223846793005u + 1442695040888963407u;
      return (dice >> 33) % below;
    };
    std::vector<Obligation> debts;
    const auto parties = static_cast<std::uint32_t>(4 + count / 20);
    for (std::size_t i = 0; i < count; ++i) {
      const auto from = static_cast<std::uint32_t>(roll(parties));
      const auto to = static_cast<std::uint32_t>((from + 1 + roll(parties - 1)) % parties);
      debts.push_back(
          owes(from, to, static_cast<std::int64_t>(1 + roll(5)), static_cast<std::uint32_t>(roll(3))));
    }
    const auto x = problem(parties, std::move(debts));
    const auto netting = solve_netting(x);
    ASSERT_TRUE(netting) << count;
    marks.push_back(mark_of(*netting));
  }
  EXPECT_EQ(marks,
            (std::vector<std::uint64_t>{135601175832235373u, 7566717334955084692u, 2709846420527677397u,
                                        725055771469180195u, 7427792567155120696u, 1878925963489497151u,
                                        13724258186330130554u, 10078942376376986451u}));
}

TEST(Netting, WhereNobodyOwesAnythingNothingIsKept) {
  const auto kept = keep_least(3, {}, 100);
  ASSERT_TRUE(kept);
  EXPECT_TRUE(kept->flow.empty());
  EXPECT_EQ(kept->potentials.size(), 3u);
}

TEST(Netting, TheSolverGivesUpWhereItsStepsDoNotSuffice) {
  const std::vector<Arc> arcs{{0, 1, 7, 10}, {1, 0, 9, 4}};
  EXPECT_FALSE(keep_least(2, arcs, 0));
  const auto kept = keep_least(2, arcs, 100);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->flow, (Amounts{6, 0}));
}

/// 0 owes 1 ten, 1 owes 0 eight and, older, eight; 1 owes 2 five.
class NettingChecker : public testing::Test {
 protected:
  NettingProblem problem_ = problem(3, {owes(0, 1, 10), owes(1, 0, 8, 3), owes(1, 0, 8, 90), owes(1, 2, 5)});
  Netting right_ = *solve_netting(problem_);

  NettingFault clearing(std::vector<Cleared> cleared) const {
    return fault_of(problem_, {std::move(cleared), right_.potentials});
  }
  NettingFault proving(std::vector<std::int64_t> potentials) const {
    return fault_of(problem_, {right_.cleared, std::move(potentials)});
  }
};

TEST_F(NettingChecker, AcceptsWhatIsRight) {
  ASSERT_EQ(right_.cleared, (std::vector<Cleared>{{0, 10}, {1, 2}, {2, 8}}));
  EXPECT_EQ(check_netting(problem_, right_), (Sums{20, 2 * 3 + 8 * 90}));
  // Potentials matter by their differences only.
  for (const auto by : {std::int64_t{-1000}, std::int64_t{1} << 60}) {
    auto shifted = right_;
    for (auto& potential : shifted.potentials) potential += by;
    EXPECT_TRUE(check_netting(problem_, shifted));
  }
}

TEST_F(NettingChecker, RefusesFlowsThatAreNone) {
  using F = NettingFlaw;
  EXPECT_EQ(clearing({{0, 10}, {1, 2}, {4, 8}}), (NettingFault{F::unknown, 2}));
  EXPECT_EQ(clearing({{UINT32_MAX, 10}}), (NettingFault{F::unknown, 0}));
  EXPECT_EQ(clearing({{0, 5}, {0, 5}, {1, 2}, {2, 8}}), (NettingFault{F::repeated, 1}));
  EXPECT_EQ(clearing({{0, 10}, {2, 8}, {1, 2}}), (NettingFault{F::repeated, 2}));
  EXPECT_EQ(clearing({{0, 11}, {1, 3}, {2, 8}}), (NettingFault{F::bounds, 0}));
  EXPECT_EQ(clearing({{0, 10}, {1, 1}, {2, 9}}), (NettingFault{F::bounds, 2}));
  EXPECT_EQ(clearing({{0, 10}, {1, 2}, {2, 8}, {3, 0}}), (NettingFault{F::bounds, 3}));
  EXPECT_EQ(clearing({{0, INT64_MIN}}), (NettingFault{F::bounds, 0}));
  EXPECT_EQ(clearing({{0, 10}, {1, 2}, {2, 7}}), (NettingFault{F::conservation, 0}));
  EXPECT_EQ(clearing({{0, 10}, {1, 2}, {2, 8}, {3, 5}}), (NettingFault{F::conservation, 1}));
}

TEST_F(NettingChecker, RefusesWhatIsNotTheBest) {
  using F = NettingFlaw;
  EXPECT_EQ(clearing({}).flaw, F::kept_profitable);
  EXPECT_EQ(clearing({{0, 9}, {1, 1}, {2, 8}}), (NettingFault{F::kept_profitable, 0}));
  EXPECT_EQ(clearing({{0, 10}, {1, 8}, {2, 2}}), (NettingFault{F::kept_profitable, 2})) << "younger first";
}

TEST_F(NettingChecker, RefusesPotentialsThatProveNothing) {
  using F = NettingFlaw;
  EXPECT_EQ(proving({}), (NettingFault{F::certificate, 0}));
  EXPECT_EQ(proving({0, 0, 0, 0}), (NettingFault{F::certificate, 0}));
  auto wrong = right_.potentials;
  wrong[0] += 1'000'000;
  EXPECT_EQ(proving(wrong), (NettingFault{F::cleared_at_loss, 1}));
  wrong[0] -= 2'000'000;
  EXPECT_EQ(proving(wrong), (NettingFault{F::cleared_at_loss, 0}));
  wrong = right_.potentials;
  wrong[2] = wrong[1];
  EXPECT_EQ(proving(wrong), (NettingFault{F::kept_profitable, 3})) << "the debt that no circle holds";
  EXPECT_EQ(proving({INT64_MAX, INT64_MIN, 0}), (NettingFault{F::cleared_at_loss, 1})) << "without overflow";
  EXPECT_EQ(proving({INT64_MIN, INT64_MAX, 0}), (NettingFault{F::cleared_at_loss, 0}));
}

TEST(NettingFaults, HaveSentencesOfTheirOwn) {
  std::set<std::string> seen;
  for (int i = 0; i <= static_cast<int>(NettingFlaw::too_long); ++i)
    EXPECT_TRUE(seen.insert(to_text({static_cast<NettingFlaw>(i), 12})).second) << i;
  EXPECT_EQ(to_text({NettingFlaw::conservation, 12}), "party 12: its net position would move");
}

// ---- a slow truth: every way to clear whole units ----

class Slow {
 public:
  explicit Slow(const NettingProblem& x) : problem_(x), moved_(x.parties, 0) { try_from(0); }
  Sums best;

 private:
  void try_from(std::size_t i) {
    if (i == problem_.obligations.size()) {
      const bool stays = std::ranges::all_of(moved_, [](auto by) { return by == 0; });
      if (stays && std::tie(now_.cleared, now_.aged) > std::tie(best.cleared, best.aged)) best = now_;
      return;
    }
    const auto& one = problem_.obligations[i];
    for (std::int64_t amount = 0; amount <= one.amount; ++amount) {
      add(one, amount);
      try_from(i + 1);
      add(one, -amount);
    }
  }
  void add(const Obligation& one, std::int64_t amount) {
    moved_[one.from] += amount;
    moved_[one.to] -= amount;
    now_.cleared += amount;
    now_.aged += amount * one.age;
  }
  const NettingProblem& problem_;
  std::vector<std::int64_t> moved_;
  Sums now_;
};

NettingProblem any_problem(std::uint32_t parties_max, std::size_t obligations_max, std::int64_t amount_max) {
  const auto parties = *rc::gen::inRange<std::uint32_t>(2, parties_max + 1);
  const auto count = *rc::gen::inRange<std::size_t>(0, obligations_max + 1);
  std::vector<Obligation> out;
  for (std::size_t i = 0; i < count; ++i) {
    const auto from = *rc::gen::inRange<std::uint32_t>(0, parties);
    const auto to = (from + *rc::gen::inRange<std::uint32_t>(1, parties)) % parties;
    out.push_back(owes(from, to, *rc::gen::inRange<std::int64_t>(1, amount_max + 1),
                       *rc::gen::element<std::uint32_t>(0, 1, 2, 30, kAgeMax)));
  }
  return problem(parties, std::move(out));
}

RC_GTEST_PROP(NettingProperties, no_way_to_clear_is_better, ()) {
  const auto x = any_problem(4, 7, 3);
  const auto netting = solve_netting(x);
  RC_ASSERT(netting.has_value());
  const auto sums = check_netting(x, *netting);
  RC_ASSERT(sums.has_value());
  const auto best = Slow(x).best;
  RC_ASSERT(sums->cleared == best.cleared);
  RC_ASSERT(sums->aged == best.aged);
}

RC_GTEST_PROP(NettingProperties, no_net_position_moves_and_no_pair_appears, ()) {
  const auto x = any_problem(12, 60, 1'000'000);
  const auto netting = solve_netting(x);
  RC_ASSERT(netting.has_value());
  std::map<std::uint32_t, std::int64_t> before, after;
  const auto cleared = amounts(x, *netting);
  for (std::size_t i = 0; i < cleared.size(); ++i) {
    const auto& one = x.obligations[i];
    RC_ASSERT(cleared[i] >= 0 && cleared[i] <= one.amount);
    before[one.from] -= one.amount, before[one.to] += one.amount;
    after[one.from] -= one.amount - cleared[i], after[one.to] += one.amount - cleared[i];
  }
  RC_ASSERT(before == after);
}

RC_GTEST_PROP(NettingProperties, nothing_is_left_to_cancel_afterwards, ()) {
  const auto x = any_problem(12, 60, 1'000'000);
  const auto cleared = amounts(x, solve_netting(x).value());
  NettingProblem rest{x.parties, {}};
  for (std::size_t i = 0; i < cleared.size(); ++i) {
    rest.obligations.push_back(x.obligations[i]);
    if ((rest.obligations.back().amount -= cleared[i]) == 0) rest.obligations.pop_back();
  }
  RC_ASSERT(solve_netting(rest).value().cleared.empty());
}

RC_GTEST_PROP(NettingProperties, the_order_in_which_debts_are_listed_does_not_matter, ()) {
  const auto x = any_problem(12, 60, 1'000);
  auto listed = x.obligations;
  for (std::size_t i = listed.size(); i > 1; --i)
    std::swap(listed[i - 1], listed[*rc::gen::inRange<std::size_t>(0, i)]);
  put_in_order(listed);
  RC_ASSERT(listed == x.obligations);
  RC_ASSERT(solve_netting({x.parties, listed}).value() == solve_netting(x).value());
}

RC_GTEST_PROP(NettingProperties, a_changed_answer_is_refused, ()) {
  auto x = any_problem(6, 30, 1'000);
  x.obligations.push_back(owes(0, 1, 500));
  x.obligations.push_back(owes(1, 0, 700));
  x = problem(x.parties, x.obligations);
  auto netting = solve_netting(x).value();
  RC_ASSERT(!netting.cleared.empty());
  const auto at = *rc::gen::inRange<std::size_t>(0, netting.cleared.size());
  netting.cleared[at].amount += *rc::gen::element<std::int64_t>(-1000, -1, 1, 1000);
  const auto checked = check_netting(x, netting);
  RC_ASSERT(!checked.has_value());
}
}  // namespace
}  // namespace palitan::ledger
