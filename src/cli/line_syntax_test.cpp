// The lines that people write on the command line.
#include "cli/line_syntax.h"

#include <gtest/gtest.h>

#include "cli/rates_command.h"

namespace palitan::cli {
namespace {
using statement::Means;

TEST(OrderLine, FuelReplacedInKindWithItsPrice) {
  const auto line =
      parse_order_line("1 fuel F-76 100000 LTR replacement_in_kind 95/1 Naval distillate fuel", "JPY");
  ASSERT_TRUE(line) << line.error().says;
  EXPECT_EQ(line->number, 1u);
  EXPECT_EQ(line->category, "fuel");
  EXPECT_EQ(line->item, "F-76");
  EXPECT_EQ(line->quantity, 100'000'000'000);
  EXPECT_EQ(line->unit, "LTR");
  EXPECT_EQ(line->means, Means::replacement_in_kind);
  EXPECT_EQ(line->price, (statement::Price{95, 1}));
  EXPECT_EQ(line->description, "Naval distillate fuel");
}

TEST(OrderLine, PriceIsInMajorUnitsOfTheCurrency) {
  const auto pesos = parse_order_line("2 water WATER 12.5 MTQ reimbursement 56.50", "PHP");
  ASSERT_TRUE(pesos) << pesos.error().says;
  EXPECT_EQ(pesos->price, (statement::Price{5650, 1}));
  const auto finer = parse_order_line("2 water WATER 12.5 MTQ reimbursement 955/10", "JPY");
  ASSERT_TRUE(finer);
  EXPECT_EQ(finer->price, (statement::Price{955, 10}));
}

TEST(OrderLine, WithoutPriceTheRestIsTheDescription) {
  const auto line = parse_order_line("1 fuel F-76 100 LTR replacement_in_kind for the frigate", "JPY");
  ASSERT_TRUE(line);
  EXPECT_FALSE(line->price);
  EXPECT_EQ(line->description, "for the frigate");
  const auto dash = parse_order_line("1 fuel F-76 100 LTR replacement_in_kind - 2nd lot", "JPY");
  ASSERT_TRUE(dash);
  EXPECT_EQ(dash->description, "2nd lot");
}

TEST(OrderLine, SaysWhichWordIsWrong) {
  const auto says = [](std::string_view text, std::string_view currency = "JPY") {
    const auto line = parse_order_line(text, currency);
    return line ? std::string() : line.error().says;
  };
  EXPECT_NE(says("x fuel F-76 1 LTR reimbursement").find("'x' is not a line number"), std::string::npos);
  EXPECT_NE(says("1 fuel F-76 1,000 LTR reimbursement").find("'1,000' is not a quantity"), std::string::npos);
  EXPECT_NE(says("1 fuel F-76 1 LITRE reimbursement").find("'LITRE' is not a unit"), std::string::npos);
  EXPECT_NE(says("1 fuel F-76 1 LTR gift").find("replacement_in_kind"), std::string::npos);
  EXPECT_NE(says("1 fuel F-76 1 LTR reimbursement 9.5").find("'9.5' is not a price"), std::string::npos);
  EXPECT_NE(says("1 fuel F-76 1 LTR reimbursement 9", "XXX").find("currency"), std::string::npos);
}

TEST(Quantity, ConvertsWhatWasReadOffTheMeter) {
  const auto line = parse_line_quantity("1 = from 2500 BLL 158987294928/1000000000");
  ASSERT_TRUE(line) << line.error().says;
  EXPECT_EQ(line->quantity, 397'468'237'320);
  ASSERT_TRUE(line->entered);
  EXPECT_EQ(line->entered->unit, "BLL");
  EXPECT_FALSE(parse_line_quantity("1 ="));
  EXPECT_FALSE(parse_line_quantity("1 5 6"));
}

TEST(Receipt, DamageNeedsNoMoreThanItsReason) {
  const auto line = parse_receive_line("3 99500 500 damaged_in_transit");
  ASSERT_TRUE(line) << line.error().says;
  EXPECT_EQ(line->received, 99'500'000'000);
  EXPECT_EQ(line->damaged, 500'000'000);
  EXPECT_EQ(line->reason, statement::Reason::damaged_in_transit);
  EXPECT_FALSE(parse_receive_line("3 99500 500 lost"));
}

TEST(Invoice, BillsTheRoundedTotalLessWhatWasBilled) {
  kernel::OrderFact order;
  order.currency = "JPY";
  auto& at = order.lines.emplace_back();
  at.line = *parse_order_line("1 water WATER 10 MTQ reimbursement 101/3", "JPY");
  at.billed = 1'000'000;
  at.billed_amount = 34;  // 33.67 rounded
  const auto line = parse_invoice_line("1 1", order);
  ASSERT_TRUE(line) << line.error().says;
  EXPECT_EQ(line->amount, 33);  // two are 67.33: 67 in all
  EXPECT_FALSE(parse_invoice_line("2 1", order));
}

TEST(Return, StatesItsConditionBehindABar) {
  kernel::OrderFact order;
  order.currency = "JPY";
  order.lines.emplace_back().line =
      *parse_order_line("1 spare_parts PUMP 2 EA return_of_the_same | condition as lent", "JPY");
  const auto plain = parse_return_line("1 2", order);
  ASSERT_TRUE(plain) << plain.error().says;
  EXPECT_EQ(plain->condition, "as lent") << "what the order names";
  const auto worn = parse_return_line("1 2 | condition seals worn, run 40 h", order);
  ASSERT_TRUE(worn) << worn.error().says;
  EXPECT_EQ(worn->condition, "seals worn, run 40 h");
  EXPECT_EQ(worn->item, "PUMP");
  const auto other = parse_return_line("1 2 PUMP-B EA | condition new", order);
  ASSERT_TRUE(other) << other.error().says;
  EXPECT_EQ(other->item, "PUMP-B");
  EXPECT_EQ(other->condition, "new");
  EXPECT_FALSE(parse_return_line("1 2 | colour red", order));
  EXPECT_FALSE(parse_return_line("3 2 | condition new", order));
}

TEST(Rates, NameCategoryItemUnitPriceAndPart) {
  const auto fuel = parse_rate("fuel F-76 LTR 955/10", "JPY");
  ASSERT_TRUE(fuel) << fuel.error().says;
  EXPECT_EQ(fuel->item, "F-76");
  EXPECT_EQ(fuel->minor, 955);
  EXPECT_EQ(fuel->per, 10);
  const auto hours = parse_rate("airlift * HUR 20.50 flight_hours", "USD");
  ASSERT_TRUE(hours) << hours.error().says;
  EXPECT_EQ(hours->item, "");
  EXPECT_EQ(hours->minor, 2'050);
  EXPECT_EQ(hours->component, "flight_hours");
  for (const auto* wrong : {"", "fuel", "fuel F-76 litre 95", "fuel F-76 LTR", "fuel F-76 LTR cheap",
                            "fuel F-76 LTR 95 part more"})
    EXPECT_FALSE(parse_rate(wrong, "JPY")) << wrong;
}

TEST(Money, CurrencyFirst) {
  const auto pesos = parse_money("PHP 1250.75");
  ASSERT_TRUE(pesos);
  EXPECT_EQ(*pesos, (statement::Money{125'075, "PHP"}));
  EXPECT_FALSE(parse_money("1250.75 PHP"));
  EXPECT_FALSE(parse_money("JPY 10.5"));
  EXPECT_FALSE(parse_money("JPY"));
}

}  // namespace
}  // namespace palitan::cli
