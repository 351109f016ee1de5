// What falls due for one party in one book, with its day: debts and steps of orders, visits, grants. Pure.
#pragma once
#include <functional>

#include "reports/index.h"
#include "reports/mission_views.h"

namespace palitan::reports {

/// Something with a day. `what` tells apart what is due on one case, and stays the same while it is due.
struct CalendarRow {
  base::Id in;
  std::string what;
  base::Date from;
  std::optional<base::Date> last;  ///< of a window
  std::string summary;
  std::string category;  ///< "bill", "payment", "visit", "grant" ...
};

/// How a summary says it; English as it is made.
struct CalendarWords {
  using Sentence = std::function<std::string(const std::string&, const std::string&)>;
  std::function<std::string(Step)> step;
  std::function<std::string(GrantStep)> grant_step;
  Sentence visit;    ///< visitor, host: "phl visits jpn"
  Sentence consent;  ///< that, host
  Sentence import;   ///< that, what was brought in
  CalendarWords();
};

/// What `party` has to do on orders, pending ones counted: steps on debts by their due day, bills by the day
/// to bill by, and what is awaited with a day.
std::vector<CalendarRow> order_days(const Index& index, std::string_view party,
                                    const CalendarWords& words = {});
/// Windows of the visits that `party` is a side of, consents' clocks, temporary imports and conditions.
std::vector<CalendarRow> visit_days(const VisitsView& view, std::string_view party,
                                    const CalendarWords& words = {});
/// What `party`, or either side, has to do on grants by a day.
std::vector<CalendarRow> grant_days(const GrantsView& view, std::string_view party,
                                    const CalendarWords& words = {});

}  // namespace palitan::reports
