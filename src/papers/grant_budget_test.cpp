// Budgets of grants out of a spreadsheet.
#include "papers/grant_budget.h"

#include <gtest/gtest.h>

namespace palitan::papers {
namespace {

std::string fault(std::string_view csv) {
  const auto read = read_grant_budgets(csv);
  return read ? "read" : to_text(read.error(), SheetLanguage::english);
}

TEST(GrantBudget, ReadsEachYear) {
  const auto read = read_grant_budgets(
      "donor,fiscal_year,amount,currency\njpn,2023-04-01,2000000000,JPY\njpn,2024-04-01,5000000000,JPY\n");
  ASSERT_TRUE(read.has_value());
  ASSERT_EQ(read->size(), 2u);
  EXPECT_EQ((*read)[1].donor, "jpn");
  EXPECT_EQ(to_text((*read)[1].budget.fiscal_year), "2024-04-01");
  EXPECT_EQ((*read)[1].budget.amount.minor, 5'000'000'000);
}

TEST(GrantBudget, SaysWhereItCannotBeRead) {
  EXPECT_NE(fault("donor,fiscal_year,amount\njpn,2023-04-01,1\n").find("'currency'"), std::string::npos);
  EXPECT_EQ(fault("donor,fiscal_year,amount,currency\nJapan,2023-04-01,1,JPY\n").substr(0, 2), "A2");
  EXPECT_EQ(fault("donor,fiscal_year,amount,currency\njpn,2023,1,JPY\n").substr(0, 2), "B2");
  EXPECT_EQ(fault("donor,fiscal_year,amount,currency\njpn,2023-04-01,1.5,JPY\n").substr(0, 2), "C2");
}

}  // namespace
}  // namespace palitan::papers
