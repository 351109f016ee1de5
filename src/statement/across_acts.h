// The vocabulary between books: onward transfer, evidence, erasing; agreed accounts; credits; netting. Part
// of statement/statement.h; include that.
#pragma once
#include "statement/activity_acts.h"

namespace palitan::statement {

// ---- onward transfer, evidence, erasing
// ---------------------------------------------------------------------------

/// In the first giver's book, an act of the order: may the recipient hand some of it on?
struct AskTransfer {
  std::uint32_t line = 0;
  std::int64_t quantity = 0;  ///< millionths of the line's unit
  PartyCode to;               ///< a party of another partnership
  base::Hash partnership;     ///< that other partnership; its book is where the consent will be shown
  std::string purpose;
};
template <class A>
void describe(A& a, AskTransfer& x) {
  a.field(1, "line", x.line);
  a.field(2, "quantity", x.quantity);
  a.field(3, "to", x.to);
  a.field(4, "partnership", x.partnership);
  a.field(5, "purpose", x.purpose);
}

/// The first giver's answer; a consent is also its consent that the answer is disclosed there. It repeats
/// what was asked, so that it speaks for itself in the other book.
struct AnswerTransfer {
  base::Id of;
  bool granted = false;
  std::vector<std::string> conditions;  ///< they travel with the goods
  std::optional<base::Date> until;
  std::string item;           ///< of the line
  std::string unit;           ///< of the line
  std::int64_t quantity = 0;  ///< as asked
  PartyCode to;               ///< as asked
  base::Hash partnership;     ///< as asked
  PartyCode giver;            ///< supplier of this order, who answers
  PartyCode holder;           ///< recipient of this order, who hands on
};
template <class A>
void describe(A& a, AnswerTransfer& x) {
  a.field(1, "of", x.of);
  a.field(2, "granted", x.granted);
  a.field(3, "conditions", x.conditions);
  a.field(4, "until", x.until);
  a.field(5, "item", x.item);
  a.field(6, "unit", x.unit);
  a.field(7, "quantity", x.quantity);
  a.field(8, "to", x.to);
  a.field(9, "partnership", x.partnership);
  a.field(10, "giver", x.giver);
  a.field(11, "holder", x.holder);
}

/// How much of a mixed stock came from this line: a proportion, never a trace.
struct StockShare {
  std::string stock;       ///< name of the tank, store or lot
  std::int64_t total = 0;  ///< millionths of the line's unit, in the stock when it was drawn from
  std::int64_t share = 0;  ///< of which from this line
};
template <class A>
void describe(A& a, StockShare& x) {
  a.field(1, "stock", x.stock);
  a.field(2, "total", x.total);
  a.field(3, "share", x.share);
}

/// In the first giver's book: what was in fact handed on. Irregular without consent, or beyond it.
struct PassOn {
  std::uint32_t line = 0;
  std::int64_t quantity = 0;
  PartyCode to;
  std::optional<base::Id> consent;  ///< the answer
  std::optional<StockShare> mixed;
  std::string place;
};
template <class A>
void describe(A& a, PassOn& x) {
  a.field(1, "line", x.line);
  a.field(2, "quantity", x.quantity);
  a.field(3, "to", x.to);
  a.field(4, "consent", x.consent);
  a.field(5, "mixed", x.mixed);
  a.field(6, "place", x.place);
}

/// Opens a case of evidence: a foreign act with its proof (spec/log.md, evidence).
struct Disclose {
  base::Bytes evidence;
  std::string note;
};
template <class A>
void describe(A& a, Disclose& x) {
  a.field(1, "evidence", x.evidence);
  a.field(2, "note", x.note);
}

/// In the second book, an act of the order by its supplier: this line is goods of a first giver, who
/// consented.
struct NameOrigin {
  std::uint32_t line = 0;
  std::int64_t quantity = 0;
  base::Id evidence;  ///< the disclosure
};
template <class A>
void describe(A& a, NameOrigin& x) {
  a.field(1, "line", x.line);
  a.field(2, "quantity", x.quantity);
  a.field(3, "evidence", x.evidence);
}

/// The blob of an attachment is removed everywhere; its hash stays.
struct Erase {
  base::Id of;
  base::Hash attachment;
  std::string reason;
};
template <class A>
void describe(A& a, Erase& x) {
  a.field(1, "of", x.of);
  a.field(2, "attachment", x.attachment);
  a.field(3, "reason", x.reason);
}

// ---- agreed accounts
// ----------------------------------------------------------------------------------------------

/// Opens an account's case: the books between two parties are cut where this act stands in the log.
struct CutAccount {
  PartyCode first;  ///< the two parties, ascending
  PartyCode second;
  base::Date from;   ///< the period
  base::Date until;  ///< its last day
  std::string reference;
};
template <class A>
void describe(A& a, CutAccount& x) {
  a.field(1, "first", x.first);
  a.field(2, "second", x.second);
  a.field(3, "from", x.from);
  a.field(4, "until", x.until);
  a.field(5, "reference", x.reference);
}

struct AccountBalance {
  std::string account;    ///< "jpn:receivable:phl"
  std::string commodity;  ///< "JPY", "F-76/LTR"
  std::int64_t amount = 0;
  bool operator==(const AccountBalance&) const = default;
};
template <class A>
void describe(A& a, AccountBalance& x) {
  a.field(1, "account", x.account);
  a.field(2, "commodity", x.commodity);
  a.field(3, "amount", x.amount);
}

/// Something open between the two, and why.
struct OpenItem {
  base::Id in;  ///< the case's opening act
  std::uint32_t line = 0;
  std::string commodity;
  std::int64_t amount = 0;
  OpenCause cause = OpenCause::not_yet_agreed;
  bool operator==(const OpenItem&) const = default;
};
template <class A>
void describe(A& a, OpenItem& x) {
  a.field(1, "in", x.in);
  a.field(2, "line", x.line);
  a.field(3, "commodity", x.commodity);
  a.field(4, "amount", x.amount);
  a.field(5, "cause", x.cause);
}

/// A party's word on the cut. Two that say the same close the period.
struct StateAccount {
  base::Hash balances;         ///< SHA-256 of the canonical list of the cut's balances (spec/account.md)
  std::uint32_t count = 0;     ///< of its entries
  std::vector<OpenItem> open;  ///< ascending by case, line, commodity, cause
};
template <class A>
void describe(A& a, StateAccount& x) {
  a.field(1, "balances", x.balances);
  a.field(2, "count", x.count);
  a.field(3, "open", x.open);
}

/// A question on a line of the account; the period does not close before its answer.
struct QueryAccount {
  std::string account;         ///< of the balance asked about, or empty:
  std::string commodity;       ///< of that balance
  std::optional<base::Id> in;  ///< the case asked about
  std::uint32_t line = 0;      ///< of that case; 0: all of it
  OpenCause cause = OpenCause::quantity;
  std::string note;
};
template <class A>
void describe(A& a, QueryAccount& x) {
  a.field(1, "account", x.account);
  a.field(2, "commodity", x.commodity);
  a.field(3, "in", x.in);
  a.field(4, "line", x.line);
  a.field(5, "cause", x.cause);
  a.field(6, "note", x.note);
}

struct AnswerAccount {
  base::Id query;
  std::string note;
};
template <class A>
void describe(A& a, AnswerAccount& x) {
  a.field(1, "query", x.query);
  a.field(2, "note", x.note);
}

// ---- credits in other units
// ---------------------------------------------------------------------------------------

/// Opens a credit's case: a service among many, in its own measure, that the instrument's dated table turns
/// into the unit of account.
struct RecordService {
  base::Id instrument;
  base::Id activity;
  PartyCode provider;
  PartyCode user;
  std::string asset;          ///< as the table names it: "C-130"
  std::int64_t measured = 0;  ///< millionths, in the table's unit: hours flown
  std::int64_t credit = 0;    ///< millionths of the unit of account; must equal the kernel's
  std::string place;
};
template <class A>
void describe(A& a, RecordService& x) {
  a.field(1, "instrument", x.instrument);
  a.field(2, "activity", x.activity);
  a.field(3, "provider", x.provider);
  a.field(4, "user", x.user);
  a.field(5, "asset", x.asset);
  a.field(6, "measured", x.measured);
  a.field(7, "credit", x.credit);
  a.field(8, "place", x.place);
}

/// Opens a case: credit handed from one party to another, for a third one's need perhaps. Every party it
/// touches signs.
struct AssignCredit {
  base::Id instrument;
  PartyCode from;
  PartyCode to;
  PartyCode beneficiary;  ///< whose need it meets; may be `to`
  std::int64_t credit = 0;
  std::string purpose;
};
template <class A>
void describe(A& a, AssignCredit& x) {
  a.field(1, "instrument", x.instrument);
  a.field(2, "from", x.from);
  a.field(3, "to", x.to);
  a.field(4, "beneficiary", x.beneficiary);
  a.field(5, "credit", x.credit);
  a.field(6, "purpose", x.purpose);
}

/// Another touched party's word for a service or an assignment.
struct ConfirmCredit {
  bool agreed = true;
  std::string reason;  ///< where not agreed
};
template <class A>
void describe(A& a, ConfirmCredit& x) {
  a.field(1, "agreed", x.agreed);
  a.field(2, "reason", x.reason);
}

// ---- netting
// ------------------------------------------------------------------------------------------------------

/// In a bilateral book, an act of the order: holds some of a debt for a round elsewhere.
struct LockDebt {
  base::Hash partnership;           ///< the multilateral one, whose accord decides
  std::string round;                ///< its name there
  std::uint32_t line = 0;           ///< a debt in kind, or
  std::optional<base::Id> invoice;  ///< a debt in money
  std::int64_t amount = 0;          ///< millionths of the line's unit, or minor units
  base::Date until;                 ///< the round clears on that day at the latest, or lapses
};
template <class A>
void describe(A& a, LockDebt& x) {
  a.field(1, "partnership", x.partnership);
  a.field(2, "round", x.round);
  a.field(3, "line", x.line);
  a.field(4, "invoice", x.invoice);
  a.field(5, "amount", x.amount);
  a.field(6, "until", x.until);
}

/// The other side's word; also both sides' consent that this act is disclosed there. It repeats what is held,
/// so that it speaks for itself in the other book.
struct AgreeLock {
  base::Id lock;
  base::Hash partnership;
  std::string round;
  PartyCode debtor;
  PartyCode creditor;
  std::string commodity;  ///< "JPY", "airlift/HUR"
  std::int64_t amount = 0;
  base::Date since;  ///< the debt's day: delivery, or the invoice's
  base::Date until;
};
template <class A>
void describe(A& a, AgreeLock& x) {
  a.field(1, "lock", x.lock);
  a.field(2, "partnership", x.partnership);
  a.field(3, "round", x.round);
  a.field(4, "debtor", x.debtor);
  a.field(5, "creditor", x.creditor);
  a.field(6, "commodity", x.commodity);
  a.field(7, "amount", x.amount);
  a.field(8, "since", x.since);
  a.field(9, "until", x.until);
}

/// Opens a round's case in the multilateral book. A round's name is used once.
struct OpenRound {
  base::Id instrument;
  std::string round;
  std::string commodity;
  std::vector<PartyCode> parties;  ///< ascending; who takes part
  base::Date until;                ///< the last day on which it may clear
};
template <class A>
void describe(A& a, OpenRound& x) {
  a.field(1, "instrument", x.instrument);
  a.field(2, "round", x.round);
  a.field(3, "commodity", x.commodity);
  a.field(4, "parties", x.parties);
  a.field(5, "until", x.until);
}

/// One locked debt enters the round.
struct EnterDebt {
  base::Id evidence;  ///< the disclosure of the bilateral book's `agree_lock`
};
template <class A>
void describe(A& a, EnterDebt& x) {
  a.field(1, "evidence", x.evidence);
}

struct ClearedDebt {
  base::Hash lock;  ///< id of the bilateral book's `lock_debt`
  std::int64_t amount = 0;
  bool operator==(const ClearedDebt&) const = default;
};
template <class A>
void describe(A& a, ClearedDebt& x) {
  a.field(1, "lock", x.lock);
  a.field(2, "amount", x.amount);
}

/// What the round clears, with the proof that no more could be (spec/netting.md).
struct ProposeClearing {
  std::vector<ClearedDebt>
      cleared;  ///< in the order of the problem; debts of which nothing clears are absent
  std::vector<std::int64_t> potentials;  ///< one for each party of the round
};
template <class A>
void describe(A& a, ProposeClearing& x) {
  a.field(1, "cleared", x.cleared);
  a.field(2, "potentials", x.potentials);
}

/// A participant's word; the last one makes it effective for all. It repeats what is cleared, so that it
/// speaks for itself in the bilateral books.
struct AgreeClearing {
  base::Id proposal;
  std::string round;
  std::vector<ClearedDebt> cleared;
};
template <class A>
void describe(A& a, AgreeClearing& x) {
  a.field(1, "proposal", x.proposal);
  a.field(2, "round", x.round);
  a.field(3, "cleared", x.cleared);
}

/// Ends a round without effect.
struct LapseRound {
  std::string round;
  std::string reason;
};
template <class A>
void describe(A& a, LapseRound& x) {
  a.field(1, "round", x.round);
  a.field(2, "reason", x.reason);
}

/// Back in the bilateral book: what the round cleared of a lock is settled; the rest is free again.
struct PostClearing {
  base::Id lock;
  base::Id evidence;  ///< the disclosure of the agree_clearing that made it effective
  std::int64_t amount = 0;
};
template <class A>
void describe(A& a, PostClearing& x) {
  a.field(1, "lock", x.lock);
  a.field(2, "evidence", x.evidence);
  a.field(3, "amount", x.amount);
}

/// Frees a lock: on the proof that the round lapsed, or cleared nothing of it; without proof by both sides'
/// word.
struct ReleaseLock {
  base::Id lock;
  std::optional<base::Id> evidence;
};
template <class A>
void describe(A& a, ReleaseLock& x) {
  a.field(1, "lock", x.lock);
  a.field(2, "evidence", x.evidence);
}

}  // namespace palitan::statement
