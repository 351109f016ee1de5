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
constexpr std::array<UnitInfo, 116> kUnits = {{{"13", "ration"},
                                               {"14", "shot"},
                                               {"2P", "kilobyte"},
                                               {"3B", "megajoule"},
                                               {"4L", "megabyte"},
                                               {"ACT", "activity"},
                                               {"AD", "byte"},
                                               {"AK", "fathom"},
                                               {"ANN", "year"},
                                               {"BAR", "bar"},
                                               {"BLL", "barrel (US petroleum)"},
                                               {"C0", "call"},
                                               {"C62", "one"},
                                               {"CEN", "hundred"},
                                               {"CLT", "centilitre"},
                                               {"CMK", "square centimetre"},
                                               {"CMQ", "cubic centimetre"},
                                               {"CMT", "centimetre"},
                                               {"CWA", "hundredweight (US)"},
                                               {"CWI", "hundredweight (UK)"},
                                               {"D65", "round"},
                                               {"DAY", "day"},
                                               {"DLT", "decilitre"},
                                               {"DMK", "square decimetre"},
                                               {"DMQ", "cubic decimetre"},
                                               {"DMT", "decimetre"},
                                               {"DTN", "decitonne"},
                                               {"DZN", "dozen"},
                                               {"E27", "dose"},
                                               {"E34", "gigabyte"},
                                               {"E35", "terabyte"},
                                               {"E48", "service unit"},
                                               {"E49", "working day"},
                                               {"EA", "each"},
                                               {"FOT", "foot"},
                                               {"FTK", "square foot"},
                                               {"FTQ", "cubic foot"},
                                               {"GGR", "great gross"},
                                               {"GLI", "gallon (UK)"},
                                               {"GLL", "gallon (US)"},
                                               {"GRM", "gram"},
                                               {"GRN", "grain"},
                                               {"GRO", "gross"},
                                               {"GV", "gigajoule"},
                                               {"GWH", "gigawatt hour"},
                                               {"H18", "square hectometre"},
                                               {"H87", "piece"},
                                               {"HEA", "head"},
                                               {"HLT", "hectolitre"},
                                               {"HUR", "hour"},
                                               {"IE", "person"},
                                               {"INH", "inch"},
                                               {"INK", "square inch"},
                                               {"INQ", "cubic inch"},
                                               {"JOU", "joule"},
                                               {"K6", "kilolitre"},
                                               {"KGM", "kilogram"},
                                               {"KJO", "kilojoule"},
                                               {"KMH", "kilometre per hour"},
                                               {"KMK", "square kilometre"},
                                               {"KMT", "kilometre"},
                                               {"KNT", "knot"},
                                               {"KPA", "kilopascal"},
                                               {"KT", "kit"},
                                               {"KTN", "kilotonne"},
                                               {"KWH", "kilowatt hour"},
                                               {"KWT", "kilowatt"},
                                               {"LBR", "pound"},
                                               {"LH", "labour hour"},
                                               {"LS", "lump sum"},
                                               {"LTN", "long ton"},
                                               {"LTR", "litre"},
                                               {"MAW", "megawatt"},
                                               {"MBR", "millibar"},
                                               {"MGM", "milligram"},
                                               {"MIK", "square mile"},
                                               {"MIL", "thousand"},
                                               {"MIN", "minute"},
                                               {"MLT", "millilitre"},
                                               {"MMQ", "cubic millimetre"},
                                               {"MMT", "millimetre"},
                                               {"MON", "month"},
                                               {"MTK", "square metre"},
                                               {"MTQ", "cubic metre"},
                                               {"MTR", "metre"},
                                               {"MTS", "metre per second"},
                                               {"MWH", "megawatt hour"},
                                               {"NMI", "nautical mile"},
                                               {"NMP", "number of packs"},
                                               {"ONZ", "ounce"},
                                               {"OT", "overtime hour"},
                                               {"OZA", "fluid ounce (US)"},
                                               {"OZI", "fluid ounce (UK)"},
                                               {"PAL", "pascal"},
                                               {"PR", "pair"},
                                               {"PTI", "pint (UK)"},
                                               {"PTL", "liquid pint (US)"},
                                               {"Q3", "meal"},
                                               {"QAN", "quarter of a year"},
                                               {"QTI", "quart (UK)"},
                                               {"QTL", "liquid quart (US)"},
                                               {"SAN", "half year"},
                                               {"SCO", "score"},
                                               {"SEC", "second"},
                                               {"SET", "set"},
                                               {"SMI", "mile"},
                                               {"STI", "stone (UK)"},
                                               {"STN", "short ton"},
                                               {"TKM", "tonne kilometre"},
                                               {"TNE", "tonne"},
                                               {"WEE", "week"},
                                               {"WHR", "watt hour"},
                                               {"WTT", "watt"},
                                               {"YDK", "square yard"},
                                               {"YDQ", "cubic yard"},
                                               {"YRD", "yard"}}};

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
