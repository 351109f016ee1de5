#include "kernel/order_fact.h"

#include <algorithm>

#include "base/money.h"

namespace palitan::kernel {
namespace {
using ledger::Account;
using ledger::AccountKind;

/// Adds pairs of postings that sum to zero; remembers whether everything fitted.
class Builder {
 public:
  explicit Builder(const OrderFact& order) : supplier_(order.supplier), recipient_(order.recipient) {}

  void supplier(AccountKind kind, const std::string& commodity, std::int64_t amount) {
    if (amount != 0) add({kind, supplier_, recipient_}, commodity, amount);
  }
  void recipient(AccountKind kind, const std::string& commodity, std::int64_t amount) {
    if (amount != 0) add({kind, recipient_, supplier_}, commodity, amount);
  }
  void add(const Account& account, const std::string& commodity, std::int64_t amount) {
    fits_ = position_.add(account, commodity, amount) && fits_;
  }
  std::optional<ledger::Position> take() {
    return fits_ ? std::optional{std::move(position_)} : std::nullopt;
  }

 private:
  const std::string& supplier_;
  const std::string& recipient_;
  ledger::Position position_;
  bool fits_ = true;
};

bool add_goods(Builder& books, const LineFact& l, const std::string& commodity) {
  // Nobody bounds what a taker says it got, so the difference may not fit.
  const auto missing = base::subtract(l.issued, l.received);
  const auto transit = missing ? base::subtract(*missing, l.damaged) : std::nullopt;
  if (!transit) return false;
  books.supplier(AccountKind::issued, commodity, -l.issued);
  books.supplier(AccountKind::transit, commodity, *transit);
  books.recipient(AccountKind::received, commodity, l.received);
  books.recipient(AccountKind::damaged, commodity, l.damaged);
  return true;
}

/// Which accounts hold a debt in kind: of its creditor, and of its debtor.
std::pair<AccountKind, AccountKind> accounts_of(statement::Means means) {
  if (means == statement::Means::return_of_the_same) return {AccountKind::lent, AccountKind::borrowed};
  if (means == statement::Means::equal_value_exchange)
    return {AccountKind::exchange_due, AccountKind::exchange_owed};
  return {AccountKind::due_in_kind, AccountKind::owed_in_kind};
}

bool add_kind(Builder& books, const LineFact& l, base::Rounding rounding) {
  const auto debt = debt_in_kind(l, rounding);
  if (!debt) return false;
  const auto [due, owed] = accounts_of(l.line.means);
  books.supplier(due, debt->commodity, debt->open);
  books.recipient(owed, debt->commodity, -debt->open);
  books.recipient(AccountKind::issued, debt->commodity, l.rejected - l.returned);
  books.recipient(AccountKind::transit, debt->commodity, l.returned - l.replaced - l.rejected);
  books.supplier(AccountKind::received, debt->commodity, l.replaced);
  books.supplier(AccountKind::written_off, commodity_of(l.line), l.written_off);
  books.recipient(AccountKind::forgiven, commodity_of(l.line), -l.written_off);
  return true;
}

/// What was billed counts as acknowledged up to the value received; the rest is only claimed.
bool add_money(Builder& books, const LineFact& l, const OrderFact& order) {
  const auto quantity = payable_quantity(l);
  const auto received = value_of(l.line, quantity, static_cast<base::Rounding>(order.rounding));
  if (!received) return false;
  const std::int64_t acknowledged =
      quantity >= l.billed ? l.billed_amount : std::min(l.billed_amount, *received);
  books.supplier(AccountKind::unbilled, order.currency, *received - acknowledged);
  books.recipient(AccountKind::accrued, order.currency, acknowledged - *received);
  books.supplier(AccountKind::receivable, order.currency, acknowledged);
  books.recipient(AccountKind::payable, order.currency, -acknowledged);
  books.supplier(AccountKind::claimed, order.currency, l.billed_amount - acknowledged);
  books.recipient(AccountKind::claimed_against, order.currency, acknowledged - l.billed_amount);
  return true;
}

/// What became of an invoice without a payment.
void add_settled(Builder& books, const InvoiceFact& invoice, const std::string& currency) {
  const std::int64_t gone = invoice.offset + invoice.written_off + invoice.cleared;
  books.supplier(AccountKind::receivable, currency, -gone);
  books.recipient(AccountKind::payable, currency, gone);
  books.supplier(AccountKind::written_off, currency, invoice.written_off);
  books.recipient(AccountKind::forgiven, currency, -invoice.written_off);
}
/// A payment that is not confirmed is under way on its payer's side; so is a refund on the other.
void add_payments(Builder& books, const OrderFact& order) {
  for (const auto& pay : order.payments) {
    if (pay.withdrawn) continue;
    books.recipient(AccountKind::payable, order.currency, pay.amount);
    books.recipient(AccountKind::paying, order.currency, pay.confirmed ? 0 : -pay.amount);
    if (pay.confirmed) books.supplier(AccountKind::receivable, order.currency, -pay.amount);
  }
  for (const auto& refund : order.refunds) {
    if (refund.withdrawn) continue;
    books.supplier(AccountKind::receivable, order.currency, refund.amount);
    books.supplier(AccountKind::paying, order.currency, refund.confirmed ? 0 : -refund.amount);
    if (refund.confirmed) books.recipient(AccountKind::payable, order.currency, -refund.amount);
  }
}
}  // namespace

const LineFact* OrderFact::line(std::uint32_t number) const {
  const auto at = std::lower_bound(lines.begin(), lines.end(), number,
                                   [](const LineFact& l, std::uint32_t n) { return l.line.number < n; });
  return at != lines.end() && at->line.number == number ? &*at : nullptr;
}
LineFact* OrderFact::line(std::uint32_t number) {
  return const_cast<LineFact*>(std::as_const(*this).line(number));
}

bool follows(const OrderFact& order, const base::Id& issue, const base::Id& older) {
  std::optional<base::Id> id = issue;
  while (id && *id != older) {
    const auto at = std::find_if(order.issues.begin(), order.issues.end(),
                                 [&](const IssueFact& known) { return known.id == *id; });
    id = at != order.issues.end() ? at->corrects : std::nullopt;
  }
  return id.has_value();
}

ledger::Commodity commodity_of(const statement::OrderLine& line) { return line.item + "/" + line.unit; }

std::optional<std::int64_t> value_of(const statement::OrderLine& line, std::int64_t quantity,
                                     base::Rounding rounding) {
  if (!line.price) return std::nullopt;
  std::int64_t divisor = 0;
  if (__builtin_mul_overflow(line.price->per, base::kMicro, &divisor) || divisor <= 0) return std::nullopt;
  return base::multiply_divide(quantity, line.price->minor, divisor, rounding);
}

std::optional<std::int64_t> amount_to_bill(const LineFact& line, std::int64_t quantity,
                                           base::Rounding rounding) {
  const auto all = base::add(line.billed, quantity);
  const auto value = all ? value_of(line.line, *all, rounding) : std::nullopt;
  const auto more = value ? base::subtract(*value, line.billed_amount) : std::nullopt;
  return more ? std::optional(std::max<std::int64_t>(0, *more)) : std::nullopt;
}

std::int64_t payable_quantity(const LineFact& line) {
  return line.line.means == statement::Means::reimbursement ? line.received : line.converted;
}

std::optional<KindDebt> debt_in_kind(const LineFact& l, base::Rounding rounding) {
  if (l.line.means == statement::Means::reimbursement) return std::nullopt;
  const auto gone = base::add(l.converted, l.written_off);
  const auto kept = gone ? base::subtract(l.received, *gone) : std::nullopt;
  if (!kept) return std::nullopt;
  KindDebt out{commodity_of(l.line), *kept, 0};
  if (l.line.means == statement::Means::equal_value_exchange && l.line.exchange) {
    const auto& given = *l.line.exchange;
    const auto share = base::multiply_divide(*kept, given.quantity, l.line.quantity, rounding);
    if (!share) return std::nullopt;
    out = {given.item + "/" + given.unit, *share, 0};
  }
  const auto settled = base::add(l.replaced, l.cleared);
  const auto open = settled ? base::subtract(out.owed, *settled) : std::nullopt;
  if (!open) return std::nullopt;
  out.open = *open;
  return out;
}

std::optional<base::Date> due_of(const LineFact& line, const terms::Instrument& rules) {
  const auto delivered = line.first_received ? line.first_received : line.first_issued;
  if (!delivered) return std::nullopt;
  if (line.line.schedule) return line.line.schedule->on;
  return terms::due_on(rules, line.line.means, *delivered);
}

std::optional<ledger::Position> position_of(const OrderFact& order) {
  Builder books(order);
  for (const auto& l : order.lines) {
    const auto commodity = commodity_of(l.line);
    if (!add_goods(books, l, commodity)) return std::nullopt;
    const bool in_kind = l.line.means != statement::Means::reimbursement;
    if (in_kind && !add_kind(books, l, static_cast<base::Rounding>(order.rounding))) return std::nullopt;
    if ((!in_kind || l.converted != 0) && l.line.price && !add_money(books, l, order)) return std::nullopt;
  }
  for (const auto& invoice : order.invoices)
    if (!invoice.withdrawn) add_settled(books, invoice, order.currency);
  add_payments(books, order);
  for (const auto& x : order.irregular) {
    if (x.settled) continue;
    books.add({AccountKind::irregular, x.giver, x.taker}, x.commodity, -x.quantity);
    books.add({AccountKind::irregular, x.taker, x.giver}, x.commodity, x.quantity);
  }
  return books.take();
}

bool is_settled(const OrderFact& order) {
  const auto position = position_of(order);
  if (!position) return false;
  return std::all_of(position->amounts().begin(), position->amounts().end(), [](const auto& entry) {
    switch (entry.first.first.kind) {
      case AccountKind::issued:
      case AccountKind::received:
      case AccountKind::damaged:
      case AccountKind::written_off:
      case AccountKind::forgiven:
        return true;  // these tell what moved or was given up; they stay
      default:
        return false;
    }
  });
}

}  // namespace palitan::kernel
