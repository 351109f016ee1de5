// Internal: the parts of an order's row.
#pragma once
#include "reports/order_row.h"

namespace palitan::reports {

std::vector<Debt> debts_of(Names& names, const kernel::OrderFact& order, const terms::Instrument& rules);
/// `debts`: of the order; an order with debts waits for no closing.
std::vector<Awaited> awaited_of(const kernel::OrderFact& order, const terms::Instrument& rules,
                                const std::vector<Debt>& debts);
/// First receipt of goods of the line, else its first issue.
std::optional<base::Date> delivered_on(const kernel::LineFact& line);

}  // namespace palitan::reports
