#include "node/across_drafts.h"

#include "kernel/round.h"

namespace palitan::node {

statement::AgreeLock agreement_to(const kernel::LockFact& lock) {
  return {lock.id,        lock.terms.partnership, lock.terms.round, lock.debtor,     lock.creditor,
          lock.commodity, lock.terms.amount,      lock.since,       lock.terms.until};
}

statement::AgreeClearing agreement_to(const kernel::RoundFact& round) {
  PALITAN_CHECK(round.clearing.has_value());
  return {round.clearing->id, round.round.round, round.clearing->cleared};
}

statement::AnswerTransfer answer_to(const kernel::OrderFact& order, const kernel::TransferFact& asked) {
  const auto* line = order.line(asked.asked.line);
  PALITAN_CHECK(line != nullptr);
  statement::AnswerTransfer out;
  out.of = asked.id;
  out.item = line->line.item;
  out.unit = line->line.unit;
  out.quantity = asked.asked.quantity;
  out.to = asked.asked.to;
  out.partnership = asked.asked.partnership;
  out.giver = order.supplier;
  out.holder = order.recipient;
  return out;
}

base::Result<RoundSolution> solve_round(const kernel::RoundFact& round) {
  const auto problem = kernel::problem_of(round);
  const auto netting = ledger::solve_netting(problem.problem);
  if (!netting) return base::refuse(base::Code::refused_clearing, to_text(netting.error()), "netting");
  const auto sums = ledger::check_netting(problem.problem, *netting);
  if (!sums) return base::refuse(base::Code::refused_clearing, to_text(sums.error()), "netting");
  RoundSolution out;
  out.body = {kernel::cleared_by(round, problem, *netting), netting->potentials};
  out.total = sums->cleared;
  for (const auto& party : round.round.parties) out.shares.push_back({party, 0, 0, 0});
  for (const auto& one : problem.problem.obligations) {
    out.shares[one.from].owes += one.amount;
    out.shares[one.to].owed += one.amount;
  }
  for (const auto& one : netting->cleared)
    out.shares[problem.problem.obligations[one.obligation].from].cleared += one.amount;
  return out;
}

}  // namespace palitan::node
