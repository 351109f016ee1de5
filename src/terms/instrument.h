// Instruments as data: what an agreement lets its parties do, read from canonical bytes in the record.
// spec/terms.md has the fields; the TOML that people write is compiled in `papers`.
#pragma once
#include <string>
#include <vector>

#include "base/number.h"
#include "base/refusal.h"
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
  std::vector<statement::Means> means;  ///< allowed means of settlement, ascending
};
template <class A>
void describe(A& a, CategoryRule& x) {
  a.field(1, "name", x.name);
  a.field(2, "clause", x.clause);
  a.field(3, "means", x.means);
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

/// Days from delivery until the debt is due; unset where the parties fill it when ratifying: setting
/// "clock.<means>.days".
struct Clock {
  statement::Means means = statement::Means::reimbursement;
  std::optional<std::uint32_t> days;
  std::string clause;
};
template <class A>
void describe(A& a, Clock& x) {
  a.field(1, "means", x.means);
  a.field(2, "days", x.days);
  a.field(3, "clause", x.clause);
}

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
  std::uint16_t rounding = 0;  ///< base::Rounding
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
}

/// Canonical bytes to a valid instrument. Refusal: refused_terms naming field or clause.
base::Result<Instrument> read(base::ByteView canonical);
/// REQUIRES: nothing; validate() first if the parts are not known to be good.
base::Bytes write(const Instrument& instrument);
/// Order of lists, clause references, units, ranges, settings that contradict. Refusal: refused_terms.
base::Result<void> validate(const Instrument& instrument);

/// What every party ratified, filled into the instrument: clocks and claim days from `settings`.
/// Refusal: refused_settings for a key that the instrument does not leave open, or a value outside 1..3660.
base::Result<Instrument> fill(Instrument instrument, const std::vector<statement::Setting>& settings);

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
