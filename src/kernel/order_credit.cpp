// Correction by reversal: credit notes, refunds, and what a side takes back of its own.
#include <algorithm>

#include <fmt/format.h>

#include "base/money.h"
#include "kernel/order_rules.h"

namespace palitan::kernel {
namespace {
using base::Code;

InvoiceFact* standing_invoice(OrderFact& order, const base::Id& id) {
  auto* invoice = find_act(order.invoices, id);
  return invoice != nullptr && !invoice->withdrawn ? invoice : nullptr;
}

/// What one line of an invoice still bills, its credit notes taken off.
struct Billed {
  std::int64_t quantity = 0;
  std::int64_t amount = 0;
};
std::optional<Billed> still_billed(const OrderFact& order, const InvoiceFact& invoice, std::uint32_t number) {
  std::optional<Billed> out;
  for (const auto& line : invoice.lines)
    if (line.number == number) out = Billed{line.quantity, line.amount};
  if (!out) return out;
  for (const auto& note : order.credit_notes) {
    if (note.invoice != invoice.id) continue;
    for (const auto& line : note.lines) {
      if (line.number != number) continue;
      out->quantity -= line.quantity;
      out->amount -= line.amount;
    }
  }
  return out;
}

/// Takes one line of a credit note off what is billed, once its figures are those that the kernel finds.
base::Result<void> credit_line(const OrderAct& x, const InvoiceFact& invoice,
                               const statement::CreditLine& line) {
  const auto where = fmt::format("line {}: ", line.number);
  const auto left = still_billed(x.order, invoice, line.number);
  if (!left) return base::refuse(Code::refused_line, where + "not on this invoice", "credit-note");
  if (line.quantity < 0 || line.quantity > left->quantity)
    return base::refuse(
        Code::refused_quantity,
        where + fmt::format("{} billed and not credited, {} named", base::format_decimal(left->quantity, 6),
                            base::format_decimal(line.quantity, 6)),
        "credit-note");
  auto* at = x.order.line(line.number);
  const auto found = amount_to_credit(*at, line.quantity, x.rounding());
  if (!found) return base::refuse(Code::refused_overflow, where, "credit-note");
  const auto amount = std::min(*found, left->amount);
  if (line.quantity == 0 && amount == 0)
    return base::refuse(Code::refused_quantity, where + "nothing is credited", "credit-note");
  if (amount != line.amount)
    return base::refuse(Code::refused_amount,
                        where + fmt::format("computed {}, signed {}", amount, line.amount), "credit-note");
  at->billed -= line.quantity;
  at->billed_amount -= amount;
  return {};
}

/// What was given up is not credited on top, and what is held for a round of netting stays.
base::Result<void> check_room(const InvoiceFact& invoice, std::int64_t total) {
  const auto room = invoice.total - invoice.credited - invoice.written_off;
  if (total > room || (invoice.locked > 0 && total > invoice.free()))
    return base::refuse(Code::refused_oversettled,
                        fmt::format("{} of it may be credited, {} named",
                                    invoice.locked > 0 ? std::min(room, invoice.free()) : room, total),
                        "credit-note");
  return {};
}
}  // namespace

std::optional<std::int64_t> amount_to_credit(const LineFact& line, std::int64_t quantity,
                                             base::Rounding rounding) {
  const auto rest = base::subtract(line.billed, quantity);
  const auto value = rest ? value_of(line.line, *rest, rounding) : std::nullopt;
  const auto less = value ? base::subtract(line.billed_amount, *value) : std::nullopt;
  return less ? std::optional(std::max<std::int64_t>(0, *less)) : std::nullopt;
}

base::Result<void> rule(const OrderAct& x, const statement::CreditNote& body) {
  auto* invoice = standing_invoice(x.order, body.invoice);
  if (invoice == nullptr)
    return base::refuse(Code::refused_cited, "no such invoice in this order", "credit-note");
  if (body.reason.empty()) return base::refuse(Code::refused_reason, "why is it credited?", "credit-note");
  if (body.lines.empty()) return base::refuse(Code::refused_line, "no line is named", "credit-note");
  std::uint32_t last = 0;
  std::int64_t total = 0;
  for (const auto& line : body.lines) {
    if (line.number <= last)
      return base::refuse(Code::refused_line, fmt::format("line {}", line.number), "credit-note");
    last = line.number;
    if (auto ok = credit_line(x, *invoice, line); !ok) return ok;
    if (auto ok = grow(total, line.amount); !ok) return ok;
  }
  if (total != body.total)
    return base::refuse(Code::refused_amount, fmt::format("total is {}, signed {}", total, body.total),
                        "credit-note");
  if (auto ok = check_room(*invoice, total); !ok) return ok;
  invoice->credited += total;
  // What is no longer billed at all asks no more questions.
  if (invoice->credited == invoice->total) invoice->query.reset();
  x.order.credit_notes.push_back(
      {x.act.statement.id(), body.invoice, body.lines, total, body.number, x.act.date});
  return {};
}

base::Result<void> rule(const OrderAct& x, const statement::Refund& body) {
  auto* invoice = standing_invoice(x.order, body.invoice);
  if (invoice == nullptr) return base::refuse(Code::refused_cited, "no such invoice in this order", "refund");
  if (body.amount.currency != x.order.currency)
    return base::refuse(Code::refused_currency,
                        body.amount.currency + ", the order is in " + x.order.currency, "refund");
  if (body.amount.minor <= 0 || body.amount.minor > invoice->refundable())
    return base::refuse(Code::refused_oversettled,
                        fmt::format("{} settled beyond what is billed, {} named; credit the invoice first",
                                    invoice->refundable(), body.amount.minor),
                        "refund");
  invoice->refunded += body.amount.minor;
  x.order.refunds.push_back({x.act.statement.id(), body.invoice, body.amount.minor, false});
  return {};
}

namespace {
base::Result<void> withdraw_invoice(OrderFact& order, InvoiceFact& invoice) {
  if (invoice.free() != invoice.total || invoice.credited != 0 ||
      std::any_of(order.credit_notes.begin(), order.credit_notes.end(),
                  [&](const auto& note) { return note.invoice == invoice.id; }))
    return base::refuse(Code::refused_state,
                        "a payment, credit note, offset, write-off or round of netting stands against it; "
                        "a credit note takes back the rest",
                        "invoice");
  for (const auto& line : invoice.lines) {
    auto* at = order.line(line.number);
    at->billed -= line.quantity;
    at->billed_amount -= line.amount;
  }
  invoice.withdrawn = true;
  invoice.query.reset();
  return {};
}

/// A payment or refund that the other side has not confirmed never came.
base::Result<void> withdraw_payment(PayFact& payment, std::int64_t& of_invoice) {
  if (payment.withdrawn) return base::refuse(Code::refused_already, {}, "payment");
  if (payment.confirmed)
    return base::refuse(Code::refused_state, "the other side confirmed that it came", "payment");
  payment.withdrawn = true;
  of_invoice -= payment.amount;
  return {};
}

base::Result<void> withdraw_return(OrderFact& order, ReturnFact& given) {
  if (given.withdrawn) return base::refuse(Code::refused_already, {}, "replacement");
  if (given.answered) return base::refuse(Code::refused_state, "the other side answered it", "replacement");
  if (is_disputed(order, given.id)) return base::refuse(Code::refused_disputed, {}, "replacement");
  for (const auto& line : given.lines) order.line(line.number)->returned -= line.quantity;
  given.withdrawn = true;
  return {};
}
}  // namespace

base::Result<void> rule(const OrderAct& x, const statement::Withdraw& body) {
  auto& order = x.order;
  if (x.side == Side::supplier) {
    if (auto* refund = find_act(order.refunds, body.of)) {
      auto& invoice = *find_act(order.invoices, refund->invoice);
      if (invoice.locked > 0)
        return base::refuse(Code::refused_state, "a round of netting holds the invoice", "payment");
      return withdraw_payment(*refund, invoice.refunded);
    }
    if (auto* invoice = standing_invoice(order, body.of)) return withdraw_invoice(order, *invoice);
    return base::refuse(Code::refused_cited, "no such invoice or refund in this order", "invoice");
  }
  if (auto* payment = find_act(order.payments, body.of))
    return withdraw_payment(*payment, find_act(order.invoices, payment->invoice)->paid);
  if (auto* given = find_act(order.returns, body.of)) return withdraw_return(order, *given);
  for (auto& invoice : order.invoices) {
    if (invoice.query != body.of) continue;
    invoice.query.reset();
    return {};
  }
  return base::refuse(Code::refused_cited, "no such open query, payment or return", "invoice");
}

}  // namespace palitan::kernel
