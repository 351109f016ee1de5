// Instants and legal dates. Nothing here asks a clock: time arrives as an argument.
#pragma once
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace palitan::base {

/// UTC milliseconds since 1970-01-01.
struct Instant {
  std::int64_t ms = 0;
  auto operator<=>(const Instant&) const = default;
};

/// Days since 1970-01-01 of a local calendar date.
struct Date {
  std::int32_t days = 0;
  auto operator<=>(const Date&) const = default;
};

/// The dates that the record may hold: 0001-01-01 to 9999-12-31.
inline constexpr Date kDateMin{-719'162};
inline constexpr Date kDateMax{2'932'896};

/// When something took effect: an instant and the UTC offset of the place, whose local date is the legal
/// date.
struct Effective {
  Instant at;
  std::int32_t offset_minutes = 0;  ///< -840 .. 840
  auto operator<=>(const Effective&) const = default;

  Date legal_date() const {
    const std::int64_t local_ms = at.ms + std::int64_t{offset_minutes} * 60'000;
    return {static_cast<std::int32_t>(
        std::chrono::floor<std::chrono::days>(std::chrono::milliseconds{local_ms}).count())};
  }
};

inline constexpr std::int64_t kDayMs = 86'400'000;

std::string to_text(Date date);        ///< 2026-11-23
std::string to_text(Instant instant);  ///< 2026-11-23T14:01:52.000Z
std::string to_text(Effective when);   ///< 2026-11-23T22:01:52.000+08:00
std::optional<Date> parse_date(std::string_view text);
/// "2026-11-23T22:01[:52[.123]](Z|+08:00)".
std::optional<Effective> parse_effective(std::string_view text);

/// The same day `months` later, or the last day of that month (31 Jan + 1 month = 28/29 Feb).
Date add_months(Date date, int months);
inline Date add_days(Date date, std::int32_t days) { return {date.days + days}; }
/// Midnight UTC at the start of the date.
inline Instant start_of(Date date) { return {std::int64_t{date.days} * kDayMs}; }

}  // namespace palitan::base
