// What one order owes and awaits, from its figures and its instrument alone. Nothing here is ever typed in by
// anybody: a state is computed or it is not there.
#pragma once
#include "kernel/order_fact.h"
#include "reports/cost_cover.h"
#include "reports/names.h"

namespace palitan::reports {

/// How a debt stands. In money: received and not billed; billed; billed without a receipt of goods; paid and
/// not confirmed. In kind: the thing itself, its like, or what was agreed in exchange is to be handed over.
#define PALITAN_OWED(X) \
  X(1, unbilled)        \
  X(2, billed)          \
  X(3, claimed)         \
  X(4, paying)          \
  X(5, lent)            \
  X(6, replacement)     \
  X(7, exchange)
PALITAN_ENUM(Owed, PALITAN_OWED)

/// What somebody has to do next.
#define PALITAN_STEPS(X)                                                            \
  X(1, offer)                                                                       \
  X(2, acceptance)                                                                  \
  X(3, amendment_answer)                                                            \
  X(4, issue)                                                                       \
  X(5, receipt)                                                                     \
  X(6, correction) /* what was issued and what was received differ */               \
  X(7, bill)                                                                        \
  X(8, query_answer)                                                                \
  X(9, dispute_answer)                                                              \
  X(10, payment)                                                                    \
  X(11, confirmation)                                                               \
  X(12, return_in_kind)                                                             \
  X(13, return_acceptance)                                                          \
  X(14, regularisation)       /* both sides say what becomes of an irregular act */ \
  X(15, finding_confirmation) /* headquarters confirms combined roles */            \
  X(16, refund)               /* more was settled than is owed */                   \
  X(17, close)                                                                      \
  X(18, credit_note)        /* more is billed than was received */                  \
  X(19, paper_confirmation) /* the other side confirms what was entered from paper */
PALITAN_ENUM(Step, PALITAN_STEPS)

/// Where a due date comes from.
#define PALITAN_DUE_BY(X)                                   \
  X(1, schedule) /* the signed order's own schedule */      \
  X(2, clock)    /* the instrument's clock from delivery */ \
  X(3, invoice)  /* the date on the invoice */              \
  X(4, assumed)  /* nothing states one: kAssumedDueMonths from delivery, a yardstick of these reports */
PALITAN_ENUM(DueBy, PALITAN_DUE_BY)

/// Twelve months from delivery is how 10 U.S.C. 2345 counts (DOMAIN 2.1); for other pairs it is no rule, only
/// the day from which a debt without any date is shown as late. It never enters a verdict.
inline constexpr int kAssumedDueMonths = 12;

/// How pressing a date is. Own steps, not law: a month's warning, then the ages at which public debt is
/// commonly chased.
#define PALITAN_LEVELS(X) \
  X(1, not_due)           \
  X(2, due_within_30)     \
  X(3, overdue_1_30)      \
  X(4, overdue_31_90)     \
  X(5, overdue_91_180)    \
  X(6, overdue_over_180)
PALITAN_ENUM(Level, PALITAN_LEVELS)
/// The due day itself is still in time.
Level level_of(base::Date due, base::Date on);

/// Recipient to supplier: the debt that a ledger account shows. `amount` is in minor units of a currency or
/// millionths of an item's unit; below zero the supplier owes it back.
struct Debt {
  Owed owed = Owed::unbilled;
  Step awaits = Step::bill;
  DueBy due_by = DueBy::assumed;
  bool from_supplier = false;  ///< whose step it is
  std::uint32_t line = 0;      ///< 0: of an invoice
  Symbol category = 0;         ///< of the line; of several lines of different categories: "several"
  Symbol commodity = 0;
  std::int64_t amount = 0;
  base::Date since;                      ///< delivery: ages count from here
  base::Date due;                        ///< of the debt
  std::optional<base::Date> by;          ///< of the step, where one stands: the day to bill by
  std::optional<base::Date> changes_on;  ///< from then on it may be converted to money, or offset
  std::optional<base::Id> act;           ///< the invoice or payment
};

/// Something awaited that is no debt yet.
struct Awaited {
  Step step = Step::offer;
  bool from_supplier = false;
  std::uint32_t line = 0;  ///< 0: of no one line
  std::optional<base::Date> by;
  std::optional<base::Id> act;  ///< what it would answer
};

/// What a metered service came to in one month, counted by the day of its issue.
struct MonthUse {
  base::Date month;           ///< its first day
  std::int64_t received = 0;  ///< 0: issued, and taken in by nobody yet
};
/// See reports/service_months.h.
struct ServiceUse {
  base::Date from;  ///< first day of the month in which it was needed, else accepted
  std::int64_t billed = 0;
  bool used_up = false;          ///< all that was ordered is issued
  std::vector<MonthUse> months;  ///< ascending; those in which something was issued
};

struct LineRow {
  std::uint32_t group = 0;  ///< of the index: lines of one giver, taker, category, commodity and currency
  Symbol category = 0;
  Symbol commodity = 0;
  statement::Means means = statement::Means::reimbursement;
  std::int64_t minor = 0;  ///< price for `per` units
  std::int64_t per = 0;    ///< 0: no price stands
  std::int64_t ordered = 0;
  std::int64_t received = 0;
  std::optional<base::Date> first_received;
  std::optional<base::Date> late_return;  ///< first return handed over after the due date
  std::optional<ServiceUse> service;      ///< of a metered service that is paid for
};

/// One order, small. `law` and the symbols are those of the index or names it was made with.
struct OrderRow {
  base::Id id;
  std::uint32_t law = 0;
  Symbol supplier = 0;
  Symbol recipient = 0;
  Symbol currency = 0;
  kernel::OrderState state = kernel::OrderState::requested;
  std::uint16_t rounding = 0;
  bool disowned = false;
  std::uint32_t present = 0;              ///< bit n - 1: data element n is there (DOMAIN 2.3)
  std::uint32_t needed = 0;               ///< bit n - 1: the instrument asks for it
  std::optional<base::Date> invoice_due;  ///< the latest of its standing invoices'
  std::string reference;
  std::string wording;                  ///< reference, items and descriptions as folded() has them
  std::optional<std::int64_t> ordered;  ///< value of all priced lines, or as offered; nothing: no price yet
  std::int64_t payable = 0;             ///< of what came in, what is to be paid in money
  std::int64_t billed = 0;              ///< of that, so far
  std::optional<base::Date> needed_on;
  std::optional<CostCover> cost;  ///< what it asks beside its full cost
  std::vector<LineRow> lines;
  std::vector<Debt> debts;  ///< none of zero
  std::vector<Awaited> awaited;
  std::vector<kernel::CeilingUse> ceilings;
};

/// Something is owed or awaited on it, or both sides are bound and it is not closed.
bool is_under_way(const OrderRow& order);

/// When an invoice is to be paid: by its own date, or by the end of the payment days that the agreement gives
/// from the invoice on, if that is later.
base::Date payment_due(const kernel::InvoiceFact& invoice, const terms::Instrument& rules);

/// REQUIRES: `order` is a fact of the kernel (its figures fit), `rules` its instrument with the settings
/// filled in.
OrderRow row_of(Names& names, const base::Id& id, const kernel::OrderFact& order,
                const terms::Instrument& rules, std::uint32_t law);

}  // namespace palitan::reports
