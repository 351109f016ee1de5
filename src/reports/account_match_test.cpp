// A partner's list beside ours.
#include "reports/account_match.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "reports/account_open.h"

namespace palitan::reports {
namespace {

ListedInvoice one(std::string document, std::int32_t day, std::int64_t minor, std::string place = {}) {
  return {std::move(document), base::Date{day}, {minor, "JPY"}, std::move(place)};
}

TEST(AccountMatch, SaysWhyAndWhatDiffers) {
  const auto found = match_account(
      {one("A-1", 100, 500), one("A-2", 110, 700), one("A-3", 120, 900), one("A-4", 130, 50)},
      {one("A-1", 102, 500), one("A-2", 110, 701), one("9", 121, 900), one("7", 300, 50)}, {3, 0});
  ASSERT_EQ(found.matched.size(), 3u);
  EXPECT_EQ(found.matched[0].because, "document number");
  EXPECT_EQ(found.matched[0].differs, "");
  EXPECT_EQ(found.matched[1].differs, "amount 700 and 701");
  EXPECT_EQ(found.matched[2].because, "amount and date");
  ASSERT_EQ(found.only_ours.size(), 1u);
  EXPECT_EQ(found.only_ours[0].document, "A-4");
  ASSERT_EQ(found.only_theirs.size(), 1u);
  EXPECT_EQ(found.only_theirs[0].document, "7");
}

TEST(AccountMatch, AToleranceMakesSmallDifferencesTheSame) {
  EXPECT_EQ(match_account({one("A", 1, 700)}, {one("A", 1, 701)}, {0, 1}).matched[0].differs, "");
  EXPECT_EQ(match_account({one("A", 1, 700)}, {one("A", 9, 700)}, {3, 0}).matched[0].differs,
            "date 1970-01-02 and 1970-01-10");
  EXPECT_TRUE(match_account({one("", 1, 700)}, {one("", 9, 700)}, {3, 0}).matched.empty());
}

// Whatever the order of the rows: every row is in the answer once, and the answer is the same.
TEST(AccountMatch, TheOrderOfRowsDoesNotMatter) {
  for (unsigned seed = 1; seed <= 200; ++seed) {
    std::mt19937 dice(seed);
    std::vector<ListedInvoice> ours, theirs;
    for (int i = 0; i < 20; ++i)
      (dice() % 2 != 0 ? ours : theirs)
          .push_back(one(dice() % 3 == 0 ? "" : std::to_string(dice() % 6),
                         static_cast<std::int32_t>(dice() % 9), static_cast<std::int64_t>(dice() % 4),
                         std::to_string(i)));
    const auto said = [](const AccountMatch& match) {
      std::string out;
      for (const auto& row : match.matched)
        out += row.ours.place + "=" + row.theirs.place + row.because + row.differs + "\n";
      for (const auto& row : match.only_ours) out += "ours " + row.place + "\n";
      for (const auto& row : match.only_theirs) out += "theirs " + row.place + "\n";
      return out;
    };
    const auto first = match_account(ours, theirs, {1, 0});
    EXPECT_EQ(first.matched.size() + first.only_ours.size(), ours.size()) << "seed " << seed;
    EXPECT_EQ(first.matched.size() + first.only_theirs.size(), theirs.size()) << "seed " << seed;
    std::shuffle(ours.begin(), ours.end(), dice);
    std::shuffle(theirs.begin(), theirs.end(), dice);
    EXPECT_EQ(said(first), said(match_account(ours, theirs, {1, 0}))) << "seed " << seed;
  }
}

TEST(AccountOpen, NamesWhatIsMissingAndWhatIsQueried) {
  kernel::OrderFact order;
  order.supplier = "jpn";
  order.recipient = "phl";
  order.currency = "JPY";
  kernel::LineFact line;
  line.line.number = 1;
  line.line.item = "F-76";
  line.line.unit = "LTR";
  line.issued = 1'000;
  line.received = 900;
  order.lines = {line};
  kernel::InvoiceFact invoice;
  invoice.total = 77;
  invoice.query = base::Id{};
  order.invoices = {invoice};
  const auto open = open_items({{base::Id{}, &order}}, "jpn", "phl");
  ASSERT_EQ(open.size(), 2u);
  EXPECT_EQ(open[0].cause, statement::OpenCause::price);
  EXPECT_EQ(open[0].amount, 77);
  EXPECT_EQ(open[1].cause, statement::OpenCause::missing_receipt);
  EXPECT_EQ(open[1].amount, 100);
  EXPECT_TRUE(open_items({{base::Id{}, &order}}, "jpn", "usa").empty());
}

}  // namespace
}  // namespace palitan::reports
