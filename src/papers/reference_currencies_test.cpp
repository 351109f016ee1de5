// ISO 4217 as it is published, and the minor units that our own short table has.
#include "papers/reference_currencies.h"

#include <gtest/gtest.h>

#include "base/money.h"
#include "papers/reference_kit.h"

namespace palitan::papers {
namespace {
constexpr std::string_view kHeader = "Entity,Currency,AlphabeticCode,NumericCode,MinorUnit,WithdrawalDate\n";

TEST(CurrencyTable, KeepsGoodRowsAndNamesTheOthers) {
  const auto table =
      read_currencies(std::string(kHeader) +
                          "JAPAN,Yen,JPY,392,0,\nANTARCTICA,No universal currency,,,,\n"
                          "X,Y,JP1,1,2,\nZZ08_Gold,Gold,XAU,959,-,\nOLD,Peso,ARY,032,,1989 to 1990\n"
                          "A,B,ABC,12,two,\nJAPAN TOO,Yen,JPY,392,2,\nC,D,DEF,111,,\n",
                      "currencies.csv", kit::kTaken);
  ASSERT_TRUE(table) << to_text(table.error());
  EXPECT_EQ(table->rows.size(), 6u);
  EXPECT_EQ(table->rows[0].minor_digits, 0);
  EXPECT_EQ(table->rows[1].minor_digits, std::nullopt);
  EXPECT_EQ(table->rows[2].withdrawn, "1989 to 1990");
  EXPECT_TRUE(kit::says(*table, "line 3, column 3: left out: ANTARCTICA has no currency code"));
  EXPECT_TRUE(kit::says(*table, "line 4, column 3: left out: 'JP1'"));
  EXPECT_TRUE(kit::says(*table, "line 6, column 6: doubtful: ARY was withdrawn '1989 to 1990'"));
  EXPECT_TRUE(kit::says(*table, "line 7, column 4: doubtful: ABC has no number"));
  EXPECT_TRUE(kit::says(*table, "line 7, column 5: doubtful: ABC has the minor unit 'two'"));
  EXPECT_TRUE(
      kit::says(*table, "line 8, column 5: doubtful: JPY has another number or minor unit than in line 2"));
  EXPECT_TRUE(kit::says(*table, "line 9, column 5: doubtful: DEF is in use and has no minor unit"));
  EXPECT_EQ(kit::count(*table, FaultKind::doubtful), 5u);
}

TEST(CurrencyTable, ReadsNothingOfAnotherFile) {
  EXPECT_FALSE(read_currencies("Entity,Currency\n", "x.csv", kit::kTaken));
  EXPECT_FALSE(read_currencies(std::string(kHeader) + "JAPAN,Yen\n", "x.csv", kit::kTaken));
  EXPECT_FALSE(read_currencies("", "x.csv", kit::kTaken));
}

TEST(CurrencyTable, HasTheMinorUnitsThatOursHas) {
  const auto bytes = kit::reference_file("iso4217-currencies.csv");
  if (!bytes) GTEST_SKIP() << "SKIPPED: reference tables not present";
  const auto table = read_currencies(*bytes, "iso4217-currencies.csv", kit::kTaken);
  ASSERT_TRUE(table) << to_text(table.error());
  kit::report(*table);
  EXPECT_EQ(table->rows.size(), 446u);
  ASSERT_NE(current_currency(*table, "JPY"), nullptr);
  EXPECT_EQ(current_currency(*table, "JPY")->minor_digits, 0);
  EXPECT_EQ(current_currency(*table, "BHD")->minor_digits, 3);
  EXPECT_EQ(current_currency(*table, "PHP")->minor_digits, 2);
  EXPECT_EQ(current_currency(*table, "XAU")->minor_digits, std::nullopt);
  EXPECT_EQ(current_currency(*table, "DDM"), nullptr);
  std::size_t ours = 0;
  for (const auto& row : table->rows)
    if (const auto info = base::currency(row.code); info && row.withdrawn.empty()) {
      EXPECT_EQ(row.minor_digits, info->minor_digits) << row.code;
      ++ours;
    }
  EXPECT_GE(ours, 16u);
}

}  // namespace
}  // namespace palitan::papers
