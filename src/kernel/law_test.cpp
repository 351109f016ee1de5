// Under what law and for what purpose: instruments, activities, and the request that leans on both.
#include <gtest/gtest.h>

#include "kernel/record_kit.h"

namespace palitan::kernel::kit {
namespace {
using statement::OpenActivity;
using statement::ProposeInstrument;
using statement::RatifyInstrument;

const std::vector<std::string> kBoth = {"jpn", "phl"};

struct World : Record {
  World() : Record({.open_house = true}) {}
  Office& jpn = office("jpn");
  Office& phl = office("phl");

  Id proposed(const terms::Instrument& rules) { return act(jpn, ProposeInstrument{terms::write(rules)}).id; }
  Id in_force(const terms::Instrument& rules, base::Date from) {
    const auto id = proposed(rules);
    act(jpn, RatifyInstrument{from, {}}, {.in = id});
    act(phl, RatifyInstrument{from, {}}, {.in = id});
    return id;
  }
  Code ask(std::vector<statement::OrderLine> lines, const As& as = {}) {
    return act(phl, request_of(std::move(lines)), as).code();
  }
  Code ask_under(const Id& instrument_id, const Id& activity_id, const As& as = {}) {
    auto body = request_of({lent_fuel()});
    body.instrument = instrument_id;
    body.activity = activity_id;
    return act(phl, body, as).code();
  }
};

TEST(Instruments, are_proposed_by_a_party_to_them) {
  World w;
  EXPECT_EQ(w.act(w.jpn, ProposeInstrument{{1, 2, 3}}).code(), Code::refused_terms);
  EXPECT_EQ(w.act(w.jpn, ProposeInstrument{terms::write(plain_instrument({"aus", "jpn"}))}).code(),
            Code::refused_party);
  EXPECT_EQ(
      w.act(w.office("jpn", "registrar"), ProposeInstrument{terms::write(plain_instrument(kBoth))}).code(),
      Code::refused_role);
}

TEST(Instruments, come_into_force_when_all_ratify_the_same) {
  World w;
  auto rules = plain_instrument(kBoth);
  rules.clocks = {{Means::reimbursement, {}, "art-4"}};
  const auto id = w.proposed(rules);
  const std::vector<statement::Setting> sixty = {{"clock.reimbursement.days", 60}};
  EXPECT_EQ(w.act(w.jpn, RatifyInstrument{day(0), {{"no.such.thing", 1}}}, {.in = id}).code(),
            Code::refused_settings);
  EXPECT_EQ(w.act(w.jpn, RatifyInstrument{day(0), sixty}, {.in = id}).code(), Code::accepted);
  EXPECT_EQ(w.act(w.jpn, RatifyInstrument{day(0), sixty}, {.in = id}).code(), Code::refused_already);
  EXPECT_EQ(w.act(w.phl, RatifyInstrument{day(1), sixty}, {.in = id}).code(), Code::refused_settings);
  EXPECT_EQ(w.ask_under(id, w.activity()), Code::refused_not_in_force);
  EXPECT_EQ(w.act(w.phl, RatifyInstrument{day(0), sixty}, {.in = id}).verdict.state, 2);
  EXPECT_EQ(w.ask_under(id, w.activity()), Code::accepted);
  EXPECT_EQ(w.act(w.phl, RatifyInstrument{day(0), sixty}, {.in = w.activity()}).code(), Code::refused_cited);
}

TEST(Instruments, hold_from_their_date_to_their_end) {
  World w;
  auto rules = plain_instrument(kBoth);
  rules.ends = day(10);
  const auto id = w.in_force(rules, day(2));
  EXPECT_EQ(w.ask_under(id, w.activity()), Code::refused_not_in_force);
  EXPECT_EQ(w.ask_under(id, id), Code::refused_not_in_force) << "whatever else is wrong with it";
  w.pass_days(2);
  EXPECT_EQ(w.ask_under(id, w.activity()), Code::accepted);
  w.pass_days(8);
  EXPECT_EQ(w.ask_under(id, w.activity()), Code::refused_ended);
  EXPECT_EQ(w.ask_under(id, w.activity(), {.on = day(9)}), Code::accepted);
}

TEST(Activities, are_opened_by_one_and_concurred_in_by_the_others) {
  World w;
  const OpenActivity exercise{"exercise", "x", kBoth, day(0), day(9), {}};
  auto strange = exercise;
  strange.parties = {"aus", "jpn"};
  EXPECT_EQ(w.act(w.jpn, strange).code(), Code::refused_party);
  strange.parties = {"phl", "jpn"};
  EXPECT_EQ(w.act(w.jpn, strange).code(), Code::refused_unreadable);
  strange.parties = {"phl"};
  EXPECT_EQ(w.act(w.jpn, strange).code(), Code::refused_party);
  const auto id = w.act(w.jpn, exercise).id;
  EXPECT_EQ(w.ask_under(w.instrument(), id), Code::refused_not_concurred);
  EXPECT_EQ(w.act(w.jpn, statement::ConcurActivity{}, {.in = id}).code(), Code::refused_already);
  EXPECT_EQ(w.act(w.phl, statement::ConcurActivity{}, {.in = w.instrument()}).code(), Code::refused_cited);
  EXPECT_EQ(w.act(w.phl, statement::ConcurActivity{}, {.in = id}).verdict.state, 2);
  EXPECT_EQ(w.ask_under(w.instrument(), id), Code::accepted);
  EXPECT_EQ(w.ask_under(w.instrument(), id, {.on = day(-1)}), Code::refused_window);
}

TEST(Activities, must_be_of_a_kind_that_the_instrument_lists) {
  World w;
  const auto id = w.act(w.jpn, OpenActivity{"parade", "x", kBoth, day(-9), day(9), {}}).id;
  w.act(w.phl, statement::ConcurActivity{}, {.in = id});
  EXPECT_EQ(w.ask_under(w.instrument(), id), Code::refused_activity);
}

TEST(Requests, name_law_and_purpose) {
  World w;
  EXPECT_EQ(w.ask({lent_fuel()}), Code::accepted);
  EXPECT_EQ(w.ask_under(w.activity(), w.activity()), Code::refused_cited);
  EXPECT_EQ(w.ask_under(w.instrument(), w.instrument()), Code::refused_cited);
  EXPECT_EQ(w.act(w.phl, w.request_of({lent_fuel()}), {.in = w.activity()}).code(), Code::refused_cited)
      << "it opens a case";
  EXPECT_EQ(w.act(w.jpn, w.request_of({lent_fuel()})).code(), Code::refused_side);
  auto body = w.request_of({lent_fuel()});
  body.supplier = "aus";
  EXPECT_EQ(w.act(w.phl, body).code(), Code::refused_party);
  body = w.request_of({lent_fuel()});
  body.currency = "XXX";
  EXPECT_EQ(w.act(w.phl, body).code(), Code::refused_currency);
}

TEST(Requests, have_well_formed_lines_that_the_instrument_allows) {
  World w;
  EXPECT_EQ(w.ask({}), Code::refused_line);
  EXPECT_EQ(w.ask({lent_fuel(), lent_fuel()}), Code::refused_line);
  EXPECT_EQ(w.ask({lent_fuel(0)}), Code::refused_quantity);
  EXPECT_EQ(w.ask({line(1, "fuel", "F-76", 1, "XYZ", Means::reimbursement)}), Code::refused_unit);
  EXPECT_EQ(w.ask({line(1, "fuel", "f 76", 1, "LTR", Means::reimbursement)}), Code::refused_unreadable);
  EXPECT_EQ(w.ask({paid_fuel(1, -5)}), Code::refused_amount);
  EXPECT_EQ(w.ask({line(1, "ships", "BOAT", 1, "EA", Means::reimbursement)}), Code::refused_category);
  EXPECT_EQ(w.ask({line(1, "ammunition", "A071", 1, "14", Means::reimbursement)}), Code::refused_excluded);
  EXPECT_EQ(w.ask({line(1, "food", "RICE", 1, "KGM", Means::replacement_in_kind)}), Code::refused_means);
  EXPECT_EQ(w.ask({line(1, "fuel", "F-76", 1, "LTR", Means::equal_value_exchange)}), Code::refused_means);
}

TEST(Requests, of_the_excluded_category_are_fine_the_other_way_round) {
  World w;
  auto body = w.request_of({line(1, "ammunition", "A071", 1, "14", Means::reimbursement)});
  std::swap(body.supplier, body.recipient);
  EXPECT_EQ(w.act(w.jpn, body).code(), Code::accepted);
}

TEST(Times, lie_within_the_window) {
  World w;
  EXPECT_EQ(w.ask({lent_fuel()}, {.on = day(1)}), Code::refused_future);
  EXPECT_EQ(w.ask({lent_fuel()}, {.on = day(-15)}), Code::accepted);
  w.pass_days(40);
  EXPECT_EQ(w.ask({lent_fuel()}, {.on = day(9)}), Code::refused_back_dated);
  EXPECT_EQ(w.ask({lent_fuel()}, {.on = day(11)}), Code::accepted);
}

}  // namespace
}  // namespace palitan::kernel::kit
