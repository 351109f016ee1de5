// Stock numbers and fuel codes as people write them.
#include "base/stock_number.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace palitan::base {
namespace {

TEST(StockNumbers, AreReadWithAndWithoutHyphens) {
  const auto written = parse_stock_number("9130-01-031-5816");
  ASSERT_TRUE(written);
  EXPECT_EQ(written->supply_class, "9130");
  EXPECT_EQ(written->item, "010315816");
  EXPECT_EQ(written->group(), "91");
  EXPECT_EQ(written->bureau(), "01");
  EXPECT_EQ(parse_stock_number("9130010315816"), written);
  EXPECT_EQ(to_text(*written), "9130-01-031-5816");
}

TEST(StockNumbers, KeepLettersInTheItemNumber) {
  const auto written = parse_stock_number("8970-01-E10-A3B7");
  ASSERT_TRUE(written);
  EXPECT_EQ(to_text(*written), "8970-01-E10-A3B7");
}

TEST(StockNumbers, AreNotRepaired) {
  for (const auto* wrong :
       {"", "9130-01-031-581", "9130-01-031-58166", "913001031581", "91300103158160", "9130 01 031 5816",
        "9130-010-31-5816", "9130-01-0315816", "913A-01-031-5816", "9130-01-e10-a3b7", "9130-01-031-581_",
        " 913001031581", "9130-01-031-5\xef\xbc\x98", "9130--1-031-5816"})
    EXPECT_FALSE(parse_stock_number(wrong)) << wrong;
}

TEST(StockNumbers, NameTheBureauxThatDomainNames) {
  EXPECT_EQ(codifying_bureau("00")->country, "US");
  EXPECT_EQ(codifying_bureau("99")->country, "GB");
  EXPECT_EQ(codifying_bureau("66")->knowledge, Knowledge::sourced);
  EXPECT_EQ(codifying_bureau("30")->knowledge, Knowledge::general);
  EXPECT_FALSE(codifying_bureau("98"));
  EXPECT_FALSE(codifying_bureau("1"));
}

TEST(FuelCodes, SayWhatTheyAreAndHowSureThatIs) {
  EXPECT_EQ(fuel_code("F-34")->name, "kerosene for aircraft, JP-8");
  EXPECT_EQ(fuel_code("F-76")->knowledge, Knowledge::general);
  EXPECT_EQ(fuel_code("F-44")->knowledge, Knowledge::sourced);
  for (const auto* wrong : {"", "F34", "f-34", "F-34 ", "F-99"}) EXPECT_FALSE(fuel_code(wrong)) << wrong;
  EXPECT_EQ(fuel_codes().size(), 9u);
  EXPECT_TRUE(std::is_sorted(fuel_codes().begin(), fuel_codes().end(),
                             [](const FuelCode& a, const FuelCode& b) { return a.code < b.code; }));
}

}  // namespace
}  // namespace palitan::base
