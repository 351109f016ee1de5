// Invariants of a round, by other code than its rules: nothing grows, nobody's net position moves, and it is
// all or nothing.
#include "kernel/round_check.h"

#include <map>
#include <set>

#include "base/number.h"

namespace palitan::kernel {
namespace {
void check_clearing(const RoundFact& round) {
  std::map<base::Hash, const RoundDebt*> debts;
  for (const auto& debt : round.debts) debts.emplace(debt.lock, &debt);
  std::map<std::string_view, base::Int128> net;
  std::set<base::Hash> seen;
  for (const auto& one : round.clearing->cleared) {
    const auto at = debts.find(one.lock);
    PALITAN_CHECK(at != debts.end() && seen.insert(one.lock).second);
    PALITAN_CHECK(one.amount > 0 && one.amount <= at->second->amount);
    net[at->second->debtor] += one.amount;
    net[at->second->creditor] -= one.amount;
  }
  for (const auto& [party, moved] : net) PALITAN_CHECK(moved == 0);
}
}  // namespace

void check_round(const RoundFact& round, const RoundFact* before) {
  PALITAN_CHECK(round.clearing.has_value() ==
                    (round.state == RoundState::proposed || round.state == RoundState::cleared) ||
                round.state == RoundState::lapsed);
  if (round.clearing) check_clearing(round);
  if (round.state == RoundState::cleared) {
    const std::set<std::string_view> agreed(round.clearing->agreed.begin(), round.clearing->agreed.end());
    PALITAN_CHECK(agreed.size() == round.clearing->agreed.size());
    for (const auto& party : round.round.parties) PALITAN_CHECK(agreed.contains(party));
  }
  if (before == nullptr) return;
  PALITAN_CHECK(before->state != RoundState::cleared && before->state != RoundState::lapsed);
  PALITAN_CHECK(round.debts.size() >= before->debts.size() && round.round.parties == before->round.parties);
}

}  // namespace palitan::kernel
