// A round of netting as a problem for the solver (spec/netting.md).
#pragma once
#include "kernel/facts.h"
#include "ledger/netting.h"

namespace palitan::kernel {

inline constexpr std::size_t kRoundDebtsMax =
    300;  ///< so that an agreement to all of them fits into evidence

struct RoundProblem {
  ledger::NettingProblem problem;
  std::vector<std::size_t> debts;  ///< which debt of the round each obligation is
};
/// Parties by their place in the round, ages in days from the debt's day to the round's opening, obligations
/// in order.
RoundProblem problem_of(const RoundFact& round);
/// What a solution clears, by lock.
std::vector<statement::ClearedDebt> cleared_by(const RoundFact& round, const RoundProblem& problem,
                                               const ledger::Netting& netting);

}  // namespace palitan::kernel
