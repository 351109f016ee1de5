// What is open between two, each with its cause.
#include "reports/account_open.h"

#include <gtest/gtest.h>

namespace palitan::reports {
namespace {
using statement::OpenCause;
using statement::Reason;

base::Id id(std::uint8_t n) {
  base::Id out{};
  out.raw[0] = n;
  return out;
}

/// 1,000 litres issued with act 1; prices may follow a card.
kernel::OrderFact fuel() {
  kernel::OrderFact order;
  order.supplier = "jpn";
  order.recipient = "phl";
  order.currency = "JPY";
  kernel::LineFact line;
  line.line.number = 1;
  line.line.item = "F-76";
  line.line.unit = "LTR";
  line.line.quantity = 1'000;
  line.issued = 1'000;
  order.lines = {line};
  kernel::IssueFact issue;
  issue.id = id(1);
  issue.lines = {{1, 1'000, {}}};
  order.issues = {issue};
  return order;
}
void receive(kernel::OrderFact& order, std::int64_t quantity, std::optional<Reason> reason) {
  kernel::ReceiveFact receipt;
  receipt.id = id(2);
  receipt.issue = id(1);
  receipt.lines = {{1, quantity, 0, reason, {}}};
  order.receipts = {receipt};
  order.lines[0].received = quantity;
}
kernel::InvoiceFact invoice() {
  kernel::InvoiceFact out;
  out.id = id(3);
  out.total = 77;
  return out;
}

std::vector<statement::OpenItem> open_of(const kernel::OrderFact& order, OpenRecord record = {}) {
  kernel::CaseFact file;
  file.order = order;
  record.cases = {{id(9), &file}};
  EXPECT_TRUE(open_items(record, "jpn", "usa").empty());
  return open_items(record, "phl", "jpn");
}
/// The only item, as "line amount cause".
std::string only(const std::vector<statement::OpenItem>& open) {
  if (open.size() != 1) return std::to_string(open.size()) + " items";
  EXPECT_EQ(open[0].in, id(9));
  return std::to_string(open[0].line) + " " + std::to_string(open[0].amount) + " " +
         std::string(name(open[0].cause));
}

TEST(AccountOpen, TellsAMissingReceiptFromOneThatSaysOtherwise) {
  auto order = fuel();
  EXPECT_EQ(only(open_of(order)), "1 1000 missing_receipt");
  receive(order, 1'000, {});
  EXPECT_TRUE(open_of(order).empty());
  receive(order, 900, Reason::short_delivery);
  EXPECT_EQ(only(open_of(order)), "1 100 quantity");
  receive(order, 1'050, Reason::over_delivery);
  EXPECT_EQ(only(open_of(order)), "1 -50 quantity");
  receive(order, 0, Reason::wrong_item);
  EXPECT_EQ(only(open_of(order)), "1 1000 refused");
  receive(order, 0, Reason::not_received);
  EXPECT_EQ(only(open_of(order)), "1 1000 missing_receipt");
}

TEST(AccountOpen, GivesAQueryTheCauseOfItsReason) {
  auto order = fuel();
  receive(order, 1'000, {});
  order.invoices = {invoice()};
  EXPECT_TRUE(open_of(order).empty());  // owed, and nobody questions it
  order.invoices[0].query = id(4);
  const std::pair<Reason, const char*> kCases[] = {{Reason::price, "0 77 price"},
                                                   {Reason::quantity, "0 77 quantity"},
                                                   {Reason::not_received, "0 77 missing_receipt"},
                                                   {Reason::not_ordered, "0 77 refused"},
                                                   {Reason::other, "0 77 disputed"}};
  for (const auto& [reason, says] : kCases)
    EXPECT_EQ(only(open_of(order, {{}, {{id(4), reason}}, {}})), says);
  order.rates = id(5);
  EXPECT_EQ(only(open_of(order, {{}, {{id(4), Reason::price}}, {}})), "0 77 rate");
}

TEST(AccountOpen, HeedsTheRecipientsAnswerToAnInvoice) {
  auto order = fuel();
  receive(order, 1'000, {});
  order.invoices = {invoice()};
  order.invoices[0].response = statement::Response::rejected;
  EXPECT_EQ(only(open_of(order)), "0 77 refused");
  order.invoices[0].response = statement::Response::under_query;
  const OpenRecord record{{}, {}, {{id(3), {statement::Clarification::prices_incorrect}}}};
  EXPECT_EQ(only(open_of(order, record)), "0 77 price");
  order.invoices[0].response = statement::Response::accepted;
  EXPECT_TRUE(open_of(order).empty());
}

TEST(AccountOpen, NamesWhatWaitsForTheOtherSide) {
  auto order = fuel();
  receive(order, 1'000, {});
  kernel::PayFact pay;
  pay.amount = 40;
  order.payments = {pay};
  EXPECT_EQ(only(open_of(order)), "0 40 not_yet_agreed");
  order.payments[0].confirmed = true;
  kernel::IrregularFact moved;
  moved.line = 1;
  moved.commodity = "F-76/LTR";
  moved.quantity = 5;
  order.irregular = {moved};
  EXPECT_EQ(only(open_of(order)), "1 5 irregular");
  order.irregular.clear();
  order.lines[0].billed = 1'200;
  order.lines[0].line.means = statement::Means::reimbursement;
  EXPECT_EQ(only(open_of(order)), "1 200 claimed");
}

TEST(AccountOpen, CountsGrantsAndCreditsToo) {
  kernel::CaseFact grant;
  auto& note = grant.grant.emplace();
  note.note.donor = "jpn";
  note.note.recipient = "phl";
  note.note.obligation = {900, "JPY"};
  kernel::GrantPayment payment;
  payment.lot = 2;
  payment.amount = 300;
  note.payments = {payment};
  kernel::CaseFact hours;
  auto& credit = hours.credit.emplace();
  credit.service.emplace().credit = 2'000'000;
  credit.commodity = "EFH/HUR";
  credit.touched = {"jpn", "phl", "usa"};
  OpenRecord record;
  record.cases = {{id(7), &grant}, {id(6), &hours}};
  const auto open = open_items(record, "jpn", "phl");
  ASSERT_EQ(open.size(), 2u);
  EXPECT_EQ(open[0].in, id(6));
  EXPECT_EQ(open[0].amount, 2'000'000);
  EXPECT_EQ(open[1].line, 2u);
  EXPECT_EQ(open[1].amount, 300);
  credit.state = kernel::CreditState::agreed;
  note.payments[0].confirmed_on = base::Date{1};
  EXPECT_TRUE(open_items(record, "jpn", "phl").empty());
}

}  // namespace
}  // namespace palitan::reports
