// What of an order reaches beyond it, as people read it.
#include "cli/order_across_text.h"

#include <gtest/gtest.h>

namespace palitan::cli {
namespace {

kernel::OrderFact airlift() {
  kernel::OrderFact order;
  order.state = kernel::OrderState::delivering;
  order.supplier = "usa";
  order.recipient = "phl";
  order.currency = "USD";
  auto& line = order.lines.emplace_back();
  line.line.number = 1;
  line.line.item = "F-76";
  line.line.unit = "LTR";
  line.line.means = statement::Means::replacement_in_kind;
  line.line.quantity = line.issued = line.received = 5'000'000'000;
  kernel::IssueFact issue;
  issue.lines = {{1, 5'000'000'000, {}}};
  order.issues = {issue};
  kernel::ReceiveFact receipt;
  receipt.lines = {{1, 5'000'000'000, 0, {}, {}}};
  order.receipts = {receipt};
  return order;
}
kernel::LockFact all_of_it() {
  kernel::LockFact lock;
  lock.commodity = "F-76/LTR";
  lock.terms.round = "2026-2";
  lock.terms.line = 1;
  lock.terms.amount = 5'000'000'000;
  lock.by = "usa";
  return lock;
}

TEST(OrderAcrossText, ADebtHeldForNettingIsNotNothing) {
  OrderView view;
  view.order = airlift();
  view.order.locks = {all_of_it()};
  view.order.lines[0].locked = 5'000'000'000;
  view.order.locks[0].state = kernel::LockState::held;
  const auto text = order_text(view);
  EXPECT_EQ(text.find("Nothing is owed any more."), std::string::npos) << text;
  EXPECT_NE(text.find("5 000 F-76/LTR for the round 2026-2 of netting"), std::string::npos) << text;
  const auto steps = next_steps(view.order, nullptr);
  ASSERT_EQ(steps.size(), 1u);
  EXPECT_EQ(steps[0].kind, statement::Kind::post_clearing);
}

TEST(OrderAcrossText, ALockWaitsForTheOtherSide) {
  auto order = airlift();
  order.locks = {all_of_it()};
  const auto steps = across_steps(order);
  ASSERT_EQ(steps.size(), 1u);
  EXPECT_EQ(steps[0].party, "phl");
  EXPECT_EQ(steps[0].role, statement::Role::payer);
}

TEST(OrderAcrossText, NamesOriginsConditionsAndMixedStock) {
  auto order = airlift();
  EXPECT_EQ(order_across_text(order, ""), "");
  order.visit = base::Id{};
  kernel::OriginFact origin;
  origin.line = 1;
  origin.quantity = 5'000'000'000;
  origin.giver = "jpn";
  origin.conditions = {"used at sea only", "no further transfer"};
  origin.until = base::Date{20'000};
  order.origins = {origin};
  kernel::PassedFact passed;
  passed.said.line = 1;
  passed.said.quantity = 1'000'000'000;
  passed.said.to = "aus";
  passed.said.mixed = statement::StockShare{"tank 4", 20'000'000'000, 5'000'000'000};
  passed.date = base::Date{19'990};
  passed.irregular = true;
  order.passed_on = {passed};
  EXPECT_EQ(
      order_across_text(order, "b0a1 ASC-2026-31"),
      "  for the visit b0a1 ASC-2026-31\n"
      "  line 1, 5 000 LTR of F-76 first came from jpn, until 2024-10-04, on condition: used at sea only; "
      "no further transfer\n"
      "  line 1, 1 000 LTR of F-76 handed on to aus on 2024-09-24, out of tank 4, of which 5 000 in 20 000 "
      "came from this line - WITHOUT COVER\n");
}

TEST(OrderAcrossText, ARequestToHandOnWaitsAlsoAfterTheOrderIsClosed) {
  auto order = airlift();
  order.state = kernel::OrderState::closed;
  kernel::TransferFact asked;
  asked.asked.line = 1;
  asked.asked.quantity = 1'000'000;
  asked.asked.to = "aus";
  order.transfers = {asked};
  ASSERT_EQ(next_steps(order, nullptr).size(), 1u);
  EXPECT_NE(order_across_text(order, "").find("NOT ANSWERED YET"), std::string::npos);
  order.transfers[0].answer = base::Id{};
  order.transfers[0].granted = true;
  EXPECT_TRUE(next_steps(order, nullptr).empty());
  EXPECT_NE(order_across_text(order, "").find("granted, 0 LTR used"), std::string::npos);
}

}  // namespace
}  // namespace palitan::cli
