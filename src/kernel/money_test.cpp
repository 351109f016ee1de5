// Money: bills, claims, queries, payments, withdrawals, and one rounding for a line however it is billed.
#include <gtest/gtest.h>

#include "kernel/record_kit.h"

namespace palitan::kernel::kit {
namespace {
using ledger::AccountKind;
using statement::Invoice;
using statement::Pay;
using statement::Reason;

constexpr std::int64_t kM = base::kMicro;

struct Desk : Record {
  Desk() : Record({.open_house = true}) {}
  Office& jpn = office("jpn");
  Office& phl = office("phl");
  Done bill(const Id& in, std::int64_t litres, std::int64_t yen, bool claimed = false,
            std::optional<base::Date> due = {}) {
    return act(jpn,
               Invoice{{{1, litres * kM, yen, claimed}}, yen, due.value_or(base::add_days(today(), 60)), {}},
               {.in = in});
  }
  Code pay(const Id& in, const Id& invoice, std::int64_t yen, std::string currency = "JPY") {
    return act(phl, Pay{invoice, {yen, std::move(currency)}, {}}, {.in = in}).code();
  }
  template <class Body>
  Code say(Office& who, const Id& in, const Body& body) {
    return act(who, body, {.in = in}).code();
  }
  std::int64_t jpn_holds(AccountKind kind) { return balance(kind, "jpn", "phl", "JPY"); }
  /// 100 litres at 150 yen, received.
  Id delivered() {
    const auto id = accepted_order({paid_fuel()}, 15'000);
    receive(id, issue(id, 100), 100);
    return id;
  }
};

TEST(Invoices, bill_what_was_received_at_the_price_agreed) {
  Desk d;
  const auto id =
      d.accepted_order({paid_fuel(), line(2, "fuel", "F-44", 5, "LTR", Means::replacement_in_kind)}, 15'000);
  d.receive(id, d.issue(id, 60), 60);
  EXPECT_EQ(d.jpn_holds(AccountKind::unbilled), 9'000);
  EXPECT_EQ(d.bill(id, 61, 9'150).code(), Code::refused_unreceived);
  EXPECT_EQ(d.bill(id, 60, 9'001).code(), Code::refused_amount);
  EXPECT_EQ(d.bill(id, 0, 0).code(), Code::refused_quantity);
  EXPECT_EQ(d.bill(id, 60, 9'000, true).code(), Code::refused_unreceived) << "received, so it is no claim";
  EXPECT_EQ(d.bill(id, 60, 9'000, false, base::add_days(d.today(), 59)).code(), Code::refused_due);
  EXPECT_EQ(d.say(d.jpn, id, Invoice{{}, 0, day(90), {}}), Code::refused_line);
  EXPECT_EQ(d.say(d.jpn, id, Invoice{{{2, kM, 0, false}}, 0, day(90), {}}), Code::refused_means);
  EXPECT_EQ(d.say(d.jpn, id, Invoice{{{1, 60 * kM, 9'000, false}}, 9'001, day(90), {}}),
            Code::refused_amount);
  EXPECT_EQ(d.bill(id, 60, 9'000).code(), Code::accepted);
  EXPECT_EQ(d.jpn_holds(AccountKind::unbilled), 0);
  EXPECT_EQ(d.jpn_holds(AccountKind::receivable), 9'000);
  EXPECT_EQ(d.balance(AccountKind::payable, "phl", "jpn", "JPY"), -9'000);
}

TEST(Invoices, round_a_line_once_however_often_it_is_billed) {
  Desk d;  // 1 yen for 3 litres: 33.33 yen in all
  const auto id = d.accepted_order({paid_fuel(100, 1, 3)}, 33);
  d.receive(id, d.issue(id, 100), 100);
  EXPECT_EQ(d.bill(id, 1, 0).code(), Code::accepted);
  EXPECT_EQ(d.bill(id, 1, 0).code(), Code::refused_amount) << "two litres are 0.67";
  EXPECT_EQ(d.bill(id, 1, 1).code(), Code::accepted);
  EXPECT_EQ(d.bill(id, 98, 32).code(), Code::accepted);
  EXPECT_EQ(d.jpn_holds(AccountKind::receivable), 33);
  EXPECT_EQ(d.jpn_holds(AccountKind::unbilled), 0);
}

TEST(Invoices, never_bill_less_than_nothing_after_a_withdrawal) {
  Desk d;  // 1 yen for 10 litres, half to even: 15 litres are 2, 5 litres 0, 6 litres 1
  const auto id = d.accepted_order({paid_fuel(100, 1, 10)}, 10);
  d.receive(id, d.issue(id, 100), 100);
  const auto first = d.bill(id, 5, 0);
  const auto second = d.bill(id, 1, 1);
  EXPECT_EQ(second.code(), Code::accepted);
  EXPECT_EQ(d.say(d.jpn, id, statement::Withdraw{first.id, "mistake"}), Code::accepted);
  EXPECT_EQ(d.bill(id, 1, -1).code(), Code::refused_amount);
  EXPECT_EQ(d.bill(id, 1, 0).code(), Code::accepted);
  EXPECT_EQ(d.bill(id, 98, 9).code(), Code::accepted);
  EXPECT_EQ(d.jpn_holds(AccountKind::receivable), 10);
  EXPECT_EQ(d.jpn_holds(AccountKind::unbilled), 0);
}

TEST(Invoices, of_one_line_stand_though_another_line_was_corrected_below_its_bill) {
  Desk d;
  auto second = paid_fuel();
  second.number = 2;
  const auto id = d.accepted_order({paid_fuel(), second}, 30'000);
  const auto issue = d.issue(id, 100);
  const auto got = d.receive(id, issue, 100).id;
  d.receive(id, d.issue(id, 100, 2), 100, 2);
  d.bill(id, 100, 15'000);
  const auto fewer = d.act(d.jpn, statement::Issue{{{1, 50 * kM, {}}}, {}, issue}, {.in = id});
  EXPECT_EQ(d.say(d.phl, id, statement::Receive{issue, {{1, 50 * kM, 0, Reason::measurement, {}}}, {}, got}),
            Code::accepted);
  EXPECT_EQ(fewer.code(), Code::accepted);
  EXPECT_EQ(d.jpn_holds(AccountKind::claimed), 7'500) << "billed and not received any more";
  EXPECT_EQ(d.say(d.jpn, id, Invoice{{{2, 100 * kM, 15'000, false}}, 15'000, day(90), {}}), Code::accepted);
}

TEST(Claims, are_billed_after_the_days_of_the_instrument_and_kept_apart) {
  Desk d;
  const auto id = d.accepted_order({paid_fuel()}, 15'000);
  const auto issue = d.issue(id, 100);
  d.pass_days(9);
  EXPECT_EQ(d.bill(id, 100, 15'000, true).code(), Code::refused_unreceived);
  d.pass_days(1);
  EXPECT_EQ(d.bill(id, 100, 15'000).code(), Code::refused_unreceived) << "not marked as a claim";
  EXPECT_EQ(d.bill(id, 101, 15'150, true).code(), Code::refused_unreceived) << "more than was issued";
  const auto claim = d.bill(id, 100, 15'000, true);
  EXPECT_EQ(claim.code(), Code::accepted);
  EXPECT_EQ(d.jpn_holds(AccountKind::claimed), 15'000);
  EXPECT_EQ(d.jpn_holds(AccountKind::receivable), 0);
  EXPECT_EQ(d.pay(id, claim.id, 15'000), Code::refused_unreceived);
  EXPECT_EQ(d.receive(id, issue, 100).code(), Code::accepted);
  EXPECT_EQ(d.jpn_holds(AccountKind::claimed), 0) << "the receipt acknowledges it";
  EXPECT_EQ(d.jpn_holds(AccountKind::receivable), 15'000);
  EXPECT_EQ(d.pay(id, claim.id, 15'000), Code::accepted);
}

TEST(Payments, settle_what_is_owed_and_no_more) {
  Desk d;
  const auto id = d.delivered();
  const auto bill = d.bill(id, 100, 15'000).id;
  EXPECT_EQ(d.pay(id, id, 1), Code::refused_cited);
  EXPECT_EQ(d.pay(id, bill, 1, "PHP"), Code::refused_currency);
  EXPECT_EQ(d.pay(id, bill, 0), Code::refused_oversettled);
  EXPECT_EQ(d.pay(id, bill, 15'001), Code::refused_oversettled);
  EXPECT_EQ(d.pay(id, bill, 5'000), Code::accepted);
  EXPECT_EQ(d.pay(id, bill, 10'001), Code::refused_oversettled);
  const auto rest = d.act(d.phl, Pay{bill, {10'000, "JPY"}, {}}, {.in = id}).id;
  EXPECT_EQ(d.balance(AccountKind::paying, "phl", "jpn", "JPY"), -15'000);
  EXPECT_EQ(d.jpn_holds(AccountKind::receivable), 15'000) << "until it is confirmed";
  EXPECT_EQ(d.say(d.jpn, id, statement::Confirm{bill}), Code::refused_cited);
  EXPECT_EQ(d.say(d.jpn, id, statement::Confirm{rest}), Code::accepted);
  EXPECT_EQ(d.say(d.jpn, id, statement::Confirm{rest}), Code::refused_already);
  EXPECT_EQ(d.jpn_holds(AccountKind::receivable), 5'000);
  EXPECT_EQ(d.say(d.phl, id, statement::Close{}), Code::refused_open);
}

TEST(Queries, hold_the_payment_until_they_are_withdrawn) {
  Desk d;
  const auto id = d.delivered();
  const auto bill = d.bill(id, 100, 15'000).id;
  EXPECT_EQ(d.say(d.phl, id, statement::Query{id, Reason::price, {}}), Code::refused_cited);
  const auto query = d.act(d.phl, statement::Query{bill, Reason::price, "too dear"}, {.in = id}).id;
  EXPECT_EQ(d.say(d.phl, id, statement::Query{bill, Reason::price, {}}), Code::refused_already);
  EXPECT_EQ(d.pay(id, bill, 1), Code::refused_queried);
  EXPECT_EQ(d.say(d.phl, id, statement::Withdraw{bill, {}}), Code::refused_cited) << "not one's own";
  EXPECT_EQ(d.say(d.phl, id, statement::Withdraw{query, {}}), Code::accepted);
  EXPECT_EQ(d.pay(id, bill, 1), Code::accepted);
  EXPECT_EQ(d.say(d.jpn, id, statement::Withdraw{bill, {}}), Code::refused_state)
      << "a payment stands against it";
}

TEST(Withdrawals, put_the_books_back) {
  Desk d;
  const auto id = d.delivered();
  const auto bill = d.bill(id, 100, 15'000).id;
  EXPECT_EQ(d.say(d.jpn, id, statement::Withdraw{bill, "wrong number"}), Code::accepted);
  EXPECT_EQ(d.jpn_holds(AccountKind::receivable), 0);
  EXPECT_EQ(d.jpn_holds(AccountKind::unbilled), 15'000);
  EXPECT_EQ(d.pay(id, bill, 1), Code::refused_cited);
  EXPECT_EQ(d.bill(id, 100, 15'000).code(), Code::accepted);
}

}  // namespace
}  // namespace palitan::kernel::kit
