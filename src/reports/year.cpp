// The yearly report: one walk over the movements for what came in before the year and up to its end, then
// each line's value at both; the difference is the year's, and years add up to the whole without a remainder.
#include <algorithm>
#include <tuple>

#include "base/number.h"
#include "reports/books.h"

namespace palitan::reports {
namespace {
using ledger::AccountKind;
using statement::Means;

/// What had come in of one line before the year, and by its end.
struct Came {
  std::int64_t before = 0;
  std::int64_t after = 0;
};

/// Of one order: what came in of its lines, and whether it was paid past its invoices' dates in the year.
struct Lines {
  std::vector<Came> came;
  std::vector<std::size_t> first;  ///< of each order, in `came`
  std::vector<bool> paid_late;
};

Lines walk(const Index& index, const terms::FiscalYear& year) {
  Lines out;
  std::size_t count = 0;
  for (const auto& order : index.orders()) {
    out.first.push_back(count);
    count += order.lines.size();
  }
  out.came.resize(count);
  out.paid_late.resize(index.orders().size());
  for (const auto place : index.arrivals()) {
    const auto& movement = index.movements()[place];
    if (movement.date > year.until) continue;
    const auto& cell = index.cells()[movement.cell];
    const auto& order = index.orders()[movement.order];
    if (cell.kind == AccountKind::paying && cell.holder == order.recipient && movement.amount < 0 &&
        movement.date >= year.from && order.invoice_due && movement.date > *order.invoice_due)
      out.paid_late[movement.order] = true;
    // What the supplier got back is `received` too, held by the supplier.
    if (cell.kind != AccountKind::received || cell.holder != order.recipient) continue;
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
      if (order.lines[i].commodity != cell.commodity) continue;
      auto& came = out.came[out.first[movement.order] + i];
      came.after += movement.amount;
      if (movement.date < year.from) came.before += movement.amount;
      break;
    }
  }
  return out;
}

/// Lines of one commodity: what came in fills the first up to what it received in all, then the next; the
/// last takes what is left.
void spread(const OrderRow& order, Came* came) {
  const auto& lines = order.lines;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto next = std::find_if(lines.begin() + static_cast<std::ptrdiff_t>(i) + 1, lines.end(),
                                   [&](const auto& l) { return l.commodity == lines[i].commodity; });
    if (next == lines.end()) continue;
    auto& on = came[next - lines.begin()];
    for (const auto part : {&Came::before, &Came::after}) {
      const auto over = std::max<std::int64_t>(0, came[i].*part - lines[i].received);
      came[i].*part -= over;
      on.*part += over;
    }
  }
}

/// The value of so much of a line; nothing where no price stands or it does not fit.
std::optional<std::int64_t> value_at(const OrderRow& order, const LineRow& line, std::int64_t quantity) {
  std::int64_t divisor = 0;
  if (line.per <= 0 || __builtin_mul_overflow(line.per, std::int64_t{1'000'000}, &divisor))
    return std::nullopt;
  return base::multiply_divide(quantity, line.minor, divisor, static_cast<base::Rounding>(order.rounding));
}

bool is_in(const std::optional<base::Date>& day, const terms::FiscalYear& year) {
  return day && *day >= year.from && *day <= year.until;
}

class Year {
 public:
  Year(const Index& index, const terms::FiscalYear& year)
      : index_(index), year_(year), rows_(index.groups().size()) {}

  void add(const OrderRow& order, const Came* came, bool paid_late) {
    bool any = false;
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
      const auto& line = order.lines[i];
      const bool first = is_in(line.first_received, year_);
      const bool late = (paid_late && line.means == Means::reimbursement) || is_in(line.late_return, year_);
      if (came[i].before == came[i].after && !first && !late) continue;
      auto& at = rows_[line.group];
      at.any = true;
      fits_ =
          !__builtin_add_overflow(at.row.quantity, came[i].after - came[i].before, &at.row.quantity) && fits_;
      if (line.per > 0 && came[i].before != came[i].after) add_value(order, line, came[i], at.row);
      count(at.row.orders, at.last_first, order, first);
      count(at.row.late, at.last_late, order, late);
      any = any || first;
    }
    if (any) ++orders_[{order.supplier, order.recipient}];
  }

  base::Result<YearReport> take() {
    if (!fits_) return base::refuse(base::Code::refused_overflow, "a sum of the year does not fit");
    YearReport out{year_, {}, {}};
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (!rows_[i].any) continue;
      auto& row = out.rows.emplace_back(rows_[i].row);
      const auto& group = index_.groups()[i];
      row.giver = group.giver;
      row.taker = group.taker;
      row.category = group.category;
      row.commodity = group.commodity;
      row.currency = group.currency;
    }
    const auto text = [&](Symbol symbol) -> const std::string& { return index_.names().text(symbol); };
    const auto key = [&](const YearRow& r) {
      return std::forward_as_tuple(text(r.giver), text(r.taker), text(r.category), text(r.commodity),
                                   text(r.currency));
    };
    std::sort(out.rows.begin(), out.rows.end(),
              [&](const YearRow& a, const YearRow& b) { return key(a) < key(b); });
    for (const auto& [pair, count] : orders_) out.orders[{text(pair.first), text(pair.second)}] = count;
    return out;
  }

 private:
  struct Kept {
    YearRow row;
    bool any = false;
    const OrderRow* last_first = nullptr;  ///< counted already
    const OrderRow* last_late = nullptr;
  };

  void count(std::size_t& at, const OrderRow*& last, const OrderRow& order, bool yes) {
    if (!yes || last == &order) return;
    last = &order;
    ++at;
  }
  void add_value(const OrderRow& order, const LineRow& line, const Came& came, YearRow& row) {
    const auto before =
        came.before == 0 ? std::optional<std::int64_t>(0) : value_at(order, line, came.before);
    const auto after = value_at(order, line, came.after);
    auto& at = line.means == Means::reimbursement ? row.value : row.worth;
    fits_ = before && after && !__builtin_add_overflow(at, *after - *before, &at) && fits_;
  }

  const Index& index_;
  const terms::FiscalYear& year_;
  std::vector<Kept> rows_;  // by group
  std::map<std::pair<Symbol, Symbol>, std::size_t> orders_;
  bool fits_ = true;
};
}  // namespace

base::Result<YearReport> year_report(const Index& index, const terms::FiscalYear& year,
                                     const std::optional<statement::PartyCode>& partner) {
  auto lines = walk(index, year);
  const Scope scope{year.until, partner, false};
  Year out(index, year);
  for (std::size_t i = 0; i < index.orders().size(); ++i) {
    const auto& order = index.orders()[i];
    if (order.lines.empty() || !concerns(index, order, scope)) continue;
    auto* came = lines.came.data() + lines.first[i];
    spread(order, came);
    out.add(order, came, lines.paid_late[i]);
  }
  return out.take();
}

}  // namespace palitan::reports
