// How people name a partnership where a node holds several: by its parties, "jpn-phl", or by the first digits
// of its id.
#pragma once
#include <string>
#include <vector>

#include "cli/say.h"
#include "statement/values.h"

namespace palitan::cli {

struct NamedPartnership {
  base::Id id;
  std::vector<statement::PartyCode> parties;  ///< ascending

  std::string name() const;  ///< "jpn-phl"
};

/// The only one where `wish` is empty; else the one of these parties, or whose id begins so. Trouble: none,
/// several; it lists what there is.
Done<base::Id> pick_partnership(std::string_view wish, const std::vector<NamedPartnership>& known);

}  // namespace palitan::cli
