// Months of a metered service that was not used, or used and not billed (DOMAIN 8.7: partners who had agreed
// to pay for lift, and months without a manifest).
#pragma once
#include "reports/debts.h"

namespace palitan::reports {

#define PALITAN_MONTH_ALARMS(X)                                                   \
  X(1, unused)     /* nothing was recorded in it, though the order still waits */ \
  X(2, uninvoiced) /* what was received in it is not billed */
PALITAN_ENUM(MonthAlarm, PALITAN_MONTH_ALARMS)

/// Pointers into the index.
struct ServiceMonthRow {
  const OrderRow* order = nullptr;
  const LineRow* line = nullptr;
  base::Date month;  ///< its first day
  MonthAlarm alarm = MonthAlarm::unused;
  std::int64_t received = 0;  ///< in it, in millionths of the line's unit
  std::int64_t unbilled = 0;  ///< of it; bills fill the first months first
  bool pending = false;
};
/// Whole months before the scope's day, oldest first, of binding orders whose line is metered and has a price
/// above zero: who was let off is not asked. A line counts from the month in which it was needed, else
/// accepted, and until all of it is issued.
std::vector<ServiceMonthRow> service_months(const Index& index, const Scope& scope);

/// The first day of the month.
base::Date month_of(base::Date day);
/// The part of a line's row that this report reads; nothing where the line is no paid, metered service.
std::optional<ServiceUse> service_use_of(const kernel::OrderFact& order, const kernel::LineFact& line,
                                         const terms::Instrument& rules);

}  // namespace palitan::reports
