// Internal: visits, grants and activities as JSON.
#pragma once
#include "api/json_view.h"
#include "reports/mission_views.h"
#include "reports/public_sheet_text.h"

namespace palitan::api {

/// minor, currency, and the amount as people read it.
Json money_json(const statement::Money& amount);
Json visits_json(const reports::VisitsView& view, std::span<const reports::CaseFile> cases);
Json grants_json(const reports::GrantsView& view);
Json public_sheet_json(const base::Id& grant, const reports::PublicSheet& sheet, reports::SheetLabels labels);
/// An activity as it is on a day, without what it cost.
Json activity_json(const base::Id& id, const kernel::ActivityFact& activity, base::Date on);
Json cost_json(const reports::ActivityCost& cost);

}  // namespace palitan::api
