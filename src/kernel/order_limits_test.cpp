// Orders to the last unit and the last line: every limit is asked on both of its sides, and every refusal
// says what is wrong and where it stands.
#include <gtest/gtest.h>

#include "kernel/order_kit.h"

namespace palitan::kernel::kit {
namespace {
using ledger::AccountKind;
using statement::Issue;
using statement::Receive;

const std::string kGood = "accepted (): ";

struct OrderLimits : WholeDesk, ::testing::Test {
  OrderLimits() : WholeDesk([](terms::Instrument& x) { x.ceilings[0].supplies_amount = 1'500'000; }) {}
  template <class Body>
  std::string says(Office& who, const Id& in, const Body& body, std::optional<base::Date> on = {}) {
    return told(does(who, in, body, on));
  }
  std::string ask(std::vector<statement::OrderLine> lines, std::optional<base::Date> on = {}) {
    return told(act(phl, asked(std::move(lines)), {.on = on}));
  }
  std::string ask_under(const Id& instrument_id, const Id& purpose, std::optional<base::Date> on = {}) {
    auto body = asked({lent_fuel()});
    body.instrument = instrument_id;
    body.activity = purpose;
    return told(act(phl, body, {.on = on}));
  }
};

// ---- asking ----

TEST_F(OrderLimits, an_order_has_up_to_two_hundred_lines) {
  std::vector<statement::OrderLine> lines;
  for (std::uint32_t i = 1; i <= 200; ++i)
    lines.push_back(line(i, "fuel", "F-76", 1, "LTR", Means::replacement_in_kind));
  EXPECT_EQ(ask(lines), kGood);
  lines.push_back(line(201, "fuel", "F-76", 1, "LTR", Means::replacement_in_kind));
  EXPECT_EQ(ask(lines), "refused_line (order-line): an order has 1 to 200 lines");
  EXPECT_EQ(ask({}), "refused_line (order-line): an order has 1 to 200 lines");
  EXPECT_EQ(ask({lent_fuel(), lent_fuel()}), "refused_line (order-line): line numbers ascend from 1");
}

TEST_F(OrderLimits, items_are_letters_digits_and_hyphens_to_the_ends_of_the_alphabet) {
  for (const char* item : {"AZ", "09", "-", "ABCDEFGHIJKL"})
    EXPECT_EQ(ask({line(1, "fuel", item, 1, "LTR", Means::replacement_in_kind)}), kGood) << item;
  for (const char* item : {"", "@", "[", "/", ":", "a", "ABCDEFGHIJKLM"})
    EXPECT_EQ(ask({line(1, "fuel", item, 1, "LTR", Means::replacement_in_kind)}),
              "refused_unreadable (order-line): line 1: item is 1 to 12 of A-Z, 0-9 and '-'")
        << item;
}

TEST_F(OrderLimits, a_price_is_nothing_or_more_for_up_to_a_million_units) {
  const std::string bad = "refused_amount (order-line): line 1: price";
  EXPECT_EQ(ask({paid_fuel(1, 0)}), kGood) << "what is given away has a price, too";
  EXPECT_EQ(ask({paid_fuel(1, -1)}), bad);
  EXPECT_EQ(ask({paid_fuel(1, 1, 1'000'000)}), kGood);
  EXPECT_EQ(ask({paid_fuel(1, 1, 1'000'001)}), bad);
  EXPECT_EQ(ask({paid_fuel(1, 1, 0)}), bad);
}

TEST_F(OrderLimits, a_purpose_lasts_from_its_first_day_to_its_last) {
  const auto purpose =
      act(jpn, statement::OpenActivity{"exercise", "x", {"jpn", "phl"}, day(2), day(4), {}}).id;
  act(phl, statement::ConcurActivity{}, {.in = purpose});
  pass_days(8);
  const auto outside = [](int on) {
    return "refused_window (activity): 'x' runs " + to_text(day(2)) + " to " + to_text(day(4)) +
           ", the act is of " + to_text(day(on));
  };
  EXPECT_EQ(ask_under(law, purpose, day(1)), outside(1));
  EXPECT_EQ(ask_under(law, purpose, day(2)), kGood);
  EXPECT_EQ(ask_under(law, purpose, day(4)), kGood);
  EXPECT_EQ(ask_under(law, purpose, day(5)), outside(5));
  EXPECT_EQ(ask_under(law, law), "refused_cited (order): no activity under that id");
}

TEST_F(OrderLimits, another_agreement_that_carries_it_is_named) {
  auto rules = whole_instrument({"jpn", "phl"});
  rules.name = "later-acsa";
  rules.categories.erase(rules.categories.begin());  // no facilities
  const auto later = act(jpn, statement::ProposeInstrument{terms::write(rules)}).id;
  const std::string unratified = "refused_not_in_force (art-5): later-acsa is not ratified by every party";
  const std::string hint = "; plain-acsa is in force on that day and carries it";
  EXPECT_EQ(ask_under(later, activity()), unratified + hint);
  EXPECT_EQ(ask_under(later, law), unratified) << "an agreement is no purpose";
  const auto ratified = act(jpn, statement::RatifyInstrument{day(9), {}}, {.in = later}).id;
  EXPECT_EQ(ask_under(later, ratified), unratified) << "nor is a signature that opened no case";
  act(phl, statement::RatifyInstrument{day(9), {}}, {.in = later});
  EXPECT_EQ(ask_under(later, activity()), "refused_not_in_force (art-5): in force from " + to_text(day(9)) +
                                              ", the act is of " + to_text(day(0)) + hint);
  pass_days(9);
  EXPECT_EQ(ask_under(later, activity()), kGood);
}

// ---- goods ----

TEST_F(OrderLimits, what_was_measured_is_converted_by_a_ratio_above_zero) {
  const auto id = agreed_order({lent_fuel()});
  const auto measured = [&](std::int64_t numerator, std::int64_t denominator, const char* unit = "EA") {
    return says(jpn, id, Issue{{{1, kM, statement::Entered{kM, unit, numerator, denominator}}}, {}, {}});
  };
  const std::string bad = "refused_quantity (quantity): what was entered";
  EXPECT_EQ(measured(0, 1), bad);
  EXPECT_EQ(measured(1, 0), bad);
  EXPECT_EQ(measured(-1, -1), bad);
  EXPECT_EQ(measured(1, 1), kGood);
  EXPECT_EQ(measured(1, 1, "BLL"),
            "refused_conversion (quantity): one BLL is 9936705933/62500000 LTR, signed 1/1");
}

TEST_F(OrderLimits, an_issue_may_turn_out_to_have_been_none) {
  const auto id = agreed_order({lent_fuel()});
  const auto wrong = give(id, 40).id;
  EXPECT_EQ(told(give(id, 0)), "refused_quantity (quantity): line 1");
  EXPECT_EQ(told(give(id, 0, wrong)), kGood);
  EXPECT_EQ(order(id).lines[0].issued, 0);
  const auto beyond = give(id, 101);
  EXPECT_EQ(beyond.code(), Code::accepted_irregular);
  ASSERT_EQ(order(id).irregular.size(), 1u);
  EXPECT_EQ(order(id).irregular[0].clause, "order-line") << "what had no cover says which";
}

TEST_F(OrderLimits, receipts_may_come_in_parts) {
  const auto id = agreed_order({lent_fuel()});
  const auto issue = give(id, 100).id;
  const auto part = [&](std::int64_t units, std::optional<statement::Reason> why,
                        std::optional<Id> corrects = {}) {
    return does(phl, id, Receive{issue, {{1, units * kM, 0, why, {}}}, {}, corrects});
  };
  EXPECT_EQ(told(part(40, {})), "refused_reason (receipt): line 1: 100 issued, 40 received in all");
  const auto first = part(40, statement::Reason::short_delivery);
  ASSERT_EQ(told(first), kGood);
  EXPECT_EQ(told(part(50, {})), "refused_reason (receipt): line 1: 100 issued, 90 received in all");
  EXPECT_EQ(told(part(60, {}, id)), "refused_cited (order): no such receipt to correct");
  EXPECT_EQ(told(part(60, {})), kGood) << "now all of it has come";
  EXPECT_EQ(order(id).lines[0].received, 100 * kM);
}

TEST_F(OrderLimits, returns_count_from_the_least_and_what_was_handed_back_may_come_again) {
  const auto id = delivered({lent_fuel()});
  const auto wrong = give_back(id, 1, "F-77");
  EXPECT_EQ(wrong.code(), Code::accepted_irregular);
  EXPECT_NE(wrong.verdict.detail.find("line 1: F-76/LTR owed, F-77/LTR returned"), std::string::npos)
      << wrong.verdict.detail;
  const auto returned = [&](std::int64_t micro) {
    return does(phl, id, statement::ReturnInKind{{{1, "F-76", "LTR", micro, {}, {}}}, {}});
  };
  EXPECT_EQ(told(returned(0)), "refused_quantity (quantity): line 1");
  const auto least = returned(1);
  EXPECT_EQ(told(least), kGood);
  EXPECT_EQ(say(jpn, id, statement::AcceptReturn{least.id, {{1, 0, {}}}, statement::Reason::spoiled}),
            Code::accepted);
  const auto all = give_back(id, 100).id;
  EXPECT_EQ(answer(id, all, 60), Code::accepted);
  const auto more = give_back(id, 41);
  EXPECT_EQ(more.code(), Code::accepted_irregular);
  EXPECT_NE(more.verdict.detail.find("line 1: 100 owed, 60 returned before"), std::string::npos)
      << more.verdict.detail;
  EXPECT_EQ(told(give_back(id, 40)), kGood);
}

TEST_F(OrderLimits, what_came_from_paper_is_confirmed_by_the_act_that_answers_it) {
  const auto id = agreed_order({lent_fuel()});
  const std::vector<statement::Attachment> scan = {
      {crypto::sha256(base::view_of("scan")), 9, "image/png", "note.png"}};
  const statement::PaperForm form{{"Lt. Cruz"}};
  const Issue body{{{1, 100 * kM, {}}}, {}, {}, form};
  EXPECT_EQ(told(act(jpn, body, {.in = id})), "refused_paper (paper): ");
  const auto issue = act(jpn, body, {.in = id, .attached = scan});
  ASSERT_EQ(told(issue), kGood);
  ASSERT_EQ(order(id).from_paper.size(), 1u);
  EXPECT_FALSE(order(id).from_paper[0].confirmed);
  const auto receipt =
      act(phl, Receive{issue.id, {{1, 100 * kM, 0, {}, {}}}, {}, {}, form}, {.in = id, .attached = scan});
  ASSERT_EQ(told(receipt), kGood);
  EXPECT_TRUE(order(id).from_paper[0].confirmed) << "who receives it says that it was issued";
  ASSERT_EQ(order(id).from_paper.size(), 2u);
  EXPECT_EQ(order(id).from_paper[1].act, receipt.id);
  EXPECT_FALSE(order(id).from_paper[1].confirmed);
  EXPECT_EQ(says(phl, id, statement::ConfirmPaper{receipt.id, {}}),
            "refused_side (paper): the other side confirms what was entered from paper");
  EXPECT_EQ(says(jpn, id, statement::ConfirmPaper{receipt.id, {}}), kGood);
  EXPECT_EQ(order(id).issues[0].papers, 1u);
}

// ---- money ----

TEST_F(OrderLimits, an_amendment_takes_of_a_ceiling_what_it_adds) {
  const auto amend = [&](const Id& id, const statement::OrderLine& to, std::int64_t total) {
    const auto change = does(phl, id, statement::Amend{{to}, total, "more"}).id;
    return says(jpn, id, statement::Accept{change, total});
  };
  const auto id = agreed_order({paid_fuel(14'000, 100)});
  ASSERT_EQ(last_code, Code::accepted);
  EXPECT_EQ(amend(id, paid_fuel(16'000, 100), 1'600'000),
            "refused_ceiling (debts): phl-debts, supplies: 1400000 JPY taken in the year from 2026, 200000 "
            "JPY more "
            "would pass 1500000 JPY");
  ASSERT_EQ(say(phl, id, statement::Decline{order(id).amendment->id, {}}), Code::refused_side);
  ASSERT_EQ(say(jpn, id, statement::Decline{order(id).amendment->id, {}}), Code::accepted);
  EXPECT_EQ(amend(id, paid_fuel(15'000, 100), 1'500'000), kGood);
  const auto key = ceiling_key(law, "phl-debts", 2026);
  EXPECT_EQ(get<CeilingFact>(key)->amount, 1'500'000);
  EXPECT_EQ(get<CeilingFact>(key)->supplies, 1'500'000);
  EXPECT_EQ(amend(id, paid_fuel(14'500, 100), 1'450'000), kGood) << "less is always possible";
  EXPECT_EQ(get<CeilingFact>(key)->amount, 1'450'000);
  EXPECT_EQ(get<CeilingFact>(key)->supplies, 1'450'000);
}

TEST_F(OrderLimits, a_ceiling_on_everything_needs_none_on_supplies) {
  WholeDesk d([](terms::Instrument& x) { x.ceilings[0].supplies_amount.reset(); });
  const auto id = d.agreed_order({paid_fuel(19'000, 100)});
  ASSERT_EQ(d.last_code, Code::accepted);
  const auto change = d.does(d.phl, id, statement::Amend{{paid_fuel(21'000, 100)}, 2'100'000, "more"}).id;
  EXPECT_EQ(told(d.does(d.jpn, id, statement::Accept{change, 2'100'000})),
            "refused_ceiling (debts): phl-debts: 1900000 JPY taken in the year from 2026, 200000 JPY more "
            "would pass "
            "2000000 JPY");
}

TEST_F(OrderLimits, a_debt_is_set_off_against_a_bill_of_an_order) {
  const auto id = delivered({paid_fuel()});
  const auto mine = bill(id, 100).id;
  pass_days(700);
  const auto set_off_against = [&](const Id& theirs) {
    return says(jpn, id, statement::Offset{mine, theirs, {1, "JPY"}, "State, letter 8"});
  };
  EXPECT_EQ(set_off_against(activity()), "refused_cited (debt): it is no invoice of an order");
  EXPECT_EQ(set_off_against(get<SeatFact>(seat_key(jpn.seat()))->appointment),
            "refused_cited (debt): it is no invoice of an order")
      << "an appointment is of no case at all";
}

}  // namespace
}  // namespace palitan::kernel::kit
