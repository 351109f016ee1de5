// A partner's list beside ours.
#include "reports/account_match.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace palitan::reports {
namespace {

ListedInvoice one(std::string document, std::int32_t day, std::int64_t minor, std::string place = {}) {
  return {std::move(document), base::Date{day}, {minor, "JPY"}, {}, std::move(place)};
}
ListedInvoice with(ListedInvoice row, std::int64_t micro, std::string unit) {
  row.quantity = ListedQuantity{micro, std::move(unit)};
  return row;
}

TEST(AccountMatch, SaysWhyAndWhatDiffers) {
  const auto found = match_account(
      {one("A-1", 100, 500), one("A-2", 110, 700), one("A-3", 120, 900), one("A-4", 130, 50)},
      {one("A-1", 102, 500), one("A-2", 110, 701), one("9", 121, 900), one("7", 300, 50)}, {3, 0, 0});
  ASSERT_EQ(found.matched.size(), 3u);
  EXPECT_EQ(found.matched[0].because, "document number");
  EXPECT_EQ(found.matched[0].differs, "");
  EXPECT_EQ(found.matched[0].allowed, "date 1970-04-11 and 1970-04-13");
  EXPECT_EQ(found.matched[1].differs, "amount 700 JPY and 701 JPY");
  EXPECT_EQ(found.matched[2].because, "amount and date");
  EXPECT_EQ(found.matched[2].allowed, "date 1970-05-01 and 1970-05-02; number A-3 and 9");
  ASSERT_EQ(found.only_ours.size(), 1u);
  EXPECT_EQ(found.only_ours[0].document, "A-4");
  ASSERT_EQ(found.only_theirs.size(), 1u);
  EXPECT_EQ(found.only_theirs[0].document, "7");
}

TEST(AccountMatch, AToleranceMakesSmallDifferencesTheSameAndSaysThem) {
  const auto near = match_account({one("A", 1, 700)}, {one("A", 1, 701)}, {0, 1, 0}).matched[0];
  EXPECT_EQ(near.differs, "");
  EXPECT_EQ(near.allowed, "amount 700 JPY and 701 JPY");
  const auto far = match_account({one("A", 1, 700)}, {one("A", 9, 700)}, {3, 0, 0}).matched[0];
  EXPECT_EQ(far.differs, "date 1970-01-02 and 1970-01-10");
  EXPECT_EQ(far.allowed, "");
  EXPECT_TRUE(match_account({one("", 1, 700)}, {one("", 9, 700)}, {3, 0, 0}).matched.empty());
  EXPECT_EQ(match_account({with(one("A", 1, 7), 5'000'000, "LTR")}, {with(one("A", 1, 7), 5'400'000, "")},
                          {0, 0, 500'000})
                .matched[0]
                .allowed,
            "quantity 5 LTR and 5.4");
}

// Two of the same amount and day are told apart by how much they are for; where the amount is disputed, the
// quantity still finds the partner.
TEST(AccountMatch, MatchesByQuantityToo) {
  const auto told = match_account(
      {with(one("", 1, 700, "o1"), 10'000'000, "LTR"), with(one("", 1, 700, "o2"), 20'000'000, "LTR")},
      {with(one("", 1, 700, "t1"), 20'000'000, "LTR"), with(one("", 1, 700, "t2"), 10'000'000, "LTR")},
      {0, 0, 0});
  ASSERT_EQ(told.matched.size(), 2u);
  EXPECT_EQ(told.matched[0].ours.place + told.matched[0].theirs.place, "o1t2");
  EXPECT_EQ(told.matched[0].because, "quantity, date and amount");
  const auto dearer = match_account({with(one("A", 1, 700), 10'000'000, "LTR")},
                                    {with(one("B", 1, 900), 10'000'000, "LTR")}, {0, 0, 0});
  ASSERT_EQ(dearer.matched.size(), 1u);
  EXPECT_EQ(dearer.matched[0].because, "quantity and date");
  EXPECT_EQ(dearer.matched[0].differs, "amount 700 JPY and 900 JPY");
  EXPECT_TRUE(match_account({with(one("A", 1, 700), 10'000'000, "LTR")},
                            {with(one("B", 1, 900), 10'000'000, "KGM")}, {0, 0, 0})
                  .matched.empty());
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
    const auto first = match_account(ours, theirs, {1, 0, 0});
    EXPECT_EQ(first.matched.size() + first.only_ours.size(), ours.size()) << "seed " << seed;
    EXPECT_EQ(first.matched.size() + first.only_theirs.size(), theirs.size()) << "seed " << seed;
    std::shuffle(ours.begin(), ours.end(), dice);
    std::shuffle(theirs.begin(), theirs.end(), dice);
    EXPECT_EQ(said(first), said(match_account(ours, theirs, {1, 0, 0}))) << "seed " << seed;
  }
}

}  // namespace
}  // namespace palitan::reports
