// What a change of an activity's purpose or window leaves standing without cover. Pure.
#pragma once
#include "reports/mission_views.h"

namespace palitan::reports {

/// An order that binds, or a visit that was consented to, of which the activity as it is on a day no longer
/// covers a new act.
struct UncoveredRow {
  base::Id id;
  std::string what;    ///< "order", "visit"
  std::string detail;  ///< "jpn supplies phl", "jpn visits phl"
  std::string clause;  ///< of the instrument it stands under, or "activity" for its window
  std::string why;
};
/// `cases`: the orders, visits and instruments. Empty where nothing lost its cover.
std::vector<UncoveredRow> no_longer_covered(std::span<const CaseFile> cases, const base::Id& activity,
                                            const kernel::ActivityFact& as_it_is, base::Date day);

}  // namespace palitan::reports
