#include "papers/standing_acts.h"

namespace palitan::papers {

std::vector<base::Id> standing_invoices(const kernel::OrderFact& order) {
  std::vector<base::Id> out;
  for (const auto& one : order.invoices)
    if (!one.withdrawn) out.push_back(one.id);
  return out;
}

std::vector<base::Id> standing_receipts(const kernel::OrderFact& order) {
  std::vector<base::Id> out;
  for (const auto& one : order.receipts)
    if (!one.corrected) out.push_back(one.id);
  return out;
}

}  // namespace palitan::papers
