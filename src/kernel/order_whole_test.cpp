// The whole life of an order: debts that end otherwise than by a payment or a return, what both make of
// irregular acts, and what may not be settled twice.
#include <gtest/gtest.h>

#include "kernel/completeness.h"
#include "kernel/order_kit.h"

namespace palitan::kernel::kit {
namespace {
using ledger::AccountKind;
using statement::RegularWay;

const std::string kFuel = "F-76/LTR";

/// 100 litres to be replaced, at 150 yen should they become money.
statement::OrderLine lent_at_a_price(std::int64_t litres = 100) {
  auto out = lent_fuel(litres);
  out.price = statement::Price{150, 1};
  return out;
}

TEST(Conversion, takes_what_is_open_and_not_what_is_on_its_way_back) {
  WholeDesk d;
  const auto id = d.delivered({lent_at_a_price()});
  d.pass_days(61);
  const auto given = d.give_back(id, 70).id;
  EXPECT_EQ(d.convert(id, 31), Code::refused_oversettled) << "70 litres wait for their answer";
  EXPECT_EQ(d.convert(id, 30), Code::accepted);
  EXPECT_EQ(d.answer(id, given, 70), Code::accepted);
  EXPECT_EQ(d.balance(AccountKind::due_in_kind, "jpn", "phl", kFuel), 0);
  EXPECT_EQ(d.balance(AccountKind::unbilled, "jpn", "phl", "JPY"), 4'500);
}

TEST(Conversion, may_follow_once_a_return_was_handed_back) {
  WholeDesk d;
  const auto id = d.delivered({lent_at_a_price()});
  d.pass_days(61);
  const auto given = d.give_back(id, 100).id;
  EXPECT_EQ(d.write_off(id, 1), Code::refused_oversettled);
  EXPECT_EQ(d.answer(id, given, 0), Code::accepted);
  EXPECT_EQ(d.write_off(id, 1), Code::accepted);
  EXPECT_EQ(d.convert(id, 99), Code::accepted);
  EXPECT_EQ(d.balance(AccountKind::due_in_kind, "jpn", "phl", kFuel), 0);
}

TEST(Conversion, needs_a_price_and_an_overdue_debt_in_kind) {
  WholeDesk d;
  const auto unpriced = d.delivered({lent_fuel()});
  const auto paid = d.delivered({paid_fuel()});
  const auto id = d.delivered({lent_at_a_price()});
  d.pass_days(60);
  EXPECT_EQ(d.convert(id, 100), Code::refused_not_overdue) << "due today";
  d.pass_days(1);
  EXPECT_EQ(d.convert(unpriced, 100), Code::refused_amount);
  EXPECT_EQ(d.convert(paid, 100), Code::refused_means);
  EXPECT_EQ(d.convert(id, 0), Code::refused_oversettled);
  EXPECT_EQ(d.say(d.jpn, id, statement::Convert{{{2, kM, {}}}}), Code::refused_line);
  EXPECT_EQ(d.say(d.jpn, id, statement::Convert{}), Code::refused_line);
  EXPECT_EQ(d.convert(id, 100), Code::accepted);
}

TEST(Claims, are_neither_offset_nor_written_off_before_a_receipt_of_goods) {
  WholeDesk d;
  const auto id = d.agreed_order({paid_fuel()});
  d.give(id, 100);
  const auto other = d.delivered({paid_fuel()}, false);
  const auto theirs = d.bill(other, 100).id;
  d.pass_days(700);
  const auto claim = d.bill(id, 100, true);
  ASSERT_EQ(claim.code(), Code::accepted);
  EXPECT_EQ(d.set_off(id, claim.id, theirs, 15'000), Code::refused_unreceived);
  EXPECT_EQ(d.set_off(other, theirs, claim.id, 15'000), Code::refused_unreceived);
  EXPECT_EQ(d.write_off_money(id, claim.id, 15'000), Code::refused_unreceived);
  EXPECT_EQ(d.balance(AccountKind::receivable, "jpn", "phl", "JPY"), 0);
}

TEST(Offsets, take_the_same_from_both_books) {
  WholeDesk d;
  const auto id = d.delivered({paid_fuel()});
  const auto other = d.delivered({paid_fuel(50)}, false);
  const auto mine = d.bill(id, 100).id, theirs = d.bill(other, 50).id;
  d.pass_days(300);
  EXPECT_EQ(d.set_off(id, mine, theirs, 7'500), Code::refused_not_overdue);
  d.pass_days(300);
  EXPECT_EQ(d.set_off(id, mine, mine, 7'500), Code::refused_cited);
  EXPECT_EQ(d.set_off(id, mine, theirs, 7'501), Code::refused_oversettled);
  EXPECT_EQ(d.set_off(id, mine, theirs, 7'500), Code::accepted);
  EXPECT_EQ(d.set_off(id, mine, theirs, 1), Code::refused_oversettled);
  EXPECT_EQ(d.balance(AccountKind::receivable, "jpn", "phl", "JPY"), 7'500);
  EXPECT_EQ(d.balance(AccountKind::receivable, "phl", "jpn", "JPY"), 0);
  EXPECT_EQ(d.balance(AccountKind::payable, "jpn", "phl", "JPY"), 0);
  EXPECT_EQ(d.say(d.phl, other, statement::Close{}), Code::accepted);
}

TEST(Irregular, returns_of_too_much_are_handed_back_and_never_regularised) {
  WholeDesk d;
  const auto id = d.delivered({lent_fuel()});
  const auto given = d.give_back(id, 101);
  ASSERT_EQ(given.code(), Code::accepted_irregular);
  EXPECT_EQ(d.regularise(d.jpn, id, given.id), Code::accepted);
  EXPECT_EQ(d.regularise(d.phl, id, given.id), Code::refused_oversettled);
  EXPECT_EQ(d.regularise(d.jpn, id, given.id, RegularWay::handed_back), Code::accepted);
  EXPECT_EQ(d.regularise(d.phl, id, given.id, RegularWay::handed_back), Code::accepted);
  EXPECT_EQ(d.balance(AccountKind::irregular, "phl", "jpn", kFuel), 0);
  EXPECT_EQ(d.regularise(d.phl, id, given.id, RegularWay::handed_back), Code::refused_already);
}

TEST(Irregular, acts_after_the_closing_are_still_dealt_with) {
  WholeDesk d;
  const auto id = d.delivered({lent_fuel()});
  const auto given = d.give_back(id, 100);
  d.answer(id, given.id, 100);
  ASSERT_EQ(d.say(d.jpn, id, statement::Close{}), Code::accepted);
  const auto late = d.give(id, 5);
  ASSERT_EQ(late.code(), Code::accepted_irregular);
  EXPECT_EQ(d.regularise(d.jpn, id, late.id), Code::accepted);
  EXPECT_EQ(d.regularise(d.phl, id, late.id), Code::refused_state) << "a closed order covers nothing more";
  EXPECT_EQ(d.regularise(d.jpn, id, late.id, RegularWay::handed_back), Code::accepted);
  EXPECT_EQ(d.regularise(d.phl, id, late.id, RegularWay::handed_back), Code::accepted);
  EXPECT_EQ(d.balance(AccountKind::irregular, "jpn", "phl", kFuel), 0);
  EXPECT_EQ(d.order(id).state, OrderState::closed);
}

TEST(Irregular, issues_count_like_others_once_both_say_so) {
  WholeDesk d;
  const auto id = d.agreed_order({lent_fuel()});
  const auto more = d.give(id, 120);
  ASSERT_EQ(more.code(), Code::accepted_irregular);
  EXPECT_EQ(d.regularise(d.jpn, id, more.id, RegularWay::contested), Code::accepted);
  EXPECT_EQ(d.regularise(d.phl, id, more.id), Code::accepted);
  EXPECT_EQ(d.balance(AccountKind::irregular, "jpn", "phl", kFuel), -120 * kM) << "they do not agree";
  EXPECT_EQ(d.regularise(d.jpn, id, more.id), Code::accepted) << "a word may be changed until both agree";
  EXPECT_EQ(d.balance(AccountKind::irregular, "jpn", "phl", kFuel), 0);
  EXPECT_EQ(d.balance(AccountKind::transit, "jpn", "phl", kFuel), 120 * kM);
  EXPECT_EQ(d.take(id, more.id, 120).code(), Code::accepted);
  EXPECT_EQ(d.regularise(d.jpn, id, more.id), Code::refused_already);
}

TEST(Irregular, a_correction_replaces_what_it_corrects_also_when_it_is_covered_later) {
  WholeDesk d;
  const auto id = d.agreed_order({lent_fuel()});
  const auto first = d.give(id, 90);
  const auto corrected = d.give(id, 130, first.id);
  ASSERT_EQ(corrected.code(), Code::accepted_irregular) << "more than was ordered";
  EXPECT_EQ(d.regularise(d.jpn, id, corrected.id), Code::accepted);
  EXPECT_EQ(d.regularise(d.phl, id, corrected.id), Code::accepted);
  EXPECT_EQ(d.order(id).lines[0].issued, 130 * kM);
  EXPECT_EQ(d.balance(AccountKind::transit, "jpn", "phl", kFuel), 130 * kM);
}

TEST(Amendments, leave_what_is_given_for_each_unit_of_an_exchange) {
  WholeDesk d;
  auto berth = line(1, "facilities", "BERTH", 10, "DAY", Means::equal_value_exchange);
  berth.exchange = statement::ExchangeFor{"HANGAR", "DAY", 6 * kM, {}};
  const auto id = d.agreed_order({berth});
  d.take(id, d.give(id, 5).id, 5);
  auto more = berth;
  more.quantity = 20 * kM;
  EXPECT_EQ(d.say(d.jpn, id, statement::Amend{{more}, 0, {}}), Code::refused_line)
      << "six hangar days for twenty berths would take back half of what is owed already";
  more.exchange->quantity = 12 * kM;
  EXPECT_EQ(d.say(d.jpn, id, statement::Amend{{more}, 0, {}}), Code::accepted);
}

TEST(RateCards, bind_an_offer_and_let_quantities_be_amended) {
  WholeDesk d([](terms::Instrument& x) { x.price_rules = terms::PriceRules{true, true, "art-2", {}}; });
  const auto card = d.does(
      d.jpn, d.law, statement::PublishRates{"JPY", day(-10), day(10), {{"fuel", {}, "LTR", {}, 150, 1}}});
  ASSERT_EQ(card.code(), Code::accepted);
  const auto id = d.agreed_order({paid_fuel()}, true, card.id);
  ASSERT_EQ(d.last_code, Code::accepted);
  d.pass_days(20);
  EXPECT_EQ(d.say(d.phl, id, statement::Amend{{paid_fuel(80)}, 12'000, "less"}), Code::accepted)
      << "the price stands as it was agreed, whatever day it is";
  EXPECT_EQ(d.say(d.phl, id, statement::Amend{{paid_fuel(80, 140)}, 11'200, "cheaper"}),
            Code::refused_already);
  EXPECT_EQ(d.say(d.jpn, id, statement::Decline{d.order(id).amendment->id, "no"}), Code::accepted);
  EXPECT_EQ(d.say(d.phl, id, statement::Amend{{paid_fuel(80, 140)}, 11'200, "cheaper"}), Code::refused_rate);
}

TEST(Corrections, of_an_issue_carry_its_receipt_of_goods_along) {
  WholeDesk d;
  const auto id = d.agreed_order({lent_fuel()});
  const auto wrong = d.give(id, 90).id;
  const auto taken = d.take(id, wrong, 80).id;
  const auto right = d.give(id, 80, wrong).id;
  EXPECT_TRUE(has_element(d.order(id), terms::Element::receipt_acknowledged))
      << "what was received under the first issue is what the second one says";
  EXPECT_EQ(d.take(id, right, 79, taken).code(), Code::accepted) << "a receipt may follow to the new issue";
  EXPECT_EQ(d.order(id).lines[0].received, 79 * kM);
  EXPECT_EQ(d.balance(AccountKind::transit, "jpn", "phl", kFuel), kM);
  EXPECT_EQ(d.take(id, right, 80, taken).code(), Code::refused_cited) << "it was corrected before";
}

TEST(Ceilings, hold_against_fifty_pending_orders) {
  WholeDesk d;  // two million yen from April to March
  const auto forty_thousand = paid_fuel(400, 100);
  std::vector<Id> orders;
  for (int i = 0; i < 50; ++i) {
    orders.push_back(d.agreed_order({forty_thousand}));
    ASSERT_EQ(d.last_code, Code::accepted) << "order " << i << ", while all before it wait for their accord";
  }
  const auto one_more = d.agreed_order({paid_fuel(1, 1)});
  EXPECT_EQ(d.last_code, Code::refused_ceiling);
  const auto asked = d.does(d.phl, one_more, statement::Accept{d.order(one_more).offer->id, 1});
  EXPECT_EQ(asked.verdict.detail,
            "phl-debts: 2000000 JPY taken in the year from 2026, 1 JPY more would pass 2000000 JPY");
  const auto key = ceiling_key(d.law, "phl-debts", 2026);
  EXPECT_EQ(d.get<CeilingFact>(key)->amount, kCeiling);
  EXPECT_EQ(d.agreed().find(key), nullptr) << "nothing of it is agreed yet";
  EXPECT_EQ(d.say(d.phl, orders[17], statement::Cancel{}), Code::accepted);
  EXPECT_EQ(d.say(d.phl, one_more, statement::Accept{d.order(one_more).offer->id, 1}), Code::accepted);
  const auto fold = d.accord();
  EXPECT_EQ(d.agreed().get<CeilingFact>(key)->amount, kCeiling - 40'000 + 1);
  unsigned refused = 0;
  for (const auto& entry : fold.entries) refused += entry.verdict.code == Code::refused_ceiling ? 1 : 0;
  EXPECT_EQ(refused, 2U) << "the accord finds what each was told while it was pending";
}

}  // namespace
}  // namespace palitan::kernel::kit
