// A visit in words and tables: declared, consented, actual, open.
#pragma once
#include "cli/record.h"
#include "reports/purpose_views.h"

namespace palitan::cli {

/// REQUIRES: view.file.visit.
std::string visit_text(const CaseView& view, base::Date today);

/// What a change of an activity left without cover, as a table; empty where nothing is.
std::string uncovered_text(std::span<const reports::CaseFile> cases, const base::Id& activity,
                           const kernel::ActivityFact& as_it_is, base::Date day);
/// "PHTAC Tacloban (11.24, 125.0)".
std::string place_text(const statement::Place& place);

}  // namespace palitan::cli
