// What a partnership lives on beside its orders, gathered over its cases: visits, grants, activities; and
// what a party may ask for and owes over all its books. Pure; pages, interface and command line say the same.
#pragma once
#include <span>

#include "kernel/facts.h"
#include "reports/activity_costs.h"
#include "reports/grant_views.h"
#include "reports/visit_views.h"

namespace palitan::reports {

/// A case as it stands. What is pointed at outlives the views.
struct CaseFile {
  base::Id id;
  const kernel::CaseFact* file = nullptr;
};
/// An instrument among the cases; null: it is not there.
const kernel::InstrumentFact* law_in(std::span<const CaseFile> cases, const base::Id& id);

/// A row with the visit that it is of.
template <class Row>
struct OfVisit {
  base::Id visit;
  Row row;
};
struct VisitsView {
  base::Date on;
  std::vector<PresentRow> in_country;
  std::vector<OfVisit<VisitRow>> visits;
  std::vector<OfVisit<ConsentRow>> consents;
  std::vector<OfVisit<ReexportRow>> imports;
  std::vector<OfVisit<ConditionRow>> conditions;
  std::vector<OfVisit<kernel::IncidentFact>> incidents;
  std::vector<OfVisit<OpenRow>> affairs;  ///< claims, items, acts without cover
};
/// `cases`: the visits and the instruments they stand under.
VisitsView visits_view(std::span<const CaseFile> cases, base::Date on);

struct DonorPortfolio {
  statement::PartyCode donor;
  Portfolio portfolio;
};
/// One grant belongs to another, as the note of the first says.
struct GrantRelation {
  base::Id grant;
  base::Id to;
  std::string relation;
};
struct GrantsView {
  base::Date on;
  std::vector<GrantCase> grants;
  std::vector<DonorPortfolio> portfolios;  ///< donors ascending
  std::vector<GrantDue> due;
  std::vector<RegisterLine> things;
  std::vector<GrantRelation> links;
};
/// The grants among the cases whose instrument is there too.
std::vector<GrantCase> grants_in(std::span<const CaseFile> cases);
/// `donor`: of this one alone; empty: of all. Refusal: refused_overflow.
base::Result<GrantsView> grants_view(std::span<const CaseFile> cases, base::Date on,
                                     std::string_view donor = {});

/// Claims above zero and debts below it, in one commodity.
struct Claims {
  std::int64_t may_ask = 0;
  std::int64_t owes = 0;  ///< below zero
};
/// Is the account a claim or a debt of `party`? What moved, and what was given up, is neither.
bool is_claim(const ledger::Account& account, std::string_view party);
/// Adds one balance to the sums over all books. Refusal: refused_overflow.
base::Result<void> add_claim(std::map<ledger::Commodity, Claims>& sums, const ledger::Commodity& commodity,
                             std::int64_t amount);

}  // namespace palitan::reports
