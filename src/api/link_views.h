// Internal: links to partners that an office of this node paused. Kept in the node's folder, so that a node
// that is started again stays as silent as it was.
#pragma once
#include <map>

#include "api/app.h"

namespace palitan::api {

struct Pause {
  base::Instant since;  ///< zero: not known any more
  std::string by;       ///< office; empty: who holds the node's token
};
using Pauses = std::map<statement::PartyCode, Pause>;

/// By partner. A file that cannot be read counts as a pause of every partner with an address: nobody is
/// called that somebody meant to keep silent towards.
Pauses pauses_of(const node::Folder& folder);
/// Pauses again what was paused. REQUIRES: before the service starts.
void restore_links(node::Service& service);

}  // namespace palitan::api
