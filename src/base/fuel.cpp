#include "base/fuel.h"

namespace palitan::base {
namespace {
constexpr Int128 kOne = 1'000'000'000'000'000'000;  // fixed point with 18 decimals

/// Of a = K0/d^2 + K1/d + A, d in kg/m3. The first pair that DOMAIN names for the transition is used,
/// 2680.3206 and -0.00336312; other codes have 2690.744 and -0.0033762, a tenth of a per mille apart at 35
/// degrees.
struct Constants {
  std::int64_t k0;  // ten-thousandths
  std::int64_t k1;  // ten-thousandths
  std::int64_t a;   // hundred-millionths
};

constexpr Constants constants_of(FuelBand band) {
  switch (band) {
    case FuelBand::gasoline:
      return {3'464'228, 4388, 0};
    case FuelBand::transition:
      return {26'803'206, 0, -336'312};
    case FuelBand::kerosene:
      return {5'945'418, 0, 0};
    case FuelBand::fuel_oil:
      break;
  }
  return {1'869'696, 4862, 0};
}

bool in_table(std::int64_t density_milli, std::int64_t temperature_centi) {
  const std::int64_t hottest = density_milli < 778'500 ? 9000 : density_milli < 824'000 ? 12'000 : 15'000;
  return temperature_centi >= -1800 && temperature_centi <= hottest;
}

/// a*dt. With D = 1000 d and T = 100 dt it is T*(1000*k0 + k1*D)/(1000*D^2) + T*a/10^10. The largest product
/// is below 4*10^29, and one division loses less than one unit of the last place.
Int128 expansion(const Constants& c, std::int64_t density_milli, std::int64_t dt_centi) {
  const Int128 d = density_milli;
  const Int128 above = static_cast<Int128>(dt_centi) * (Int128{1000} * c.k0 + c.k1 * d);
  return above * (kOne / 1000) / (d * d) + static_cast<Int128>(dt_centi) * c.a * (kOne / 10'000'000'000);
}

/// e^x for |x| < 0.2 by its series. Each term loses less than two units, and from the twelfth on they are
/// zero.
Int128 exponential(Int128 x) {
  Int128 term = kOne, sum = kOne;
  for (int n = 1; term != 0; ++n) {
    term = term * x / (kOne * n);
    sum += term;
  }
  return sum;
}
}  // namespace

std::optional<FuelBand> fuel_band(std::int64_t density_milli) {
  if (density_milli < 653'000 || density_milli > 1'075'000) return std::nullopt;
  if (density_milli < 770'500) return FuelBand::gasoline;
  if (density_milli <= 787'500) return FuelBand::transition;
  return density_milli <= 838'500 ? FuelBand::kerosene : FuelBand::fuel_oil;
}

std::optional<std::int64_t> volume_correction(std::int64_t density_milli, std::int64_t temperature_centi) {
  const auto band = fuel_band(density_milli);
  if (!band || !in_table(density_milli, temperature_centi)) return std::nullopt;
  const Int128 y = expansion(constants_of(*band), density_milli, temperature_centi - 1500);
  const Int128 factor = exponential(-(y + y * y * 8 / (kOne * 10)));
  return static_cast<std::int64_t>((factor * kFactorOne + kOne / 2) / kOne);
}

std::optional<Ratio> volume_correction_ratio(std::int64_t density_milli, std::int64_t temperature_centi) {
  const auto factor = volume_correction(density_milli, temperature_centi);
  if (!factor) return std::nullopt;
  return make_ratio(*factor, kFactorOne);
}

std::optional<std::int64_t> volume_at_15(std::int64_t volume, std::int64_t density_milli,
                                         std::int64_t temperature_centi, Rounding rounding) {
  const auto factor = volume_correction(density_milli, temperature_centi);
  if (!factor) return std::nullopt;
  return multiply_divide(volume, *factor, kFactorOne, rounding);
}

Result<std::optional<Ratio>> reading_ratio(std::string_view from, std::string_view to,
                                           const std::optional<FuelState>& fuel) {
  const auto exact = unit_ratio(from, to);
  if (!fuel) return exact;
  if (!exact)
    return refuse(Code::refused_conversion,
                  std::string(from) + " is no volume that converts to " + std::string(to));
  const auto factor = volume_correction_ratio(fuel->density_milli, fuel->temperature_centi);
  if (!factor) return refuse(Code::refused_conversion, "temperature or density is outside the table");
  const auto both = make_ratio(Int128{exact->numerator} * factor->numerator,
                               Int128{exact->denominator} * factor->denominator);
  if (!both) return refuse(Code::refused_overflow, "what was entered");
  return both;
}

std::optional<Ratio> weight_in_air(std::int64_t density_milli) {
  if (!fuel_band(density_milli)) return std::nullopt;
  return make_ratio(density_milli - 1100, 1'000'000);
}

std::optional<std::int64_t> tonnes_in_air(std::int64_t volume_15, std::int64_t density_milli,
                                          Rounding rounding) {
  const auto weight = weight_in_air(density_milli);
  if (!weight) return std::nullopt;
  return multiply_divide(volume_15, weight->numerator, weight->denominator, rounding);
}

}  // namespace palitan::base
