// Instruments as data: what an agreement lets its parties do, read from canonical bytes in the record.
// spec/terms.md has the fields; the TOML that people write is compiled in `papers`. What may be asked of an
// instrument beyond this page stands in terms/queries.h.
#pragma once
#include <string>
#include <vector>

#include "base/number.h"
#include "base/refusal.h"
#include "terms/exchange_rules.h"
#include "terms/grant_rules.h"
#include "terms/rules.h"
#include "terms/visit_rules.h"

namespace palitan::terms {

struct Instrument {
  std::string name;  ///< "jpn-phl-acsa-2026"
  std::string title;
  std::vector<statement::PartyCode> parties;  ///< ascending
  std::vector<Clause> clauses;                ///< keys ascending; every clause named below stands here
  std::vector<ActivityRule> activities;       ///< types ascending
  std::vector<CategoryRule> categories;       ///< names ascending
  std::vector<Exclusion> exclusions;          ///< by (supplier, category) ascending
  std::vector<Clock> clocks;                  ///< means ascending
  std::string in_force_clause;
  std::optional<base::Date> ends;           ///< first day on which it no longer holds
  std::optional<std::uint32_t> claim_days;  ///< from issue; setting "claim_days"; unset: no claims
  std::string claim_clause;
  std::uint32_t back_dating_days = 30;
  std::uint16_t rounding = 0;          ///< base::Rounding
  std::vector<Authority> authorities;  ///< parties ascending
  std::optional<base::Date> signed_on;
  std::vector<Approval> approvals;  ///< parties ascending
  std::optional<Duration> duration;
  std::optional<Conversion> conversion;     ///< absent: a debt in kind stays one
  std::optional<Offset> offset;             ///< absent: nothing is offset
  std::optional<DayLimit> invoice;          ///< bill within so many days of delivery
  std::optional<DayLimit> payment;          ///< pay within so many days of the invoice
  std::string write_off_clause;             ///< empty: nothing may be written off
  std::vector<Ceiling> ceilings;            ///< names ascending
  std::vector<Apart> apart;                 ///< by (first, second) ascending
  std::optional<Gates> gates;               ///< absent: no completeness is asked
  std::vector<Tolerance> tolerances;        ///< categories ascending
  std::vector<Substitution> substitutions;  ///< items ascending
  std::optional<Currencies> currencies;     ///< absent: any known currency
  std::optional<Retransfer> retransfer;
  std::string tax_relief_clause;
  std::optional<PriceRules> price_rules;
  std::string visit_clause;  ///< not empty: an order must name a live visit
  std::optional<WarrantRule> warrants;
  std::optional<VisitRules> visits;    ///< present: visits are declared under it
  bool visit_flagged = false;          ///< without a live visit: a finding on the order instead of a refusal
  std::optional<GrantRules> grants;    ///< present: grants are made under it
  std::optional<CreditRules> credits;  ///< present: services are counted in credits under it
  std::optional<NettingRules> netting;
};
template <class A>
void describe(A& a, Instrument& x) {
  a.field(1, "name", x.name);
  a.field(2, "title", x.title);
  a.field(3, "parties", x.parties);
  a.field(4, "clauses", x.clauses);
  a.field(5, "activities", x.activities);
  a.field(6, "categories", x.categories);
  a.field(7, "exclusions", x.exclusions);
  a.field(8, "clocks", x.clocks);
  a.field(9, "in_force_clause", x.in_force_clause);
  a.field(10, "ends", x.ends);
  a.field(11, "claim_days", x.claim_days);
  a.field(12, "claim_clause", x.claim_clause);
  a.field(13, "back_dating_days", x.back_dating_days);
  a.field(14, "rounding", x.rounding);
  a.field(15, "authorities", x.authorities);
  a.field(16, "signed_on", x.signed_on);
  a.field(17, "approvals", x.approvals);
  a.field(18, "duration", x.duration);
  a.field(19, "conversion", x.conversion);
  a.field(20, "offset", x.offset);
  a.field(21, "invoice", x.invoice);
  a.field(22, "payment", x.payment);
  a.field(23, "write_off_clause", x.write_off_clause);
  a.field(24, "ceilings", x.ceilings);
  a.field(25, "apart", x.apart);
  a.field(26, "gates", x.gates);
  a.field(27, "tolerances", x.tolerances);
  a.field(28, "substitutions", x.substitutions);
  a.field(29, "currencies", x.currencies);
  a.field(30, "retransfer", x.retransfer);
  a.field(31, "tax_relief_clause", x.tax_relief_clause);
  a.field(32, "price_rules", x.price_rules);
  a.field(33, "visit_clause", x.visit_clause);
  a.field(34, "warrants", x.warrants);
  a.field(35, "visits", x.visits);
  a.field(36, "visit_flagged", x.visit_flagged);
  a.field(37, "grants", x.grants);
  a.field(38, "credits", x.credits);
  a.field(39, "netting", x.netting);
}

/// Canonical bytes to a valid instrument. Refusal: refused_terms naming field or clause.
base::Result<Instrument> read(base::ByteView canonical);
/// REQUIRES: nothing; validate() first if the parts are not known to be good.
base::Bytes write(const Instrument& instrument);
/// Order of lists, clause references, units, ranges, dates and entries that contradict. Refusal:
/// refused_terms.
base::Result<void> validate(const Instrument& instrument);

/// The figures that the instrument leaves for the parties to fill when ratifying, as keys of settings:
/// "claim_days", "clock.<means>.days", "conversion.days", "grants.<...>", "invoice_days",
/// "netting.lock_days", "offset.months", "payment_days", "visits.consent_days".
std::vector<std::string> open_settings(const Instrument& instrument);
/// What every party ratified, filled into the instrument. Refusal: refused_settings for a key that the
/// instrument does not leave open, or a value outside 1..3660 days, 1..120 months.
base::Result<Instrument> fill(Instrument instrument, const std::vector<statement::Setting>& settings);
/// May it be ratified for `in_force`? Not before it was signed and approved, nor on or after its end.
/// Refusal: refused_settings, in_force_clause.
base::Result<void> may_begin_on(const Instrument& instrument, base::Date in_force);

/// Is it in force on `day`? `in_force`: the date the parties ratified. Refusals: refused_not_in_force,
/// refused_ended.
base::Result<void> holds_on(const Instrument& instrument, base::Date in_force, base::Date day);
/// Refusal: refused_activity.
base::Result<void> allows_activity(const Instrument& instrument, std::string_view type);
/// May `supplier` give this category and settle it so? Refusals: refused_category, refused_excluded,
/// refused_means.
base::Result<void> allows_line(const Instrument& instrument, std::string_view supplier,
                               std::string_view category, statement::Means means);
/// When a debt of these means is due after a delivery on `delivered`; nothing where no clock is set.
std::optional<base::Date> due_on(const Instrument& instrument, statement::Means means, base::Date delivered);

inline base::Rounding rounding_of(const Instrument& instrument) {
  return static_cast<base::Rounding>(instrument.rounding);
}

}  // namespace palitan::terms
