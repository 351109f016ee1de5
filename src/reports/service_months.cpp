#include "reports/service_months.h"

#include <algorithm>
#include <chrono>

#include "terms/queries.h"

namespace palitan::reports {
namespace {
using kernel::OrderFact;
using kernel::OrderState;

constexpr int kMonthsMax = 1'200;  // of one line: a century

MonthUse& month_at(std::vector<MonthUse>& months, base::Date day) {
  const auto first = month_of(day);
  const auto at = std::lower_bound(months.begin(), months.end(), first,
                                   [](const MonthUse& use, base::Date date) { return use.month < date; });
  return at != months.end() && at->month == first ? *at : *months.insert(at, {first, 0});
}

/// What was received under one issue of one line.
std::int64_t received_of(const OrderFact& order, const base::Id& issue, std::uint32_t line) {
  std::int64_t out = 0;
  for (const auto& receipt : order.receipts) {
    if (receipt.issue != issue || receipt.corrected) continue;
    for (const auto& part : receipt.lines)
      if (part.number == line) out += part.received;
  }
  return out;
}

class Months {
 public:
  Months(const OrderRow& order, bool pending, base::Date on, std::vector<ServiceMonthRow>& out)
      : order_(order), pending_(pending), end_(month_of(on)), out_(out) {}

  void add(const LineRow& line) {
    const auto& use = *line.service;
    auto billed = use.billed;
    auto recorded = use.months.begin();
    auto month = use.months.empty() ? use.from : std::min(use.from, use.months.front().month);
    const auto last = use.used_up && !use.months.empty() ? use.months.back().month : end_;
    for (int n = 0; n < kMonthsMax && month < end_ && month <= last;
         ++n, month = base::add_months(month, 1)) {
      if (recorded == use.months.end() || recorded->month != month) {
        put(line, month, MonthAlarm::unused, 0, 0);
        continue;
      }
      const auto covered = std::min(billed, recorded->received);
      billed -= covered;
      if (covered < recorded->received)
        put(line, month, MonthAlarm::uninvoiced, recorded->received, recorded->received - covered);
      ++recorded;
    }
  }

 private:
  void put(const LineRow& line, base::Date month, MonthAlarm alarm, std::int64_t received,
           std::int64_t unbilled) {
    out_.push_back({&order_, &line, month, alarm, received, unbilled, pending_});
  }

  const OrderRow& order_;
  bool pending_;
  base::Date end_;  ///< the month of the report's day is not over
  std::vector<ServiceMonthRow>& out_;
};
}  // namespace

base::Date month_of(base::Date day) {
  using namespace std::chrono;
  const year_month_day ymd{sys_days{days{day.days}}};
  const sys_days first{ymd.year() / ymd.month() / 1};
  return base::Date{static_cast<std::int32_t>(first.time_since_epoch().count())};
}

std::optional<ServiceUse> service_use_of(const OrderFact& order, const kernel::LineFact& line,
                                         const terms::Instrument& rules) {
  const bool metered = !line.line.metering.empty() || terms::is_metered(rules, line.line.category);
  const bool paid =
      line.line.means == statement::Means::reimbursement && line.line.price && line.line.price->minor > 0;
  if (!metered || !paid) return std::nullopt;
  ServiceUse out;
  out.from =
      month_of(order.papers.needed_on.value_or(order.papers.accepted_on.value_or(order.papers.requested_on)));
  out.billed = line.billed;
  out.used_up = line.issued >= line.line.quantity;
  for (const auto& issue : order.issues) {
    if (issue.corrected) continue;
    for (const auto& part : issue.lines)
      if (part.number == line.line.number)
        month_at(out.months, issue.date).received += received_of(order, issue.id, part.number);
  }
  return out;
}

std::vector<ServiceMonthRow> service_months(const Index& index, const Scope& scope) {
  std::vector<ServiceMonthRow> out;
  index.each_under_way(scope.provisional, [&](const OrderRow& order, bool pending) {
    const bool binds = order.state == OrderState::accepted || order.state == OrderState::delivering;
    if (!binds || !concerns(index, order, scope)) return;
    Months months(order, pending, scope.on, out);
    for (const auto& line : order.lines)
      if (line.service) months.add(line);
  });
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    return a.month != b.month ? a.month < b.month : a.order->id < b.order->id;
  });
  return out;
}

}  // namespace palitan::reports
