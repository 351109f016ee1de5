// Internal: an act and its verdict as JSON.
#pragma once
#include <map>

#include "api/attachment_views.h"

namespace palitan::api {

/// name, code, and where they apply clause, state, detail. `kind` tells what kind of case `state` is of.
Json verdict_json(const kernel::Verdict& verdict, std::optional<statement::Kind> kind);

/// What the record says of one act now.
struct Standing {
  store::StatementRow row;
  std::optional<kernel::Verdict> provisional;  ///< while pending
  statement::PartyCode party;                  ///< of its seat; empty where that is not known here
  std::string office;
};
/// Of those ids that are here. One visit to the writer. Refusals: local_busy, local_stopped.
base::Result<std::map<base::Id, Standing>> standings(App& app, const Record& record,
                                                     const std::vector<base::Id>& ids);

/// Id, kind, seat, party, times, standing ("agreed", "pending", "held"), place in the log, verdict; with
/// `whole` also what it follows, its attachments and its body. With `here` its attachments are shown, where
/// it has any, and which of them this node holds.
Json act_json(const base::Id& id, const Standing& standing, bool whole,
              const node::Attachments* here = nullptr);

}  // namespace palitan::api
