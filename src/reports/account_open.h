// What is open between two parties when they state an account, each with its cause. Pure; from the orders'
// figures alone, so that both sides find the same list in the same record.
#pragma once
#include "kernel/order_fact.h"

namespace palitan::reports {

struct OrderOf {
  base::Id id;
  const kernel::OrderFact* order = nullptr;
};
/// In the order in which a statement of an account lists them. Orders of other parties are passed over.
std::vector<statement::OpenItem> open_items(const std::vector<OrderOf>& orders, std::string_view first,
                                            std::string_view second);

}  // namespace palitan::reports
