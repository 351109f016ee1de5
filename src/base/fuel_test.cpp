// Fuel at 15 degrees: the published examples, the edges of the table, and a slow truth beside it.
#include "base/fuel.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/money.h"

namespace palitan::base {
namespace {

TEST(Table54B, ReproducesPublishedExamples) {
  EXPECT_EQ(volume_correction(992'000, 3600), 9857);
  EXPECT_EQ(volume_correction(990'300, 3400), 9870);
  EXPECT_EQ(volume_correction(845'000, 3000), 9874);
  // 0.9916 comes of the constants for 60 degrees Fahrenheit in a formula for 15 degrees Celsius.
  EXPECT_NE(volume_correction(845'000, 3000), 9916);
  EXPECT_EQ(volume_correction_ratio(845'000, 3000), (Ratio{4937, 5000}));
}

TEST(Table54B, ChangesNothingAtFifteenDegrees) {
  for (std::int64_t density = 653'000; density <= 1'075'000; density += 250)
    ASSERT_EQ(volume_correction(density, 1500), kFactorOne) << density;
  EXPECT_EQ(volume_correction_ratio(800'000, 1500), (Ratio{1, 1}));
}

TEST(Table54B, SaysNothingOutsideItsBounds) {
  EXPECT_FALSE(volume_correction(652'999, 3000));
  EXPECT_FALSE(volume_correction(1'075'001, 3000));
  EXPECT_FALSE(volume_correction(0, 3000));
  EXPECT_FALSE(volume_correction(-845'000, 3000));
  EXPECT_FALSE(volume_correction(845, 3000)) << "kg/m3 where thousandths are asked for";
  EXPECT_FALSE(volume_correction(845'000, -1801));
  EXPECT_TRUE(volume_correction(845'000, -1800));
  EXPECT_FALSE(volume_correction(778'499, 9001));
  EXPECT_TRUE(volume_correction(778'499, 9000));
  EXPECT_TRUE(volume_correction(778'500, 12'000));
  EXPECT_FALSE(volume_correction(823'999, 12'001));
  EXPECT_TRUE(volume_correction(1'075'000, 15'000));
  EXPECT_FALSE(volume_correction(1'075'000, 15'001));
  EXPECT_FALSE(volume_correction_ratio(600'000, 3000));
  EXPECT_FALSE(volume_at_15(1, 600'000, 3000, Rounding::half_even));
  EXPECT_FALSE(weight_in_air(600'000));
  EXPECT_FALSE(tonnes_in_air(1, 600'000, Rounding::half_even));
}

TEST(Table54B, HasFourBands) {
  EXPECT_EQ(fuel_band(653'000), FuelBand::gasoline);
  EXPECT_EQ(fuel_band(770'499), FuelBand::gasoline);
  EXPECT_EQ(fuel_band(770'500), FuelBand::transition);
  EXPECT_EQ(fuel_band(787'500), FuelBand::transition);
  EXPECT_EQ(fuel_band(787'501), FuelBand::kerosene);
  EXPECT_EQ(fuel_band(788'000), FuelBand::kerosene);
  EXPECT_EQ(fuel_band(838'500), FuelBand::kerosene);
  EXPECT_EQ(fuel_band(838'501), FuelBand::fuel_oil);
  EXPECT_FALSE(fuel_band(1'075'001));
}

// What the formula says, in the widest floating point there is: other code than the one under test.
long double alpha(long double d) {
  if (d < 770.5L) return 346.4228L / (d * d) + 0.4388L / d;
  if (d <= 787.5L) return -0.00336312L + 2680.3206L / (d * d);
  if (d <= 838.5L) return 594.5418L / (d * d);
  return 186.9696L / (d * d) + 0.4862L / d;
}
long double factor(std::int64_t density_milli, std::int64_t temperature_centi) {
  const long double d = static_cast<long double>(density_milli) / 1000;
  const long double y = alpha(d) * static_cast<long double>(temperature_centi - 1500) / 100;
  return std::exp(-y * (1 + 0.8L * y));
}

struct Worst {
  long double distance = 0;  ///< of the printed factor from the true one, in units of its last place
  std::int64_t density = 0, temperature = 0;
  std::size_t cells = 0, differently_rounded = 0;
};

void compare(std::int64_t density, std::int64_t temperature, Worst& worst) {
  const auto got = volume_correction(density, temperature);
  if (!got) return;
  ++worst.cells;
  const long double exact = factor(density, temperature) * kFactorOne;
  const long double distance = std::abs(exact - static_cast<long double>(*got));
  if (static_cast<std::int64_t>(std::floor(exact + 0.5L)) != *got) ++worst.differently_rounded;
  if (distance <= worst.distance) return;
  worst.distance = distance;
  worst.density = density;
  worst.temperature = temperature;
}

void report(const char* what, const Worst& worst) {
  std::printf(
      "table 54B, %s: %zu cells, worst distance %.12Lf of the last place (%lld g/m3, %lld centidegrees), "
      "%zu rounded differently\n",
      what, worst.cells, worst.distance, static_cast<long long>(worst.density),
      static_cast<long long>(worst.temperature), worst.differently_rounded);
}

TEST(Table54B, AgreesWithALongDoubleOnEveryPrintedCell) {
  Worst worst;  // the printed table's steps: half a kilogram, a quarter of a degree
  for (std::int64_t density = 653'000; density <= 1'075'000; density += 500)
    for (std::int64_t temperature = -1800; temperature <= 15'000; temperature += 25)
      compare(density, temperature, worst);
  report("printed steps", worst);
  EXPECT_GT(worst.cells, 450'000u);
  EXPECT_EQ(worst.differently_rounded, 0u);
  EXPECT_LE(worst.distance, 0.5L + 1e-9L);
}

TEST(Table54B, AgreesWithALongDoubleBetweenThem) {
  Worst worst;  // steps that meet every remainder of thousandths and hundredths
  for (std::int64_t density = 653'000; density <= 1'075'000; density += 487)
    for (std::int64_t temperature = -1800; temperature <= 15'000; temperature += 13)
      compare(density, temperature, worst);
  report("between them", worst);
  EXPECT_GT(worst.cells, 900'000u);
  EXPECT_EQ(worst.differently_rounded, 0u);
  EXPECT_LE(worst.distance, 0.5L + 1e-9L);
}

TEST(Table54B, WarmerFuelIsNeverMoreFuel) {
  for (std::int64_t density = 653'000; density <= 1'075'000; density += 3001) {
    std::int64_t last = 2 * kFactorOne;
    for (std::int64_t temperature = -1800; temperature <= 15'000; temperature += 7) {
      const auto got = volume_correction(density, temperature);
      if (!got) continue;
      ASSERT_LE(*got, last) << density << " at " << temperature;
      last = *got;
    }
    ASSERT_LT(last, kFactorOne);
  }
}

TEST(Table54B, DenserFuelExpandsLessWithinABand) {
  for (const std::int64_t temperature : {-1800, 0, 1400, 1600, 3000, 4500, 9000}) {
    std::optional<std::int64_t> last;
    std::optional<FuelBand> band;
    for (std::int64_t density = 653'000; density <= 1'075'000; density += 111) {
      const auto got = volume_correction(density, temperature);
      ASSERT_TRUE(got) << density;
      if (band == fuel_band(density)) {
        ASSERT_LE(std::abs(kFactorOne - *got), std::abs(kFactorOne - *last)) << density << " " << temperature;
      }
      last = got;
      band = fuel_band(density);
    }
  }
}

TEST(Table54B, TheBandsMeetWithoutAStepThatCouldBeSold) {
  // At the seams the sources differ; ours differs from its neighbour by a per mille of the volume at most.
  std::int64_t widest = 0;
  for (const std::int64_t seam : {770'500, 787'501, 838'501})
    for (std::int64_t temperature = -1800; temperature <= 9000; temperature += 25)
      widest = std::max(widest, std::abs(*volume_correction(seam, temperature) -
                                         *volume_correction(seam - 1, temperature)));
  std::printf("table 54B: widest step at a seam: %lld of the last place\n", static_cast<long long>(widest));
  EXPECT_LE(widest, 2);
}

TEST(FuelVolume, SeventyKilolitresAreNoRoundingMatter) {
  // 5,536 kl of diesel at 30 degrees (DOMAIN section 4): about 70 kl less at 15.
  const std::int64_t read = 5'536 * kMicro;
  const auto standard = volume_at_15(read, 845'000, 3000, Rounding::half_even);
  EXPECT_EQ(standard, 5'466'246'400);
  EXPECT_EQ(format_decimal(read - *standard, 6), "69.7536");
  EXPECT_EQ(volume_at_15(3, 845'000, 3000, Rounding::down), 2);
  EXPECT_EQ(volume_at_15(-3, 845'000, 3000, Rounding::half_up), -3);
  EXPECT_FALSE(volume_at_15(INT64_MAX, 845'000, -1000, Rounding::half_even));
}

TEST(ReadingRatio, IsExactBetweenUnitsAndCorrectedWhereFuelWasWarm) {
  const auto code = [](const Result<std::optional<Ratio>>& got) {
    return got ? Code::accepted : got.error().code;
  };
  EXPECT_EQ(reading_ratio("BLL", "GLL", {}).value(), (Ratio{42, 1}));
  EXPECT_EQ(reading_ratio("LTR", "LTR", FuelState{845'000, 3000}).value(),
            volume_correction_ratio(845'000, 3000));
  EXPECT_EQ(reading_ratio("MTQ", "LTR", FuelState{845'000, 3000}).value(), make_ratio(9'874, 10))
      << "5,536 kilolitres of it are 5,466.2 (DOMAIN section 4)";
  EXPECT_EQ(reading_ratio("EA", "LTR", {}).value(), std::nullopt) << "the signed ratio stands";
  EXPECT_EQ(code(reading_ratio("EA", "LTR", FuelState{845'000, 3000})), Code::refused_conversion);
  EXPECT_EQ(code(reading_ratio("LTR", "LTR", FuelState{100'000, 3000})), Code::refused_conversion);
}

TEST(FuelWeight, InAirIsALittleLessThanInVacuum) {
  EXPECT_EQ(weight_in_air(845'000), (Ratio{8439, 10'000}));
  EXPECT_EQ(tonnes_in_air(1000 * kMicro, 845'000, Rounding::half_even), 843'900'000);
  EXPECT_EQ(tonnes_in_air(1, 845'000, Rounding::half_even), 1);
  EXPECT_EQ(tonnes_in_air(1, 845'000, Rounding::down), 0);
}

}  // namespace
}  // namespace palitan::base
