// The parts of an instrument that speak of credits and of netting.
#include "terms/validate_parts.h"

namespace palitan::terms::parts {
namespace {

bool is_item(std::string_view text, std::size_t most) {
  return !text.empty() && text.size() <= most && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

base::Result<void> rates(const CreditRules& rules) {
  for (const auto& rate : rules.rates) {
    const auto what = "credits: rate of " + shown(rate.asset);
    if (!is_item(rate.asset, kAssetMax)) return wrong(what + " is not letters, digits and '-'", rules.clause);
    if (rate.numerator < 1 || rate.denominator < 1 || rate.numerator > kMillion ||
        rate.denominator > kMillion)
      return wrong(what + ": numerator and denominator are 1 to " + std::to_string(kMillion), rules.clause);
    if (!is_line_of_text(rate.source)) return wrong(what + " names no source", rules.clause);
  }
  return ordered("credits: rates", rules.rates, 1, kCreditRatesMax,
                 [](const CreditRate& rate) { return std::pair(rate.asset, rate.from); });
}

}  // namespace

base::Result<void> exchange(const Instrument& x) {
  if (x.netting) {
    if (auto cited = cites(x, "netting", x.netting->clause); !cited) return cited;
    if (auto days = in_range("netting: lock_days", x.netting->lock_days, kDaysMax, x.netting->clause); !days)
      return days;
  }
  if (!x.credits) return {};
  const auto& rules = *x.credits;
  if (auto cited = cites(x, "credits", rules.clause); !cited) return cited;
  if (!rules.assignment_clause.empty())
    if (auto cited = cites(x, "credits: assignment", rules.assignment_clause); !cited) return cited;
  if (!is_item(rules.item, kItemMax))
    return wrong("credits: item " + shown(rules.item) + " is not letters, digits and '-'", rules.clause);
  if (!base::unit(rules.unit))
    return wrong("credits: unit " + shown(rules.unit) + " is not a known code of Recommendation 20",
                 rules.clause);
  if (rules.balance_limit && *rules.balance_limit < 1)
    return wrong("credits: balance_limit is not above zero", rules.clause);
  return rates(rules);
}

}  // namespace palitan::terms::parts
