// The links of a node as people read them.
#pragma once
#include "cli/desk.h"

namespace palitan::cli {

/// A table, a row a partner; nothing where there is none.
void print_links(const std::vector<LinkRow>& links);

}  // namespace palitan::cli
