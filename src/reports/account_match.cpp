#include "reports/account_match.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

#include <fmt/format.h>

namespace palitan::reports {
namespace {

auto key_of(const ListedInvoice& one) {
  return std::tie(one.document, one.date, one.amount.currency, one.amount.minor, one.place);
}
std::int32_t days_between(base::Date a, base::Date b) { return std::abs(a.days - b.days); }
bool close(const statement::Money& a, const statement::Money& b, std::int64_t by) {
  const auto apart = a.minor > b.minor ? a.minor - b.minor : b.minor - a.minor;
  return a.currency == b.currency && apart <= by;
}

std::string difference(const ListedInvoice& ours, const ListedInvoice& theirs,
                       const MatchTolerance& tolerance) {
  std::string out;
  const auto say = [&](const std::string& what) { out += (out.empty() ? "" : "; ") + what; };
  if (ours.amount.currency != theirs.amount.currency)
    say(fmt::format("currency {} and {}", ours.amount.currency, theirs.amount.currency));
  else if (!close(ours.amount, theirs.amount, tolerance.minor))
    say(fmt::format("amount {} and {}", ours.amount.minor, theirs.amount.minor));
  if (days_between(ours.date, theirs.date) > tolerance.days)
    say(fmt::format("date {} and {}", to_text(ours.date), to_text(theirs.date)));
  return out;
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

AccountMatch match_account(std::vector<ListedInvoice> ours, std::vector<ListedInvoice> theirs,
                           const MatchTolerance& tolerance) {
  const auto ascending = [](const auto& a, const auto& b) { return key_of(a) < key_of(b); };
  std::sort(ours.begin(), ours.end(), ascending);
  std::sort(theirs.begin(), theirs.end(), ascending);
  AccountMatch out;
  const auto pair = [&](const char* because, const auto& fits) {
    std::vector<ListedInvoice> left;
    for (auto& one : ours) {
      auto other = take_best(one, theirs, [&](const ListedInvoice& at) { return fits(one, at); });
      if (other)
        out.matched.push_back({one, *other, because, difference(one, *other, tolerance)});
      else
        left.push_back(std::move(one));
    }
    ours = std::move(left);
  };
  pair("document number",
       [](const auto& a, const auto& b) { return !a.document.empty() && a.document == b.document; });
  pair("amount and date", [&](const auto& a, const auto& b) {
    return close(a.amount, b.amount, tolerance.minor) && days_between(a.date, b.date) <= tolerance.days;
  });
  std::sort(out.matched.begin(), out.matched.end(),
            [&](const auto& a, const auto& b) { return ascending(a.ours, b.ours); });
  out.only_ours = std::move(ours);
  out.only_theirs = std::move(theirs);
  return out;
}

}  // namespace palitan::reports
