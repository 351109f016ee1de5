// An order between its sides: agreement, goods, replacement, closing.
#include <gtest/gtest.h>

#include "kernel/record_kit.h"

namespace palitan::kernel::kit {
namespace {
using ledger::AccountKind;
using statement::AcceptReturn;
using statement::Issue;
using statement::Reason;
using statement::Receive;
using statement::ReturnInKind;

constexpr std::int64_t kM = base::kMicro;
const std::string kFuel = "F-76/LTR";

struct Desk : Record {
  Desk() : Record({.open_house = true}) {}
  Office& jpn = office("jpn");
  Office& phl = office("phl");
  template <class Body>
  Code say(Office& who, const Id& in, const Body& body, std::optional<base::Date> on = {}) {
    return act(who, body, {.in = in, .on = on}).code();
  }
  Id ask(std::vector<statement::OrderLine> lines) { return act(phl, request_of(std::move(lines))).id; }
};

TEST(Offers, name_the_goods_that_were_asked_for_and_the_right_total) {
  Desk d;
  const auto id = d.ask({paid_fuel()});
  EXPECT_EQ(d.say(d.phl, id, statement::Offer{{paid_fuel()}, 15'000, {}}), Code::refused_side);
  EXPECT_EQ(d.say(d.jpn, id, statement::Offer{{paid_fuel()}, 14'999, {}}), Code::refused_amount);
  auto other = paid_fuel();
  other.item = "F-44";
  EXPECT_EQ(d.say(d.jpn, id, statement::Offer{{other}, 15'000, {}}), Code::refused_line);
  auto free = paid_fuel();
  free.price.reset();
  EXPECT_EQ(d.say(d.jpn, id, statement::Offer{{free}, 0, {}}), Code::refused_amount);
  const auto huge = paid_fuel(9'000'000'000, 9'000'000'000'000);
  EXPECT_EQ(d.say(d.jpn, id, statement::Offer{{huge}, 1, {}}), Code::refused_overflow);
  EXPECT_EQ(d.say(d.jpn, id, statement::Offer{{paid_fuel(100, 1'000'000'000'000)}, 100'000'000'000'000, {}}),
            Code::refused_limit);
  EXPECT_EQ(d.say(d.jpn, id, statement::Offer{{paid_fuel()}, 15'000, {}}), Code::accepted);
}

TEST(Acceptance, binds_to_the_last_offer) {
  Desk d;
  const auto id = d.ask({paid_fuel()});
  EXPECT_EQ(d.say(d.phl, id, statement::Accept{id, 0}), Code::refused_state);
  const auto first = d.act(d.jpn, statement::Offer{{paid_fuel()}, 15'000, {}}, {.in = id}).id;
  const auto second = d.act(d.jpn, statement::Offer{{paid_fuel(90)}, 13'500, {}}, {.in = id}).id;
  EXPECT_EQ(d.say(d.phl, id, statement::Accept{first, 15'000}), Code::refused_cited);
  EXPECT_EQ(d.say(d.phl, id, statement::Accept{second, 15'000}), Code::refused_amount);
  EXPECT_EQ(d.say(d.jpn, id, statement::Accept{second, 13'500}), Code::refused_state);
  EXPECT_EQ(d.say(d.phl, id, statement::Accept{second, 13'500}), Code::accepted);
  EXPECT_EQ(d.order(id).state, OrderState::accepted);
  EXPECT_EQ(d.order(id).lines[0].line.quantity, 90 * kM);
  EXPECT_EQ(d.say(d.phl, id, statement::Accept{second, 13'500}), Code::refused_cited)
      << "no amendment is open";
}

TEST(Declines, end_what_is_not_yet_agreed) {
  Desk d;
  const auto id = d.ask({lent_fuel()});
  EXPECT_EQ(d.say(d.jpn, id, statement::Decline{d.activity(), {}}), Code::refused_cited);
  EXPECT_EQ(d.say(d.jpn, id, statement::Decline{id, "none to give"}), Code::accepted);
  EXPECT_EQ(d.say(d.jpn, id, statement::Offer{{lent_fuel()}, 0, {}}), Code::refused_state);
  const auto other = d.ask({lent_fuel()});
  EXPECT_EQ(d.say(d.phl, other, statement::Cancel{"not needed"}), Code::accepted);
  EXPECT_EQ(d.order(other).state, OrderState::cancelled);
}

TEST(Amendments, wait_for_the_other_side) {
  Desk d;
  const auto id = d.accepted_order({paid_fuel()}, 15'000);
  const auto first_issue = d.issue(id, 40);
  d.receive(id, first_issue, 40);
  const auto more = [&](std::int64_t litres) {
    return statement::Amend{{paid_fuel(litres)}, litres * 150, "more"};
  };
  EXPECT_EQ(d.say(d.jpn, id, more(39)), Code::refused_line) << "issued already";
  const auto amend = d.act(d.jpn, more(200), {.in = id}).id;
  EXPECT_EQ(d.say(d.phl, id, more(300)), Code::refused_already);
  EXPECT_EQ(d.say(d.jpn, id, statement::Accept{amend, 30'000}), Code::refused_side);
  EXPECT_EQ(d.say(d.jpn, id, statement::Decline{amend, {}}), Code::refused_side);
  EXPECT_EQ(d.say(d.phl, id, statement::Decline{id, {}}), Code::refused_cited);
  EXPECT_EQ(d.say(d.phl, id, statement::Accept{amend, 30'000}), Code::accepted);
  EXPECT_EQ(d.order(id).lines[0].line.quantity, 200 * kM);
  EXPECT_EQ(d.order(id).lines[0].received, 40 * kM);
  auto with_new_line = more(200);
  with_new_line.lines.push_back(
      line(2, "food", "RICE", 1, "KGM", Means::reimbursement, statement::Price{400, 1}));
  with_new_line.total += 400;
  const auto second = d.act(d.phl, with_new_line, {.in = id}).id;
  EXPECT_EQ(d.say(d.jpn, id, statement::Decline{second, "no rice"}), Code::accepted);
  EXPECT_FALSE(d.order(id).amendment);
}

TEST(Strangers, are_no_side_of_an_order) {
  Record record({.parties = {"aus", "jpn", "phl"}});
  record.open_house();
  const auto id = record.accepted_order({lent_fuel()}, 0);
  EXPECT_EQ(record.act(record.office("aus"), statement::Close{}, {.in = id}).code(), Code::refused_party);
  EXPECT_EQ(record.act(record.office("jpn"), statement::Close{}, {.in = record.activity()}).code(),
            Code::refused_cited);
  EXPECT_EQ(record.act(record.office("jpn"), statement::Close{}, {.in = id}).code(), Code::refused_state);
}

TEST(Issues, beyond_the_order_are_recorded_as_irregular) {
  Desk d;
  const auto id = d.accepted_order({lent_fuel()}, 0);
  const auto done = d.act(d.jpn, Issue{{{1, 101 * kM, {}}}, {}, {}}, {.in = id});
  EXPECT_EQ(done.code(), Code::accepted_irregular);
  EXPECT_EQ(done.verdict.clause, "order-line");
  EXPECT_EQ(d.order(id).state, OrderState::accepted) << "the order itself did not move";
  EXPECT_EQ(d.balance(AccountKind::irregular, "jpn", "phl", kFuel), -101 * kM);
  EXPECT_EQ(d.balance(AccountKind::irregular, "phl", "jpn", kFuel), 101 * kM);
  EXPECT_EQ(d.receive(id, done.id, 101).code(), Code::accepted_irregular);
}

TEST(Issues, before_the_order_binds_or_long_ago_are_irregular_and_not_refused) {
  Desk d;
  const auto early = d.ask({lent_fuel()});
  EXPECT_EQ(d.say(d.jpn, early, Issue{{{1, kM, {}}}, {}, {}}), Code::accepted_irregular);
  const auto id = d.accepted_order({lent_fuel()}, 0);
  d.pass_days(60);
  const auto late = d.act(d.jpn, Issue{{{1, kM, {}}}, {}, {}}, {.in = id, .on = day(3)});
  EXPECT_EQ(late.code(), Code::accepted_irregular);
  EXPECT_EQ(late.verdict.clause, "effective-time");
  EXPECT_EQ(d.say(d.phl, id, statement::ConcurDate{statement::Kind::issue, day(3)}), Code::accepted);
  EXPECT_EQ(d.say(d.jpn, id, Issue{{{1, kM, {}}}, {}, {}}, day(3)), Code::accepted)
      << "the other side concurred";
  EXPECT_EQ(d.say(d.jpn, id, Issue{{{1, kM, {}}}, {}, {}}, day(4)), Code::accepted_irregular);
}

TEST(Issues, are_refused_for_their_form_alone) {
  Desk d;
  const auto id = d.accepted_order({lent_fuel()}, 0);
  EXPECT_EQ(d.say(d.phl, id, Issue{{{1, kM, {}}}, {}, {}}), Code::refused_side);
  EXPECT_EQ(d.say(d.jpn, id, Issue{{{2, kM, {}}}, {}, {}}), Code::refused_line);
  EXPECT_EQ(d.say(d.jpn, id, Issue{{}, {}, {}}), Code::refused_line);
  EXPECT_EQ(d.say(d.jpn, id, Issue{{{1, 0, {}}}, {}, {}}), Code::refused_quantity);
  const auto barrels = [](std::int64_t litres) {  // 1 barrel is 158.987294928 litres
    return Issue{{{1, litres, statement::Entered{kM / 2, "BLL", 158'987'294'928, 1'000'000'000}}}, {}, {}};
  };
  EXPECT_EQ(d.say(d.jpn, id, barrels(79'493'648)), Code::refused_quantity);
  EXPECT_EQ(d.say(d.jpn, id, barrels(79'493'647)), Code::accepted);
  EXPECT_EQ(d.say(d.jpn, id, Issue{{{1, kM, statement::Entered{kM, "???", 1, 1}}}, {}, {}}),
            Code::refused_unit);
}

TEST(Receipts, give_a_reason_for_every_difference) {
  Desk d;
  const auto id = d.accepted_order({lent_fuel()}, 0);
  const auto issue = d.issue(id, 100);
  EXPECT_EQ(d.receive(id, id, 1).code(), Code::refused_cited);
  EXPECT_EQ(d.receive(id, issue, 98).code(), Code::refused_reason);
  EXPECT_EQ(d.receive(id, issue, -1).code(), Code::refused_quantity);
  const auto done = d.act(
      d.phl, Receive{issue, {{1, 95 * kM, 3 * kM, Reason::damaged_in_transit, {}}}, {}, {}}, {.in = id});
  EXPECT_EQ(done.code(), Code::accepted);
  EXPECT_EQ(d.balance(AccountKind::transit, "jpn", "phl", kFuel), 2 * kM) << "they disagree about two litres";
  EXPECT_EQ(d.balance(AccountKind::damaged, "phl", "jpn", kFuel), 3 * kM);
  EXPECT_EQ(
      d.say(d.phl, id, Receive{issue, {{1, 97 * kM, 3 * kM, Reason::damaged_in_transit, {}}}, {}, done.id}),
      Code::accepted);
  EXPECT_EQ(d.balance(AccountKind::transit, "jpn", "phl", kFuel), 0);
  EXPECT_EQ(d.say(d.phl, id, Receive{issue, {{1, kM, 0, Reason::other, {}}}, {}, done.id}),
            Code::refused_cited)
      << "corrected before";
}

TEST(Receipts, of_more_than_can_be_counted_are_refused) {
  Desk d;
  const auto id = d.accepted_order({lent_fuel()}, 0);
  const auto first = d.issue(id, 40), second = d.issue(id, 40);
  const std::int64_t much = 9'000'000'000'000'000'000;
  EXPECT_EQ(d.say(d.phl, id, Receive{first, {{1, much, much, Reason::other, {}}}, {}, {}}),
            Code::refused_overflow);
  EXPECT_EQ(d.say(d.phl, id, Receive{first, {{1, much, 0, Reason::over_delivery, {}}}, {}, {}}),
            Code::accepted);
  EXPECT_EQ(d.say(d.phl, id, Receive{second, {{1, 0, much, Reason::over_delivery, {}}}, {}, {}}),
            Code::refused_overflow);
}

TEST(Corrections, of_an_issue_reverse_and_replace_it) {
  Desk d;
  const auto id = d.accepted_order({lent_fuel()}, 0);
  const auto wrong = d.issue(id, 80);
  EXPECT_EQ(d.say(d.jpn, id, Issue{{{1, 60 * kM, {}}}, {}, id}), Code::refused_cited);
  EXPECT_EQ(d.say(d.jpn, id, Issue{{{1, 60 * kM, {}}}, {}, wrong}), Code::accepted);
  EXPECT_EQ(d.order(id).lines[0].issued, 60 * kM);
  EXPECT_EQ(d.say(d.jpn, id, Issue{{{1, 60 * kM, {}}}, {}, wrong}), Code::refused_cited);
  EXPECT_EQ(d.balance(AccountKind::transit, "jpn", "phl", kFuel), 60 * kM);
}

TEST(Replacements, are_the_same_goods_up_to_what_is_owed) {
  Desk d;
  const auto id = d.accepted_order({lent_fuel()}, 0);
  d.receive(id, d.issue(id, 100), 100);
  EXPECT_EQ(d.balance(AccountKind::owed_in_kind, "phl", "jpn", kFuel), -100 * kM);
  const auto give = [&](std::string item, std::int64_t litres) {
    return d.act(d.phl, ReturnInKind{{{1, std::move(item), "LTR", litres * kM, {}}}, {}}, {.in = id});
  };
  const auto wrong = give("F-44", 10);
  EXPECT_EQ(wrong.code(), Code::accepted_irregular);
  EXPECT_EQ(wrong.verdict.clause, "replacement");
  EXPECT_EQ(d.balance(AccountKind::irregular, "phl", "jpn", "F-44/LTR"), -10 * kM);
  EXPECT_EQ(give("F-76", 101).code(), Code::accepted_irregular);
  EXPECT_EQ(give("F\n76", 1).code(), Code::refused_unreadable)
      << "nothing can be on the books under such a name";
  EXPECT_EQ(give("F-76", 0).code(), Code::refused_quantity);
  const auto given = give("F-76", 100).id;
  const auto answer = [&](std::int64_t litres, std::optional<Reason> why) {
    return d.say(d.jpn, id, AcceptReturn{given, {{1, litres * kM, {}}}, why});
  };
  EXPECT_EQ(d.say(d.jpn, id, AcceptReturn{id, {{1, kM, {}}}, {}}), Code::refused_cited);
  EXPECT_EQ(answer(101, {}), Code::refused_quantity);
  EXPECT_EQ(answer(90, {}), Code::refused_reason);
  EXPECT_EQ(d.say(d.jpn, id, statement::Close{}), Code::refused_open);
  EXPECT_EQ(answer(90, Reason::spoiled), Code::accepted);
  EXPECT_EQ(answer(90, Reason::spoiled), Code::refused_already);
  EXPECT_EQ(d.balance(AccountKind::owed_in_kind, "phl", "jpn", kFuel), -10 * kM);
  EXPECT_EQ(d.balance(AccountKind::transit, "phl", "jpn", kFuel), 0);
}

TEST(Replacements, close_the_order_when_nothing_is_owed) {
  Desk d;
  const auto id = d.accepted_order({lent_fuel()}, 0);
  d.receive(id, d.issue(id, 100), 100);
  d.pass_days(500);  // the exercise is over; the debt is not
  const auto given = d.act(d.phl, ReturnInKind{{{1, "F-76", "LTR", 100 * kM, {}}}, {}}, {.in = id});
  EXPECT_EQ(given.code(), Code::accepted);
  EXPECT_EQ(d.say(d.jpn, id, AcceptReturn{given.id, {{1, 100 * kM, {}}}, {}}), Code::accepted);
  EXPECT_EQ(d.say(d.phl, id, statement::Close{}), Code::accepted);
  EXPECT_EQ(d.order(id).state, OrderState::closed);
}

}  // namespace
}  // namespace palitan::kernel::kit
