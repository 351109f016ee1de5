#include "base/instant.h"

#include <fmt/format.h>

namespace palitan::base {
namespace {
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

year_month_day civil(Date date) { return year_month_day{sys_days{days{date.days}}}; }

/// Reads exactly `width` digits from the front.
bool take_digits(std::string_view& text, std::size_t width, int& out) {
  if (text.size() < width) return false;
  out = 0;
  for (std::size_t i = 0; i < width; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    out = out * 10 + (text[i] - '0');
  }
  text.remove_prefix(width);
  return true;
}
bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

bool take_date(std::string_view& text, Date& out) {
  int y = 0, m = 0, d = 0;
  if (!take_digits(text, 4, y) || !take(text, '-') || !take_digits(text, 2, m) || !take(text, '-') ||
      !take_digits(text, 2, d))
    return false;
  const year_month_day ymd{std::chrono::year{y}, std::chrono::month{static_cast<unsigned>(m)},
                           std::chrono::day{static_cast<unsigned>(d)}};
  if (!ymd.ok()) return false;
  out.days = static_cast<std::int32_t>(sys_days{ymd}.time_since_epoch().count());
  return true;
}

std::string clock_text(std::int64_t ms) {
  const std::int64_t day = ms >= 0 ? ms / kDayMs : -((-ms + kDayMs - 1) / kDayMs);
  const std::int64_t in_day = ms - day * kDayMs;
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}", to_text(Date{static_cast<std::int32_t>(day)}),
                     in_day / 3'600'000, in_day / 60'000 % 60, in_day / 1000 % 60, in_day % 1000);
}
}  // namespace

std::string to_text(Date date) {
  const auto ymd = civil(date);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                     static_cast<unsigned>(ymd.day()));
}

std::string to_text(Instant instant) { return clock_text(instant.ms) + "Z"; }

std::string to_text(Effective when) {
  const int minutes = when.offset_minutes < 0 ? -when.offset_minutes : when.offset_minutes;
  return fmt::format("{}{}{:02}:{:02}", clock_text(when.at.ms + std::int64_t{when.offset_minutes} * 60'000),
                     when.offset_minutes < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

std::optional<Date> parse_date(std::string_view text) {
  Date out;
  if (!take_date(text, out) || !text.empty()) return std::nullopt;
  return out;
}

std::optional<Effective> parse_effective(std::string_view text) {
  Date date;
  int hour = 0, minute = 0, second = 0, milli = 0;
  if (!take_date(text, date) || !take(text, 'T') || !take_digits(text, 2, hour) || !take(text, ':') ||
      !take_digits(text, 2, minute))
    return std::nullopt;
  const bool seconds = take(text, ':');
  if (seconds && !take_digits(text, 2, second)) return std::nullopt;
  if (seconds && take(text, '.') && !take_digits(text, 3, milli)) return std::nullopt;
  if (hour > 23 || minute > 59 || second > 59) return std::nullopt;
  int sign = 0, offset_hour = 0, offset_minute = 0;
  if (!take(text, 'Z')) {
    sign = take(text, '+') ? 1 : take(text, '-') ? -1 : 0;
    if (sign == 0 || !take_digits(text, 2, offset_hour) || !take(text, ':') ||
        !take_digits(text, 2, offset_minute) || offset_minute > 59 || offset_hour * 60 + offset_minute > 840)
      return std::nullopt;
  }
  if (!text.empty()) return std::nullopt;
  Effective out;
  out.offset_minutes = sign * (offset_hour * 60 + offset_minute);
  const std::int64_t local =
      std::int64_t{date.days} * kDayMs + hour * 3'600'000LL + minute * 60'000LL + second * 1000LL + milli;
  out.at.ms = local - std::int64_t{out.offset_minutes} * 60'000;
  return out;
}

Date add_months(Date date, int months) {
  const auto ymd = civil(date);
  auto moved = ymd + std::chrono::months{months};
  if (!moved.ok()) moved = moved.year() / moved.month() / std::chrono::last;
  return {static_cast<std::int32_t>(sys_days{moved}.time_since_epoch().count())};
}

}  // namespace palitan::base
