// What reaches from one book into another, as `show` prints it: evidence, accounts, credit, rounds of
// netting.
#pragma once
#include "cli/record.h"

namespace palitan::cli {

/// REQUIRES: the case is one of these four.
std::string across_text(const CaseView& view);

}  // namespace palitan::cli
