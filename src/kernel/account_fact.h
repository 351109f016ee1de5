// What the kernel knows of an account between two parties.
#pragma once
#include "statement/statement.h"

namespace palitan::kernel {

#define PALITAN_ACCOUNT_STATES(X) \
  X(1, cut)                       \
  X(2, stated)                    \
  X(3, agreed)                    \
  X(4, replaced) /* by a later cut of the same period */
PALITAN_ENUM(AccountState, PALITAN_ACCOUNT_STATES)

/// A party's last word on the account.
struct AccountWord {
  base::Id id;
  statement::PartyCode party;
  base::KeyId seat;
  std::vector<statement::OpenItem> open;
};
template <class A>
void describe(A& a, AccountWord& x) {
  a.field(1, "id", x.id);
  a.field(2, "party", x.party);
  a.field(3, "seat", x.seat);
  a.field(4, "open", x.open);
}

struct AccountQuery {
  base::Id id;
  statement::PartyCode by;
  statement::QueryAccount asked;
  std::optional<base::Id> answer;
  std::string note;
};
template <class A>
void describe(A& a, AccountQuery& x) {
  a.field(1, "id", x.id);
  a.field(2, "by", x.by);
  a.field(3, "asked", x.asked);
  a.field(4, "answer", x.answer);
  a.field(5, "note", x.note);
}

struct AccountFact {
  AccountState state = AccountState::cut;
  statement::CutAccount cut;
  base::Instant cut_at;                             ///< time of the accord that holds the cut
  std::vector<statement::AccountBalance> balances;  ///< at the cut; ascending, none is zero
  std::vector<AccountWord> words;                   ///< one of each party at most
  std::vector<AccountQuery> queries;
};
template <class A>
void describe(A& a, AccountFact& x) {
  a.field(1, "state", x.state);
  a.field(2, "cut", x.cut);
  a.field(3, "cut_at", x.cut_at);
  a.field(4, "balances", x.balances);
  a.field(5, "words", x.words);
  a.field(6, "queries", x.queries);
}

}  // namespace palitan::kernel
