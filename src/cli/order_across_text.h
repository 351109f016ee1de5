// Of an order, what reaches beyond it: the visit it serves, whose goods its lines are, what was handed on or
// may be, and what is held for netting.
#pragma once
#include "cli/order_view.h"

namespace palitan::cli {

/// Each line indented by two; empty where nothing does. `visit`: how the visit is called; may be empty.
std::string order_across_text(const kernel::OrderFact& order, const std::string& visit);
/// What is owed next because of a lock or a request to hand on.
std::vector<Step> across_steps(const kernel::OrderFact& order);

}  // namespace palitan::cli
