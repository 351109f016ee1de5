// What the kernel knows of a service counted in credits, or of credit assigned.
#pragma once
#include "statement/statement.h"

namespace palitan::kernel {

#define PALITAN_CREDIT_STATES(X) \
  X(1, recorded)                 \
  X(2, agreed)                   \
  X(3, refused)
PALITAN_ENUM(CreditState, PALITAN_CREDIT_STATES)

struct CreditWord {
  base::Id id;
  statement::PartyCode party;
  bool agreed = true;
  std::string reason;
};
template <class A>
void describe(A& a, CreditWord& x) {
  a.field(1, "id", x.id);
  a.field(2, "party", x.party);
  a.field(3, "agreed", x.agreed);
  a.field(4, "reason", x.reason);
}

/// Exactly one of service and assignment is set.
struct CreditFact {
  CreditState state = CreditState::recorded;
  std::optional<statement::RecordService> service;
  std::optional<statement::AssignCredit> assignment;
  std::string commodity;  ///< "EFH/HUR"
  base::Date date;
  std::vector<statement::PartyCode> touched;  ///< ascending; all of them must agree
  std::vector<CreditWord> words;              ///< the opener's first
};
template <class A>
void describe(A& a, CreditFact& x) {
  a.field(1, "state", x.state);
  a.field(2, "service", x.service);
  a.field(3, "assignment", x.assignment);
  a.field(4, "commodity", x.commodity);
  a.field(5, "date", x.date);
  a.field(6, "touched", x.touched);
  a.field(7, "words", x.words);
}

}  // namespace palitan::kernel
