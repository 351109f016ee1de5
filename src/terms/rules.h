// The parts of an instrument: each a closed list or figure with the clause it rests on. spec/terms.md has the
// fields.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "statement/statement.h"

namespace palitan::terms {

#define PALITAN_CERTAINTIES(X) \
  X(1, text)                   \
  X(2, summary)                \
  X(3, inferred)               \
  X(4, assumed)
/// How sure we are of a clause: read in the text, read in a summary, inferred from sister texts, assumed for
/// now.
PALITAN_ENUM(Certainty, PALITAN_CERTAINTIES)

#define PALITAN_LEDGER_SIDES(X) \
  X(1, debts)                   \
  X(2, credits)
/// Which accruals of a party a ceiling bounds: what it owes for what it got, or what is owed to it.
PALITAN_ENUM(LedgerSide, PALITAN_LEDGER_SIDES)

/// The 25 minimum essential data elements, by the numbers of DOMAIN 2.3.
#define PALITAN_ELEMENTS(X)     \
  X(1, agreement)               \
  X(2, order_date)              \
  X(3, bill_to)                 \
  X(4, stock_numbers)           \
  X(5, quantity_requested)      \
  X(6, quantity_furnished)      \
  X(7, unit)                    \
  X(8, unit_price)              \
  X(9, line_amount)             \
  X(10, currency)               \
  X(11, order_total)            \
  X(12, ordering_official)      \
  X(13, payee)                  \
  X(14, remit_to)               \
  X(15, receipt_acknowledged)   \
  X(16, order_number)           \
  X(17, receiving_organisation) \
  X(18, issuing_organisation)   \
  X(19, settlement_means)       \
  X(20, funds)                  \
  X(21, place_and_schedule)     \
  X(22, accepting_official)     \
  X(23, special_needs)          \
  X(24, liability_limit)        \
  X(25, issuing_official)
PALITAN_ENUM(Element, PALITAN_ELEMENTS)

struct Clause {
  std::string key;     ///< cited by refusals: "annex-fuel", "art-4-1"
  std::string source;  ///< where it was read, e.g. "DOMAIN 1.2 [9]"
  Certainty certainty = Certainty::inferred;
};
template <class A>
void describe(A& a, Clause& x) {
  a.field(1, "key", x.key);
  a.field(2, "source", x.source);
  a.field(3, "certainty", x.certainty);
}

struct ActivityRule {
  std::string type;
  std::string clause;
};
template <class A>
void describe(A& a, ActivityRule& x) {
  a.field(1, "type", x.type);
  a.field(2, "clause", x.clause);
}

struct CategoryRule {
  std::string name;
  std::string clause;
  std::vector<statement::Means> means;       ///< allowed means of settlement, ascending
  std::vector<std::string> units = {};       ///< Rec 20 codes, ascending; empty: any known unit
  std::vector<std::string> components = {};  ///< what a full price is made of, ascending; empty: one price
  bool metered = false;                      ///< a line must name its metering source
  std::vector<statement::Means> preference = {};  ///< some or all of `means`, the preferred first
  bool service = false;                           ///< a service; else a supply
};
template <class A>
void describe(A& a, CategoryRule& x) {
  a.field(1, "name", x.name);
  a.field(2, "clause", x.clause);
  a.field(3, "means", x.means);
  a.field(4, "units", x.units);
  a.field(5, "components", x.components);
  a.field(6, "metered", x.metered);
  a.field(7, "preference", x.preference);
  a.field(8, "service", x.service);
}

/// `supplier` may not give `category`, whatever the category list says.
struct Exclusion {
  statement::PartyCode supplier;
  std::string category;
  std::string clause;
};
template <class A>
void describe(A& a, Exclusion& x) {
  a.field(1, "supplier", x.supplier);
  a.field(2, "category", x.category);
  a.field(3, "clause", x.clause);
}

/// Days or months from delivery until the debt is due; with neither the parties fill it when ratifying:
/// setting "clock.<means>.days".
struct Clock {
  statement::Means means = statement::Means::reimbursement;
  std::optional<std::uint32_t> days;
  std::string clause;
  std::optional<std::uint32_t> months = {};
};
template <class A>
void describe(A& a, Clock& x) {
  a.field(1, "means", x.means);
  a.field(2, "days", x.days);
  a.field(3, "clause", x.clause);
  a.field(4, "months", x.months);
}

/// Who acts for a party under the instrument, in words.
struct Authority {
  statement::PartyCode party;
  std::string text;
  std::string clause;
};
template <class A>
void describe(A& a, Authority& x) {
  a.field(1, "party", x.party);
  a.field(2, "text", x.text);
  a.field(3, "clause", x.clause);
}

/// The day on which a party approved the text at home, e.g. its parliament. Not its entry into force.
struct Approval {
  statement::PartyCode party;
  base::Date on;
};
template <class A>
void describe(A& a, Approval& x) {
  a.field(1, "party", x.party);
  a.field(2, "on", x.on);
}

/// How long it runs and how it ends, for people: no verdict follows from it.
struct Duration {
  std::optional<std::uint32_t> renewal_months;
  std::optional<std::uint32_t> notice_months;
  std::string clause;
};
template <class A>
void describe(A& a, Duration& x) {
  a.field(1, "renewal_months", x.renewal_months);
  a.field(2, "notice_months", x.notice_months);
  a.field(3, "clause", x.clause);
}

/// An overdue debt in kind may become a debt in money at the order's price so long after its due date; with
/// neither figure it is open: setting "conversion.days".
struct Conversion {
  std::optional<std::uint32_t> days;
  std::optional<std::uint32_t> months;
  std::string clause;
};
template <class A>
void describe(A& a, Conversion& x) {
  a.field(1, "days", x.days);
  a.field(2, "months", x.months);
  a.field(3, "clause", x.clause);
}

/// What is unsettled so long after delivery may be offset, with recorded consent; open: setting
/// "offset.months".
struct Offset {
  std::optional<std::uint32_t> months;
  std::string clause;
};
template <class A>
void describe(A& a, Offset& x) {
  a.field(1, "months", x.months);
  a.field(2, "clause", x.clause);
}

/// So many days at most; open where unset: settings "invoice_days", "payment_days".
struct DayLimit {
  std::optional<std::uint32_t> days;
  std::string clause;
};
template <class A>
void describe(A& a, DayLimit& x) {
  a.field(1, "days", x.days);
  a.field(2, "clause", x.clause);
}

/// How much one party's debts or credits in one currency may grow in one of its fiscal years, before netting.
struct Ceiling {
  std::string name;
  statement::PartyCode party;  ///< whose ceiling it is
  LedgerSide side = LedgerSide::debts;
  std::string currency;
  std::int64_t amount = 0;                      ///< minor units
  std::optional<std::int64_t> supplies_amount;  ///< of it, at most so much for supplies
  std::uint32_t first_month = 1;                ///< of the fiscal year, 1 to 12
  std::vector<std::string> exempt_categories;   ///< ascending
  std::vector<std::string> exempt_activities;   ///< types, ascending
  std::string clause;
};
template <class A>
void describe(A& a, Ceiling& x) {
  a.field(1, "name", x.name);
  a.field(2, "party", x.party);
  a.field(3, "side", x.side);
  a.field(4, "currency", x.currency);
  a.field(5, "amount", x.amount);
  a.field(6, "supplies_amount", x.supplies_amount);
  a.field(7, "first_month", x.first_month);
  a.field(8, "exempt_categories", x.exempt_categories);
  a.field(9, "exempt_activities", x.exempt_activities);
  a.field(10, "clause", x.clause);
}

/// Within one party, nobody acts in both roles on one order.
struct Apart {
  statement::Role first = statement::Role::requester;  ///< the lower number
  statement::Role second = statement::Role::approver;
  std::string clause;
};
template <class A>
void describe(A& a, Apart& x) {
  a.field(1, "first", x.first);
  a.field(2, "second", x.second);
  a.field(3, "clause", x.clause);
}

/// Which data elements must stand before an order is accepted, and before a receipt is.
struct Gates {
  std::vector<Element> order_elements;    ///< ascending
  std::vector<Element> receipt_elements;  ///< ascending
  std::string clause;
};
template <class A>
void describe(A& a, Gates& x) {
  a.field(1, "order_elements", x.order_elements);
  a.field(2, "receipt_elements", x.receipt_elements);
  a.field(3, "clause", x.clause);
}

/// A receipt that differs from the issue by no more than so many millionths of what was issued needs no
/// dispute.
struct Tolerance {
  std::string category;
  std::uint32_t millionths = 0;
  std::string clause;
};
template <class A>
void describe(A& a, Tolerance& x) {
  a.field(1, "category", x.category);
  a.field(2, "millionths", x.millionths);
  a.field(3, "clause", x.clause);
}

/// What may be given back, besides the item itself, for a debt of `item` in kind. Says nothing the other way
/// round.
struct Substitution {
  std::string item;
  std::vector<std::string> same_kind;  ///< ascending
  std::string clause;
};
template <class A>
void describe(A& a, Substitution& x) {
  a.field(1, "item", x.item);
  a.field(2, "same_kind", x.same_kind);
  a.field(3, "clause", x.clause);
}

struct Currencies {
  std::vector<std::string> allowed;  ///< ISO 4217, ascending; empty: any known one
  std::string clause;
};
template <class A>
void describe(A& a, Currencies& x) {
  a.field(1, "allowed", x.allowed);
  a.field(2, "clause", x.clause);
}

/// Passing on outside the receiving forces.
struct Retransfer {
  bool consent_needed = false;  ///< the giver's, beforehand
  std::string clause;
};
template <class A>
void describe(A& a, Retransfer& x) {
  a.field(1, "consent_needed", x.consent_needed);
  a.field(2, "clause", x.clause);
}

struct PriceRules {
  bool reciprocal = false;           ///< each side charges the other what its own forces pay
  bool rate_cards_required = false;  ///< every price stands on a dated rate card
  std::string clause;
  std::string waiver_clause;  ///< a component may be waived by signature under it; empty: none may
};
template <class A>
void describe(A& a, PriceRules& x) {
  a.field(1, "reciprocal", x.reciprocal);
  a.field(2, "rate_cards_required", x.rate_cards_required);
  a.field(3, "clause", x.clause);
  a.field(4, "waiver_clause", x.waiver_clause);
}

/// What a warrant needs besides its own dates and limits.
struct WarrantRule {
  bool training_needed = false;
  std::optional<std::uint32_t> training_months;  ///< how long training counts; unset: for ever
  std::string clause;
};
template <class A>
void describe(A& a, WarrantRule& x) {
  a.field(1, "training_needed", x.training_needed);
  a.field(2, "training_months", x.training_months);
  a.field(3, "clause", x.clause);
}

}  // namespace palitan::terms
