// Final accords: the chain of checkpoints, the tree, the results and the cosignatures. Inside the checker
// only.
#pragma once
#include "acts.h"

namespace sim_checker {

/// RFC 9162, section 2.1.1, as it is written there: by halves, slowly. Of leaves [from, to).
Bytes tree_root(const std::vector<Entry>& log, std::size_t from, std::size_t to);

/// Throws Untrue.
void check_finals(const std::vector<Bytes>& finals, const std::vector<Entry>& log, const Founding& founding);

}  // namespace sim_checker
