// What an order knows of other books: goods that go on to others or come from them, and debts held for a
// round of netting. Part of kernel/order_fact.h; include that.
#pragma once
#include "ledger/ledger.h"
#include "statement/statement.h"

namespace palitan::kernel {

/// The first giver was asked whether some of a line may be handed on.
struct TransferFact {
  base::Id id;
  statement::AskTransfer asked;
  std::optional<base::Id> answer;
  bool granted = false;
  std::optional<base::Date> until;
  std::vector<std::string> conditions;
  std::int64_t passed = 0;  ///< of the quantity consented to, handed on
};
template <class A>
void describe(A& a, TransferFact& x) {
  a.field(1, "id", x.id);
  a.field(2, "asked", x.asked);
  a.field(3, "answer", x.answer);
  a.field(4, "granted", x.granted);
  a.field(5, "until", x.until);
  a.field(6, "conditions", x.conditions);
  a.field(7, "passed", x.passed);
}

/// Goods of this order that were in fact handed on.
struct PassedFact {
  base::Id id;
  statement::PassOn said;
  base::Date date;
  bool irregular = false;  ///< without consent, or beyond it
};
template <class A>
void describe(A& a, PassedFact& x) {
  a.field(1, "id", x.id);
  a.field(2, "said", x.said);
  a.field(3, "date", x.date);
  a.field(4, "irregular", x.irregular);
}

/// A line of this order is goods of a first giver, who consented in another book.
struct OriginFact {
  base::Id id;
  std::uint32_t line = 0;
  std::int64_t quantity = 0;
  base::Hash partnership;
  base::Hash consent;  ///< the answer there
  statement::PartyCode giver;
  std::vector<std::string> conditions;
  std::optional<base::Date> until;
};
template <class A>
void describe(A& a, OriginFact& x) {
  a.field(1, "id", x.id);
  a.field(2, "line", x.line);
  a.field(3, "quantity", x.quantity);
  a.field(4, "partnership", x.partnership);
  a.field(5, "consent", x.consent);
  a.field(6, "giver", x.giver);
  a.field(7, "conditions", x.conditions);
  a.field(8, "until", x.until);
}

#define PALITAN_LOCK_STATES(X) \
  X(1, proposed)               \
  X(2, held)                   \
  X(3, cleared)                \
  X(4, released)
PALITAN_ENUM(LockState, PALITAN_LOCK_STATES)

/// Some of a debt held for a round of netting in another book.
struct LockFact {
  base::Id id;
  LockState state = LockState::proposed;
  statement::PartyCode by;
  statement::LockDebt terms;
  statement::PartyCode debtor;
  statement::PartyCode creditor;
  ledger::Commodity commodity;
  base::Date since;                           ///< the debt's day
  std::int64_t cleared = 0;                   ///< once the round cleared it
  std::vector<statement::PartyCode> release;  ///< who said to free it without proof
};
template <class A>
void describe(A& a, LockFact& x) {
  a.field(1, "id", x.id);
  a.field(2, "state", x.state);
  a.field(3, "by", x.by);
  a.field(4, "terms", x.terms);
  a.field(5, "debtor", x.debtor);
  a.field(6, "creditor", x.creditor);
  a.field(7, "commodity", x.commodity);
  a.field(8, "since", x.since);
  a.field(9, "cleared", x.cleared);
  a.field(10, "release", x.release);
}

}  // namespace palitan::kernel
