// What an order asks for beside what it costs in full (DOMAIN 8.4: a price with the fuel alone is 11 % of
// it).
#pragma once
#include "kernel/order_fact.h"

namespace palitan::reports {

/// In minor units of the order's currency, over all its lines with a price, as ordered. A part that says
/// nothing of its full cost costs what is asked for it.
struct CostCover {
  std::int64_t asked = 0;
  std::int64_t full = 0;

  /// Tenths of a percent, rounded down; nothing where nothing costs anything.
  std::optional<std::int64_t> per_mille() const;
};
/// Nothing where no line has a price, or a figure does not fit.
std::optional<CostCover> cost_cover(const kernel::OrderFact& order);
/// "11.1 %".
std::string percent_text(std::int64_t per_mille);

}  // namespace palitan::reports
