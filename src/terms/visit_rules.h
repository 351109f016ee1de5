// What an agreement on visits says of whose forces may come, with what, and what follows. spec/terms.md has
// the fields.
#pragma once
#include <optional>
#include <string>

#include "base/instant.h"

namespace palitan::terms {

struct Instrument;

/// The instrument's own list of activities is the list of its cooperative activities. A clause that is left
/// out leaves out what it would allow: no claims, no joint committee.
struct VisitRules {
  std::string clause;                         ///< who is a visiting force, and what for
  std::optional<std::uint32_t> consent_days;  ///< from notification to answer; setting "visits.consent_days"
  std::string consent_clause;
  std::string entry_clause;   ///< coming and going: people and craft
  std::string arms_clause;    ///< weapons, ammunition, explosives
  std::string import_clause;  ///< what comes in free of duty
  std::string incident_clause;
  std::string claims_clause;
  std::string committee_clause;
  std::string jurisdiction_clause;  ///< for people to read: no verdict follows from it
};
template <class A>
void describe(A& a, VisitRules& x) {
  a.field(1, "clause", x.clause);
  a.field(2, "consent_days", x.consent_days);
  a.field(3, "consent_clause", x.consent_clause);
  a.field(4, "entry_clause", x.entry_clause);
  a.field(5, "arms_clause", x.arms_clause);
  a.field(6, "import_clause", x.import_clause);
  a.field(7, "incident_clause", x.incident_clause);
  a.field(8, "claims_clause", x.claims_clause);
  a.field(9, "committee_clause", x.committee_clause);
  a.field(10, "jurisdiction_clause", x.jurisdiction_clause);
}

/// The day by which the host is to answer a plan declared on `declared`; nothing where no clock runs. Clause:
/// visits->consent_clause.
std::optional<base::Date> consent_by(const Instrument& instrument, base::Date declared);

}  // namespace palitan::terms
