// Debts that are not simply settled: converted to money, offset, given up.
#include <algorithm>

#include <fmt/format.h>

#include "base/money.h"
#include "kernel/order_rules.h"
#include "terms/queries.h"

namespace palitan::kernel {
namespace {
using base::Code;
using statement::Means;

InvoiceFact* standing_invoice(OrderFact& order, const base::Id& id) {
  auto* invoice = find_act(order.invoices, id);
  return invoice != nullptr && !invoice->withdrawn ? invoice : nullptr;
}

/// A line named by a debt act, with as much of its debt in kind open as is named.
base::Result<LineFact*> open_line(const OrderAct& x, const statement::LineQuantity& line, std::uint32_t& last,
                                  std::string_view clause) {
  auto* at = x.order.line(line.number);
  const auto where = fmt::format("line {}", line.number);
  if (at == nullptr || line.number <= last)
    return base::refuse(Code::refused_line, where, std::string(clause));
  last = line.number;
  if (at->line.means == Means::reimbursement)
    return base::refuse(Code::refused_means, where + " is settled in money already", std::string(clause));
  const auto open = open_in_line_unit(*at);
  if (line.quantity <= 0 || line.quantity > open)
    return base::refuse(Code::refused_oversettled,
                        fmt::format("{}: {} is open, {} named", where, base::format_decimal(open, 6),
                                    base::format_decimal(line.quantity, 6)),
                        std::string(clause));
  return at;
}

base::Result<void> write_off_money(const OrderAct& x, const statement::WriteOff& body) {
  auto* invoice = standing_invoice(x.order, *body.invoice);
  if (invoice == nullptr || !body.lines.empty())
    return base::refuse(Code::refused_cited, "one invoice of this order, or lines", x.rules.write_off_clause);
  if (body.amount <= 0 || body.amount > invoice->free())
    return base::refuse(Code::refused_oversettled,
                        fmt::format("{} is open, {} named", invoice->free(), body.amount),
                        x.rules.write_off_clause);
  if (auto ok = check_acknowledged(x.order, *invoice, x.rules.write_off_clause); !ok) return ok;
  invoice->written_off += body.amount;
  return {};
}

/// First delivery among the invoice's lines: offsets run from there.
std::optional<base::Date> delivered_on(const OrderFact& order, const InvoiceFact& invoice) {
  std::optional<base::Date> out;
  for (const auto& line : invoice.lines) {
    const auto* at = order.line(line.number);
    const auto day = at->first_received ? at->first_received : at->first_issued;
    if (day && (!out || *day < *out)) out = day;
  }
  return out;
}
}  // namespace

base::Result<void> check_acknowledged(const OrderFact& order, const InvoiceFact& invoice,
                                      const std::string& clause) {
  for (const auto& line : invoice.lines) {
    const auto* at = order.line(line.number);
    if (at->billed > payable_quantity(*at))
      return base::refuse(Code::refused_unreceived,
                          fmt::format("line {} is only claimed: record its receipt first", line.number),
                          clause);
  }
  return {};
}

// What was handed back waits for its answer and is not open meanwhile, else it would settle the debt a second
// time. A debt in exchange is counted in what was agreed for it; what was handed over settles the line in the
// same proportion, rounded up: of what is left never more is taken than is owed.
std::int64_t open_in_line_unit(const LineFact& line) {
  base::Int128 settled = base::Int128{line.returned} - line.rejected + line.cleared + line.locked;
  if (line.line.means == Means::equal_value_exchange && line.line.exchange) {
    const base::Int128 whole = line.line.exchange->quantity;
    settled = (settled * line.line.quantity + whole - 1) / whole;
  }
  const base::Int128 open = base::Int128{line.received} - line.converted - line.written_off - settled;
  return open <= 0 ? 0 : static_cast<std::int64_t>(open);
}

base::Result<void> rule(const OrderAct& x, const statement::Convert& body) {
  if (!x.rules.conversion)
    return base::refuse(Code::refused_authority, x.rules.name + " does not provide for conversion", "debt");
  const auto& clause = x.rules.conversion->clause;
  if (body.lines.empty()) return base::refuse(Code::refused_line, "no line is named", clause);
  std::uint32_t last = 0;
  for (const auto& line : body.lines) {
    const auto at = open_line(x, line, last, clause);
    if (!at) return tl::unexpected(at.error());
    if (!(*at)->line.price)
      return base::refuse(Code::refused_amount, fmt::format("line {} has no price on the order", line.number),
                          clause);
    const auto due = due_of(**at, x.rules);
    const auto from = due ? terms::conversion_on(x.rules, *due) : std::nullopt;
    if (!from || x.act.date < *from)
      return base::refuse(Code::refused_not_overdue,
                          from ? fmt::format("line {}: due {}, convertible from {}", line.number,
                                             to_text(*due), to_text(*from))
                               : fmt::format("line {}: no clock runs on it", line.number),
                          clause);
    if (auto ok = grow((*at)->converted, line.quantity); !ok) return ok;
  }
  return {};
}

base::Result<void> rule(const OrderAct& x, const statement::WriteOff& body) {
  if (x.rules.write_off_clause.empty())
    return base::refuse(Code::refused_authority, x.rules.name + " does not provide for writing off", "debt");
  if (body.authority.empty() || body.reason.empty())
    return base::refuse(Code::refused_authority, "name the authority and the reason",
                        x.rules.write_off_clause);
  if (body.invoice) return write_off_money(x, body);
  if (body.lines.empty() || body.amount != 0)
    return base::refuse(Code::refused_line, "an invoice and an amount, or lines", x.rules.write_off_clause);
  std::uint32_t last = 0;
  for (const auto& line : body.lines) {
    const auto at = open_line(x, line, last, x.rules.write_off_clause);
    if (!at) return tl::unexpected(at.error());
    if (auto ok = grow((*at)->written_off, line.quantity); !ok) return ok;
  }
  return {};
}

base::Result<void> offset(const OrderAct& x, const statement::Offset& body, OrderFact& other) {
  if (!x.rules.offset)
    return base::refuse(Code::refused_authority, x.rules.name + " does not provide for offsetting", "debt");
  const auto& clause = x.rules.offset->clause;
  if (body.concurrence.empty())
    return base::refuse(Code::refused_authority, "name who concurred, and its reference", clause);
  // 1. A claim of the signer here, and a debt of the signer to the same party there.
  auto* mine = standing_invoice(x.order, body.invoice);
  auto* theirs = standing_invoice(other, body.against);
  if (mine == nullptr || theirs == nullptr || mine == theirs)
    return base::refuse(Code::refused_cited, "an invoice of this order, and one that the biller owes",
                        clause);
  if (other.supplier != x.order.recipient || other.recipient != x.order.supplier)
    return base::refuse(Code::refused_party, "the two debts are not between the same two", clause);
  if (body.amount.currency != x.order.currency || other.currency != x.order.currency)
    return base::refuse(Code::refused_currency, "both debts and the amount are in one currency", clause);
  if (mine->query || theirs->query) return base::refuse(Code::refused_queried, {}, clause);
  if (auto ok = check_acknowledged(x.order, *mine, clause); !ok) return ok;
  if (auto ok = check_acknowledged(other, *theirs, clause); !ok) return ok;
  // 2. Old enough, counted from delivery.
  const auto delivered = delivered_on(x.order, *mine);
  const auto from = delivered ? terms::offset_from(x.rules, *delivered) : std::nullopt;
  if (!from || x.act.date < *from)
    return base::refuse(
        Code::refused_not_overdue,
        from ? fmt::format("delivered {}, may be offset from {}", to_text(*delivered), to_text(*from))
             : "no clock runs on it",
        clause);
  // 3. No more than both have open.
  if (body.amount.minor <= 0 || body.amount.minor > mine->free() || body.amount.minor > theirs->free())
    return base::refuse(
        Code::refused_oversettled,
        fmt::format("{} and {} are open, {} named", mine->free(), theirs->free(), body.amount.minor), clause);
  mine->offset += body.amount.minor;
  theirs->offset += body.amount.minor;
  return {};
}

}  // namespace palitan::kernel
