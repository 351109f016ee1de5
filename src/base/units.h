// Units of UNECE Recommendation 20 in which supplies and services are counted, and the exact ratios among
// them.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/number.h"

namespace palitan::base {

/// A positive fraction.
struct Ratio {
  std::int64_t numerator = 1;
  std::int64_t denominator = 1;
  bool operator==(const Ratio&) const = default;
};
/// The same value in lowest terms; nothing where that does not fit. REQUIRES: both above zero.
std::optional<Ratio> make_ratio(Int128 numerator, Int128 denominator);

/// What a unit measures. Units of one dimension convert into each other; those of `own` into nothing.
enum class Dimension : std::uint8_t {
  volume,
  mass,
  length,
  area,
  time,
  calendar,  ///< months and years: how many days one has is a matter of the calendar, not of a ratio
  energy,
  power,
  pressure,
  speed,
  information,
  count,  ///< things that are counted one by one
  own     ///< rations, packs, sets, doses ...: how many pieces one holds is not said by its code
};

struct UnitMeasure {
  std::string_view code;
  Dimension dimension;
  Ratio in_base;  ///< one of it in litres, kilograms, metres, square metres, seconds, months, joules ...
};
/// Palitan's own table, by dimension. Every code of it is known to base::unit().
std::span<const UnitMeasure> unit_measures();

/// How many `to` are in one `from`, exact by the definitions of the units (a US gallon is 231 cubic inches,
/// an inch 25.4 mm, a pound 0.45359237 kg). Nothing where they measure different things, where a code is not
/// in the table, or where the ratio does not fit. Not in the table: degrees of temperature (their zeros
/// differ), and the acre (Recommendation 20 prints the survey acre, trade uses the international one).
std::optional<Ratio> unit_ratio(std::string_view from, std::string_view to);

/// `quantity` (in millionths or whole, as it came) of `from`, in `to`, rounded once. Nothing where there is
/// no ratio or the result does not fit.
std::optional<std::int64_t> convert(std::int64_t quantity, std::string_view from, std::string_view to,
                                    Rounding rounding);

/// A code that people still write although Recommendation 20 withdrew it.
struct DeprecatedUnit {
  std::string_view code;
  char status;                   ///< as the table of Revision 17 marks it: 'D' or 'X'
  std::string_view use_instead;  ///< empty where no single code of Recommendation 20 takes its place
};
std::span<const DeprecatedUnit> deprecated_units();
/// Whether `code` is one of those. A code that this short table does not hold may be deprecated all the same:
/// the full table is read by papers/reference_units.h.
bool is_deprecated(std::string_view code);

}  // namespace palitan::base
