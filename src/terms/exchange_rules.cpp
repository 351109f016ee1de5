#include "terms/exchange_rules.h"

#include <algorithm>

#include "base/number.h"
#include "terms/instrument.h"

namespace palitan::terms {
using base::Code;
using base::refuse;

base::Result<std::int64_t> credit_for(const Instrument& instrument, std::string_view asset,
                                      std::int64_t measured, base::Date day) {
  PALITAN_CHECK(instrument.credits.has_value());
  const auto& rules = *instrument.credits;
  const CreditRate* found = nullptr;
  std::string known;
  for (const auto& rate : rules.rates) {
    if (known.find(rate.asset) == std::string::npos) known += (known.empty() ? "" : ", ") + rate.asset;
    if (rate.asset == asset && rate.from <= day) found = &rate;  // ascending: the last one begun
  }
  if (found == nullptr)
    return refuse(
        Code::refused_credit_table,
        "'" + std::string(asset) + "' has no entry on " + base::to_text(day) + "; the table knows: " + known,
        rules.clause);
  const auto credit = measured > 0 ? base::multiply_divide(measured, found->numerator, found->denominator,
                                                           rounding_of(instrument))
                                   : std::nullopt;
  if (!credit || *credit <= 0)
    return refuse(Code::refused_overflow, "what was measured gives no credit that can be kept", rules.clause);
  return *credit;
}

base::Result<void> allows_netting(const Instrument& instrument, base::Date day, base::Date until) {
  const auto& rules = instrument.netting;
  if (!rules) return refuse(Code::refused_netting, "the instrument has no rule on netting", "netting");
  if (!rules->lock_days)
    return refuse(Code::refused_netting, "its parties left 'netting.lock_days' open", rules->clause);
  const auto last = base::add_days(day, static_cast<std::int32_t>(*rules->lock_days));
  if (until < day || until > last)
    return refuse(Code::refused_netting,
                  "a debt may be held from " + base::to_text(day) + " to " + base::to_text(last) +
                      ", not to " + base::to_text(until),
                  rules->clause);
  return {};
}

}  // namespace palitan::terms
