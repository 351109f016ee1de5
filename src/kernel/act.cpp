#include "kernel/act.h"

#include <fmt/format.h>

#include "base/money.h"

namespace palitan::kernel {
using base::Code;

base::Result<void> check_time(const Act& act, std::uint32_t back_dating_days) {
  const auto at = act.content().effective_at;
  if (at > act.context.now)
    return base::refuse(Code::refused_future,
                        fmt::format("effective {}, accord {}", to_text(at), to_text(act.context.now)),
                        "effective-time");
  if (at.ms < act.context.now.ms - std::int64_t{back_dating_days} * base::kDayMs)
    return base::refuse(Code::refused_back_dated,
                        fmt::format("effective {}, accord {}, window {} days", to_text(at),
                                    to_text(act.context.now), back_dating_days),
                        "effective-time");
  return {};
}

base::Result<void> check_role(const Act& act, statement::Role role) {
  if (!act.seat.has(role))
    return base::refuse(Code::refused_role,
                        fmt::format("'{}' of {} is not {}", act.seat.office, act.seat.party, name(role)),
                        "warrant");
  if (act.date < act.seat.valid_from || act.date > act.seat.valid_until)
    return base::refuse(Code::refused_warrant_date,
                        fmt::format("valid {} to {}, the act is of {}", to_text(act.seat.valid_from),
                                    to_text(act.seat.valid_until), to_text(act.date)),
                        "warrant");
  return {};
}

base::Result<void> check_limit(const Act& act, std::string_view currency, std::int64_t total) {
  if (total == 0) return {};
  const auto info = base::currency(currency);
  const int digits = info ? info->minor_digits : 0;
  for (const auto& limit : act.seat.limits) {
    if (limit.currency != currency) continue;
    if (total <= limit.minor) return {};
    return base::refuse(Code::refused_limit,
                        fmt::format("{} {} is above the limit of {}", base::format_fixed(total, digits),
                                    currency, base::format_fixed(limit.minor, digits)),
                        "warrant");
  }
  return base::refuse(Code::refused_limit, fmt::format("the warrant names no limit in {}", currency),
                      "warrant");
}

}  // namespace palitan::kernel
