// What an instrument says of credits in units that are not money, and of netting. spec/terms.md has the
// fields.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/refusal.h"

namespace palitan::terms {

struct Instrument;

/// What one unit measured of an asset counts in the unit of account, from a day on.
struct CreditRate {
  std::string asset;  ///< "C-130"
  base::Date from;    ///< holds until the asset's next entry
  std::int64_t numerator = 1;
  std::int64_t denominator = 1;
  std::string source;
};
template <class A>
void describe(A& a, CreditRate& x) {
  a.field(1, "asset", x.asset);
  a.field(2, "from", x.from);
  a.field(3, "numerator", x.numerator);
  a.field(4, "denominator", x.denominator);
  a.field(5, "source", x.source);
}

struct CreditRules {
  std::string clause;
  std::string item;               ///< of the unit of account: "EFH"
  std::string unit;               ///< Rec 20 code in which it and what is measured are counted: "HUR"
  std::vector<CreditRate> rates;  ///< by (asset, from) ascending
  std::string assignment_clause;  ///< empty: credit cannot be assigned
  std::optional<std::int64_t> balance_limit;  ///< millionths that a party may owe all others; none: no limit
};
template <class A>
void describe(A& a, CreditRules& x) {
  a.field(1, "clause", x.clause);
  a.field(2, "item", x.item);
  a.field(3, "unit", x.unit);
  a.field(4, "rates", x.rates);
  a.field(5, "assignment_clause", x.assignment_clause);
  a.field(6, "balance_limit", x.balance_limit);
}

/// The parties opt in by filling in how long a debt may be held: without it nothing is netted.
struct NettingRules {
  std::string clause;
  std::optional<std::uint32_t> lock_days;  ///< setting "netting.lock_days"
};
template <class A>
void describe(A& a, NettingRules& x) {
  a.field(1, "clause", x.clause);
  a.field(2, "lock_days", x.lock_days);
}

/// What `measured` millionths of the asset count on `day`, in millionths of the unit of account, rounded once
/// as the instrument says. Refusals: refused_credit_table, refused_overflow. REQUIRES: instrument.credits.
base::Result<std::int64_t> credit_for(const Instrument& instrument, std::string_view asset,
                                      std::int64_t measured, base::Date day);
/// May debts be held until `until` from `day` on? Refusal: refused_netting.
base::Result<void> allows_netting(const Instrument& instrument, base::Date day, base::Date until);

}  // namespace palitan::terms
