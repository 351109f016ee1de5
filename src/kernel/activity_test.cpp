// Activities: what they are on which day, and events that moved nothing.
#include <gtest/gtest.h>

#include "kernel/record_kit.h"

namespace palitan::kernel::kit {
namespace {
using statement::ChangeActivity;
using statement::ConcurActivity;
using statement::EventKind;
using statement::RecordEvent;

struct World : Record {
  explicit World(std::vector<std::string> parties = {"jpn", "phl"})
      : Record({.parties = std::move(parties), .open_house = true}) {}
  Office& jpn = office("jpn");
  Office& phl = office("phl");

  static ChangeActivity to(std::string type, base::Date since) {
    return {std::move(type), since, day(-20), day(400), "Cebu", "earthquake", {}, {}};
  }
  Done change(Office& who, const ChangeActivity& body) { return act(who, body, {.in = activity()}); }
  Code concur(Office& who, const Id& of) { return act(who, ConcurActivity{of}, {.in = activity()}).code(); }
  std::string type_on(base::Date date) {
    return get<CaseFact>(case_key(activity()))->activity->on(date).type;
  }
  Code ask(base::Date date) { return act(phl, request_of({lent_fuel()}), {.on = date}).code(); }
};

TEST(Purpose, changes_once_every_party_has_said_so) {
  World w({"aus", "jpn", "phl"});
  const auto change = w.change(w.jpn, World::to("relief", day(0)));
  EXPECT_EQ(change.verdict.state, 3);
  EXPECT_EQ(w.concur(w.phl, change.id), Code::accepted);
  EXPECT_EQ(w.concur(w.phl, change.id), Code::refused_already);
  EXPECT_EQ(w.type_on(day(0)), "exercise");
  const auto last = w.act(w.office("aus"), ConcurActivity{change.id}, {.in = w.activity()});
  EXPECT_EQ(last.verdict.state, 2);
  EXPECT_EQ(w.type_on(day(0)), "relief");
  EXPECT_EQ(w.type_on(day(-1)), "exercise");
  EXPECT_EQ(w.concur(w.phl, change.id), Code::refused_cited);
}

TEST(Purpose, judges_each_act_by_the_version_of_its_date) {
  World w;
  w.pass_days(5);
  // A purpose that the agreement does not list from day 3 on, and a shorter window.
  auto body = World::to("parade", day(3));
  w.concur(w.phl, w.change(w.jpn, body).id);
  EXPECT_EQ(w.ask(day(2)), Code::accepted);
  EXPECT_EQ(w.ask(day(3)), Code::refused_activity);
  body = World::to("relief", day(4));
  body.until = day(4);
  w.concur(w.jpn, w.change(w.phl, body).id);
  EXPECT_EQ(w.ask(day(3)), Code::refused_activity);
  EXPECT_EQ(w.ask(day(4)), Code::accepted);
  EXPECT_EQ(w.ask(day(5)), Code::refused_window);
}

TEST(Purpose, has_a_form_and_a_reason) {
  World w;
  const auto tried = [&](auto change) {
    auto body = World::to("relief", day(0));
    change(body);
    return w.change(w.jpn, body).code();
  };
  EXPECT_EQ(tried([](auto& x) { x.reason.clear(); }), Code::refused_unreadable);
  EXPECT_EQ(tried([](auto& x) { x.type.clear(); }), Code::refused_unreadable);
  EXPECT_EQ(tried([](auto& x) { x.until = day(-21); }), Code::refused_unreadable);
  EXPECT_EQ(tried([](auto& x) { x.since = day(401); }), Code::refused_unreadable);
  EXPECT_EQ(tried([](auto& x) { x.since = day(-31); }), Code::refused_back_dated);
  EXPECT_EQ(tried([](auto& x) { x.units = {"1st Wing", "1st Wing"}; }), Code::refused_unreadable);
  EXPECT_EQ(tried([](auto& x) { x.places = {{"phtac", {}, {}, {}}}; }), Code::refused_place);
  EXPECT_EQ(tried([](auto& x) { x.places = {{}}; }), Code::refused_place);
  EXPECT_EQ(tried([](auto& x) { x.places = {{"PHTAC", {}, {}, {}}}; }), Code::accepted);
  EXPECT_EQ(w.act(w.jpn, World::to("relief", day(0)), {.in = w.instrument()}).code(), Code::refused_cited);
}

TEST(Purpose, proposed_again_takes_the_place_of_the_earlier_proposal) {
  World w;
  const auto first = w.change(w.jpn, World::to("relief", day(0))).id;
  const auto second = w.change(w.jpn, World::to("relief", day(1))).id;
  const auto other = w.change(w.phl, World::to("relief", day(2))).id;
  EXPECT_EQ(w.concur(w.phl, first), Code::refused_cited);
  EXPECT_EQ(w.concur(w.phl, second), Code::accepted);
  EXPECT_EQ(w.concur(w.jpn, other), Code::accepted);
  EXPECT_EQ(w.type_on(day(0)), "exercise");
  EXPECT_EQ(w.type_on(day(1)), "relief");
}

TEST(Purpose, waits_for_the_opening_to_be_concurred_in) {
  World w;
  const auto id =
      w.act(w.jpn, statement::OpenActivity{"exercise", "x", {"jpn", "phl"}, day(0), day(9), {}}).id;
  EXPECT_EQ(w.act(w.jpn, World::to("relief", day(0)), {.in = id}).code(), Code::refused_not_concurred);
}

TEST(Openings, keep_units_and_places_of_the_right_form) {
  World w;
  statement::OpenActivity body{"exercise", "x", {"jpn", "phl"}, day(0), day(9), {}, {"1st Wing"}, {}};
  body.places = {{"PHTAC", "Tacloban", 11'240'000, 125'000'000}};
  EXPECT_EQ(w.act(w.jpn, body).code(), Code::accepted);
  for (const char* code : {"PHTA", "PHTACX", "P1TAC", "PHTA1", "phtac"}) {
    body.places[0].locode = code;
    EXPECT_EQ(w.act(w.jpn, body).code(), Code::refused_place) << code;
  }
  body.places[0] = {{}, "at sea", 11'240'000, {}};
  EXPECT_EQ(w.act(w.jpn, body).code(), Code::refused_place);
}

TEST(Events, move_nothing) {
  World w;
  const RecordEvent dry{EventKind::dry_approach, {"JS Akebono", "BRP Gregorio del Pilar"}, {}, "drill"};
  const auto done = w.act(w.phl, dry, {.in = w.activity()});
  EXPECT_EQ(done.code(), Code::accepted);
  EXPECT_TRUE(done.postings.empty());
  const auto& events = w.get<CaseFact>(case_key(w.activity()))->activity->events;
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].count, 1u);
  EXPECT_EQ(w.act(w.phl, dry, {.in = w.activity(), .on = day(-25)}).code(), Code::accepted_irregular);
  auto bad = dry;
  bad.place.locode = "??";
  EXPECT_EQ(w.act(w.phl, bad, {.in = w.activity()}).code(), Code::refused_place);
  EXPECT_EQ(w.act(w.office("phl", "registrar"), dry, {.in = w.activity()}).code(), Code::refused_role);
}

}  // namespace
}  // namespace palitan::kernel::kit
