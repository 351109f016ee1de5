#include "reports/account_match.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <tuple>

#include <fmt/format.h>

#include "base/money.h"
#include "base/number.h"
#include "ledger/ledger.h"

namespace palitan::reports {
namespace {

auto key_of(const ListedInvoice& one) {
  return std::tuple(one.document, one.date, one.amount.currency, one.amount.minor,
                    one.quantity ? one.quantity->micro : 0, one.place);
}
std::int32_t days_between(base::Date a, base::Date b) { return std::abs(a.days - b.days); }
/// Both are figures of one record's size, so the difference fits or is as good as endless.
std::int64_t apart(std::int64_t a, std::int64_t b) {
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  return a > b ? base::subtract(a, b).value_or(kMost) : base::subtract(b, a).value_or(kMost);
}
bool same_unit(const ListedQuantity& a, const ListedQuantity& b) {
  return a.unit.empty() || b.unit.empty() || a.unit == b.unit;
}

bool close_amount(const ListedInvoice& a, const ListedInvoice& b, const MatchTolerance& by) {
  return a.amount.currency == b.amount.currency && apart(a.amount.minor, b.amount.minor) <= by.minor;
}
bool close_quantity(const ListedInvoice& a, const ListedInvoice& b, const MatchTolerance& by) {
  return a.quantity && b.quantity && same_unit(*a.quantity, *b.quantity) &&
         apart(a.quantity->micro, b.quantity->micro) <= by.micro;
}
bool close_date(const ListedInvoice& a, const ListedInvoice& b, const MatchTolerance& by) {
  return days_between(a.date, b.date) <= by.days;
}

std::string text_of(const ListedQuantity& quantity) {
  return base::format_decimal(quantity.micro, 6) + (quantity.unit.empty() ? "" : " " + quantity.unit);
}
std::string text_of(const statement::Money& amount) {
  return ledger::amount_text(amount.currency, amount.minor) + " " + amount.currency;
}

/// "ours and theirs" of every figure that is not the same, sorted into what is allowed and what is not.
void compare(MatchedInvoice& pair, const MatchTolerance& by) {
  const auto& [ours, theirs] = std::tie(pair.ours, pair.theirs);
  const auto say = [&](bool close, const char* what, const std::string& a, const std::string& b) {
    auto& out = close ? pair.allowed : pair.differs;
    out += fmt::format("{}{} {} and {}", out.empty() ? "" : "; ", what, a, b);
  };
  if (ours.amount != theirs.amount)
    say(close_amount(ours, theirs, by), "amount", text_of(ours.amount), text_of(theirs.amount));
  if (ours.quantity && theirs.quantity &&
      (ours.quantity->micro != theirs.quantity->micro || !same_unit(*ours.quantity, *theirs.quantity)))
    say(close_quantity(ours, theirs, by), "quantity", text_of(*ours.quantity), text_of(*theirs.quantity));
  if (ours.date != theirs.date)
    say(close_date(ours, theirs, by), "date", to_text(ours.date), to_text(theirs.date));
  if (ours.document != theirs.document) say(true, "number", ours.document, theirs.document);
}

/// Takes out of `theirs` the best partner that `fits`: the nearest date, then the first by number.
template <class Fits>
std::optional<ListedInvoice> take_best(const ListedInvoice& ours, std::vector<ListedInvoice>& theirs,
                                       const Fits& fits) {
  auto best = theirs.end();
  for (auto at = theirs.begin(); at != theirs.end(); ++at)
    if (fits(*at) &&
        (best == theirs.end() || days_between(ours.date, at->date) < days_between(ours.date, best->date)))
      best = at;
  if (best == theirs.end()) return std::nullopt;
  auto out = std::move(*best);
  theirs.erase(best);
  return out;
}
}  // namespace

std::vector<ListedInvoice> listed_invoices(const kernel::OrderFact& order, const std::string& place) {
  std::vector<ListedInvoice> out;
  for (const auto& invoice : order.invoices) {
    if (invoice.withdrawn) continue;
    ListedInvoice one{invoice.number, invoice.date, {invoice.total, order.currency}, {}, place};
    for (const auto& line : invoice.lines) {
      const auto* of = order.line(line.number);
      if (of == nullptr) continue;
      const auto sum = base::add(one.quantity ? one.quantity->micro : 0, line.quantity);
      if (!sum || (one.quantity && one.quantity->unit != of->line.unit)) {
        one.quantity.reset();
        break;
      }
      one.quantity = ListedQuantity{*sum, of->line.unit};
    }
    out.push_back(std::move(one));
  }
  return out;
}

AccountMatch match_account(std::vector<ListedInvoice> ours, std::vector<ListedInvoice> theirs,
                           const MatchTolerance& by) {
  const auto ascending = [](const auto& a, const auto& b) { return key_of(a) < key_of(b); };
  std::sort(ours.begin(), ours.end(), ascending);
  std::sort(theirs.begin(), theirs.end(), ascending);
  AccountMatch out;
  const auto pair = [&](const char* because, const auto& fits) {
    std::vector<ListedInvoice> left;
    for (auto& one : ours) {
      auto other = take_best(one, theirs, [&](const ListedInvoice& at) { return fits(one, at); });
      if (!other) {
        left.push_back(std::move(one));
        continue;
      }
      MatchedInvoice match{std::move(one), std::move(*other), because, {}, {}};
      compare(match, by);
      out.matched.push_back(std::move(match));
    }
    ours = std::move(left);
  };
  pair("document number",
       [](const auto& a, const auto& b) { return !a.document.empty() && a.document == b.document; });
  pair("quantity, date and amount", [&](const auto& a, const auto& b) {
    return close_quantity(a, b, by) && close_amount(a, b, by) && close_date(a, b, by);
  });
  pair("amount and date",
       [&](const auto& a, const auto& b) { return close_amount(a, b, by) && close_date(a, b, by); });
  pair("quantity and date",
       [&](const auto& a, const auto& b) { return close_quantity(a, b, by) && close_date(a, b, by); });
  std::sort(out.matched.begin(), out.matched.end(),
            [&](const auto& a, const auto& b) { return ascending(a.ours, b.ours); });
  out.only_ours = std::move(ours);
  out.only_theirs = std::move(theirs);
  return out;
}

}  // namespace palitan::reports
