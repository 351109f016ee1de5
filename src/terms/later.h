// Days and months from a date (spec/log.md section 11). Inside the room only.
#pragma once
#include <optional>

#include "base/instant.h"

namespace palitan::terms {

/// `from` + days, or the same day `months` later or the last day of that month; nothing where neither is set.
/// Past the last date that can be written it stays there, rather than wrap around.
std::optional<base::Date> later(base::Date from, std::optional<std::uint32_t> days,
                                std::optional<std::uint32_t> months);

}  // namespace palitan::terms
