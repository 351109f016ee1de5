#include "reports/order_row.h"

#include <algorithm>

#include "base/number.h"
#include "kernel/completeness.h"
#include "reports/fold.h"
#include "reports/row_parts.h"
#include "reports/service_months.h"
#include "terms/queries.h"

namespace palitan::reports {
namespace {
using kernel::LineFact;
using kernel::OrderFact;
using statement::Means;

/// The first return of the line that was handed over after its due date and not taken back whole.
std::optional<base::Date> late_return_of(const OrderFact& order, const LineFact& line,
                                         const terms::Instrument& rules) {
  const auto due = line.line.means == Means::reimbursement ? std::nullopt : kernel::due_of(line, rules);
  if (!due || line.replaced == 0) return std::nullopt;
  std::optional<base::Date> out;
  for (const auto& given : order.returns)
    for (const auto& part : given.lines)
      if (!given.withdrawn && part.number == line.line.number && given.date > *due &&
          (!out || given.date < *out))
        out = given.date;
  return out;
}

LineRow line_row(Names& names, const OrderFact& order, const LineFact& line, const terms::Instrument& rules) {
  LineRow out;
  out.category = names.of(line.line.category);
  out.commodity = names.of(kernel::commodity_of(line.line));
  out.means = line.line.means;
  if (line.line.price) {
    out.minor = line.line.price->minor;
    out.per = line.line.price->per;
  }
  out.ordered = line.line.quantity;
  out.received = line.received;
  out.first_received = line.first_received;
  out.late_return = late_return_of(order, line, rules);
  out.service = service_use_of(order, line, rules);
  return out;
}
/// What all lines with a price come to; else what was offered.
std::optional<std::int64_t> ordered_of(const OrderFact& order) {
  std::optional<std::int64_t> out;
  for (const auto& line : order.lines) {
    const auto rounding = static_cast<base::Rounding>(order.rounding);
    if (const auto value = kernel::value_of(line.line, line.line.quantity, rounding))
      out = base::add(out.value_or(0), *value);
  }
  return !out && order.offer ? std::optional(order.offer->total) : out;
}

std::string wording_of(const OrderFact& order) {
  std::string out = order.reference;
  for (const auto& line : order.lines) out += "\n" + line.line.item + "\n" + line.line.description;
  return to_utf8(folded(out));
}

void add_money(OrderRow& row, const OrderFact& order) {
  for (const auto& line : order.lines) {
    const auto quantity = kernel::payable_quantity(line);
    const auto worth = kernel::value_of(line.line, quantity, static_cast<base::Rounding>(order.rounding));
    if (quantity == 0 || !worth) continue;
    row.payable = base::add(row.payable, *worth).value_or(row.payable);
    row.billed = base::add(row.billed, std::min(line.billed_amount, *worth)).value_or(row.billed);
  }
}
}  // namespace

bool is_under_way(const OrderRow& order) {
  const bool binding =
      order.state == kernel::OrderState::accepted || order.state == kernel::OrderState::delivering;
  return binding || !order.debts.empty() || !order.awaited.empty();
}

Level level_of(base::Date due, base::Date on) {
  const auto late = std::int64_t{on.days} - due.days;
  if (late > 180) return Level::overdue_over_180;
  if (late > 90) return Level::overdue_91_180;
  if (late > 30) return Level::overdue_31_90;
  if (late > 0) return Level::overdue_1_30;
  return late >= -30 ? Level::due_within_30 : Level::not_due;
}

std::optional<base::Date> delivered_on(const LineFact& line) {
  return line.first_received ? line.first_received : line.first_issued;
}

base::Date payment_due(const kernel::InvoiceFact& invoice, const terms::Instrument& rules) {
  const auto by = terms::pay_by(rules, invoice.date);
  return by ? std::max(*by, invoice.due) : invoice.due;
}

OrderRow row_of(Names& names, const base::Id& id, const OrderFact& order, const terms::Instrument& rules,
                std::uint32_t law) {
  OrderRow out;
  out.id = id;
  out.law = law;
  out.supplier = names.of(order.supplier);
  out.recipient = names.of(order.recipient);
  out.currency = names.of(order.currency);
  out.state = order.state;
  out.rounding = order.rounding;
  out.disowned = order.disowned;
  out.reference = order.reference;
  out.wording = wording_of(order);
  out.ordered = ordered_of(order);
  out.needed_on = order.papers.needed_on;
  add_money(out, order);
  out.cost = cost_cover(order);
  for (const auto& row : kernel::evidence_meter(order, rules)) {
    const auto bit = 1u << (static_cast<unsigned>(row.element) - 1);
    if (row.present) out.present |= bit;
    if (row.needed) out.needed |= bit;
  }
  for (const auto& invoice : order.invoices)
    if (!invoice.withdrawn) out.invoice_due = std::max(out.invoice_due.value_or(invoice.due), invoice.due);
  out.lines.reserve(order.lines.size());
  for (const auto& line : order.lines) out.lines.push_back(line_row(names, order, line, rules));
  out.debts = debts_of(names, order, rules);
  out.awaited = awaited_of(order, rules, out.debts);
  out.ceilings = order.ceilings;
  return out;
}

}  // namespace palitan::reports
