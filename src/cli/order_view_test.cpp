// What a supply officer sees of an order.
#include "cli/order_view.h"

#include <gtest/gtest.h>

#include "cli/line_syntax.h"
#include "cli/order_draft.h"
#include "cli/table.h"

namespace palitan::cli {
namespace {
using kernel::OrderState;

kernel::OrderFact fuel_order() {
  kernel::OrderFact order;
  order.state = OrderState::accepted;
  order.supplier = "jpn";
  order.recipient = "phl";
  order.currency = "JPY";
  order.lines.emplace_back().line =
      *parse_order_line("1 fuel F-76 100000 LTR replacement_in_kind 95/1 Naval distillate", "JPY");
  order.lines.emplace_back().line = *parse_order_line("2 water WATER 60 MTQ reimbursement 450", "JPY");
  return order;
}

base::Id id_of(std::uint8_t first) {
  base::Id id;
  id.raw[0] = first;
  return id;
}

TEST(Table, AlignsNumbersRightAndCountsWideCharacters) {
  Table table({"what", "amount"}, {1});
  table.add({"燃料", "100 000"});
  table.add({"water", "60"});
  EXPECT_EQ(table.text(),
            "what    amount\n"
            "燃料   100 000\n"
            "water       60\n");
}

TEST(Table, GroupsDigits) {
  EXPECT_EQ(grouped("1234567.5"), "1 234 567.5");
  EXPECT_EQ(grouped("-123456"), "-123 456");
  EXPECT_EQ(grouped("123"), "123");
  EXPECT_EQ(grouped("n/a"), "n/a");
}

TEST(NextSteps, GoFromIssueToClosing) {
  auto order = fuel_order();
  auto steps = next_steps(order, nullptr);
  ASSERT_EQ(steps.size(), 2u);
  EXPECT_EQ(steps[0].party, "jpn");
  EXPECT_EQ(steps[0].says, "issue line 1, 100 000 LTR of F-76");

  order.state = OrderState::delivering;
  order.lines[0].issued = order.lines[0].line.quantity;
  order.lines[1].issued = order.lines[1].line.quantity;
  auto& issue = order.issues.emplace_back();
  issue.id = id_of(1);
  issue.lines = {{1, 100'000'000'000, {}}, {2, 60'000'000, {}}};
  steps = next_steps(order, nullptr);
  ASSERT_EQ(steps.size(), 2u);
  EXPECT_EQ(steps[0].party, "phl");
  EXPECT_EQ(steps[0].kind, statement::Kind::receive);

  order.receipts.push_back({id_of(2),
                            id_of(1),
                            {20'000},
                            {{1, 100'000'000'000, 0, {}, {}}, {2, 60'000'000, 0, {}, {}}},
                            false,
                            {},
                            0});
  order.lines[0].received = order.lines[0].issued;
  order.lines[1].received = order.lines[1].issued;
  steps = next_steps(order, nullptr);
  ASSERT_EQ(steps.size(), 2u);
  EXPECT_EQ(steps[0].kind, statement::Kind::invoice);
  EXPECT_EQ(steps[1].says, "replace in kind line 1, 100 000 LTR of F-76");

  order.lines[1].billed = order.lines[1].received;
  order.lines[1].billed_amount = 27'000;
  order.invoices.push_back(
      {id_of(3), {}, 27'000, {20'030}, "W-1", 27'000, 27'000, false, {}, {20'005}, 0, 0, {}});
  order.payments.push_back({id_of(4), id_of(3), 27'000, true});
  order.lines[0].returned = order.lines[0].received;
  order.lines[0].replaced = order.lines[0].received;
  order.returns.push_back({id_of(5), {}, true, {}});
  steps = next_steps(order, nullptr);
  ASSERT_EQ(steps.size(), 1u);
  EXPECT_EQ(steps[0].kind, statement::Kind::close);

  order.state = OrderState::closed;
  EXPECT_TRUE(next_steps(order, nullptr).empty());
}

/// 60 cubic metres of water billed and paid, 50 received after all.
kernel::OrderFact overpaid_order() {
  auto order = fuel_order();
  order.state = OrderState::delivering;
  order.lines.erase(order.lines.begin());
  auto& water = order.lines[0];
  water.issued = water.received = 50'000'000;
  water.line.quantity = 50'000'000;
  water.first_received = base::Date{20'000};
  water.billed = 60'000'000;
  water.billed_amount = 27'000;
  order.invoices.push_back({id_of(3),
                            {{2, 60'000'000, 27'000, false}},
                            27'000,
                            {20'030},
                            "W-1",
                            27'000,
                            27'000,
                            false,
                            {},
                            {},
                            0,
                            0,
                            {}});
  order.payments.push_back({id_of(4), id_of(3), 27'000, true});
  return order;
}

TEST(NextSteps, CreditAndRefundWhatWasPaidForNothing) {
  auto order = overpaid_order();
  auto steps = next_steps(order, nullptr);
  ASSERT_EQ(steps.size(), 1u);
  EXPECT_EQ(steps[0].says, "credit line 2, 10 MTQ of WATER: billed and not received");
  OrderWords said;
  said.reason = "short";
  const auto credit = order_body(statement::Kind::credit_note, said, {order, nullptr, {}});
  ASSERT_TRUE(credit) << credit.error().says;
  const auto note = codec::decode<statement::CreditNote>(*credit);
  ASSERT_TRUE(note);
  EXPECT_EQ(note->invoice, id_of(3));
  EXPECT_EQ(note->total, 4'500);
  EXPECT_FALSE(order_body(statement::Kind::credit_note, {}, {order, nullptr, {}})) << "says no reason";

  order.lines[0].billed = 50'000'000;
  order.lines[0].billed_amount = 22'500;
  order.invoices[0].credited = 4'500;
  steps = next_steps(order, nullptr);
  ASSERT_EQ(steps.size(), 1u);
  EXPECT_EQ(steps[0].says, "refund 4 500 JPY of invoice W-1");
  const auto refund = order_body(statement::Kind::refund, {}, {order, nullptr, {}});
  ASSERT_TRUE(refund) << refund.error().says;
  EXPECT_EQ(codec::decode<statement::Refund>(*refund)->amount.minor, 4'500);

  order.invoices[0].refunded = 4'500;
  order.refunds.push_back({id_of(5), id_of(3), 4'500, false});
  steps = next_steps(order, nullptr);
  ASSERT_EQ(steps.size(), 1u);
  EXPECT_EQ(steps[0].party, "phl");
  EXPECT_EQ(steps[0].kind, statement::Kind::confirm);
}

TEST(NextSteps, ShowWhatCameFromPaper) {
  OrderView view;
  view.id = "5b7c0a4e11223344";
  view.order = fuel_order();
  view.order.from_paper = {{id_of(0xab), "phl", false}};
  const auto steps = next_steps(view.order, nullptr);
  EXPECT_EQ(steps.back().party, "jpn");
  EXPECT_EQ(steps.back().kind, statement::Kind::confirm_paper);
  EXPECT_NE(order_text(view).find("FROM PAPER, UNCONFIRMED"), std::string::npos);
  view.order.from_paper[0].confirmed = true;
  EXPECT_EQ(order_text(view).find("UNCONFIRMED"), std::string::npos);
}

TEST(OrderText, ShowsLinesActsAndWhatIsOwed) {
  OrderView view;
  view.id = "5b7c0a4e11223344";
  view.order = fuel_order();
  view.order.place = "Subic Bay";
  view.acts.push_back(
      {"5b7c0a4e11223344", "request", "phl", "requester", "2026-11-23", true, "accepted", ""});
  const auto text = order_text(view);
  EXPECT_NE(text.find("Order 5b7c0a4e1122 - accepted"), std::string::npos) << text;
  EXPECT_NE(text.find("jpn supplies phl, Subic Bay"), std::string::npos) << text;
  EXPECT_NE(text.find("100 000"), std::string::npos) << text;
  EXPECT_NE(text.find("jpn (issuer): issue line 1, 100 000 LTR of F-76."), std::string::npos) << text;
}

TEST(OrderDraft, FillsInWhatTheOrderSays) {
  auto order = fuel_order();
  order.state = OrderState::requested;
  const OrderGround ground{order, nullptr, id_of(9)};
  const auto offer = order_body(statement::Kind::offer, {}, ground);
  ASSERT_TRUE(offer) << offer.error().says;
  const auto body = codec::decode<statement::Offer>(*offer);
  ASSERT_TRUE(body);
  EXPECT_EQ(body->total, 27'000);  // fuel is replaced, only the water is paid
  EXPECT_EQ(body->lines.size(), 2u);
}

TEST(OrderDraft, AsksForWhatItCannotKnow) {
  auto order = fuel_order();
  order.state = OrderState::delivering;
  order.lines[1].received = order.lines[1].issued = 60'000'000;
  const OrderGround ground{order, nullptr, id_of(9)};
  const auto no_day = order_body(statement::Kind::invoice, {}, ground);
  ASSERT_FALSE(no_day);
  EXPECT_EQ(no_day.error().exit, kUsage);
  EXPECT_NE(no_day.error().says.find("--due"), std::string::npos);
  EXPECT_FALSE(order_body(statement::Kind::pay, {}, ground));
  EXPECT_FALSE(order_body(statement::Kind::receive, {}, ground));
}

TEST(OrderDraft, AnIdMayBeShortButNotAmbiguous) {
  const std::vector<base::Id> ids = {id_of(0xab), id_of(0xac)};
  EXPECT_TRUE(pick_id("ab", ids, "invoice"));
  EXPECT_FALSE(pick_id("a", ids, "invoice"));
  EXPECT_FALSE(pick_id("b", ids, "invoice"));
  EXPECT_FALSE(pick_id("", ids, "invoice"));
}

}  // namespace
}  // namespace palitan::cli
