// The debts of an order, one by one. Their sums are what its accounts show, to the last unit: a line's money
// is split into what is acknowledged and what is only claimed as the ledger splits it, and invoices carry the
// claimed part from the last one back.
#include <algorithm>

#include "base/number.h"
#include "reports/row_parts.h"
#include "terms/queries.h"

namespace palitan::reports {
namespace {
using base::Date;
using kernel::InvoiceFact;
using kernel::LineFact;
using kernel::OrderFact;
using statement::Means;

struct Money {
  std::int64_t unbilled = 0;
  std::int64_t claimed = 0;
};

/// What of a line's money is not billed, and what is billed beyond the goods received.
Money money_of(const OrderFact& order, const LineFact& line) {
  const bool in_money = line.line.means == Means::reimbursement || line.converted != 0;
  if (!in_money || !line.line.price) return {};
  const auto quantity = kernel::payable_quantity(line);
  const auto worth = kernel::value_of(line.line, quantity, static_cast<base::Rounding>(order.rounding));
  PALITAN_CHECK(worth.has_value());
  const auto acknowledged =
      quantity >= line.billed ? line.billed_amount : std::min(line.billed_amount, *worth);
  return {*worth - acknowledged, line.billed_amount - acknowledged};
}

class Debts {
 public:
  Debts(Names& names, const OrderFact& order, const terms::Instrument& rules)
      : names_(names), order_(order), rules_(rules) {}

  std::vector<Debt> all() {
    std::vector<std::int64_t> claimed;
    for (const auto& line : order_.lines) {
      const auto money = money_of(order_, line);
      claimed.push_back(money.claimed);
      if (money.unbilled != 0) add_unbilled(line, money.unbilled);
      add_kind(line);
    }
    // The last bill is the first to lack a receipt of goods.
    for (auto at = order_.invoices.rbegin(); at != order_.invoices.rend(); ++at)
      if (!at->withdrawn) add_invoice(*at, take_claimed(*at, claimed));
    for (const auto& pay : order_.payments)
      if (!pay.confirmed && !pay.withdrawn) add_payment(pay);
    for (const auto& refund : order_.refunds)
      if (!refund.confirmed && !refund.withdrawn) add_refund(refund);
    return std::move(out_);
  }

 private:
  Date since(const LineFact& line) const {
    return delivered_on(line).value_or(order_.papers.accepted_on.value_or(order_.papers.requested_on));
  }
  /// The line's own date: schedule, clock, or the yardstick.
  void set_due(Debt& debt, const LineFact& line) const {
    debt.since = since(line);
    const auto due = kernel::due_of(line, rules_);
    debt.due = due.value_or(base::add_months(debt.since, kAssumedDueMonths));
    debt.due_by = !due ? DueBy::assumed : line.line.schedule ? DueBy::schedule : DueBy::clock;
  }
  Debt of_line(const LineFact& line, Owed owed, std::int64_t amount) const {
    Debt out;
    out.owed = owed;
    out.amount = amount;
    out.line = line.line.number;
    out.category = names_.of(line.line.category);
    set_due(out, line);
    return out;
  }
  void await(Debt& debt, Step step, bool from_supplier) const {
    debt.awaits = debt.amount < 0 ? Step::refund : step;
    debt.from_supplier = debt.amount < 0 || from_supplier;
  }

  void add_unbilled(const LineFact& line, std::int64_t amount) {
    auto debt = of_line(line, Owed::unbilled, amount);
    debt.commodity = names_.of(order_.currency);
    await(debt, Step::bill, true);
    if (amount > 0) debt.by = terms::invoice_by(rules_, debt.since);
    out_.push_back(debt);
  }

  void add_kind(const LineFact& line) {
    const auto kind = kernel::debt_in_kind(line, static_cast<base::Rounding>(order_.rounding));
    if (!kind || kind->open == 0) return;
    const auto owed = line.line.means == Means::return_of_the_same     ? Owed::lent
                      : line.line.means == Means::equal_value_exchange ? Owed::exchange
                                                                       : Owed::replacement;
    auto debt = of_line(line, owed, kind->open);
    debt.commodity = names_.of(kind->commodity);
    const auto under_way = line.returned - line.replaced - line.rejected;
    if (under_way >= kind->open)
      await(debt, Step::return_acceptance, true);
    else
      await(debt, Step::return_in_kind, false);
    if (line.line.price && debt.due_by != DueBy::assumed)
      debt.changes_on = terms::conversion_on(rules_, debt.due);
    out_.push_back(debt);
  }

  std::int64_t credited_of(const InvoiceFact& invoice, std::uint32_t number) const {
    std::int64_t out = 0;
    for (const auto& note : order_.credit_notes)
      for (const auto& line : note.lines)
        if (note.invoice == invoice.id && line.number == number) out += line.amount;
    return out;
  }
  /// Is more billed than came although something came? Then it is credited, not received.
  bool is_overbilled(const InvoiceFact& invoice) const {
    return std::any_of(invoice.lines.begin(), invoice.lines.end(), [&](const auto& part) {
      const auto* line = order_.line(part.number);
      return line->first_received && line->billed > kernel::payable_quantity(*line);
    });
  }

  /// How much of the invoice is only claimed, taken from what its lines have left of that.
  std::int64_t take_claimed(const InvoiceFact& invoice, std::vector<std::int64_t>& claimed) const {
    std::int64_t out = 0;
    for (const auto& part : invoice.lines) {
      const auto* line = order_.line(part.number);
      auto& left = claimed[static_cast<std::size_t>(line - order_.lines.data())];
      const auto taken = std::min(left, part.amount - credited_of(invoice, part.number));
      left -= taken;
      out += taken;
    }
    return out;
  }

  Debt of_invoice(const InvoiceFact& invoice, Owed owed, std::int64_t amount) const {
    Debt out;
    out.owed = owed;
    out.amount = amount;
    out.commodity = names_.of(order_.currency);
    out.act = invoice.id;
    out.due = payment_due(invoice, rules_);
    out.due_by = out.due > invoice.due ? DueBy::clock : DueBy::invoice;
    std::optional<Date> first;
    std::optional<std::string_view> category;
    for (const auto& part : invoice.lines) {
      const auto* line = order_.line(part.number);
      const auto day = since(*line);
      first = std::min(first.value_or(day), day);
      category = !category || *category == line->line.category ? line->line.category : "several";
    }
    out.since = first.value_or(invoice.date);
    out.category = names_.of(category.value_or("several"));
    return out;
  }

  void add_invoice(const InvoiceFact& invoice, std::int64_t claimed) {
    if (const auto amount = invoice.open() - claimed; amount != 0) {
      auto debt = of_invoice(invoice, Owed::billed, amount);
      invoice.query ? await(debt, Step::query_answer, true) : await(debt, Step::payment, false);
      // Nothing goes back before what is billed has come down.
      if (amount < 0 && is_overbilled(invoice)) debt.awaits = Step::credit_note;
      debt.changes_on = terms::offset_from(rules_, debt.since);
      out_.push_back(debt);
    }
    if (claimed != 0) {
      auto debt = of_invoice(invoice, Owed::claimed, claimed);
      if (invoice.query)
        await(debt, Step::query_answer, true);
      else if (is_overbilled(invoice))
        await(debt, Step::credit_note, true);
      else
        await(debt, Step::receipt, false);
      out_.push_back(debt);
    }
  }

  void add_payment(const kernel::PayFact& pay) {
    for (const auto& invoice : order_.invoices) {
      if (invoice.id != pay.invoice) continue;
      auto debt = of_invoice(invoice, Owed::paying, pay.amount);
      debt.act = pay.id;
      await(debt, Step::confirmation, true);
      out_.push_back(debt);
    }
  }

  /// On its way back to the recipient, who confirms it.
  void add_refund(const kernel::PayFact& refund) {
    for (const auto& invoice : order_.invoices) {
      if (invoice.id != refund.invoice) continue;
      auto debt = of_invoice(invoice, Owed::paying, -refund.amount);
      debt.act = refund.id;
      debt.awaits = Step::confirmation;
      debt.from_supplier = false;
      out_.push_back(debt);
    }
  }

  Names& names_;
  const OrderFact& order_;
  const terms::Instrument& rules_;
  std::vector<Debt> out_;
};
}  // namespace

std::vector<Debt> debts_of(Names& names, const OrderFact& order, const terms::Instrument& rules) {
  return Debts(names, order, rules).all();
}

}  // namespace palitan::reports
