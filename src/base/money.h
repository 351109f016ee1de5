// Money and quantity as the record keeps them: whole minor units and whole millionths.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace palitan::base {

/// ISO 4217. Minor units per DOMAIN section 7: JPY 0, PHP 2, BHD 3.
struct CurrencyInfo {
  std::string_view code;
  int minor_digits;
};
/// The project's own short table; empty for a code it does not list.
std::optional<CurrencyInfo> currency(std::string_view code);

/// UNECE Recommendation 20.
struct UnitInfo {
  std::string_view code;
  std::string_view name;
};
std::optional<UnitInfo> unit(std::string_view code);

inline constexpr std::int64_t kMicro = 1'000'000;  ///< a quantity counts millionths of its unit

/// "1,234.56" style texts are not accepted: digits, at most one '.', an optional leading '-'.
/// Nothing where more decimals stand than `digits` or it does not fit.
std::optional<std::int64_t> parse_decimal(std::string_view text, int digits);
/// Shortest exact decimal: 18704000000 with 6 digits -> "18704".
std::string format_decimal(std::int64_t value, int digits);
/// Always all `digits` decimals, as money is written: 5 with 2 digits -> "0.05".
std::string format_fixed(std::int64_t value, int digits);

}  // namespace palitan::base
