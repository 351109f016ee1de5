#include "base/money.h"

#include <array>

#include "base/number.h"

namespace palitan::base {
namespace {
constexpr std::array<CurrencyInfo, 16> kCurrencies = {{{"AUD", 2},
                                                       {"BHD", 3},
                                                       {"CAD", 2},
                                                       {"CNY", 2},
                                                       {"EUR", 2},
                                                       {"GBP", 2},
                                                       {"IDR", 2},
                                                       {"INR", 2},
                                                       {"JPY", 0},
                                                       {"KRW", 0},
                                                       {"KWD", 3},
                                                       {"NZD", 2},
                                                       {"PHP", 2},
                                                       {"SGD", 2},
                                                       {"USD", 2},
                                                       {"VND", 0}}};
constexpr std::array<UnitInfo, 24> kUnits = {{{"13", "ration"},
                                              {"14", "shot"},
                                              {"BLL", "barrel (US petroleum)"},
                                              {"C62", "one"},
                                              {"DAY", "day"},
                                              {"E49", "working day"},
                                              {"EA", "each"},
                                              {"GLI", "gallon (UK)"},
                                              {"GLL", "gallon (US)"},
                                              {"H87", "piece"},
                                              {"HUR", "hour"},
                                              {"K6", "kilolitre"},
                                              {"KGM", "kilogram"},
                                              {"KMT", "kilometre"},
                                              {"KWH", "kilowatt hour"},
                                              {"LTR", "litre"},
                                              {"MON", "month"},
                                              {"MTK", "square metre"},
                                              {"MTQ", "cubic metre"},
                                              {"MTR", "metre"},
                                              {"PR", "pair"},
                                              {"SET", "set"},
                                              {"TKM", "tonne kilometre"},
                                              {"TNE", "tonne"}}};

template <class Table>
auto find(const Table& table, std::string_view code) -> std::optional<typename Table::value_type> {
  for (const auto& row : table)
    if (row.code == code) return row;
  return std::nullopt;
}
}  // namespace

std::optional<CurrencyInfo> currency(std::string_view code) { return find(kCurrencies, code); }
std::optional<UnitInfo> unit(std::string_view code) { return find(kUnits, code); }

std::optional<std::int64_t> parse_decimal(std::string_view text, int digits) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  std::int64_t value = 0;
  int decimals = -1;  // -1: no point seen yet
  bool any = false;
  // Grown in the direction of its sign: the smallest number has no positive twin.
  const auto push = [&value, negative](int digit) {
    return !__builtin_mul_overflow(value, std::int64_t{10}, &value) &&
           !__builtin_add_overflow(value, std::int64_t{negative ? -digit : digit}, &value);
  };
  for (char c : text) {
    if (c == '.' && decimals < 0 && any) {
      decimals = 0;
      continue;
    }
    if (c < '0' || c > '9' || !push(c - '0')) return std::nullopt;
    any = true;
    if (decimals >= 0 && ++decimals > digits) return std::nullopt;
  }
  if (!any || decimals == 0) return std::nullopt;
  for (int i = decimals < 0 ? 0 : decimals; i < digits; ++i)
    if (!push(0)) return std::nullopt;
  return value;
}

std::string format_fixed(std::int64_t value, int digits) {
  const bool negative = value < 0;
  auto magnitude = negative ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value);
  std::string out = std::to_string(magnitude);
  const auto places = static_cast<std::size_t>(digits);
  if (out.size() <= places) out.insert(0, places + 1 - out.size(), '0');
  if (places > 0) out.insert(out.size() - places, 1, '.');
  return negative ? "-" + out : out;
}

std::string format_decimal(std::int64_t value, int digits) {
  std::string out = format_fixed(value, digits);
  if (digits > 0) {
    while (out.back() == '0') out.pop_back();
    if (out.back() == '.') out.pop_back();
  }
  return out;
}

}  // namespace palitan::base
