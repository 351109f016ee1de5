// An order as the log makes it: its lines' figures and its acts.
#pragma once
#include "ledger/ledger.h"
#include "statement/statement.h"

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

struct IssueFact {
  base::Id id;
  base::Date date;
  std::vector<statement::LineQuantity> lines;
  bool corrected = false;  ///< replaced by a later issue
};
template <class A>
void describe(A& a, IssueFact& x) {
  a.field(1, "id", x.id);
  a.field(2, "date", x.date);
  a.field(3, "lines", x.lines);
  a.field(4, "corrected", x.corrected);
}

struct ReceiveFact {
  base::Id id;
  base::Id issue;
  base::Date date;
  std::vector<statement::ReceiveLine> lines;
  bool corrected = false;
};
template <class A>
void describe(A& a, ReceiveFact& x) {
  a.field(1, "id", x.id);
  a.field(2, "issue", x.issue);
  a.field(3, "date", x.date);
  a.field(4, "lines", x.lines);
  a.field(5, "corrected", x.corrected);
}

struct InvoiceFact {
  base::Id id;
  std::vector<statement::InvoiceLine> lines;
  std::int64_t total = 0;
  base::Date due;
  std::string number;
  std::int64_t paid = 0;
  std::int64_t confirmed = 0;
  bool withdrawn = false;
  std::optional<base::Id> query;  ///< open query
};
template <class A>
void describe(A& a, InvoiceFact& x) {
  a.field(1, "id", x.id);
  a.field(2, "lines", x.lines);
  a.field(3, "total", x.total);
  a.field(4, "due", x.due);
  a.field(5, "number", x.number);
  a.field(6, "paid", x.paid);
  a.field(7, "confirmed", x.confirmed);
  a.field(8, "withdrawn", x.withdrawn);
  a.field(9, "query", x.query);
}

struct PayFact {
  base::Id id;
  base::Id invoice;
  std::int64_t amount = 0;
  bool confirmed = false;
};
template <class A>
void describe(A& a, PayFact& x) {
  a.field(1, "id", x.id);
  a.field(2, "invoice", x.invoice);
  a.field(3, "amount", x.amount);
  a.field(4, "confirmed", x.confirmed);
}

struct ReturnFact {
  base::Id id;
  std::vector<statement::ReturnLine> lines;
  bool answered = false;
};
template <class A>
void describe(A& a, ReturnFact& x) {
  a.field(1, "id", x.id);
  a.field(2, "lines", x.lines);
  a.field(3, "answered", x.answered);
}

/// A quantity that moved without valid cover.
struct IrregularFact {
  base::Id act;
  statement::PartyCode giver;
  statement::PartyCode taker;
  ledger::Commodity commodity;
  std::int64_t quantity = 0;
  std::string clause;
};
template <class A>
void describe(A& a, IrregularFact& x) {
  a.field(1, "act", x.act);
  a.field(2, "giver", x.giver);
  a.field(3, "taker", x.taker);
  a.field(4, "commodity", x.commodity);
  a.field(5, "quantity", x.quantity);
  a.field(6, "clause", x.clause);
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
/// Everything the order has put on the books, from its figures alone; nothing where a figure does not fit.
/// The postings of an act are the difference between the position after it and before it.
std::optional<ledger::Position> position_of(const OrderFact& order);
/// Nothing is left to receive, bill, pay, confirm or replace.
bool is_settled(const OrderFact& order);

}  // namespace palitan::kernel
