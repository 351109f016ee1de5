// Litres, gallons, pounds and pieces: what converts into what, and exactly how.
#include "base/units.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <map>
#include <numeric>
#include <random>
#include <set>

#include "base/money.h"

namespace palitan::base {
namespace {

Ratio ratio(std::string_view from, std::string_view to) {
  const auto out = unit_ratio(from, to);
  EXPECT_TRUE(out) << from << " to " << to;
  return out.value_or(Ratio{0, 1});
}

TEST(Units, ABarrelIsFortyTwoGallonsAndNotWholeLitres) {
  EXPECT_EQ(ratio("BLL", "GLL"), (Ratio{42, 1}));
  EXPECT_EQ(ratio("GLL", "LTR"), (Ratio{473'176'473, 125'000'000}));
  EXPECT_EQ(ratio("GLL", "INQ"), (Ratio{231, 1}));
  // Pecos, 2003: 18,704 barrels are 785,568 gallons; in litres the record keeps six decimals.
  EXPECT_EQ(convert(18'704 * kMicro, "BLL", "GLL", Rounding::half_even), 785'568 * kMicro);
  EXPECT_EQ(convert(18'704 * kMicro, "BLL", "LTR", Rounding::half_even), 2'973'698'364'333);
}

TEST(Units, AreExactByDefinition) {
  EXPECT_EQ(ratio("INH", "MMT"), (Ratio{127, 5}));
  EXPECT_EQ(ratio("FOT", "INH"), (Ratio{12, 1}));
  EXPECT_EQ(ratio("YRD", "FOT"), (Ratio{3, 1}));
  EXPECT_EQ(ratio("AK", "FOT"), (Ratio{6, 1}));
  EXPECT_EQ(ratio("SMI", "FOT"), (Ratio{5280, 1}));
  EXPECT_EQ(ratio("NMI", "MTR"), (Ratio{1852, 1}));
  EXPECT_EQ(ratio("FTK", "INK"), (Ratio{144, 1}));
  EXPECT_EQ(ratio("YDK", "FTK"), (Ratio{9, 1}));
  EXPECT_EQ(ratio("MIK", "YDK"), (Ratio{1760 * 1760, 1}));
  EXPECT_EQ(ratio("FTQ", "INQ"), (Ratio{1728, 1}));
  EXPECT_EQ(ratio("YDQ", "FTQ"), (Ratio{27, 1}));
  EXPECT_EQ(ratio("LBR", "KGM"), (Ratio{45'359'237, 100'000'000}));
  EXPECT_EQ(ratio("LBR", "ONZ"), (Ratio{16, 1}));
  EXPECT_EQ(ratio("LBR", "GRN"), (Ratio{7000, 1}));
  EXPECT_EQ(ratio("STN", "LBR"), (Ratio{2000, 1}));
  EXPECT_EQ(ratio("LTN", "CWI"), (Ratio{20, 1}));
  EXPECT_EQ(ratio("GLI", "LTR"), (Ratio{454'609, 100'000}));
  EXPECT_EQ(ratio("GLI", "OZI"), (Ratio{160, 1}));
  EXPECT_EQ(ratio("GLL", "OZA"), (Ratio{128, 1}));
  EXPECT_EQ(ratio("K6", "MTQ"), (Ratio{1, 1}));
  EXPECT_EQ(ratio("WEE", "HUR"), (Ratio{168, 1}));
  EXPECT_EQ(ratio("KWH", "3B"), (Ratio{18, 5}));
  EXPECT_EQ(ratio("KNT", "KMH"), (Ratio{463, 250}));
  EXPECT_EQ(ratio("BAR", "MBR"), (Ratio{1000, 1}));
}

TEST(Units, OnlyTrueCountsBecomePieces) {
  EXPECT_EQ(ratio("C62", "H87"), (Ratio{1, 1}));
  EXPECT_EQ(ratio("EA", "C62"), (Ratio{1, 1}));
  EXPECT_EQ(ratio("PR", "EA"), (Ratio{2, 1}));
  EXPECT_EQ(ratio("GGR", "DZN"), (Ratio{144, 1}));
  EXPECT_EQ(ratio("13", "13"), (Ratio{1, 1}));
  for (const auto* unit : {"13", "14", "NMP", "SET", "KT", "E27"}) {
    EXPECT_FALSE(unit_ratio(unit, "EA")) << unit;
    EXPECT_FALSE(unit_ratio("C62", unit)) << unit;
  }
  EXPECT_FALSE(unit_ratio("13", "14"));
}

TEST(Units, DifferentThingsDoNotConvert) {
  EXPECT_FALSE(unit_ratio("LTR", "KGM"));
  EXPECT_FALSE(unit_ratio("MTR", "MTK"));
  EXPECT_FALSE(unit_ratio("KWH", "KWT"));
  EXPECT_FALSE(unit_ratio("MON", "DAY"));
  EXPECT_FALSE(unit_ratio("E49", "DAY"));
  EXPECT_FALSE(unit_ratio("LH", "HUR"));
  EXPECT_FALSE(unit_ratio("LTR", "KL")) << "KL is kilogram per metre";
  EXPECT_FALSE(unit_ratio("ltr", "MTQ"));
  EXPECT_FALSE(unit_ratio("", ""));
}

TEST(Units, AQuantityRoundsOnceOrSaysNothing) {
  EXPECT_EQ(convert(1, "LTR", "K6", Rounding::half_up), 0);
  EXPECT_EQ(convert(1500, "LTR", "K6", Rounding::half_even), 2);
  EXPECT_EQ(convert(2500, "LTR", "K6", Rounding::half_even), 2);
  EXPECT_EQ(convert(2500, "LTR", "K6", Rounding::half_up), 3);
  EXPECT_EQ(convert(-2500, "LTR", "K6", Rounding::down), -2);
  EXPECT_FALSE(convert(INT64_MAX, "K6", "LTR", Rounding::half_even));
  EXPECT_FALSE(convert(1, "LTR", "13", Rounding::half_even));
  EXPECT_FALSE(make_ratio(static_cast<Int128>(INT64_MAX) * 2, 3));
}

TEST(Units, AllRatiosOfOneDimensionAreConsistent) {
  std::map<Dimension, std::vector<std::string_view>> codes;
  for (const auto& row : unit_measures()) codes[row.dimension].push_back(row.code);
  std::size_t pairs = 0, too_large = 0;
  for (const auto& [dimension, all] : codes)
    for (const auto a : all)
      for (const auto b : all) {
        const auto forth = unit_ratio(a, b), back = unit_ratio(b, a);
        ASSERT_EQ(forth.has_value(), back.has_value()) << a << " " << b;
        ASSERT_EQ(dimension == Dimension::own && a != b, !forth) << a << " " << b;
        if (!forth) continue;
        ++pairs;
        EXPECT_EQ(std::gcd(forth->numerator, forth->denominator), 1) << a << " " << b;
        EXPECT_GT(forth->numerator, 0);
        EXPECT_EQ((Ratio{back->denominator, back->numerator}), *forth) << a << " " << b;
        for (const auto c : all) {  // by way of a third unit it is the same
          const auto rest = unit_ratio(b, c);
          if (!rest) continue;
          const auto whole = make_ratio(static_cast<Int128>(forth->numerator) * rest->numerator,
                                        static_cast<Int128>(forth->denominator) * rest->denominator);
          too_large += whole ? 0 : 1;
          if (whole) {
            EXPECT_EQ(whole, unit_ratio(a, c)) << a << " " << b << " " << c;
          }
        }
      }
  EXPECT_EQ(too_large, 0u);
  std::printf("units: %zu, ratios: %zu\n", unit_measures().size(), pairs);
}

TEST(Units, ThereAndBackLosesAtMostTheLastPlace) {
  const unsigned seed = 15;
  std::mt19937_64 random(seed);
  for (int i = 0; i < 20'000; ++i) {
    const auto litres = static_cast<std::int64_t>(random() % 1'000'000'000'000);
    const auto ounces = convert(litres, "LTR", "OZA", Rounding::half_even);  // the smaller unit, more of them
    ASSERT_TRUE(ounces);
    ASSERT_EQ(convert(*ounces, "OZA", "LTR", Rounding::half_even), litres) << "seed " << seed;
  }
}

TEST(Units, TheTwoTablesHoldTheSameCodes) {
  std::set<std::string_view> codes;
  for (const auto& row : unit_measures()) {
    EXPECT_TRUE(codes.insert(row.code).second) << row.code << " stands twice";
    EXPECT_TRUE(unit(row.code)) << row.code << " has no name in money.cpp";
    EXPECT_FALSE(is_deprecated(row.code)) << row.code;
  }
  // The other way round: whatever people may order in has a measure.
  const std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  std::string code;
  std::size_t named = 0;
  const auto look = [&] {
    if (!unit(code)) return;
    ++named;
    EXPECT_TRUE(codes.contains(code)) << code << " has no measure in units.cpp";
  };
  for (const char a : letters)
    for (const char b : letters) {
      code = {a, b};
      look();
      for (const char c : letters) {
        code = {a, b, c};
        look();
      }
    }
  EXPECT_EQ(named, codes.size());
}

TEST(DeprecatedUnits, SayWhatTakesTheirPlace) {
  EXPECT_TRUE(is_deprecated("QT"));
  EXPECT_TRUE(is_deprecated("HAR"));
  EXPECT_FALSE(is_deprecated("LTR"));
  EXPECT_FALSE(is_deprecated("KL"));
  for (const auto& row : deprecated_units()) {
    EXPECT_FALSE(unit(row.code)) << row.code;
    if (!row.use_instead.empty()) {
      EXPECT_TRUE(unit(row.use_instead)) << row.code;
    }
  }
}

}  // namespace
}  // namespace palitan::base
