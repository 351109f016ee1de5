// What the kernel knows of a round of netting.
#pragma once
#include "statement/statement.h"

namespace palitan::kernel {

#define PALITAN_ROUND_STATES(X) \
  X(1, open)                    \
  X(2, proposed)                \
  X(3, cleared)                 \
  X(4, lapsed)
PALITAN_ENUM(RoundState, PALITAN_ROUND_STATES)

/// A debt held in a bilateral book for this round.
struct RoundDebt {
  base::Id entered;        ///< the act
  base::Hash partnership;  ///< the bilateral one
  base::Hash lock;         ///< its `lock_debt`
  statement::PartyCode debtor;
  statement::PartyCode creditor;
  std::int64_t amount = 0;
  base::Date since;
};
template <class A>
void describe(A& a, RoundDebt& x) {
  a.field(1, "entered", x.entered);
  a.field(2, "partnership", x.partnership);
  a.field(3, "lock", x.lock);
  a.field(4, "debtor", x.debtor);
  a.field(5, "creditor", x.creditor);
  a.field(6, "amount", x.amount);
  a.field(7, "since", x.since);
}

struct ClearingFact {
  base::Id id;
  statement::PartyCode by;
  std::vector<statement::ClearedDebt> cleared;
  std::vector<statement::PartyCode> agreed;  ///< the proposer first
};
template <class A>
void describe(A& a, ClearingFact& x) {
  a.field(1, "id", x.id);
  a.field(2, "by", x.by);
  a.field(3, "cleared", x.cleared);
  a.field(4, "agreed", x.agreed);
}

struct RoundFact {
  RoundState state = RoundState::open;
  statement::OpenRound round;
  base::Date opened_on;
  std::vector<RoundDebt> debts;  ///< as they entered
  std::optional<ClearingFact> clearing;
  std::string lapsed;  ///< why
};
template <class A>
void describe(A& a, RoundFact& x) {
  a.field(1, "state", x.state);
  a.field(2, "round", x.round);
  a.field(3, "opened_on", x.opened_on);
  a.field(4, "debts", x.debts);
  a.field(5, "clearing", x.clearing);
  a.field(6, "lapsed", x.lapsed);
}

}  // namespace palitan::kernel
