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
    add({kind, supplier_, recipient_}, commodity, amount);
  }
  void recipient(AccountKind kind, const std::string& commodity, std::int64_t amount) {
    add({kind, recipient_, supplier_}, commodity, amount);
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

void add_kind(Builder& books, const LineFact& l, const std::string& commodity) {
  books.supplier(AccountKind::due_in_kind, commodity, l.received - l.replaced);
  books.recipient(AccountKind::owed_in_kind, commodity, l.replaced - l.received);
  books.recipient(AccountKind::issued, commodity, l.rejected - l.returned);
  books.recipient(AccountKind::transit, commodity, l.returned - l.replaced - l.rejected);
  books.supplier(AccountKind::received, commodity, l.replaced);
}

/// What was billed counts as acknowledged up to the value received; the rest is only claimed.
bool add_money(Builder& books, const LineFact& l, const OrderFact& order) {
  const auto received = value_of(l.line, l.received, static_cast<base::Rounding>(order.rounding));
  if (!received) return false;
  const std::int64_t acknowledged =
      l.received >= l.billed ? l.billed_amount : std::min(l.billed_amount, *received);
  books.supplier(AccountKind::unbilled, order.currency, *received - acknowledged);
  books.recipient(AccountKind::accrued, order.currency, acknowledged - *received);
  books.supplier(AccountKind::receivable, order.currency, acknowledged);
  books.recipient(AccountKind::payable, order.currency, -acknowledged);
  books.supplier(AccountKind::claimed, order.currency, l.billed_amount - acknowledged);
  books.recipient(AccountKind::claimed_against, order.currency, acknowledged - l.billed_amount);
  return true;
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

std::optional<ledger::Position> position_of(const OrderFact& order) {
  Builder books(order);
  for (const auto& l : order.lines) {
    const auto commodity = commodity_of(l.line);
    if (!add_goods(books, l, commodity)) return std::nullopt;
    if (l.line.means == statement::Means::replacement_in_kind) add_kind(books, l, commodity);
    if (l.line.means == statement::Means::reimbursement && l.line.price && !add_money(books, l, order))
      return std::nullopt;
  }
  for (const auto& pay : order.payments) {
    books.recipient(AccountKind::payable, order.currency, pay.amount);
    books.recipient(AccountKind::paying, order.currency, pay.confirmed ? 0 : -pay.amount);
    if (pay.confirmed) books.supplier(AccountKind::receivable, order.currency, -pay.amount);
  }
  for (const auto& x : order.irregular) {
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
        return true;  // these tell what moved; they stay
      default:
        return false;
    }
  });
}

}  // namespace palitan::kernel
