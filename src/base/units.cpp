#include "base/units.h"

#include <limits>
#include <utility>

namespace palitan::base {
namespace {
using enum Dimension;

// Each unit in its dimension's base unit, as its definition says it; lowest terms are made when a ratio is
// asked for.
constexpr UnitMeasure kMeasures[] = {
    // litres
    {"LTR", volume, {1, 1}},
    {"HLT", volume, {100, 1}},
    {"K6", volume, {1000, 1}},
    {"MTQ", volume, {1000, 1}},
    {"DMQ", volume, {1, 1}},
    {"DLT", volume, {1, 10}},
    {"CLT", volume, {1, 100}},
    {"MLT", volume, {1, 1000}},
    {"CMQ", volume, {1, 1000}},
    {"MMQ", volume, {1, 1'000'000}},
    {"GLL", volume, {3'785'411'784, 1'000'000'000}},
    {"QTL", volume, {3'785'411'784, 4'000'000'000}},
    {"PTL", volume, {3'785'411'784, 8'000'000'000}},
    {"OZA", volume, {3'785'411'784, 128'000'000'000}},
    {"BLL", volume, {42 * 3'785'411'784, 1'000'000'000}},
    {"GLI", volume, {454'609, 100'000}},
    {"QTI", volume, {454'609, 400'000}},
    {"PTI", volume, {454'609, 800'000}},
    {"OZI", volume, {454'609, 16'000'000}},
    {"INQ", volume, {16'387'064, 1'000'000'000}},
    {"FTQ", volume, {28'316'846'592, 1'000'000'000}},
    {"YDQ", volume, {764'554'857'984, 1'000'000'000}},
    // kilograms
    {"KGM", mass, {1, 1}},
    {"KTN", mass, {1'000'000, 1}},
    {"TNE", mass, {1000, 1}},
    {"DTN", mass, {100, 1}},
    {"GRM", mass, {1, 1000}},
    {"MGM", mass, {1, 1'000'000}},
    {"LBR", mass, {45'359'237, 100'000'000}},
    {"ONZ", mass, {45'359'237, 1'600'000'000}},
    {"GRN", mass, {6'479'891, 100'000'000'000}},
    {"STI", mass, {14 * 45'359'237, 100'000'000}},
    {"CWA", mass, {45'359'237, 1'000'000}},
    {"CWI", mass, {112 * 45'359'237LL, 100'000'000}},
    {"STN", mass, {2000 * 45'359'237LL, 100'000'000}},
    {"LTN", mass, {2240 * 45'359'237LL, 100'000'000}},
    // metres
    {"MTR", length, {1, 1}},
    {"KMT", length, {1000, 1}},
    {"DMT", length, {1, 10}},
    {"CMT", length, {1, 100}},
    {"MMT", length, {1, 1000}},
    {"INH", length, {254, 10'000}},
    {"FOT", length, {3048, 10'000}},
    {"YRD", length, {9144, 10'000}},
    {"AK", length, {18'288, 10'000}},
    {"SMI", length, {1'609'344, 1000}},
    {"NMI", length, {1852, 1}},
    // square metres
    {"MTK", area, {1, 1}},
    {"KMK", area, {1'000'000, 1}},
    {"H18", area, {10'000, 1}},
    {"DMK", area, {1, 100}},
    {"CMK", area, {1, 10'000}},
    {"INK", area, {64'516, 100'000'000}},
    {"FTK", area, {9'290'304, 100'000'000}},
    {"YDK", area, {83'612'736, 100'000'000}},
    {"MIK", area, {2'589'988'110'336, 1'000'000}},
    // seconds
    {"SEC", time, {1, 1}},
    {"MIN", time, {60, 1}},
    {"HUR", time, {3600, 1}},
    {"DAY", time, {86'400, 1}},
    {"WEE", time, {604'800, 1}},
    // months
    {"MON", calendar, {1, 1}},
    {"QAN", calendar, {3, 1}},
    {"SAN", calendar, {6, 1}},
    {"ANN", calendar, {12, 1}},
    // joules
    {"JOU", energy, {1, 1}},
    {"KJO", energy, {1000, 1}},
    {"3B", energy, {1'000'000, 1}},
    {"GV", energy, {1'000'000'000, 1}},
    {"WHR", energy, {3600, 1}},
    {"KWH", energy, {3'600'000, 1}},
    {"MWH", energy, {3'600'000'000, 1}},
    {"GWH", energy, {3'600'000'000'000, 1}},
    // watts
    {"WTT", power, {1, 1}},
    {"KWT", power, {1000, 1}},
    {"MAW", power, {1'000'000, 1}},
    // pascals
    {"PAL", pressure, {1, 1}},
    {"KPA", pressure, {1000, 1}},
    {"MBR", pressure, {100, 1}},
    {"BAR", pressure, {100'000, 1}},
    // metres per second
    {"MTS", speed, {1, 1}},
    {"KMH", speed, {1000, 3600}},
    {"KNT", speed, {1852, 3600}},
    // bytes; Recommendation 20 says that its kilobyte has 1000
    {"AD", information, {1, 1}},
    {"2P", information, {1000, 1}},
    {"4L", information, {1'000'000, 1}},
    {"E34", information, {1'000'000'000, 1}},
    {"E35", information, {1'000'000'000'000, 1}},
    // things counted
    {"C62", count, {1, 1}},
    {"H87", count, {1, 1}},
    {"EA", count, {1, 1}},
    {"PR", count, {2, 1}},
    {"DZN", count, {12, 1}},
    {"SCO", count, {20, 1}},
    {"CEN", count, {100, 1}},
    {"GRO", count, {144, 1}},
    {"MIL", count, {1000, 1}},
    {"GGR", count, {1728, 1}},
    // each only itself
    {"13", own, {1, 1}},
    {"14", own, {1, 1}},
    {"ACT", own, {1, 1}},
    {"C0", own, {1, 1}},
    {"D65", own, {1, 1}},
    {"E27", own, {1, 1}},
    {"E48", own, {1, 1}},
    {"E49", own, {1, 1}},
    {"HEA", own, {1, 1}},
    {"IE", own, {1, 1}},
    {"KT", own, {1, 1}},
    {"LH", own, {1, 1}},
    {"LS", own, {1, 1}},
    {"NMP", own, {1, 1}},
    {"OT", own, {1, 1}},
    {"Q3", own, {1, 1}},
    {"SET", own, {1, 1}},
    {"TKM", own, {1, 1}},
};

constexpr DeprecatedUnit kDeprecated[] = {
    {"ARE", 'D', ""}, {"HAR", 'D', "H18"}, {"GT", 'D', "LTN"}, {"HJ", 'D', ""}, {"NPR", 'D', "PR"},
    {"NTT", 'D', ""}, {"PT", 'D', "PTL"},  {"QT", 'D', "QTL"}, {"BX", 'X', ""}, {"CS", 'X', ""},
    {"CT", 'X', ""},  {"MQ", 'X', "KMT"},  {"NRL", 'X', ""},   {"PK", 'X', ""},
};

const UnitMeasure* measure(std::string_view code) {
  for (const auto& row : kMeasures)
    if (row.code == code) return &row;
  return nullptr;
}
}  // namespace

std::optional<Ratio> make_ratio(Int128 numerator, Int128 denominator) {
  Int128 a = numerator, b = denominator;
  while (b != 0) a = std::exchange(b, a % b);
  const Int128 above = numerator / a, below = denominator / a;
  constexpr Int128 kMax = std::numeric_limits<std::int64_t>::max();
  if (above > kMax || below > kMax) return std::nullopt;
  return Ratio{static_cast<std::int64_t>(above), static_cast<std::int64_t>(below)};
}

std::span<const UnitMeasure> unit_measures() { return kMeasures; }

std::optional<Ratio> unit_ratio(std::string_view from, std::string_view to) {
  const auto *one = measure(from), *other = measure(to);
  if (one == nullptr || other == nullptr || one->dimension != other->dimension) return std::nullopt;
  if (one->dimension == own && from != to) return std::nullopt;
  return make_ratio(static_cast<Int128>(one->in_base.numerator) * other->in_base.denominator,
                    static_cast<Int128>(one->in_base.denominator) * other->in_base.numerator);
}

std::optional<std::int64_t> convert(std::int64_t quantity, std::string_view from, std::string_view to,
                                    Rounding rounding) {
  const auto ratio = unit_ratio(from, to);
  if (!ratio) return std::nullopt;
  return multiply_divide(quantity, ratio->numerator, ratio->denominator, rounding);
}

std::span<const DeprecatedUnit> deprecated_units() { return kDeprecated; }

bool is_deprecated(std::string_view code) {
  for (const auto& row : kDeprecated)
    if (row.code == code) return true;
  return false;
}

}  // namespace palitan::base
