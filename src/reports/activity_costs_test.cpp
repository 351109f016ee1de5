#include "reports/activity_costs.h"

#include <gtest/gtest.h>

namespace palitan::reports {
namespace {
using kernel::LineFact;
using kernel::OrderFact;
using statement::Means;
constexpr std::int64_t kM = 1'000'000;

OrderFact order_of(const char* giver, const char* taker, std::vector<LineFact> lines) {
  OrderFact x;
  x.supplier = giver;
  x.recipient = taker;
  x.currency = "JPY";
  x.lines = std::move(lines);
  return x;
}
LineFact line_of(std::uint32_t number, const char* item, Means means, std::int64_t received,
                 std::optional<statement::Price> price = {}) {
  LineFact x;
  x.line.number = number;
  x.line.item = item;
  x.line.unit = "LTR";
  x.line.means = means;
  x.line.price = price;
  x.line.quantity = received;
  x.issued = x.received = received;
  return x;
}

TEST(ActivityCosts, SumByGiverMeansAndCommodity) {
  const auto fuel = line_of(1, "F-76", Means::replacement_in_kind, 100 * kM, statement::Price{150, 1});
  const auto water = line_of(2, "WATER", Means::reimbursement, 10 * kM, statement::Price{3, 1});
  const auto one = order_of("jpn", "phl", {fuel, water, line_of(3, "F-44", Means::reimbursement, 0)});
  auto two = order_of("jpn", "phl", {fuel});
  two.irregular.push_back({{}, "jpn", "phl", "F-76/LTR", 7 * kM, {}, statement::Kind::issue, 1, {}, {}, {}});
  const auto back = order_of("phl", "jpn", {water});
  const auto rows = activity_costs({&one, &two, &back});
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 3u);
  EXPECT_EQ((*rows)[0].means, Means::reimbursement);
  EXPECT_EQ((*rows)[0].money, 30);
  EXPECT_EQ((*rows)[0].worth, 0);
  EXPECT_EQ((*rows)[1].received, 200 * kM);
  EXPECT_EQ((*rows)[1].irregular, 7 * kM);
  EXPECT_EQ((*rows)[1].money, 0);
  EXPECT_EQ((*rows)[1].worth, 30'000);
  EXPECT_EQ((*rows)[1].lines, 2u);
  EXPECT_EQ((*rows)[2].giver, "phl");
}

TEST(CostBook, IsTheSumOfTheOrdersAsTheyNowStand) {
  const auto id = [](std::uint8_t n) {
    base::Id out;
    out.raw[0] = n;
    return out;
  };
  const auto fuel = line_of(1, "F-76", Means::reimbursement, 100 * kM, statement::Price{150, 1});
  const auto water = line_of(2, "WATER", Means::reimbursement, 10 * kM, statement::Price{3, 1});
  auto one = order_of("jpn", "phl", {fuel});
  const auto two = order_of("jpn", "phl", {water, fuel});
  CostBook book;
  ASSERT_TRUE(book.put(id(1), one));
  ASSERT_TRUE(book.put(id(2), two));
  EXPECT_EQ(book.of(one.activity).orders(), 2u);
  one.lines[0].received = 40 * kM;
  ASSERT_TRUE(book.put(id(1), one));
  const auto same = activity_costs({&one, &two});
  ASSERT_TRUE(same);
  const auto rows = book.of(one.activity).rows();
  ASSERT_EQ(rows.size(), same->size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i].commodity, (*same)[i].commodity);
    EXPECT_EQ(rows[i].received, (*same)[i].received);
    EXPECT_EQ(rows[i].money, (*same)[i].money);
    EXPECT_EQ(rows[i].lines, (*same)[i].lines);
  }
  book.drop(id(2));
  EXPECT_EQ(book.of(one.activity).rows().size(), 1u);
  book.drop(id(1));
  EXPECT_EQ(book.of(one.activity).orders(), 0u);
  EXPECT_TRUE(book.of(one.activity).rows().empty());
}

TEST(CostBook, LeavesOutWhatDoesNotFitAndKeepsTheRest) {
  base::Id first, second;
  second.raw[0] = 1;
  const auto huge = order_of("jpn", "phl", {line_of(1, "F-76", Means::replacement_in_kind, INT64_MAX)});
  CostBook book;
  ASSERT_TRUE(book.put(first, huge));
  const auto over = book.put(second, huge);
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().code, base::Code::refused_overflow);
  EXPECT_EQ(book.of(huge.activity).orders(), 1u);
}

TEST(ActivityCosts, RefuseWhatDoesNotFit) {
  const auto huge = line_of(1, "F-76", Means::replacement_in_kind, INT64_MAX);
  const auto one = order_of("jpn", "phl", {huge});
  EXPECT_TRUE(activity_costs({&one}));
  const auto twice = activity_costs({&one, &one});
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, base::Code::refused_overflow);
}

}  // namespace
}  // namespace palitan::reports
