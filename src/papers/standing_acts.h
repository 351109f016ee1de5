// Which acts of an order a paper may be about.
#pragma once
#include "kernel/order_fact.h"

namespace palitan::papers {

/// Invoices that were not withdrawn, in the order they came.
std::vector<base::Id> standing_invoices(const kernel::OrderFact& order);
/// Receipts that no later one replaced, in the order they came.
std::vector<base::Id> standing_receipts(const kernel::OrderFact& order);

}  // namespace palitan::papers
