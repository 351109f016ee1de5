// Liquid fuel at 15 degrees Celsius: ASTM/IP table 54B and the weight in air, in whole numbers.
#pragma once
#include <cstdint>
#include <optional>

#include "base/refusal.h"
#include "base/units.h"

namespace palitan::base {

// Table 54B (generalized petroleum products) gives the volume correction factor
//   VCF = exp(-a*dt*(1 + 0.8*a*dt)),  dt = temperature - 15,  a = K0/d^2 + K1/d,
// d the density AT 15 degrees (DOMAIN section 4, sources 84 and 85). A density read at another temperature
// must be brought to 15 degrees first (table 53B), which is not done here.

/// Which constants speak for a density.
enum class FuelBand : std::uint8_t {
  gasoline,    ///< 653 up to 770.5 kg/m3
  transition,  ///< 770.5 to 787.5: a = A + B/d^2
  kerosene,    ///< above 787.5 to 838.5
  fuel_oil     ///< above 838.5 to 1075, diesel with it
};
/// `density_milli`: thousandths of kg/m3 at 15 degrees. Nothing outside 653 to 1075 kg/m3. The bounds of the
/// table are not in DOMAIN; they are those that several public codes agree on. DOMAIN lets the transition end
/// at "about 788": the sources print it for the table's steps of half a kilogram up to 787.5, where the two
/// curves meet.
std::optional<FuelBand> fuel_band(std::int64_t density_milli);

/// A factor counts ten-thousandths: four decimals are what the printed table has, and all that a source
/// gives.
inline constexpr std::int64_t kFactorOne = 10'000;

/// Litres at 15 degrees in 10,000 litres at `temperature_centi` (hundredths of a degree), rounded half up:
/// 9870 is 0.9870. Nothing outside the table: densities as fuel_band(); temperatures below -18 or above 90
/// (densities below 778.5), 120 (below 824) or 150 degrees, which is how one public code bounds it (inferred,
/// not in DOMAIN). Never rounds wrongly unless the true factor lies within 2*10^-17 of a half.
std::optional<std::int64_t> volume_correction(std::int64_t density_milli, std::int64_t temperature_centi);
/// The same as a ratio in lowest terms, ready to stand beside an entered quantity.
std::optional<Ratio> volume_correction_ratio(std::int64_t density_milli, std::int64_t temperature_centi);
/// `volume` in any unit, as it was at `temperature_centi`, in the same unit at 15 degrees.
std::optional<std::int64_t> volume_at_15(std::int64_t volume, std::int64_t density_milli,
                                         std::int64_t temperature_centi, Rounding rounding);

/// How warm and how dense a fuel was when it was measured.
struct FuelState {
  std::int64_t density_milli = 0;      ///< at 15 degrees
  std::int64_t temperature_centi = 0;  ///< at the meter
};
/// The only ratio by which a reading in `from` may become `to`: exact between the units, times the correction
/// to 15 degrees where fuel was measured warm or cold. Nothing where no fuel was measured and the units say
/// nothing of each other. Refusals: refused_conversion (a fuel whose units do not convert, or outside the
/// table), refused_overflow.
Result<std::optional<Ratio>> reading_ratio(std::string_view from, std::string_view to,
                                           const std::optional<FuelState>& fuel);

/// Tonnes in air of one cubic metre at 15 degrees, which is kilograms in air of one litre: (d - 1.1)/1000
/// (DOMAIN section 4, source 84). Nothing where fuel_band() has nothing.
std::optional<Ratio> weight_in_air(std::int64_t density_milli);
/// Millionths of a tonne in air of `volume_15` millionths of a cubic metre at 15 degrees.
std::optional<std::int64_t> tonnes_in_air(std::int64_t volume_15, std::int64_t density_milli,
                                          Rounding rounding);

}  // namespace palitan::base
