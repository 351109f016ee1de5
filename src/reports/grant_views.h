// What may be read from grants: the portfolio against its budget, what is due, where the things are, and what
// is fit to be published. Pure views of case files; nothing here is ever typed in by anybody.
#pragma once
#include <span>

#include "kernel/grant_fact.h"
#include "terms/instrument.h"

namespace palitan::reports {

/// One grant with its instrument, of any partnership: a donor's portfolio goes over all of them. What is
/// pointed at outlives the view.
struct GrantCase {
  base::Id id;
  const kernel::GrantFact* grant = nullptr;
  const terms::Instrument* rules = nullptr;  ///< with the settings filled in
};

// ---- portfolio ----

/// What a donor may grant in a fiscal year, as its own budget says.
struct GrantBudget {
  base::Date fiscal_year;  ///< its first day
  statement::Money amount;
};

struct PortfolioLine {
  base::Date fiscal_year;
  statement::PartyCode partner;
  std::string currency;
  std::uint32_t grants = 0;    ///< agreed
  std::int64_t agreed = 0;     ///< sum of their obligations
  std::int64_t disbursed = 0;  ///< of these
  std::int64_t owed = 0;       ///< under notes that are not closed
  std::int64_t offered = 0;    ///< notes not yet answered
};

struct PortfolioYear {
  base::Date fiscal_year;
  std::string currency;
  std::uint32_t grants = 0;
  std::int64_t agreed = 0;
  std::optional<std::int64_t> budget;  ///< none was given
  std::optional<std::int64_t> left;    ///< below zero: more was agreed than the budget holds
};

struct Portfolio {
  std::vector<PortfolioLine> lines;  ///< by year, partner, currency
  std::vector<PortfolioYear> years;  ///< by year, currency; also those of which only a budget is known
};

/// The grants of one donor; declined ones do not count. Refusal: refused_overflow.
base::Result<Portfolio> portfolio(std::span<const GrantCase> grants, const statement::PartyCode& donor,
                                  std::span<const GrantBudget> budgets);

// ---- what is due ----

#define PALITAN_GRANT_STEPS(X)                                                   \
  X(1, answer_note)                                                              \
  X(2, milestone) /* to be reached */                                            \
  X(3, confirm)   /* a milestone, disbursement or handover, by the other side */ \
  X(4, disburse)                                                                 \
  X(5, report) /* where a thing is and how it is */                              \
  X(6, inspection)                                                               \
  X(7, answer_consent)                                                           \
  X(8, answer_loss)                                                              \
  X(9, evaluation)                                                               \
  X(10, close)
PALITAN_ENUM(GrantStep, PALITAN_GRANT_STEPS)

struct GrantDue {
  base::Id grant;
  GrantStep step = GrantStep::answer_note;
  statement::PartyCode by_party;  ///< empty: either side
  std::uint32_t lot = 0;
  std::uint32_t milestone = 0;
  std::string serial;
  std::optional<base::Id> act;    ///< what it would answer
  std::optional<base::Date> due;  ///< none: as soon as may be
  std::int32_t days_overdue = 0;  ///< on the day asked for
};

/// What somebody has to do next on `on`, the longest overdue first, what has no day last.
std::vector<GrantDue> grants_due(std::span<const GrantCase> grants, base::Date on);

// ---- register ----

struct RegisterLine {
  base::Id grant;
  std::uint32_t lot = 0;
  statement::GrantItem item;
  kernel::Custody custody = kernel::Custody::donor;
  base::Date since;
  std::string holder;
  std::string purpose;                            ///< the note's, unless it is used for another
  std::optional<statement::Readiness> readiness;  ///< as last reported; lost and disposed by custody
  std::string custodian;
  statement::Place place;
  std::string berth;
  std::optional<base::Id> berth_grant;
  std::optional<base::Date> reported_on;
  std::optional<base::Date> inspected_on;
  bool findings_differ = false;  ///< the last inspection found another readiness than was reported
};

/// Every thing ever handed over, by serial number.
std::vector<RegisterLine> item_register(std::span<const GrantCase> grants);

// ---- public sheet ----

struct PublicConversion {
  statement::Money amount;
  std::string source;
  base::Date on;
  /// The rate as it was signed: note * numerator / denominator in minor units.
  std::int64_t numerator = 1;
  std::int64_t denominator = 1;
};
struct PublicSheet {
  std::string title;
  statement::PartyCode donor;
  statement::PartyCode recipient;
  base::Date fiscal_year;
  std::string field;
  std::string purpose;
  statement::Money obligation;
  std::vector<PublicConversion> conversions;
  base::Date agreed_on;
  std::optional<base::Date> delivered_on;
  std::optional<base::Date> evaluated_on;
  std::string result;
  std::vector<statement::GrantLink> links;  ///< grants it belongs to, and those that belong to it
};
/// What is fit to be published: never units, places, serial numbers, contractors or losses. Nothing before
/// both have signed, nor where the instrument provides for no publication.
std::optional<PublicSheet> public_sheet(const GrantCase& of);

}  // namespace palitan::reports
