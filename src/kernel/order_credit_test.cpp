// Correction by reversal: credit notes, refunds, what a side takes back; and acts entered from paper.
#include <gtest/gtest.h>

#include "kernel/order_kit.h"

namespace palitan::kernel::kit {
namespace {
using ledger::AccountKind;

/// 100 litres at 150 yen, received, billed with 15,000 and paid.
struct Paid : WholeDesk {
  Id id = agreed_order({paid_fuel()});
  Id issue = give(id, 100).id;
  Id receipt = take(id, issue, 100).id;
  Id invoice = bill(id, 100).id;
  Id payment = does(phl, id, statement::Pay{invoice, {15'000, "JPY"}, "wire"}).id;

  Done credit(std::int64_t litres, std::int64_t yen, const std::string& why = "10 litres short") {
    return does(jpn, id, statement::CreditNote{invoice, {{1, litres * kM, yen}}, yen, "C-1", why});
  }
  Done refund(std::int64_t yen) {
    return does(jpn, id, statement::Refund{invoice, {yen, "JPY"}, "wire back"});
  }
  Code withdraw(Office& who, const Id& of) { return say(who, id, statement::Withdraw{of, "mistyped"}); }
  std::int64_t yen(AccountKind kind, const char* holder, const char* other) {
    return balance(kind, holder, other, "JPY");
  }
};

TEST(Credits, bring_an_overpaid_order_to_its_end) {
  Paid d;
  EXPECT_EQ(d.say(d.jpn, d.id, statement::Confirm{d.payment}), Code::accepted);
  // 90 litres it was, on both sides.
  const auto issue = d.give(d.id, 90, d.issue).id;
  EXPECT_EQ(d.take(d.id, issue, 90, d.receipt).code(), Code::accepted);
  EXPECT_EQ(d.yen(AccountKind::receivable, "jpn", "phl"), -1'500);
  EXPECT_EQ(d.yen(AccountKind::claimed, "jpn", "phl"), 1'500);
  EXPECT_EQ(d.withdraw(d.jpn, d.invoice), Code::refused_state);
  EXPECT_EQ(d.refund(1'500).code(), Code::refused_oversettled) << "what is billed comes down first";
  EXPECT_EQ(d.credit(10, 1'500).code(), Code::accepted);
  EXPECT_EQ(d.yen(AccountKind::receivable, "jpn", "phl"), -1'500);
  EXPECT_EQ(d.yen(AccountKind::claimed, "jpn", "phl"), 0);
  EXPECT_EQ(d.say(d.phl, d.id, statement::Close{}), Code::refused_open);
  EXPECT_EQ(d.refund(1'501).code(), Code::refused_oversettled);
  const auto refund = d.refund(1'500).id;
  EXPECT_EQ(d.yen(AccountKind::receivable, "jpn", "phl"), 0);
  EXPECT_EQ(d.yen(AccountKind::paying, "jpn", "phl"), -1'500);
  EXPECT_EQ(d.yen(AccountKind::payable, "phl", "jpn"), 1'500);
  EXPECT_EQ(d.say(d.phl, d.id, statement::Close{}), Code::refused_open) << "the refund has not come";
  EXPECT_EQ(d.say(d.jpn, d.id, statement::Confirm{refund}), Code::refused_cited) << "the payer confirms it";
  EXPECT_EQ(d.say(d.phl, d.id, statement::Confirm{refund}), Code::accepted);
  EXPECT_EQ(d.say(d.phl, d.id, statement::Confirm{refund}), Code::refused_already);
  EXPECT_EQ(d.yen(AccountKind::payable, "phl", "jpn"), 0);
  EXPECT_EQ(d.say(d.phl, d.id, statement::Close{}), Code::accepted);
}

TEST(Credits, never_take_back_more_than_was_billed) {
  Paid d;
  EXPECT_EQ(d.credit(101, 15'150).code(), Code::refused_quantity);
  EXPECT_EQ(d.credit(10, 1'499).code(), Code::refused_amount);
  EXPECT_EQ(d.credit(10, 1'500, "").code(), Code::refused_reason);
  EXPECT_EQ(d.credit(0, 0).code(), Code::refused_quantity);
  EXPECT_EQ(d.say(d.phl, d.id, statement::CreditNote{d.invoice, {{1, kM, 150}}, 150, {}, "no"}),
            Code::refused_side);
  EXPECT_EQ(d.say(d.jpn, d.id, statement::CreditNote{d.invoice, {{2, kM, 150}}, 150, {}, "no"}),
            Code::refused_line);
  EXPECT_EQ(d.say(d.jpn, d.id, statement::CreditNote{d.invoice, {{1, kM, 150}}, 151, {}, "no"}),
            Code::refused_amount);
  EXPECT_EQ(d.say(d.jpn, d.id, statement::CreditNote{d.payment, {{1, kM, 150}}, 150, {}, "no"}),
            Code::refused_cited);
  EXPECT_EQ(d.credit(60, 9'000).code(), Code::accepted);
  EXPECT_EQ(d.credit(60, 9'000).code(), Code::refused_quantity);
  EXPECT_EQ(d.credit(40, 6'000).code(), Code::accepted);
  EXPECT_EQ(d.yen(AccountKind::unbilled, "jpn", "phl"), 15'000) << "what came is billed anew";
  EXPECT_EQ(d.bill(d.id, 100).code(), Code::accepted);
}

TEST(Credits, leave_alone_what_was_given_up) {
  Paid d;
  EXPECT_EQ(d.withdraw(d.phl, d.payment), Code::accepted);
  EXPECT_EQ(d.write_off_money(d.id, d.invoice, 10'000), Code::accepted);
  EXPECT_EQ(d.credit(40, 6'000).code(), Code::refused_oversettled);
  EXPECT_EQ(d.credit(30, 4'500).code(), Code::accepted);
  EXPECT_EQ(d.order(d.id).invoices[0].open(), 500);
}

TEST(Credits, mirror_a_bill_in_parts_to_the_last_unit) {
  WholeDesk d;
  const auto id = d.delivered({paid_fuel(10, 1'000, 3)});  // 3,333 yen
  const auto invoice = d.bill(id, 10).id;
  const auto before = d.order(id);
  ASSERT_EQ(before.lines[0].billed_amount, 3'333);
  std::int64_t back = 0;
  for (int part = 0; part < 10; ++part) {
    const auto yen = *amount_to_credit(d.order(id).lines[0], kM, base::Rounding::half_even);
    back += yen;
    EXPECT_EQ(d.say(d.jpn, id, statement::CreditNote{invoice, {{1, kM, yen}}, yen, {}, "again"}),
              Code::accepted);
  }
  EXPECT_EQ(back, 3'333);
  EXPECT_EQ(d.order(id).lines[0].billed, 0);
  EXPECT_EQ(d.order(id).lines[0].billed_amount, 0);
}

TEST(Withdrawals, take_back_a_payment_until_it_is_confirmed) {
  Paid d;
  EXPECT_EQ(d.withdraw(d.jpn, d.payment), Code::refused_cited);
  EXPECT_EQ(d.withdraw(d.phl, d.payment), Code::accepted);
  EXPECT_EQ(d.withdraw(d.phl, d.payment), Code::refused_already);
  EXPECT_EQ(d.yen(AccountKind::payable, "phl", "jpn"), -15'000);
  EXPECT_EQ(d.yen(AccountKind::paying, "phl", "jpn"), 0);
  EXPECT_EQ(d.say(d.jpn, d.id, statement::Confirm{d.payment}), Code::refused_state);
  const auto again = d.does(d.phl, d.id, statement::Pay{d.invoice, {15'000, "JPY"}, "wire"}).id;
  EXPECT_EQ(d.say(d.jpn, d.id, statement::Confirm{again}), Code::accepted);
  EXPECT_EQ(d.withdraw(d.phl, again), Code::refused_state);
}

TEST(Withdrawals, take_back_a_refund_until_it_is_confirmed) {
  Paid d;
  d.say(d.jpn, d.id, statement::Confirm{d.payment});
  d.credit(10, 1'500);
  const auto refund = d.refund(1'500).id;
  EXPECT_EQ(d.withdraw(d.jpn, refund), Code::accepted);
  EXPECT_EQ(d.say(d.phl, d.id, statement::Confirm{refund}), Code::refused_state);
  EXPECT_EQ(d.yen(AccountKind::receivable, "jpn", "phl"), -1'500);
  EXPECT_EQ(d.refund(1'500).code(), Code::accepted);
}

TEST(Withdrawals, take_back_a_return_until_it_is_answered) {
  WholeDesk d;
  const auto id = d.delivered({lent_fuel()});
  const auto wrong = d.give_back(id, 100).id;
  EXPECT_EQ(d.say(d.phl, id, statement::Withdraw{wrong, "it was 10"}), Code::accepted);
  EXPECT_EQ(d.answer(id, wrong, 100), Code::refused_already);
  EXPECT_EQ(d.balance(AccountKind::issued, "phl", "jpn", "F-76/LTR"), 0);
  const auto right = d.give_back(id, 10).id;
  EXPECT_EQ(d.answer(id, right, 10), Code::accepted);
  EXPECT_EQ(d.say(d.phl, id, statement::Withdraw{right, "no"}), Code::refused_state);
  EXPECT_EQ(d.balance(AccountKind::due_in_kind, "jpn", "phl", "F-76/LTR"), 90 * kM);
}

TEST(Refunds, pay_back_only_money_that_came) {
  Paid d;
  EXPECT_EQ(d.credit(10, 1'500).code(), Code::accepted);
  EXPECT_EQ(d.refund(1'500).code(), Code::refused_oversettled) << "the payment is not confirmed";
  EXPECT_EQ(d.say(d.jpn, d.id, statement::Confirm{d.payment}), Code::accepted);
  EXPECT_EQ(d.say(d.jpn, d.id, statement::Refund{d.invoice, {1'500, "USD"}, {}}), Code::refused_currency);
  EXPECT_EQ(d.say(d.phl, d.id, statement::Refund{d.invoice, {1'500, "JPY"}, {}}), Code::refused_side);
  EXPECT_EQ(d.refund(1'500).code(), Code::accepted);
}

TEST(Prices, of_nothing_are_waived_by_somebody) {
  WholeDesk d;
  auto free = paid_fuel(100, 0, 1);
  const auto id = d.act(d.phl, d.asked({free})).id;
  EXPECT_EQ(d.say(d.jpn, id, statement::Offer{{free}, 0, {}}), Code::refused_component);
  free.components = {{"price", 0, 150, "Minister, letter 7"}};
  EXPECT_EQ(d.say(d.jpn, id, statement::Offer{{free}, 0, {}}), Code::accepted);
}

}  // namespace
}  // namespace palitan::kernel::kit
