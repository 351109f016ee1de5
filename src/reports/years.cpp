// An order's share in a fiscal year: each line's value of what had come in before the year and up to its end;
// the difference is the year's, and years add up to the whole without a remainder.
#include "reports/years.h"

#include <algorithm>

#include "reports/index.h"

namespace palitan::reports {
namespace {
using ledger::AccountKind;
using statement::Means;

/// As many years as somebody looks at side by side: this one and the last, as three nations count them.
constexpr std::size_t kKeptMax = 6;

/// What had come in of one line before the year, and by its end.
struct Came {
  std::int64_t before = 0;
  std::int64_t after = 0;
};

bool is_in(const std::optional<base::Date>& day, const terms::FiscalYear& year) {
  return day && *day >= year.from && *day <= year.until;
}

/// The value of so much of a line; nothing where no price stands or it does not fit.
std::optional<std::int64_t> value_at(const OrderRow& order, const LineRow& line, std::int64_t quantity) {
  std::int64_t divisor = 0;
  if (quantity == 0) return 0;
  if (line.per <= 0 || __builtin_mul_overflow(line.per, std::int64_t{1'000'000}, &divisor))
    return std::nullopt;
  return base::multiply_divide(quantity, line.minor, divisor, static_cast<base::Rounding>(order.rounding));
}

class Share {
 public:
  Share(const Index& index, std::uint32_t number, const terms::FiscalYear& year)
      : order_(index.orders()[number]), year_(year), came_(order_.lines.size()) {
    if (came_.empty()) return;
    index.each_movement(number,
                        [&](const Movement& movement) { take(movement, index.cells()[movement.cell]); });
    spread();
  }

  /// Adds it, or with -1 takes it out again.
  void put(YearSums& sums, int sign) const {
    std::vector<std::uint32_t> met, late;  // groups in which the order is counted already
    for (std::size_t i = 0; i < came_.size(); ++i) {
      const auto& line = order_.lines[i];
      const auto& came = came_[i];
      const bool first = is_in(line.first_received, year_);
      const bool past = (paid_late_ && line.means == Means::reimbursement) || is_in(line.late_return, year_);
      if (came.before == came.after && !first && !past) continue;
      auto& at = sums.groups[line.group];
      at.lines += sign;
      at.quantity += sign * (base::Int128{came.after} - came.before);
      if (line.per > 0 && came.before != came.after) put_value(line, came, at, sign);
      if (first && is_new(met, line.group)) at.orders += sign;
      if (past && is_new(late, line.group)) at.late += sign;
    }
    if (!met.empty()) sums.orders[{order_.supplier, order_.recipient}] += sign;
  }

 private:
  void take(const Movement& movement, const Cell& cell) {
    if (movement.date > year_.until) return;
    if (cell.kind == AccountKind::paying && cell.holder == order_.recipient && movement.amount < 0 &&
        movement.date >= year_.from && order_.invoice_due && movement.date > *order_.invoice_due)
      paid_late_ = true;
    // What the supplier got back is `received` too, held by the supplier.
    if (cell.kind != AccountKind::received || cell.holder != order_.recipient) return;
    const auto line = std::ranges::find(order_.lines, cell.commodity, &LineRow::commodity);
    if (line == order_.lines.end()) return;
    auto& came = came_[static_cast<std::size_t>(line - order_.lines.begin())];
    came.after += movement.amount;
    if (movement.date < year_.from) came.before += movement.amount;
  }

  /// Lines of one commodity: what came in fills the first up to what it received in all, then the next; the
  /// last takes what is left.
  void spread() {
    const auto& lines = order_.lines;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const auto next = std::find_if(lines.begin() + static_cast<std::ptrdiff_t>(i) + 1, lines.end(),
                                     [&](const auto& l) { return l.commodity == lines[i].commodity; });
      if (next == lines.end()) continue;
      auto& on = came_[static_cast<std::size_t>(next - lines.begin())];
      for (const auto part : {&Came::before, &Came::after}) {
        const auto over = std::max<std::int64_t>(0, came_[i].*part - lines[i].received);
        came_[i].*part -= over;
        on.*part += over;
      }
    }
  }

  void put_value(const LineRow& line, const Came& came, GroupYear& at, int sign) const {
    const auto before = value_at(order_, line, came.before), after = value_at(order_, line, came.after);
    if (before && after)
      (line.means == Means::reimbursement ? at.value : at.worth) += sign * (base::Int128{*after} - *before);
    else
      at.unfit += sign;
  }

  static bool is_new(std::vector<std::uint32_t>& groups, std::uint32_t group) {
    if (std::ranges::find(groups, group) != groups.end()) return false;
    groups.push_back(group);
    return true;
  }

  const OrderRow& order_;
  const terms::FiscalYear& year_;
  std::vector<Came> came_;  // by line
  bool paid_late_ = false;  // past its invoices' dates, in the year
};
}  // namespace

void Years::changing(const Index& index, std::uint32_t order) {
  for (auto& kept : kept_)
    if (order < kept.known && kept.changed.insert(order).second)
      Share(index, order, kept.year).put(kept.sums, -1);
}

const YearSums& Years::of(const Index& index, const terms::FiscalYear& year) {
  auto at = std::ranges::find(kept_, year, &Kept::year);
  if (at == kept_.end()) {
    if (kept_.size() == kKeptMax) kept_.erase(std::ranges::min_element(kept_, {}, &Kept::asked));
    at = kept_.insert(kept_.end(), Kept{year, {}});
  }
  at->asked = ++questions_;
  at->sums.groups.resize(index.groups().size());
  const auto put = [&](std::uint32_t order) { Share(index, order, year).put(at->sums, 1); };
  std::ranges::for_each(at->changed, put);
  at->changed.clear();
  while (at->known < index.orders().size()) put(at->known++);
  return at->sums;
}

}  // namespace palitan::reports
