#include "reports/activity_costs.h"

#include "base/check.h"
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
/// The same line of the sum, with nothing in it.
ActivityCost blank(const ActivityCost& like) {
  return {like.giver, like.taker, like.means, like.commodity, like.currency};
}
}  // namespace

ActivityCosts::Key ActivityCosts::key_of(const ActivityCost& row) {
  return {row.giver, row.taker, row.means, row.commodity, row.currency};
}

base::Result<void> ActivityCosts::add(const OrderFact& order) {
  ++orders_;
  for (const auto& at : order.lines) {
    const auto irregular = uncovered(order, at.line.number);
    if (!irregular) return base::refuse(base::Code::refused_overflow, order.reference);
    if (at.received == 0 && *irregular == 0) continue;
    const auto commodity = kernel::commodity_of(at.line);
    const ActivityCost like{order.supplier, order.recipient, at.line.means, commodity, order.currency};
    auto& row = rows_.try_emplace(key_of(like), like).first->second;
    if (!add_line(row, order, at, *irregular)) return base::refuse(base::Code::refused_overflow, commodity);
  }
  return {};
}

base::Result<void> ActivityCosts::add(const std::vector<ActivityCost>& rows, std::size_t orders) {
  orders_ += orders;
  for (const auto& one : rows) {
    auto& row = rows_.try_emplace(key_of(one), blank(one)).first->second;
    row.lines += one.lines;
    if (!grow(row.received, one.received) || !grow(row.irregular, one.irregular) ||
        !grow(row.money, one.money) || !grow(row.worth, one.worth))
      return base::refuse(base::Code::refused_overflow, one.commodity);
  }
  return {};
}

void ActivityCosts::take_out(const std::vector<ActivityCost>& rows, std::size_t orders) {
  orders_ -= orders;
  for (const auto& one : rows) {
    const auto found = rows_.find(key_of(one));
    PALITAN_CHECK(found != rows_.end() && found->second.lines >= one.lines);
    auto& row = found->second;
    row.lines -= one.lines;
    row.received -= one.received;
    row.irregular -= one.irregular;
    row.money -= one.money;
    row.worth -= one.worth;
    if (row.lines == 0) rows_.erase(found);
  }
}

base::Result<void> CostBook::put(const base::Id& id, const OrderFact& order) {
  drop(id);
  ActivityCosts alone;
  if (auto ok = alone.add(order); !ok) return ok;
  auto rows = alone.rows();
  auto& sum = sums_[order.activity];
  auto whole = sum;
  if (auto ok = whole.add(rows, 1); !ok) return ok;
  sum = std::move(whole);
  shares_.emplace(id, Share{order.activity, std::move(rows)});
  return {};
}

void CostBook::drop(const base::Id& id) {
  const auto found = shares_.find(id);
  if (found == shares_.end()) return;
  sums_[found->second.activity].take_out(found->second.rows, 1);
  shares_.erase(found);
}

const ActivityCosts& CostBook::of(const base::Id& activity) const {
  static const ActivityCosts none;
  const auto found = sums_.find(activity);
  return found == sums_.end() ? none : found->second;
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
