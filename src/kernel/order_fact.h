// An order as the log makes it: its lines' figures and its acts.
#pragma once
#include "kernel/order_across_fact.h"
#include "kernel/order_acts_fact.h"
#include "ledger/ledger.h"
#include "statement/statement.h"
#include "terms/instrument.h"

namespace palitan::kernel {

#define PALITAN_ORDER_STATES(X) \
  X(1, requested)               \
  X(2, offered)                 \
  X(3, accepted)                \
  X(4, delivering)              \
  X(5, closed)                  \
  X(6, declined)                \
  X(7, cancelled)
PALITAN_ENUM(OrderState, PALITAN_ORDER_STATES)

/// A line and its running figures, all in millionths of the line's unit.
struct LineFact {
  statement::OrderLine line;
  std::int64_t issued = 0;
  std::int64_t received = 0;
  std::int64_t damaged = 0;
  std::int64_t billed = 0;
  std::int64_t billed_amount = 0;  ///< minor units; the sum of the invoices' lines
  std::int64_t returned = 0;       ///< handed back by the recipient, accepted or not
  std::int64_t replaced = 0;       ///< of those, accepted as replacement
  std::int64_t rejected = 0;       ///< of those, handed back again
  std::optional<base::Date> first_issued;
  std::optional<base::Date> first_received;
  std::int64_t converted = 0;    ///< of a debt in kind, turned into money
  std::int64_t written_off = 0;  ///< of a debt in kind, given up
  std::int64_t locked = 0;   ///< of a debt in kind, in units of its commodity: held for a round of netting
  std::int64_t cleared = 0;  ///< the same, settled by such a round
};
template <class A>
void describe(A& a, LineFact& x) {
  a.field(1, "line", x.line);
  a.field(2, "issued", x.issued);
  a.field(3, "received", x.received);
  a.field(4, "damaged", x.damaged);
  a.field(5, "billed", x.billed);
  a.field(6, "returned", x.returned);
  a.field(7, "replaced", x.replaced);
  a.field(8, "rejected", x.rejected);
  a.field(9, "first_issued", x.first_issued);
  a.field(10, "first_received", x.first_received);
  a.field(11, "billed_amount", x.billed_amount);
  a.field(12, "converted", x.converted);
  a.field(13, "written_off", x.written_off);
  a.field(14, "locked", x.locked);
  a.field(15, "cleared", x.cleared);
}

/// An offer, or an amendment that waits for the other side.
struct ProposalFact {
  base::Id id;
  statement::PartyCode by;
  std::vector<statement::OrderLine> lines;
  std::int64_t total = 0;
};
template <class A>
void describe(A& a, ProposalFact& x) {
  a.field(1, "id", x.id);
  a.field(2, "by", x.by);
  a.field(3, "lines", x.lines);
  a.field(4, "total", x.total);
}

/// One authority's word on what happened without cover.
struct RegularWord {
  statement::PartyCode party;
  statement::RegularWay way = statement::RegularWay::contested;
};
template <class A>
void describe(A& a, RegularWord& x) {
  a.field(1, "party", x.party);
  a.field(2, "way", x.way);
}

/// A quantity that moved without valid cover.
struct IrregularFact {
  base::Id act;
  statement::PartyCode giver;
  statement::PartyCode taker;
  ledger::Commodity commodity;
  std::int64_t quantity = 0;
  std::string clause;
  statement::Kind kind = statement::Kind::issue;
  std::uint32_t line = 0;
  base::Date date;
  base::KeyId seat;
  std::vector<RegularWord> words;
  bool settled = false;                   ///< both said the same, and it is no longer irregular
  std::optional<base::Id> corrects = {};  ///< the issue that it was to replace
};
template <class A>
void describe(A& a, IrregularFact& x) {
  a.field(1, "act", x.act);
  a.field(2, "giver", x.giver);
  a.field(3, "taker", x.taker);
  a.field(4, "commodity", x.commodity);
  a.field(5, "quantity", x.quantity);
  a.field(6, "clause", x.clause);
  a.field(7, "kind", x.kind);
  a.field(8, "line", x.line);
  a.field(9, "date", x.date);
  a.field(10, "seat", x.seat);
  a.field(11, "words", x.words);
  a.field(12, "settled", x.settled);
  a.field(13, "corrects", x.corrects);
}

struct DisputeFact {
  base::Id id;
  base::Id of;
  statement::PartyCode by;
  statement::Reason reason = statement::Reason::other;
  std::string note;
  std::optional<statement::Outcome> outcome;  ///< none: open
};
template <class A>
void describe(A& a, DisputeFact& x) {
  a.field(1, "id", x.id);
  a.field(2, "of", x.of);
  a.field(3, "by", x.by);
  a.field(4, "reason", x.reason);
  a.field(5, "note", x.note);
  a.field(6, "outcome", x.outcome);
}

/// Which seat acted in which role: what the instrument keeps apart is seen from here.
struct HandFact {
  base::KeyId seat;
  statement::PartyCode party;
  statement::Role role = statement::Role::requester;
  bool operator==(const HandFact&) const = default;
};
template <class A>
void describe(A& a, HandFact& x) {
  a.field(1, "seat", x.seat);
  a.field(2, "party", x.party);
  a.field(3, "role", x.role);
}

/// A warning that stays until the party's headquarters confirms it.
struct FindingFact {
  base::Id act;
  statement::PartyCode party;
  base::KeyId seat;
  std::string clause;
  std::string says;
  bool confirmed = false;
};
template <class A>
void describe(A& a, FindingFact& x) {
  a.field(1, "act", x.act);
  a.field(2, "party", x.party);
  a.field(3, "seat", x.seat);
  a.field(4, "clause", x.clause);
  a.field(5, "says", x.says);
  a.field(6, "confirmed", x.confirmed);
}

/// What the order takes of a ceiling of its instrument.
struct CeilingUse {
  std::string name;
  std::int32_t begins = 0;  ///< calendar year in which the fiscal year begins
  std::int64_t amount = 0;
  std::int64_t supplies = 0;  ///< of those, supplies rather than services
};
template <class A>
void describe(A& a, CeilingUse& x) {
  a.field(1, "name", x.name);
  a.field(2, "begins", x.begins);
  a.field(3, "amount", x.amount);
  a.field(4, "supplies", x.supplies);
}

/// What the papers of an order say beside its lines.
struct OrderPapers {
  base::Date requested_on;
  std::optional<base::Date> accepted_on;
  std::string receiving_unit;
  std::string issuing_unit;
  std::string bill_to;
  std::string payee;
  std::string remit_to;
  std::string funds;
  std::string liability;
  std::string needs;
  std::optional<base::Date> needed_on;
  base::KeyId requester;  ///< ordering official
  std::optional<base::KeyId> offerer;
  std::optional<base::KeyId> accepter;
  std::optional<statement::Declaration> recipient_declares;
  std::optional<statement::Declaration> supplier_declares;
};
template <class A>
void describe(A& a, OrderPapers& x) {
  a.field(1, "requested_on", x.requested_on);
  a.field(2, "accepted_on", x.accepted_on);
  a.field(3, "receiving_unit", x.receiving_unit);
  a.field(4, "issuing_unit", x.issuing_unit);
  a.field(5, "bill_to", x.bill_to);
  a.field(6, "payee", x.payee);
  a.field(7, "remit_to", x.remit_to);
  a.field(8, "funds", x.funds);
  a.field(9, "liability", x.liability);
  a.field(10, "needs", x.needs);
  a.field(11, "needed_on", x.needed_on);
  a.field(12, "requester", x.requester);
  a.field(13, "offerer", x.offerer);
  a.field(14, "accepter", x.accepter);
  a.field(15, "recipient_declares", x.recipient_declares);
  a.field(16, "supplier_declares", x.supplier_declares);
}

struct OrderFact {
  OrderState state = OrderState::requested;
  base::Id instrument;
  base::Id activity;
  statement::PartyCode supplier;
  statement::PartyCode recipient;
  std::string currency;
  std::uint16_t rounding = 0;   ///< of the instrument
  std::vector<LineFact> lines;  ///< numbers ascending
  std::int64_t total = 0;       ///< of the lines to be paid in money, as last accepted
  std::optional<ProposalFact> offer;
  std::optional<ProposalFact> amendment;
  std::vector<IssueFact> issues;
  std::vector<ReceiveFact> receipts;
  std::vector<InvoiceFact> invoices;
  std::vector<PayFact> payments;
  std::vector<ReturnFact> returns;
  std::vector<IrregularFact> irregular;
  std::vector<statement::ConcurDate> dates;     ///< dates outside the window that the other side concurred in
  std::vector<statement::PartyCode> dates_for;  ///< whose acts the date at the same place covers
  bool disowned = false;                        ///< an act in it was disowned by a fork
  std::string place;
  std::string reference;
  std::optional<base::Id> accepted_by;  ///< the recipient's acceptance
  OrderPapers papers;
  std::vector<DisputeFact> disputes;
  std::vector<HandFact> hands;
  std::vector<FindingFact> findings;
  std::vector<CeilingUse> ceilings;
  std::optional<base::Id> rates;  ///< the rate card its prices follow
  std::optional<base::Id> visit;
  std::vector<TransferFact> transfers = {};
  std::vector<PassedFact> passed_on = {};
  std::vector<OriginFact> origins = {};
  std::vector<LockFact> locks = {};
  std::vector<CreditNoteFact> credit_notes = {};
  std::vector<PayFact> refunds = {};
  std::vector<PaperFact> from_paper = {};

  LineFact* line(std::uint32_t number);
  const LineFact* line(std::uint32_t number) const;
};
template <class A>
void describe(A& a, OrderFact& x) {
  a.field(1, "state", x.state);
  a.field(2, "instrument", x.instrument);
  a.field(3, "activity", x.activity);
  a.field(4, "supplier", x.supplier);
  a.field(5, "recipient", x.recipient);
  a.field(6, "currency", x.currency);
  a.field(7, "rounding", x.rounding);
  a.field(8, "lines", x.lines);
  a.field(9, "total", x.total);
  a.field(10, "offer", x.offer);
  a.field(11, "amendment", x.amendment);
  a.field(12, "issues", x.issues);
  a.field(13, "receipts", x.receipts);
  a.field(14, "invoices", x.invoices);
  a.field(15, "payments", x.payments);
  a.field(16, "returns", x.returns);
  a.field(17, "irregular", x.irregular);
  a.field(18, "dates", x.dates);
  a.field(19, "dates_for", x.dates_for);
  a.field(20, "disowned", x.disowned);
  a.field(21, "place", x.place);
  a.field(22, "reference", x.reference);
  a.field(23, "accepted_by", x.accepted_by);
  a.field(24, "papers", x.papers);
  a.field(25, "disputes", x.disputes);
  a.field(26, "hands", x.hands);
  a.field(27, "findings", x.findings);
  a.field(28, "ceilings", x.ceilings);
  a.field(29, "rates", x.rates);
  a.field(30, "visit", x.visit);
  a.field(31, "transfers", x.transfers);
  a.field(32, "passed_on", x.passed_on);
  a.field(33, "origins", x.origins);
  a.field(34, "locks", x.locks);
  a.field(35, "credit_notes", x.credit_notes);
  a.field(36, "refunds", x.refunds);
  a.field(37, "from_paper", x.from_paper);
}

ledger::Commodity commodity_of(const statement::OrderLine& line);
/// Minor units of `quantity` of the line at its price, rounded once; nothing where it does not fit or no
/// price stands.
std::optional<std::int64_t> value_of(const statement::OrderLine& line, std::int64_t quantity,
                                     base::Rounding rounding);
/// What a bill for `quantity` more of the line comes to: the value of all billed then, rounded once, less
/// what was billed before. After a withdrawal that may be one unit too much already; then nothing, never
/// less.
std::optional<std::int64_t> amount_to_bill(const LineFact& line, std::int64_t quantity,
                                           base::Rounding rounding);
/// What a credit for `quantity` of the line comes to: the same the other way, all that was billed less the
/// value of what stays billed; never less than nothing.
std::optional<std::int64_t> amount_to_credit(const LineFact& line, std::int64_t quantity,
                                             base::Rounding rounding);
/// Is `older` that issue itself, or one that it replaced by correction? What was received under the one is
/// received under the other.
bool follows(const OrderFact& order, const base::Id& issue, const base::Id& older);
/// What a line is owed in kind for: the thing itself, its like, or what was agreed in exchange.
struct KindDebt {
  ledger::Commodity commodity;
  std::int64_t owed = 0;  ///< for what was received and neither converted nor written off
  std::int64_t open = 0;  ///< of that, not yet accepted as settled
};
/// Nothing for a line settled in money, or where a figure does not fit.
std::optional<KindDebt> debt_in_kind(const LineFact& line, base::Rounding rounding);
/// How much of the line is to be paid in money by what was received: all of it, or what was converted.
std::int64_t payable_quantity(const LineFact& line);
/// When the line's debt in kind, or its money, falls due: its schedule, else the instrument's clock from
/// delivery. Nothing before delivery or where no clock runs.
std::optional<base::Date> due_of(const LineFact& line, const terms::Instrument& rules);
/// Everything the order has put on the books, from its figures alone; nothing where a figure does not fit.
/// The postings of an act are the difference between the position after it and before it.
std::optional<ledger::Position> position_of(const OrderFact& order);
/// Nothing is left to receive, bill, pay, confirm or replace.
bool is_settled(const OrderFact& order);

}  // namespace palitan::kernel
