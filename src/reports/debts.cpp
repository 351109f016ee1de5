#include "reports/debts.h"

#include <algorithm>
#include <bit>
#include <map>
#include <tuple>

#include "base/number.h"

namespace palitan::reports {
namespace {
using base::Code;

/// Which bucket a debt of that age falls into; what was delivered after the day of the report is young.
std::size_t bucket_of(const std::vector<std::int32_t>& ends, base::Date since, base::Date on) {
  const auto age = std::int64_t{on.days} - since.days;
  return static_cast<std::size_t>(std::lower_bound(ends.begin(), ends.end(), age) - ends.begin());
}

bool add(std::int64_t& at, std::int64_t amount) {
  const auto sum = base::add(at, amount);
  if (sum) at = *sum;
  return sum.has_value();
}
}  // namespace

bool concerns(const Index& index, const OrderRow& row, const Scope& scope) {
  return !scope.partner || index.names().text(row.supplier) == *scope.partner ||
         index.names().text(row.recipient) == *scope.partner;
}

namespace {
/// Enough of a row to put it in its place; the row itself is made for the page alone.
struct Placed {
  base::Date by;
  std::uint32_t item = 0;  ///< of the order: its debts, then what it awaits
  std::uint64_t id = 0;    ///< first bytes of the order's
  const OrderRow* order = nullptr;
  bool pending = false;

  bool operator<(const Placed& other) const {
    if (by != other.by) return by < other.by;
    return id != other.id ? id < other.id : item < other.item;
  }
};

std::uint64_t first_bytes(const base::Id& id) {
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < sizeof out; ++i) out = out << 8 | id.raw[i];
  return out;
}

BoardRow board_row(const Placed& at, base::Date on) {
  BoardRow out;
  out.order = at.order;
  out.pending = at.pending;
  if (at.item < at.order->debts.size()) {
    out.debt = &at.order->debts[at.item];
    out.by = out.debt->due;
  } else {
    out.awaited = &at.order->awaited[at.item - at.order->debts.size()];
    out.by = out.awaited->by;
  }
  out.level = out.by ? level_of(*out.by, on) : Level::not_due;
  return out;
}
}  // namespace

Board overdue_board(const Index& index, const Scope& scope, const BoardFilter& filter, bool all,
                    std::size_t from, std::optional<std::size_t> count) {
  Board out;
  const bool dated = filter.due_from || filter.due_until;
  const auto wanted = [&](Step step, Symbol by, const std::optional<base::Date>& due) {
    return (filter.awaits.empty() || filter.awaits.contains(step)) &&
           (filter.by.empty() || filter.by.contains(index.names().text(by))) && (!dated || due) &&
           (!filter.due_from || *filter.due_from <= *due) && (!filter.due_until || *due <= *filter.due_until);
  };
  std::vector<Placed> places;
  index.each_under_way(scope.provisional, [&](const OrderRow& order, bool pending) {
    if (order.debts.empty() && order.awaited.empty()) return;
    if (!concerns(index, order, scope)) return;
    Placed at{{}, 0, first_bytes(order.id), &order, pending};
    const auto take = [&](const std::optional<base::Date>& by, Step step, bool from_supplier) {
      const auto level = by ? level_of(*by, scope.on) : Level::not_due;
      at.by = by.value_or(base::kDateMax);
      const bool shown = all || level != Level::not_due;
      if (shown && wanted(step, from_supplier ? order.supplier : order.recipient, by)) {
        places.push_back(at);
        if (at.item < order.debts.size()) ++out.levels[level];
      }
      ++at.item;
    };
    for (const auto& debt : order.debts) take(debt.due, debt.awaits, debt.from_supplier);
    for (const auto& one : order.awaited) take(one.by, one.step, one.from_supplier);
  });
  out.total = places.size();
  const auto first = std::min(from, places.size());
  const auto last = first + std::min(count.value_or(places.size()), places.size() - first);
  std::partial_sort(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(last), places.end());
  for (auto i = first; i < last; ++i) out.rows.push_back(board_row(places[i], scope.on));
  return out;
}

base::Result<std::vector<AgeingRow>> ageing(const Index& index, const Scope& scope,
                                            const std::vector<std::int32_t>& ends) {
  using Key = std::tuple<Symbol, Symbol, Owed, Symbol>;
  std::map<Key, AgeingRow> rows;
  bool fits = true;
  index.each_under_way(scope.provisional, [&](const OrderRow& order, bool) {
    if (order.debts.empty() || !concerns(index, order, scope)) return;
    for (const auto& debt : order.debts) {
      auto& row = rows[{order.supplier, order.recipient, debt.owed, debt.commodity}];
      if (row.buckets.empty()) {
        row.buckets.resize(ends.size() + 1);
        row.oldest = debt.since;
      }
      row.oldest = std::min(row.oldest, debt.since);
      ++row.debts;
      fits = add(row.buckets[bucket_of(ends, debt.since, scope.on)], debt.amount) &&
             add(row.total, debt.amount) && fits;
    }
  });
  if (!fits) return base::refuse(Code::refused_overflow, "a sum of debts does not fit");
  std::vector<AgeingRow> out;
  for (auto& [key, row] : rows) {
    std::tie(row.creditor, row.debtor, row.owed, row.commodity) = key;
    out.push_back(std::move(row));
  }
  const auto text = [&](Symbol symbol) -> const std::string& { return index.names().text(symbol); };
  std::sort(out.begin(), out.end(), [&](const AgeingRow& a, const AgeingRow& b) {
    return std::forward_as_tuple(text(a.creditor), text(a.debtor), a.owed, text(a.commodity)) <
           std::forward_as_tuple(text(b.creditor), text(b.debtor), b.owed, text(b.commodity));
  });
  return out;
}

std::vector<UnbilledRow> unbilled_queue(const Index& index, const Scope& scope) {
  std::vector<UnbilledRow> out;
  index.each_under_way(scope.provisional, [&](const OrderRow& order, bool pending) {
    for (const auto& debt : order.debts)
      if (debt.owed == Owed::unbilled && concerns(index, order, scope))
        out.push_back({&order, &debt, pending});
  });
  std::sort(out.begin(), out.end(), [](const UnbilledRow& a, const UnbilledRow& b) {
    const auto key = [](const UnbilledRow& r) {
      return std::tuple(r.debt->by.value_or(base::kDateMax), r.debt->since, r.order->id, r.debt->line);
    };
    return key(a) < key(b);
  });
  return out;
}

std::vector<EvidenceRow> evidence_meters(const Index& index, const Scope& scope, bool all) {
  constexpr std::uint32_t kAll = (1u << 25) - 1;
  using kernel::OrderState;
  std::vector<EvidenceRow> out;
  const auto take = [&](const OrderRow& order, bool pending) {
    const bool binding = order.state == OrderState::accepted || order.state == OrderState::delivering;
    if (order.present != kAll && (all || binding) && concerns(index, order, scope))
      out.push_back({&order, pending});
  };
  if (all)
    index.each(scope.provisional, take);
  else
    index.each_under_way(scope.provisional, take);
  std::sort(out.begin(), out.end(), [](const EvidenceRow& a, const EvidenceRow& b) {
    const auto key = [](const EvidenceRow& r) {
      return std::tuple(-std::popcount(r.order->needed & ~r.order->present), std::popcount(r.order->present),
                        r.order->id);
    };
    return key(a) < key(b);
  });
  return out;
}

std::string element_names(std::uint32_t bits) {
  std::string out;
  for (const auto& row : terms::rows_of(terms::Element{}))
    if ((bits >> (row.number - 1)) & 1u) out += (out.empty() ? "" : ", ") + std::string(row.name);
  return out;
}

}  // namespace palitan::reports
