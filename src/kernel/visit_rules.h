// The visit's rules act by act. Inside the kernel only. Each changes `visit` in place on success and leaves
// it in any state on refusal: the caller works on a copy.
#pragma once
#include "kernel/activity_rules.h"
#include "kernel/visit_table.h"

namespace palitan::kernel {

/// An act of a visit with everything a rule asks for.
struct VisitAct {
  const Act& act;
  VisitFact& visit;
  const InstrumentFact& law;
  const ActivityFact& activity;
  VisitSide side;
  const terms::VisitRules& rules = *law.rules.visits;

  const statement::PartyCode& party() const { return act.seat.party; }
};

// Bounds of one visit.
inline constexpr std::size_t kListMax = 200;     ///< craft, lines of arms, of the manifest, of a plan
inline constexpr std::size_t kHereMax = 400;     ///< of those, with what came undeclared
inline constexpr std::size_t kAffairsMax = 200;  ///< incidents, claims, items, uncovered acts
inline constexpr std::size_t kConditionsMax = 50;
inline constexpr std::uint64_t kCountMax = 1'000'000'000;  ///< people, pieces, rounds, grams

/// Instrument in force, activity one of its cooperative ones, concurred in by both and open on `date`.
/// Refusals: refused_not_in_force, refused_ended, refused_activity, refused_not_concurred, refused_window.
base::Result<void> check_visit_law(const Act& act, const InstrumentFact& law, const ActivityFact& activity,
                                   const statement::PartyCode& host, const statement::PartyCode& visitor);
/// Refusal: refused_window, where the activity does not run on that day.
base::Result<void> check_activity_window(const ActivityFact& activity, base::Date day);
/// Form of a plan, and its window inside the activity's. Refusals: refused_plan, refused_window,
/// refused_place.
base::Result<void> check_plan(const statement::VisitPlan& plan, const ActivityFact& activity);
base::Result<void> check_craft(const std::vector<statement::Craft>& craft);
base::Result<void> check_arms(const std::vector<statement::ArmsLine>& arms);

bool is_un_number(const std::string& text);

// Acts of will.
base::Result<void> rule(const VisitAct& x, const statement::AmendVisit& body);
base::Result<void> rule(const VisitAct& x, const statement::ConsentVisit& body);
base::Result<void> rule(const VisitAct& x, const statement::RefuseVisit& body);
base::Result<void> rule(const VisitAct& x, const statement::MeetCondition& body);
base::Result<void> rule(const VisitAct& x, const statement::Claim& body);
base::Result<void> rule(const VisitAct& x, const statement::SettleClaim& body);
base::Result<void> rule(const VisitAct& x, const statement::RaiseItem& body);
base::Result<void> rule(const VisitAct& x, const statement::ResolveItem& body);
base::Result<void> rule(const VisitAct& x, const statement::CloseVisit& body);

// Acts of fact: record() refuses for form and arithmetic only and writes the figures; covered() says, of the
// figures before it, why the act has no valid cover.
base::Result<void> covered(const VisitAct& x, const statement::Enter& body);
base::Result<void> record(const VisitAct& x, const statement::Enter& body);
base::Result<void> covered(const VisitAct& x, const statement::DeclareChange& body);
base::Result<void> record(const VisitAct& x, const statement::DeclareChange& body);
base::Result<void> covered(const VisitAct& x, const statement::Depart& body);
base::Result<void> record(const VisitAct& x, const statement::Depart& body);
base::Result<void> covered(const VisitAct& x, const statement::ReportIncident& body);
base::Result<void> record(const VisitAct& x, const statement::ReportIncident& body);

}  // namespace palitan::kernel
