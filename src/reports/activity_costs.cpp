#include "reports/activity_costs.h"

#include "base/money.h"

namespace palitan::reports {
namespace {
using kernel::LineFact;
using kernel::OrderFact;

bool grow(std::int64_t& at, std::optional<std::int64_t> amount) {
  const auto sum = amount ? base::add(at, *amount) : std::nullopt;
  if (sum) at = *sum;
  return sum.has_value();
}

/// What was issued on that line without cover and is so still.
std::optional<std::int64_t> uncovered(const OrderFact& order, std::uint32_t number) {
  std::int64_t out = 0;
  for (const auto& x : order.irregular)
    if (x.line == number && !x.settled && x.kind == statement::Kind::issue && !grow(out, x.quantity))
      return std::nullopt;
  return out;
}

/// False where a figure does not fit.
bool add_line(ActivityCost& row, const OrderFact& order, const LineFact& at, std::int64_t irregular) {
  const auto rounding = static_cast<base::Rounding>(order.rounding);
  const auto payable = kernel::payable_quantity(at);
  ++row.lines;
  if (!grow(row.received, at.received) || !grow(row.irregular, irregular)) return false;
  if (!at.line.price) return true;
  const auto all = kernel::value_of(at.line, at.received, rounding);
  const auto money = kernel::value_of(at.line, payable, rounding);
  return all && money && grow(row.money, money) && grow(row.worth, base::add(*all, -*money));
}
}  // namespace

base::Result<void> ActivityCosts::add(const OrderFact& order) {
  ++orders_;
  for (const auto& at : order.lines) {
    const auto irregular = uncovered(order, at.line.number);
    if (!irregular) return base::refuse(base::Code::refused_overflow, order.reference);
    if (at.received == 0 && *irregular == 0) continue;
    const auto commodity = kernel::commodity_of(at.line);
    auto& row = rows_[{order.supplier, order.recipient, at.line.means, commodity, order.currency}];
    row.giver = order.supplier;
    row.taker = order.recipient;
    row.means = at.line.means;
    row.commodity = commodity;
    row.currency = order.currency;
    if (!add_line(row, order, at, *irregular)) return base::refuse(base::Code::refused_overflow, commodity);
  }
  return {};
}

std::vector<ActivityCost> ActivityCosts::rows() const {
  std::vector<ActivityCost> out;
  for (const auto& [key, row] : rows_) out.push_back(row);
  return out;
}

base::Result<std::vector<ActivityCost>> activity_costs(const std::vector<const OrderFact*>& orders) {
  ActivityCosts out;
  for (const auto* order : orders)
    if (auto ok = out.add(*order); !ok) return tl::unexpected(ok.error());
  return out.rows();
}

}  // namespace palitan::reports
