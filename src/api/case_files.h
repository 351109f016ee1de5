// Internal: the cases of some kinds as they stand with everything pending, for views that go over all of
// them.
#pragma once
#include <set>

#include "api/app.h"
#include "reports/mission_views.h"

namespace palitan::api {

struct CaseFiles {
  std::map<base::Id, kernel::CaseFact> files;

  /// Points into this.
  std::vector<reports::CaseFile> view() const {
    std::vector<reports::CaseFile> out;
    for (const auto& [id, file] : files) out.push_back({id, &file});
    return out;
  }
};

/// Kinds as kernel::kind_of() says them, orders not among them: there may be very many (CostDesks).
/// Refusals: local_damaged, local_busy, local_stopped.
base::Result<CaseFiles> case_files(App& app, const Record& record,
                                   std::initializer_list<std::string_view> kinds);
/// The cases that pending acts touch, as they stand with them. Refusals: local_busy, local_stopped.
base::Result<std::map<base::Id, kernel::CaseFact>> pending_files(App& app, const Record& record);
/// One case with everything pending. Refusals: local_not_found; local_busy, local_stopped.
base::Result<kernel::CaseFact> case_file(App& app, const Record& record, const base::Id& id);
/// The day named by the query's "on", else today in UTC. Refusal: local_draft.
base::Result<base::Date> day_of(App& app, const Call& call);

/// Cases that a pending act opens. Ask before the store is read: what becomes agreed in between is then found
/// there.
base::Result<std::set<base::Id>> opened_by_pending(App& app, const Record& record);

}  // namespace palitan::api
