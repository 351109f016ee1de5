// `palitan grants --budget FILE`: what donors granted against their budgets, over all books of the node.
#pragma once
#include "cli/commands.h"

namespace palitan::cli {

/// `file`: a CSV or workbook with the columns of papers/grant_budget.h. `donor`: of this one alone; empty: of
/// all. Trouble: the file cannot be read; a book cannot.
Done<void> show_budget(const Context& context, const std::string& file, const std::string& donor);

}  // namespace palitan::cli
