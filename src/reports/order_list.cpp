#include "reports/order_list.h"

#include <algorithm>
#include <bit>

#include <fmt/format.h>

#include "base/money.h"
#include "base/number.h"
#include "reports/fold.h"

namespace palitan::reports {
namespace {

/// One order of the list. `next` is found once, since filter, sorting and cells all ask for it.
struct Listed {
  const OrderRow* order = nullptr;
  bool pending = false;
  std::optional<NextStep> next;
};

/// What the cells are read from.
struct Ground {
  const Index& index;
  base::Date on;

  const std::string& word(Symbol symbol) const { return index.names().text(symbol); }
  SheetCell money(const Listed& row, const std::optional<std::int64_t>& minor) const {
    if (!minor) return {};
    const auto info = base::currency(word(row.order->currency));
    return Amount{*minor, info ? info->minor_digits : 0};
  }
};

SheetCell day(const std::optional<base::Date>& date) { return date ? SheetCell(*date) : SheetCell{}; }
SheetCell text(std::string_view value) { return value.empty() ? SheetCell{} : SheetCell(std::string(value)); }
template <class T>
SheetCell number(T value) {
  return static_cast<std::int64_t>(value);
}

std::optional<base::Date> delivered(const OrderRow& order) {
  std::optional<base::Date> out;
  for (const auto& line : order.lines)
    if (line.first_received && (!out || *line.first_received < *out)) out = line.first_received;
  return out;
}

/// Each text once, in the order of the lines.
template <class F>
SheetCell joined(const OrderRow& order, F&& text_of) {
  std::vector<std::string> out;
  for (const auto& line : order.lines) {
    std::string one = text_of(line);
    if (!one.empty() && std::find(out.begin(), out.end(), one) == out.end()) out.push_back(std::move(one));
  }
  return text(fmt::format("{}", fmt::join(out, ", ")));
}

SheetCell categories(const Ground& at, const Listed& row) {
  return joined(*row.order, [&](const LineRow& line) { return at.word(line.category); });
}
SheetCell means(const Ground&, const Listed& row) {
  return joined(*row.order, [](const LineRow& line) { return std::string(name(line.means)); });
}
/// "F-76 100000 LTR, water 60 MTQ".
SheetCell items(const Ground& at, const Listed& row) {
  return joined(*row.order, [&](const LineRow& line) {
    const std::string_view commodity = at.word(line.commodity);
    const auto cut = std::min(commodity.find('/'), commodity.size());
    return fmt::format("{} {} {}", commodity.substr(0, cut), base::format_decimal(line.ordered, 6),
                       commodity.substr(std::min(cut + 1, commodity.size())));
  });
}

SheetCell owed(const Ground& at, const Listed& row) {
  std::optional<std::int64_t> out;
  for (const auto& debt : row.order->debts)
    if (debt.commodity == row.order->currency) out = base::add(out.value_or(0), debt.amount);
  return at.money(row, out);
}
SheetCell owed_in_kind(const Ground& at, const Listed& row) {
  std::string out;
  for (const auto& debt : row.order->debts)
    if (debt.commodity != row.order->currency)
      out += fmt::format("{}{} {}", out.empty() ? "" : ", ", base::format_decimal(debt.amount, 6),
                         at.word(debt.commodity));
  return text(out);
}

std::size_t asked(const Listed& row) { return static_cast<std::size_t>(std::popcount(row.order->needed)); }
std::size_t asked_and_there(const Listed& row) {
  return static_cast<std::size_t>(std::popcount(row.order->needed & row.order->present));
}
SheetCell billed(const Ground&, const Listed& row) {
  if (row.order->payable <= 0) return {};
  return number(
      base::multiply_divide(row.order->billed, 100, row.order->payable, base::Rounding::down).value_or(0));
}

struct ListColumn {
  std::string_view name;
  Shape shape;
  SheetCell (*cell)(const Ground&, const Listed&);
  SheetCell (*sort)(const Ground&, const Listed&) = nullptr;  ///< where the text says less than its place
};
using L = const Listed&;
using G = const Ground&;

constexpr ListColumn kColumns[] = {
    {"reference", Shape::text, [](G, L x) { return text(x.order->reference); }},
    {"supplier", Shape::text, [](G g, L x) { return text(g.word(x.order->supplier)); }},
    {"recipient", Shape::text, [](G g, L x) { return text(g.word(x.order->recipient)); }},
    {"state", Shape::text, [](G, L x) { return text(name(x.order->state)); },
     [](G, L x) { return number(x.order->state); }},
    {"standing", Shape::text, [](G, L x) { return text(x.pending ? "pending" : "agreed"); }},
    {"currency", Shape::text, [](G g, L x) { return text(g.word(x.order->currency)); }},
    {"ordered", Shape::amount, [](G g, L x) { return g.money(x, x.order->ordered); }},
    {"needed_on", Shape::date, [](G, L x) { return day(x.order->needed_on); }},
    {"delivered_on", Shape::date, [](G, L x) { return day(delivered(*x.order)); }},
    {"categories", Shape::text, categories},
    {"means", Shape::text, means},
    {"items", Shape::text, items},
    {"owed", Shape::amount, owed},
    {"owed_in_kind", Shape::text, owed_in_kind},
    {"next_step", Shape::text, [](G, L x) { return x.next ? text(name(x.next->step)) : SheetCell{}; },
     [](G, L x) { return x.next ? number(x.next->step) : SheetCell{}; }},
    {"next_by", Shape::text,
     [](G g, L x) {
       if (!x.next) return SheetCell{};
       return text(g.word(x.next->from_supplier ? x.order->supplier : x.order->recipient));
     }},
    {"next_due", Shape::date, [](G, L x) { return x.next ? day(x.next->due) : SheetCell{}; }},
    {"level", Shape::text,
     [](G, L x) { return x.next && x.next->due ? text(name(x.next->level)) : SheetCell{}; },
     [](G, L x) { return x.next && x.next->due ? number(x.next->level) : SheetCell{}; }},
    {"days_late", Shape::count,
     [](G g, L x) {
       return x.next && x.next->due ? number(std::int64_t{g.on.days} - x.next->due->days) : SheetCell{};
     }},
    {"age", Shape::count,
     [](G g, L x) {
       const auto since = delivered(*x.order);
       return since ? number(std::int64_t{g.on.days} - since->days) : SheetCell{};
     }},
    {"billed_percent", Shape::count, billed},
    {"evidence_present", Shape::count, [](G, L x) { return number(asked_and_there(x)); }},
    {"evidence_needed", Shape::count, [](G, L x) { return number(asked(x)); }},
    {"elements", Shape::count, [](G, L x) { return number(std::popcount(x.order->present)); }},
    {"disowned", Shape::text, [](G, L x) { return text(x.order->disowned ? "yes" : ""); }},
    {"order", Shape::id, [](G, L x) { return text(base::to_hex(x.order->id.view())); }},
};

const ListColumn* column_of(std::string_view name) {
  const auto at = std::find_if(std::begin(kColumns), std::end(kColumns),
                               [name](const auto& column) { return column.name == name; });
  return at == std::end(kColumns) ? nullptr : at;
}

/// Figures of different decimals compare by what they are worth as numbers.
base::Int128 scaled(const Amount& amount) {
  base::Int128 out = amount.value;
  for (int digits = amount.digits; digits < 6; ++digits) out *= 10;
  return out;
}
bool is_less(const SheetCell& a, const SheetCell& b) {
  const auto* x = std::get_if<Amount>(&a);
  const auto* y = std::get_if<Amount>(&b);
  if (x != nullptr && y != nullptr) return scaled(*x) < scaled(*y);
  if (a.index() != b.index()) return a.index() < b.index();
  if (const auto* text = std::get_if<std::string>(&a)) return *text < std::get<std::string>(b);
  if (const auto* date = std::get_if<base::Date>(&a)) return *date < std::get<base::Date>(b);
  if (const auto* count = std::get_if<std::int64_t>(&a)) return *count < std::get<std::int64_t>(b);
  return false;
}

class Chosen {
 public:
  Chosen(const Index& index, const OrderFilter& filter)
      : index_(index), filter_(filter), q_(to_utf8(folded(filter.q))) {}

  bool keeps(const Listed& row) const {
    const auto& order = *row.order;
    const auto level = row.next ? row.next->level : Level::not_due;
    if (!filter_.states.empty() && !filter_.states.contains(order.state)) return false;
    if (!filter_.levels.empty() && !filter_.levels.contains(level)) return false;
    if (filter_.step && (!row.next || row.next->step != *filter_.step)) return false;
    if (filter_.supplier && index_.names().text(order.supplier) != *filter_.supplier) return false;
    if (filter_.recipient && index_.names().text(order.recipient) != *filter_.recipient) return false;
    if (!has_line(order)) return false;
    return q_.empty() || order.wording.find(q_) != std::string::npos;
  }

 private:
  bool has_line(const OrderRow& order) const {
    const bool any = filter_.category.empty() && !filter_.means;
    return any || std::any_of(order.lines.begin(), order.lines.end(), [&](const LineRow& line) {
             return (filter_.category.empty() || index_.names().text(line.category) == filter_.category) &&
                    (!filter_.means || line.means == *filter_.means);
           });
  }

  const Index& index_;
  const OrderFilter& filter_;
  std::string q_;
};

struct Keyed {
  SheetCell key;
  Listed row;
};

/// The first `last` in the order wanted.
void put_in_order(std::vector<Keyed>& rows, std::size_t last, bool descending) {
  const auto less = [descending](const Keyed& a, const Keyed& b) {
    const bool lacks_a = std::holds_alternative<std::monostate>(a.key);
    const bool lacks_b = std::holds_alternative<std::monostate>(b.key);
    if (lacks_a != lacks_b) return lacks_b;
    if (is_less(a.key, b.key)) return !descending;
    if (is_less(b.key, a.key)) return descending;
    return a.row.order->id < b.row.order->id;
  };
  std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(last), rows.end(), less);
}
}  // namespace

std::optional<NextStep> next_step(const OrderRow& order, base::Date on) {
  std::optional<NextStep> out;
  const auto take = [&](Step step, bool from_supplier, const std::optional<base::Date>& due) {
    const bool sooner = out && due && (!out->due || *due < *out->due);
    if (!out || sooner) out = NextStep{step, from_supplier, due, due ? level_of(*due, on) : Level::not_due};
  };
  for (const auto& debt : order.debts) take(debt.awaits, debt.from_supplier, debt.due);
  for (const auto& step : order.awaited) take(step.step, step.from_supplier, step.by);
  return out;
}

namespace {
/// Nothing but orders under way can pass it.
bool finds_under_way(const OrderFilter& filter) {
  using kernel::OrderState;
  const auto binding = [](OrderState state) {
    return state == OrderState::accepted || state == OrderState::delivering;
  };
  return filter.step || (!filter.levels.empty() && !filter.levels.contains(Level::not_due)) ||
         (!filter.states.empty() && std::all_of(filter.states.begin(), filter.states.end(), binding));
}
bool finds_all(const OrderFilter& filter) {
  return filter.states.empty() && filter.levels.empty() && filter.q.empty() && !filter.supplier &&
         !filter.recipient && filter.category.empty() && !filter.means && !filter.step;
}
}  // namespace

bool is_order_column(std::string_view name) { return column_of(name) != nullptr; }

Sheet order_list(const Index& index, const Scope& scope, const OrderFilter& filter, std::size_t from,
                 std::optional<std::size_t> count) {
  const Ground ground{index, scope.on};
  const Chosen chosen(index, filter);
  const auto* by = column_of(filter.sort.empty() ? "next_due" : std::string_view(filter.sort));
  PALITAN_CHECK(by != nullptr);
  const auto key = by->sort != nullptr ? by->sort : by->cell;
  std::vector<Keyed> rows;
  const auto take = [&](const OrderRow& order, bool pending) {
    if (!concerns(index, order, scope)) return;
    const Listed row{&order, pending, next_step(order, scope.on)};
    if (chosen.keeps(row)) rows.push_back({key(ground, row), row});
  };
  Sheet out;
  bool whole = !finds_under_way(filter);
  if (!whole || (finds_all(filter) && !scope.partner && filter.sort.empty() && count)) {
    index.each_under_way(scope.provisional, take);
    out.total_rows = whole ? index.count(scope.provisional) : rows.size();
    // What is over has no day and stands at the end: it is looked at only where the page reaches it.
    const auto dated = static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), [](const Keyed& row) {
      return !std::holds_alternative<std::monostate>(row.key);
    }));
    whole = whole && (*count > dated || from > dated - *count);
  }
  if (whole) {
    rows.clear();
    index.each(scope.provisional, take);
    out.total_rows = rows.size();
  }
  const auto first = std::min(from, rows.size());
  const auto last = first + std::min(count.value_or(rows.size()), rows.size() - first);
  put_in_order(rows, last, filter.descending);
  out.from = first;
  for (const auto& column : kColumns) out.columns.push_back({std::string(column.name), column.shape});
  for (auto i = first; i < last; ++i) {
    auto& cells = out.rows.emplace_back();
    for (const auto& column : kColumns) cells.push_back(column.cell(ground, rows[i].row));
  }
  return out;
}

}  // namespace palitan::reports
