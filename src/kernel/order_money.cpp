// Money: invoice, query, pay, confirm.
#include <algorithm>

#include <fmt/format.h>

#include "base/money.h"
#include "kernel/completeness.h"
#include "kernel/order_rules.h"

namespace palitan::kernel {
namespace {
using base::Code;
using statement::Means;

/// May this much more of the line be billed today, and is it marked rightly as acknowledged or claimed?
base::Result<void> check_billable(const OrderAct& x, const LineFact& at, const statement::InvoiceLine& line) {
  const auto where = fmt::format("line {}: ", line.number);
  const auto after = base::add(at.billed, line.quantity);
  if (!after) return base::refuse(Code::refused_overflow, where, "invoice");
  const auto payable = payable_quantity(at);
  if (*after <= payable) {
    if (line.claimed)
      return base::refuse(Code::refused_unreceived, where + "received, so it is not a claim", "invoice");
    return {};
  }
  const auto& clause = x.rules.claim_clause.empty() ? std::string("invoice") : x.rules.claim_clause;
  if (!line.claimed || !x.rules.claim_days || at.line.means != Means::reimbursement)
    return base::refuse(Code::refused_unreceived,
                        where + fmt::format("{} {}, {} billed with this", base::format_decimal(payable, 6),
                                            at.line.means == Means::reimbursement ? "received" : "converted",
                                            base::format_decimal(*after, 6)),
                        clause);
  // Without a receipt only what was issued, was not reported damaged, and has waited long enough.
  const bool waited =
      at.first_issued &&
      x.act.date >= base::add_days(*at.first_issued, static_cast<std::int32_t>(*x.rules.claim_days));
  for (const auto& issue : x.order.issues)
    if (!issue.corrected && is_disputed(x.order, issue.id))
      return base::refuse(Code::refused_disputed, where + "its issue", clause);
  if (!waited || at.first_received || *after > at.issued)
    return base::refuse(
        Code::refused_unreceived,
        where + fmt::format("may be claimed {} days after issue where no receipt came", *x.rules.claim_days),
        clause);
  return {};
}

base::Result<void> check_due(const OrderAct& x, const LineFact& at, base::Date due) {
  // What was converted has had its time in kind already.
  if (at.line.means != Means::reimbursement) return {};
  const auto delivered = at.first_received ? at.first_received : at.first_issued;
  const auto earliest = delivered ? terms::due_on(x.rules, Means::reimbursement, *delivered) : std::nullopt;
  if (!earliest || due >= *earliest) return {};
  std::string clause;
  for (const auto& clock : x.rules.clocks)
    if (clock.means == Means::reimbursement) clause = clock.clause;
  return base::refuse(Code::refused_due,
                      fmt::format("due {}, the clock gives {}", to_text(due), to_text(*earliest)), clause);
}

InvoiceFact* open_invoice(OrderFact& order, const base::Id& id) {
  auto* invoice = find_act(order.invoices, id);
  return invoice != nullptr && !invoice->withdrawn ? invoice : nullptr;
}
}  // namespace

base::Result<void> rule(const OrderAct& x, const statement::Invoice& body) {
  std::uint32_t last = 0;
  std::int64_t total = 0;
  if (body.lines.empty()) return base::refuse(Code::refused_line, "no line is named", "invoice");
  for (const auto& line : body.lines) {
    auto* at = x.order.line(line.number);
    if (at == nullptr || line.number <= last)
      return base::refuse(Code::refused_line, fmt::format("line {}", line.number), "invoice");
    last = line.number;
    if (at->line.means != Means::reimbursement && at->converted == 0)
      return base::refuse(Code::refused_means, fmt::format("line {} is not paid in money", line.number),
                          "invoice");
    if (line.quantity <= 0)
      return base::refuse(Code::refused_quantity, fmt::format("line {}", line.number), "invoice");
    if (auto ok = check_billable(x, *at, line); !ok) return ok;
    if (auto ok = check_due(x, *at, body.due); !ok) return ok;
    const auto amount = amount_to_bill(*at, line.quantity, x.rounding());
    if (!amount) return base::refuse(Code::refused_overflow, fmt::format("line {}", line.number), "invoice");
    if (*amount != line.amount)
      return base::refuse(Code::refused_amount,
                          fmt::format("line {}: computed {}, signed {}", line.number, *amount, line.amount),
                          "invoice");
    at->billed += line.quantity;
    at->billed_amount += *amount;
    if (auto ok = grow(total, line.amount); !ok) return ok;
  }
  if (total != body.total)
    return base::refuse(Code::refused_amount, fmt::format("total is {}, signed {}", total, body.total),
                        "invoice");
  auto& invoice = x.order.invoices.emplace_back();
  invoice.id = x.act.statement.id();
  invoice.lines = body.lines;
  invoice.total = body.total;
  invoice.due = body.due;
  invoice.number = body.number;
  invoice.date = x.act.date;
  // A claim stands without a receipt of goods; what it lacks is shown, not asked for.
  const bool claims =
      std::any_of(body.lines.begin(), body.lines.end(), [](const auto& line) { return line.claimed; });
  return claims ? base::Result<void>{} : check_gate(x.order, x.rules, terms::receipt_elements(x.rules));
}

base::Result<void> rule(const OrderAct& x, const statement::Query& body) {
  auto* invoice = open_invoice(x.order, body.invoice);
  if (invoice == nullptr)
    return base::refuse(Code::refused_cited, "no such invoice in this order", "invoice");
  if (invoice->query) return base::refuse(Code::refused_already, {}, "invoice");
  invoice->query = x.act.statement.id();
  return {};
}

base::Result<void> rule(const OrderAct& x, const statement::Pay& body) {
  auto* invoice = open_invoice(x.order, body.invoice);
  if (invoice == nullptr)
    return base::refuse(Code::refused_cited, "no such invoice in this order", "payment");
  if (invoice->query) return base::refuse(Code::refused_queried, {}, "payment");
  if (body.amount.currency != x.order.currency)
    return base::refuse(Code::refused_currency,
                        body.amount.currency + ", the order is in " + x.order.currency, "payment");
  for (const auto& line : invoice->lines) {
    const auto* at = x.order.line(line.number);
    if (at->billed > payable_quantity(*at))
      return base::refuse(Code::refused_unreceived,
                          fmt::format("line {} is only claimed: record its receipt first", line.number),
                          "payment");
  }
  const auto after = base::add(invoice->paid, body.amount.minor);
  if (body.amount.minor <= 0 || !after || body.amount.minor > invoice->free())
    return base::refuse(
        Code::refused_oversettled,
        fmt::format("{} billed, {} paid before, {} now", invoice->total, invoice->paid, body.amount.minor),
        "payment");
  invoice->paid = *after;
  x.order.payments.push_back({x.act.statement.id(), body.invoice, body.amount.minor, false});
  return {};
}

base::Result<void> rule(const OrderAct& x, const statement::Confirm& body) {
  const bool refund = x.side == Side::recipient;
  auto* pay = find_act(refund ? x.order.refunds : x.order.payments, body.pay);
  if (pay == nullptr)
    return base::refuse(Code::refused_cited,
                        refund ? "no such refund in this order" : "no such payment in this order", "payment");
  if (pay->confirmed) return base::refuse(Code::refused_already, {}, "payment");
  if (pay->withdrawn) return base::refuse(Code::refused_state, "it was withdrawn", "payment");
  pay->confirmed = true;
  if (!refund) find_act(x.order.invoices, pay->invoice)->confirmed += pay->amount;
  return {};
}

}  // namespace palitan::kernel
