// Bodies of acts that repeat or compute what stands in a case: answers to a lock, to a clearing and to an
// onward transfer, and the best clearing of a round. Pure; the demonstration, stories, commands and the
// interface draft by these alone.
#pragma once
#include "kernel/facts.h"
#include "ledger/netting.h"

namespace palitan::node {

/// What the other side of a lock signs.
statement::AgreeLock agreement_to(const kernel::LockFact& lock);
/// What a participant signs to the clearing that stands proposed. REQUIRES: one does.
statement::AgreeClearing agreement_to(const kernel::RoundFact& round);
/// A refusal of what was asked; whoever grants it says so, with conditions and a last day. REQUIRES: asked in
/// this order, of a line that it has.
statement::AnswerTransfer answer_to(const kernel::OrderFact& order, const kernel::TransferFact& asked);

/// What a round does to one of its parties.
struct RoundShare {
  statement::PartyCode party;
  std::int64_t owes = 0;     ///< in the round, before it
  std::int64_t owed = 0;     ///< to it, before it
  std::int64_t cleared = 0;  ///< of each of the two
};
struct RoundSolution {
  statement::ProposeClearing body;  ///< nothing in it: nothing runs in a circle
  std::vector<RoundShare> shares;   ///< of every participant
  std::int64_t total = 0;           ///< cleared of all debts together
};
/// The best clearing of what entered so far, with its proof, checked as every node will. Refusal:
/// refused_clearing (the solver gives up).
base::Result<RoundSolution> solve_round(const kernel::RoundFact& round);

}  // namespace palitan::node
