// What one order owes and awaits, step by step.
#include "reports/order_row.h"

#include <gtest/gtest.h>

#include "kernel/record_kit.h"
#include "reports/index.h"

namespace palitan::reports {
namespace {
using kernel::kit::day;
using kernel::kit::lent_fuel;
using kernel::kit::paid_fuel;
using kernel::kit::Record;
using statement::Means;

/// The kit's agreement with every clock that DOMAIN 2.1 knows.
terms::Instrument clocked_rules() {
  auto rules = kernel::kit::plain_instrument({"jpn", "phl"});
  rules.clocks = {{Means::reimbursement, 60, "art-4"}, {Means::replacement_in_kind, {}, "art-4", 12}};
  rules.conversion = terms::Conversion{30, {}, "art-4"};
  rules.offset = terms::Offset{18, "art-4"};
  rules.invoice = terms::DayLimit{30, "art-4"};
  return rules;
}

class OneOrder : public testing::Test {
 protected:
  OneOrder() : record_({.open_house = true}) {}
  OrderRow row(const base::Id& id) { return row_of(names_, id, record_.order(id), rules_, 0); }
  std::string text(Symbol symbol) { return names_.text(symbol); }

  Record record_;
  terms::Instrument rules_ = clocked_rules();
  Names names_;
};

TEST_F(OneOrder, AwaitsOneSideAfterTheOther) {
  auto& phl = record_.office("phl");
  auto& jpn = record_.office("jpn");
  const auto id = record_.act(phl, record_.request_of({paid_fuel()})).id;
  ASSERT_EQ(row(id).awaited.size(), 1u);
  EXPECT_EQ(row(id).awaited[0].step, Step::offer);
  EXPECT_TRUE(row(id).awaited[0].from_supplier);
  const auto offer = record_.act(jpn, statement::Offer{{paid_fuel()}, 15'000, {}}, {.in = id}).id;
  EXPECT_EQ(row(id).awaited[0].step, Step::acceptance);
  EXPECT_EQ(row(id).awaited[0].act, offer);
  EXPECT_FALSE(row(id).awaited[0].from_supplier);
  record_.act(phl, statement::Accept{offer, 15'000}, {.in = id});
  EXPECT_EQ(row(id).awaited[0].step, Step::issue);
  const auto issue = record_.issue(id, 100);
  const auto taken = row(id).awaited;
  ASSERT_EQ(taken.size(), 1u);
  EXPECT_EQ(taken[0].step, Step::receipt);
  EXPECT_EQ(taken[0].by, day(10)) << "after the agreement's ten days it may be claimed";
  EXPECT_TRUE(row(id).debts.empty()) << "nothing is owed before goods are received";
  record_.receive(id, issue, 100);
  const auto unbilled = row(id).debts.at(0);
  EXPECT_EQ(unbilled.owed, Owed::unbilled);
  EXPECT_EQ(unbilled.awaits, Step::bill);
  EXPECT_TRUE(unbilled.from_supplier);
  EXPECT_EQ(unbilled.amount, 15'000);
  EXPECT_EQ(text(unbilled.commodity), "JPY");
  EXPECT_EQ(unbilled.by, day(30));
  EXPECT_EQ(unbilled.due, day(60));
  EXPECT_EQ(unbilled.due_by, DueBy::clock);
  EXPECT_TRUE(row(id).awaited.empty());
}

TEST_F(OneOrder, FollowsTheMoneyToTheEnd) {
  const auto id = record_.accepted_order({paid_fuel()}, 15'000);
  record_.receive(id, record_.issue(id, 100), 100);
  auto& jpn = record_.office("jpn");
  auto& phl = record_.office("phl");
  const auto bill =
      record_
          .act(jpn, statement::Invoice{{{1, 100 * base::kMicro, 15'000, false}}, 15'000, day(70), "1"},
               {.in = id})
          .id;
  auto debts = row(id).debts;
  ASSERT_EQ(debts.size(), 1u);
  EXPECT_EQ(debts[0].owed, Owed::billed);
  EXPECT_EQ(debts[0].due, day(70));
  EXPECT_EQ(debts[0].due_by, DueBy::invoice);
  EXPECT_EQ(debts[0].awaits, Step::payment);
  record_.act(phl, statement::Query{bill, statement::Reason::price, "?"}, {.in = id});
  EXPECT_EQ(row(id).debts[0].awaits, Step::query_answer);
  EXPECT_TRUE(row(id).debts[0].from_supplier);
  record_.act(phl, statement::Withdraw{*record_.order(id).invoices[0].query, "clear"}, {.in = id});
  const auto pay = record_.act(phl, statement::Pay{bill, {5'000, "JPY"}, "wire"}, {.in = id}).id;
  debts = row(id).debts;
  ASSERT_EQ(debts.size(), 2u);
  EXPECT_EQ(debts[0].amount, 10'000);
  EXPECT_EQ(debts[1].owed, Owed::paying);
  EXPECT_EQ(debts[1].act, pay);
  EXPECT_EQ(debts[1].awaits, Step::confirmation);
  record_.act(jpn, statement::Confirm{pay}, {.in = id});
  const auto rest = record_.act(phl, statement::Pay{bill, {10'000, "JPY"}, "wire"}, {.in = id}).id;
  record_.act(jpn, statement::Confirm{rest}, {.in = id});
  EXPECT_TRUE(row(id).debts.empty());
  ASSERT_EQ(row(id).awaited.size(), 1u);
  EXPECT_EQ(row(id).awaited[0].step, Step::close);
}

TEST_F(OneOrder, AReceiptCorrectedAfterPaymentAsksTheSupplierForACreditNoteAndARefund) {
  const auto id = record_.accepted_order({paid_fuel()}, 15'000);
  const auto issue = record_.issue(id, 100);
  const auto receipt = record_.receive(id, issue, 100).id;
  auto& jpn = record_.office("jpn");
  auto& phl = record_.office("phl");
  const auto bill =
      record_
          .act(jpn, statement::Invoice{{{1, 100 * base::kMicro, 15'000, false}}, 15'000, day(70), "1"},
               {.in = id})
          .id;
  const auto pay = record_.act(phl, statement::Pay{bill, {15'000, "JPY"}, "wire"}, {.in = id}).id;
  record_.act(jpn, statement::Confirm{pay}, {.in = id});
  record_.act(
      phl,
      statement::Receive{issue, {{1, 90 * base::kMicro, 0, statement::Reason::measurement, {}}}, {}, receipt},
      {.in = id});
  auto debts = row(id).debts;
  ASSERT_EQ(debts.size(), 2u);
  EXPECT_EQ(debts[0].owed, Owed::billed);
  EXPECT_EQ(debts[0].amount, -1'500);
  EXPECT_EQ(debts[0].awaits, Step::credit_note);
  EXPECT_TRUE(debts[0].from_supplier);
  EXPECT_EQ(debts[1].owed, Owed::claimed);
  EXPECT_EQ(debts[1].amount, 1'500);
  EXPECT_EQ(debts[1].awaits, Step::credit_note);
  record_.act(jpn,
              statement::CreditNote{bill, {{1, 10 * base::kMicro, 1'500}}, 1'500, "C-1", "10 litres short"},
              {.in = id});
  debts = row(id).debts;
  ASSERT_EQ(debts.size(), 1u);
  EXPECT_EQ(debts[0].amount, -1'500);
  EXPECT_EQ(debts[0].awaits, Step::refund);
  const auto refund = record_.act(jpn, statement::Refund{bill, {1'500, "JPY"}, "wire"}, {.in = id}).id;
  debts = row(id).debts;
  ASSERT_EQ(debts.size(), 1u);
  EXPECT_EQ(debts[0].owed, Owed::paying);
  EXPECT_EQ(debts[0].amount, -1'500);
  EXPECT_EQ(debts[0].act, refund);
  EXPECT_EQ(debts[0].awaits, Step::confirmation);
  EXPECT_FALSE(debts[0].from_supplier);
  record_.act(phl, statement::Confirm{refund}, {.in = id});
  EXPECT_TRUE(row(id).debts.empty());
}

TEST_F(OneOrder, WhatCameFromPaperAwaitsTheOtherSide) {
  kernel::OrderFact order;
  order.supplier = "jpn";
  order.recipient = "phl";
  order.from_paper = {{base::Id{}, "phl", false}};
  auto found = row_of(names_, {}, order, rules_, 0);
  ASSERT_EQ(found.awaited.size(), 2u);
  EXPECT_EQ(found.awaited[1].step, Step::paper_confirmation);
  EXPECT_TRUE(found.awaited[1].from_supplier);
  order.from_paper[0].confirmed = true;
  EXPECT_EQ(row_of(names_, {}, order, rules_, 0).awaited.size(), 1u);
}

// DOMAIN 8.17: delivery on 1 March 2025 falls due on 1 March 2026 and may be offset after 1 September 2026.
TEST_F(OneOrder, ClocksRunFromDelivery) {
  kernel::OrderFact order;
  order.state = kernel::OrderState::delivering;
  order.supplier = "usa";
  order.recipient = "jpn";
  order.currency = "USD";
  auto& line = order.lines.emplace_back();
  line.line = lent_fuel();
  line.line.price = statement::Price{2, 1};
  line.issued = line.received = 100 * base::kMicro;
  line.first_issued = line.first_received = base::parse_date("2025-03-01");
  auto debt = row_of(names_, {}, order, rules_, 0).debts.at(0);
  EXPECT_EQ(to_text(debt.due), "2026-03-01");
  EXPECT_EQ(level_of(debt.due, *base::parse_date("2026-03-01")), Level::due_within_30);
  EXPECT_EQ(level_of(debt.due, *base::parse_date("2026-03-02")), Level::overdue_1_30);
  EXPECT_EQ(to_text(*debt.changes_on), "2026-03-31");

  const auto in_time = *base::parse_date("2026-02-15"), too_late = *base::parse_date("2026-03-15");
  for (const auto returned : {in_time, too_late}) {
    auto settled = order;
    settled.returns = {{{}, {{1, "F-76", "LTR", line.received, {}, {}}}, true, returned}};
    settled.lines[0].returned = settled.lines[0].replaced = line.received;
    const auto row = row_of(names_, {}, settled, rules_, 0);
    EXPECT_TRUE(row.debts.empty());
    EXPECT_EQ(row.lines[0].late_return.has_value(), returned == too_late)
        << "lateness stays in the statistics";
  }

  line.line.means = Means::reimbursement;
  line.billed = line.received;
  line.billed_amount = 200;
  order.invoices.push_back({});
  order.invoices[0].lines = {{1, line.received, 200, false}};
  order.invoices[0].total = 200;
  order.invoices[0].due = *base::parse_date("2025-06-01");
  debt = row_of(names_, {}, order, rules_, 0).debts.at(0);
  EXPECT_EQ(to_text(*debt.changes_on), "2026-09-02");
}

TEST_F(OneOrder, WithoutAnyClockTheYardstickIsMarkedAsAssumed) {
  rules_.clocks.clear();
  rules_.conversion.reset();
  const auto id = record_.accepted_order({lent_fuel()}, 0);
  record_.receive(id, record_.issue(id, 40), 40);
  const auto debt = row(id).debts.at(0);
  EXPECT_EQ(debt.owed, Owed::replacement);
  EXPECT_EQ(debt.due_by, DueBy::assumed);
  EXPECT_EQ(debt.due, base::add_months(day(0), kAssumedDueMonths));
  EXPECT_EQ(debt.changes_on, std::nullopt);
  EXPECT_EQ(text(debt.commodity), "F-76/LTR");
}

TEST(Levels, StepUpByTheirDays) {
  const base::Date due{1'000};
  const auto at = [&](int days) { return level_of(due, {1'000 + days}); };
  EXPECT_EQ(at(-31), Level::not_due);
  EXPECT_EQ(at(-30), Level::due_within_30);
  EXPECT_EQ(at(0), Level::due_within_30);
  EXPECT_EQ(at(1), Level::overdue_1_30);
  EXPECT_EQ(at(30), Level::overdue_1_30);
  EXPECT_EQ(at(31), Level::overdue_31_90);
  EXPECT_EQ(at(90), Level::overdue_31_90);
  EXPECT_EQ(at(91), Level::overdue_91_180);
  EXPECT_EQ(at(180), Level::overdue_91_180);
  EXPECT_EQ(at(181), Level::overdue_over_180);
  EXPECT_EQ(level_of(base::kDateMax, base::kDateMin), Level::not_due);
}

}  // namespace
}  // namespace palitan::reports
