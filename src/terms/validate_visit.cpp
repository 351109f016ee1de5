// The part of an instrument that speaks of visits.
#include "terms/validate_parts.h"

namespace palitan::terms::parts {

base::Result<void> visits(const Instrument& x) {
  if (x.visit_flagged && x.visit_clause.empty())
    return wrong("visit_flagged is set, but no clause asks for a visit");
  if (!x.visits) return {};
  const auto& rules = *x.visits;
  struct Cited {
    const char* what;
    const std::string& clause;
    bool needed;
  };
  for (const auto& [what, clause, needed] : {Cited{"visits", rules.clause, true},
                                             {"visits: consent", rules.consent_clause, true},
                                             {"visits: entry", rules.entry_clause, true},
                                             {"visits: arms", rules.arms_clause, true},
                                             {"visits: imports", rules.import_clause, true},
                                             {"visits: incidents", rules.incident_clause, false},
                                             {"visits: claims", rules.claims_clause, false},
                                             {"visits: committee", rules.committee_clause, false},
                                             {"visits: jurisdiction", rules.jurisdiction_clause, false}})
    if (needed || !clause.empty())
      if (auto cited = cites(x, what, clause); !cited) return cited;
  return in_range("visits: consent_days", rules.consent_days, kDaysMax, rules.consent_clause);
}

}  // namespace palitan::terms::parts
