// Visits: declared, consented to, carried out; declared against actual; what stays open.
#include "kernel/visit_kit.h"

#include <gtest/gtest.h>

namespace palitan::kernel::kit {
namespace {
using statement::AmendVisit;
using statement::ArmsKind;
using statement::ClaimOutcome;
using statement::CloseVisit;
using statement::ConsentVisit;
using statement::CraftKind;
using statement::DeclareChange;
using statement::PeopleKind;
using statement::VisitPlan;

std::string reason(const Done& done) { return done.verdict.detail; }
bool says(const Done& done, std::string_view part) { return reason(done).find(part) != std::string::npos; }

TEST(Visits, run_from_notice_to_close) {
  VisitDesk d;
  const auto id = d.notified();
  EXPECT_EQ(d.say(d.jpn, id, ConsentVisit{id, {}, {}}), Code::refused_side);
  EXPECT_EQ(d.say(d.phl, id, ConsentVisit{id, {}, "clearance"}), Code::accepted);
  EXPECT_EQ(d.visit(id).state, VisitState::consented);
  EXPECT_EQ(d.say(d.jpn, id, d.coming(d.whole())), Code::accepted);
  EXPECT_EQ(d.visit(id).state, VisitState::entered);
  EXPECT_EQ(d.say(d.jpn, id, CloseVisit{}), Code::refused_state);
  EXPECT_EQ(d.say(d.jpn, id, DeclareChange{{{2, 600}}, {{2, 800 * base::kMicro}}, {}}), Code::accepted);
  auto rest = d.whole();
  rest.arms[1].count = 300;
  rest.manifest.pop_back();
  EXPECT_EQ(d.say(d.jpn, id, d.going(rest, true)), Code::accepted);
  EXPECT_EQ(d.visit(id).state, VisitState::departed);
  EXPECT_EQ(d.say(d.phl, id, CloseVisit{}), Code::accepted);
  EXPECT_EQ(d.visit(id).state, VisitState::closed);
  EXPECT_EQ(d.visit(id).arms[1].expended, 600u);
  EXPECT_EQ(inside_of(d.visit(id)), "");
}

TEST(Visits, are_notified_by_the_visitor_under_an_agreement_on_visits) {
  VisitDesk d;
  EXPECT_EQ(d.act(d.phl, d.notice(d.plan())).code(), Code::refused_side);
  auto body = d.notice(d.plan());
  body.instrument = d.acsa;
  EXPECT_EQ(d.act(d.jpn, body).code(), Code::refused_authority);
  body.instrument = d.activity();
  EXPECT_EQ(d.act(d.jpn, body).code(), Code::refused_cited);
  body = d.notice(d.plan());
  body.host = "jpn";
  EXPECT_EQ(d.act(d.jpn, body).code(), Code::refused_party);
  // A parade is no cooperative activity.
  body = d.notice(d.plan());
  body.activity =
      d.act(d.jpn, statement::OpenActivity{"parade", "x", {"jpn", "phl"}, day(-9), day(99), {}}).id;
  EXPECT_EQ(d.act(d.jpn, body).code(), Code::refused_not_concurred);
  d.act(d.phl, statement::ConcurActivity{}, {.in = body.activity});
  EXPECT_EQ(d.act(d.jpn, body).code(), Code::refused_activity);
}

TEST(Plans, have_a_form) {
  VisitDesk d;
  const auto tried = [&](auto change) {
    auto plan = d.plan();
    change(plan);
    return d.act(d.jpn, d.notice(plan)).code();
  };
  EXPECT_EQ(tried([](VisitPlan&) {}), Code::accepted);
  EXPECT_EQ(tried([](VisitPlan& p) { p.until = day(900); }), Code::refused_window);
  EXPECT_EQ(tried([](VisitPlan& p) { p.places = {{"PH1AC", {}, {}, {}}}; }), Code::refused_place);
  EXPECT_EQ(tried([](VisitPlan& p) { p.places = {{{}, "x", 91'000'000, 0}}; }), Code::refused_place);
  EXPECT_EQ(tried([](VisitPlan& p) { p.places = {{{}, "x", 10, {}}}; }), Code::refused_place);
  EXPECT_EQ(tried([](VisitPlan& p) { p.places = {{"PHTAC", {}, 11'240'000, 125'000'000}}; }), Code::accepted);
  const std::function<void(VisitPlan&)> faults[] = {
      [](VisitPlan& p) { p.until = day(-1); },
      [](VisitPlan& p) { p.purpose.clear(); },
      [](VisitPlan& p) { p.people.clear(), p.craft.clear(); },
      [](VisitPlan& p) { std::swap(p.people[0], p.people[1]); },
      [](VisitPlan& p) { p.people[0].count = 0; },
      [](VisitPlan& p) { p.craft.push_back(p.craft[0]); },
      [](VisitPlan& p) { p.arms[1].number = 1; },
      [](VisitPlan& p) { p.arms[0].count = 0; },
      [](VisitPlan& p) { p.arms[0].explosive_grams = 5; },
      [](VisitPlan& p) { p.arms[1].identifiers = {"a"}; },
      [](VisitPlan& p) { p.arms[0].identifiers = {"b", "a"}; },
      [](VisitPlan& p) { p.goods = {{"12", "petrol", 1, "LTR"}}; },
      [](VisitPlan& p) { p.goods = {{"1203", "petrol", 1, "XYZ"}}; },
      [](VisitPlan& p) { p.drivers = {{"C", 0}}; },
      [](VisitPlan& p) { p.manifest[1].number = 1; },
      [](VisitPlan& p) { p.manifest[0].unit = "XYZ"; },
      [](VisitPlan& p) { p.craft.resize(201, {CraftKind::vehicle, "car", "x"}); },
  };
  for (std::size_t i = 0; i < std::size(faults); ++i) EXPECT_EQ(tried(faults[i]), Code::refused_plan) << i;
}

TEST(Consent, is_given_to_the_latest_plan_only) {
  VisitDesk d;
  const auto id = d.notified();
  auto more = d.plan();
  more.people[0].count = 21;
  const auto amended = d.does(d.jpn, id, AmendVisit{more, "one more"}).id;
  EXPECT_EQ(d.say(d.phl, id, ConsentVisit{id, {}, {}}), Code::refused_cited);
  EXPECT_EQ(d.say(d.phl, id, ConsentVisit{amended, {}, {}}), Code::accepted);
  EXPECT_EQ(d.say(d.phl, id, ConsentVisit{amended, {}, {}}), Code::refused_cited);
  EXPECT_EQ(d.visit(id).people[0].declared, 21u);
}

TEST(Consent, to_an_amendment_is_awaited_while_the_old_plan_holds) {
  VisitDesk d;
  const auto id = d.entered();
  auto more = d.plan();
  more.until = day(12);
  more.people[0].count = 25;
  const auto amended = d.does(d.jpn, id, AmendVisit{more, "more pilots"}).id;
  EXPECT_EQ(d.say(d.jpn, id, d.coming({{{PeopleKind::officer, 5}}, {}, {}, {}})), Code::accepted_irregular);
  EXPECT_EQ(d.say(d.phl, id, statement::RefuseVisit{amended, "full"}), Code::accepted);
  EXPECT_EQ(d.visit(id).state, VisitState::entered);
  EXPECT_EQ(d.visit(id).plan->until, day(10));
  const auto again = d.does(d.jpn, id, AmendVisit{more, "more pilots"}).id;
  EXPECT_EQ(d.say(d.phl, id, ConsentVisit{again, {}, {}}), Code::accepted);
  EXPECT_EQ(d.visit(id).plan->until, day(12));
  EXPECT_EQ(d.visit(id).people[0].inside, 25u);
}

TEST(Consent, refused_lets_the_visitor_declare_anew) {
  VisitDesk d;
  const auto id = d.notified();
  EXPECT_EQ(d.say(d.phl, id, statement::RefuseVisit{id, {}}), Code::refused_plan);
  EXPECT_EQ(d.say(d.phl, id, statement::RefuseVisit{id, "typhoon"}), Code::accepted);
  EXPECT_EQ(d.visit(id).state, VisitState::refused);
  const auto amended = d.does(d.jpn, id, AmendVisit{d.plan(), "after the typhoon"}).id;
  EXPECT_EQ(d.visit(id).state, VisitState::notified);
  EXPECT_EQ(d.say(d.phl, id, ConsentVisit{amended, {}, {}}), Code::accepted);
}

TEST(Conditions, are_met_once_and_in_time) {
  VisitDesk d;
  const auto id = d.consented({{1, "quarantine of dogs", day(2)}, {2, "flight plan", {}}});
  EXPECT_EQ(d.say(d.phl, id, statement::MeetCondition{3, {}}), Code::refused_cited);
  EXPECT_EQ(d.say(d.jpn, id, statement::MeetCondition{2, {}}), Code::refused_side);
  EXPECT_EQ(d.say(d.phl, id, statement::MeetCondition{2, {}}), Code::accepted);
  EXPECT_EQ(d.say(d.phl, id, statement::MeetCondition{2, {}}), Code::refused_already);
  EXPECT_EQ(d.say(d.jpn, id, d.coming({{{PeopleKind::officer, 1}}, {}, {}, {}})), Code::accepted);
  d.pass_days(3);
  const auto late = d.does(d.jpn, id, d.coming({{{PeopleKind::officer, 1}}, {}, {}, {}}));
  EXPECT_EQ(late.code(), Code::accepted_irregular);
  EXPECT_EQ(late.verdict.clause, "consent");
  EXPECT_TRUE(says(late, "condition 1 was to be met by")) << reason(late);
}

TEST(Conditions, that_stand_unchanged_stay_met) {
  VisitDesk d;
  const auto id = d.consented({{1, "quarantine of dogs", {}}});
  d.say(d.phl, id, statement::MeetCondition{1, {}});
  const auto amended = d.does(d.jpn, id, AmendVisit{d.plan(), "as before"}).id;
  const std::vector<statement::Condition> two = {{1, "quarantine of dogs", {}}, {2, "flight plan", {}}};
  EXPECT_EQ(d.say(d.phl, id, ConsentVisit{amended, {two[1], two[0]}, {}}), Code::refused_plan);
  EXPECT_EQ(d.say(d.phl, id, ConsentVisit{amended, two, {}}), Code::accepted);
  EXPECT_TRUE(d.visit(id).conditions[0].met.has_value());
  EXPECT_FALSE(d.visit(id).conditions[1].met.has_value());
}

TEST(Entering, beyond_what_was_declared_is_irregular_and_counts) {
  VisitDesk d;
  const auto id = d.entered();
  const auto more = d.does(d.jpn, id, d.coming({{{PeopleKind::officer, 5}}, {}, {}, {}}));
  EXPECT_EQ(more.code(), Code::accepted_irregular);
  EXPECT_EQ(more.verdict.clause, "entry");
  EXPECT_TRUE(says(more, "25 officer inside, 20 declared")) << reason(more);
  EXPECT_EQ(d.visit(id).people[0].inside, 25u);
  const auto rounds = d.does(d.jpn, id, d.coming({{}, {}, {{2, 100}}, {}}));
  EXPECT_EQ(rounds.verdict.clause, "arms");
  const auto boxes = d.does(d.jpn, id, d.coming({{}, {}, {}, {{2, 1}}}));
  EXPECT_EQ(boxes.verdict.clause, "imports");
  auto body = d.coming({});
  body.undeclared_arms = {{7, ArmsKind::explosive, "charge", 4, 800, {}, {}}};
  body.undeclared_craft = {{CraftKind::vehicle, "lorry", "SAB 1"}};
  const auto strange = d.does(d.jpn, id, body);
  EXPECT_EQ(strange.code(), Code::accepted_irregular);
  EXPECT_EQ(strange.verdict.clause, "arms");
  EXPECT_EQ(d.visit(id).arms[2].inside, 4u);
  EXPECT_TRUE(d.visit(id).craft[1].inside);
  EXPECT_EQ(d.visit(id).uncovered.size(), 4u);
  EXPECT_EQ(d.say(d.jpn, id, body), Code::refused_count) << "both came already";
}

TEST(Entering, rotates_people_within_what_was_declared) {
  VisitDesk d;
  const auto id = d.entered();
  EXPECT_EQ(d.say(d.jpn, id, d.going({{{PeopleKind::officer, 20}}, {}, {}, {}})), Code::accepted);
  EXPECT_EQ(d.say(d.jpn, id, d.coming({{{PeopleKind::officer, 20}}, {}, {}, {}})), Code::accepted);
  EXPECT_EQ(d.visit(id).people[0].in, 40u);
}

TEST(Entering, without_consent_or_outside_the_window_is_irregular) {
  VisitDesk d;
  const auto id = d.notified();
  const auto early = d.does(d.jpn, id, d.coming({{{PeopleKind::officer, 3}}, {}, {}, {}}));
  EXPECT_EQ(early.code(), Code::accepted_irregular);
  EXPECT_EQ(early.verdict.clause, "consent");
  EXPECT_EQ(d.visit(id).state, VisitState::notified);
  EXPECT_EQ(d.visit(id).people[0].inside, 3u);
  EXPECT_EQ(d.say(d.phl, id, ConsentVisit{id, {}, {}}), Code::accepted);
  EXPECT_EQ(d.visit(id).state, VisitState::entered) << "they are guests now";
  d.pass_days(11);
  const auto late = d.does(d.jpn, id, d.coming({{{PeopleKind::officer, 3}}, {}, {}, {}}));
  EXPECT_EQ(late.code(), Code::accepted_irregular);
  EXPECT_TRUE(says(late, "the visit runs")) << reason(late);
  EXPECT_EQ(d.say(d.jpn, id, d.coming({{{PeopleKind::officer, 3}}, {}, {}, {}}), day(5)), Code::accepted);
}

TEST(Counts, never_go_below_zero) {
  VisitDesk d;
  const auto id = d.entered();
  const auto more = d.does(d.jpn, id, d.going({{{PeopleKind::officer, 21}}, {}, {}, {}}));
  EXPECT_EQ(more.code(), Code::refused_count);
  EXPECT_TRUE(says(more, "21 officer is more than is inside")) << reason(more);
  EXPECT_EQ(d.say(d.jpn, id, d.going({{{PeopleKind::civilian, 1}}, {}, {}, {}})), Code::refused_count);
  EXPECT_EQ(d.say(d.jpn, id, d.going({{}, {"75-1076"}, {}, {}})), Code::refused_count);
  EXPECT_EQ(d.say(d.jpn, id, d.coming({{}, {"75-1075"}, {}, {}})), Code::refused_count);
  EXPECT_EQ(d.say(d.jpn, id, d.coming({{}, {}, {{9, 1}}, {}})), Code::refused_count);
  EXPECT_EQ(d.say(d.jpn, id, d.coming({{}, {}, {}, {{9, 1}}})), Code::refused_count);
  EXPECT_EQ(d.say(d.jpn, id, d.coming({})), Code::refused_count);
  EXPECT_EQ(d.say(d.jpn, id, DeclareChange{{{2, 901}}, {}, {}}), Code::refused_count);
  EXPECT_EQ(d.say(d.jpn, id, DeclareChange{{{2, 1}, {2, 1}}, {}, {}}), Code::refused_count);
  EXPECT_EQ(d.say(d.jpn, id, DeclareChange{{}, {}, "nothing"}), Code::refused_count);
  EXPECT_EQ(d.visit(id).arms[1].inside, 900u);
}

TEST(Using, weapons_or_temporary_imports_up_is_irregular) {
  VisitDesk d;
  const auto id = d.entered();
  const auto gone = d.does(d.jpn, id, DeclareChange{{{1, 1}}, {}, {}});
  EXPECT_EQ(gone.verdict.clause, "arms");
  EXPECT_EQ(gone.code(), Code::accepted_irregular);
  statement::ReportIncident lost{statement::IncidentKind::loss_of_arms, d.today(), {}, "a rifle at sea", {}};
  EXPECT_EQ(d.say(d.jpn, id, lost), Code::accepted);
  EXPECT_EQ(d.say(d.jpn, id, DeclareChange{{{1, 1}}, {}, {}}), Code::accepted);
  const auto sold = d.does(d.jpn, id, DeclareChange{{}, {{1, base::kMicro}}, {}});
  EXPECT_EQ(sold.code(), Code::accepted_irregular);
  EXPECT_EQ(sold.verdict.clause, "imports");
}

TEST(Departing, for_good_leaves_nothing_inside) {
  VisitDesk d;
  const auto id = d.entered();
  auto rest = d.whole();
  rest.manifest.clear();
  const auto left = d.does(d.jpn, id, d.going(rest, true));
  EXPECT_EQ(left.code(), Code::refused_inside);
  EXPECT_TRUE(says(left, "manifest line 1: 2 EA, manifest line 2: 800 EA")) << reason(left);
  EXPECT_EQ(d.visit(id).people[0].inside, 20u) << "a refused departure leaves no trace";
  EXPECT_EQ(d.say(d.jpn, id, d.going(d.whole(), true)), Code::accepted);
  EXPECT_EQ(d.say(d.jpn, id, d.going({{{PeopleKind::officer, 1}}, {}, {}, {}})), Code::refused_count);
}

TEST(Amending, keeps_what_came) {
  VisitDesk d;
  const auto id = d.entered();
  auto other = d.plan();
  other.arms[1].type = "7.62 ball";
  EXPECT_EQ(d.say(d.jpn, id, AmendVisit{other, "wrong type"}), Code::refused_plan);
  other = d.plan();
  other.arms.pop_back();
  const auto less = d.does(d.jpn, id, AmendVisit{other, "less"});
  EXPECT_EQ(less.code(), Code::accepted);
  EXPECT_EQ(d.say(d.phl, id, ConsentVisit{less.id, {}, {}}), Code::accepted);
  EXPECT_EQ(d.visit(id).arms[1].inside, 900u);
  EXPECT_EQ(d.visit(id).arms[1].declared, 0u);
}

TEST(Claims, are_settled_by_the_other_side) {
  VisitDesk d;
  const auto id = d.entered();
  statement::ReportIncident crash{statement::IncidentKind::damage, d.today(), {}, "a wall", {}};
  const auto incident = d.does(d.phl, id, crash).id;
  EXPECT_EQ(d.say(d.phl, id, statement::Claim{id, {500, "PHP"}, "a wall"}), Code::refused_cited);
  EXPECT_EQ(d.say(d.phl, id, statement::Claim{incident, {500, "XXX"}, "a wall"}), Code::refused_currency);
  EXPECT_EQ(d.say(d.phl, id, statement::Claim{incident, {0, "PHP"}, "a wall"}), Code::refused_amount);
  const auto claim = d.does(d.phl, id, statement::Claim{incident, {500, "PHP"}, "a wall"}).id;
  const auto settle = [&](Office& who, ClaimOutcome outcome, std::int64_t amount) {
    return d.say(who, id, statement::SettleClaim{claim, outcome, amount, {}});
  };
  EXPECT_EQ(settle(d.phl, ClaimOutcome::paid, 500), Code::refused_side);
  EXPECT_EQ(settle(d.jpn, ClaimOutcome::given_up, 0), Code::refused_side);
  EXPECT_EQ(settle(d.jpn, ClaimOutcome::paid, 501), Code::refused_oversettled);
  EXPECT_EQ(settle(d.jpn, ClaimOutcome::paid, 0), Code::refused_amount);
  EXPECT_EQ(settle(d.jpn, ClaimOutcome::rejected, 1), Code::refused_amount);
  EXPECT_EQ(settle(d.jpn, ClaimOutcome::paid, 400), Code::accepted);
  EXPECT_EQ(settle(d.phl, ClaimOutcome::given_up, 0), Code::refused_already);
}

TEST(Closing, waits_for_conditions_claims_items_and_what_had_no_cover) {
  VisitDesk d;
  const auto id = d.consented({{1, "clean the camp", {}}});
  const auto extra = d.does(d.jpn, id, d.coming({{{PeopleKind::civilian, 1}}, {}, {}, {}}));
  EXPECT_EQ(extra.code(), Code::accepted_irregular);
  d.say(d.jpn, id, d.going({{{PeopleKind::civilian, 1}}, {}, {}, {}}, true));
  const auto claim = d.does(d.phl, id, statement::Claim{{}, {500, "PHP"}, "grass"}).id;
  const auto item = d.does(d.phl, id, statement::RaiseItem{"The civilian", {}, extra.id}).id;
  const auto closing = [&](std::string_view because) {
    const auto done = d.does(d.jpn, id, CloseVisit{});
    EXPECT_EQ(done.code(), Code::refused_open);
    EXPECT_TRUE(says(done, because)) << reason(done);
  };
  closing("condition 1 is not met");
  d.say(d.phl, id, statement::MeetCondition{1, {}});
  closing("a claim of phl is open");
  d.say(d.phl, id, statement::SettleClaim{claim, ClaimOutcome::given_up, 0, {}});
  closing("'The civilian' is open");
  EXPECT_EQ(d.say(d.jpn, id, statement::ResolveItem{item, "noted"}), Code::accepted);
  EXPECT_EQ(d.say(d.phl, id, statement::ResolveItem{item, "regretted"}), Code::accepted);
  closing("'The civilian' is open");
  EXPECT_EQ(d.say(d.jpn, id, statement::ResolveItem{item, "regretted"}), Code::accepted);
  EXPECT_EQ(d.say(d.jpn, id, statement::ResolveItem{item, "regretted"}), Code::refused_already);
  EXPECT_EQ(d.say(d.jpn, id, CloseVisit{}), Code::accepted);
}

TEST(Closing, names_the_irregular_act_that_nobody_raised) {
  VisitDesk d;
  const auto id = d.consented();
  d.say(d.jpn, id, d.coming({{{PeopleKind::civilian, 1}}, {}, {}, {}}));
  d.say(d.jpn, id, d.going({{{PeopleKind::civilian, 1}}, {}, {}, {}}, true));
  const auto done = d.does(d.jpn, id, CloseVisit{});
  EXPECT_EQ(done.code(), Code::refused_open);
  EXPECT_TRUE(says(done, "had no cover")) << reason(done);
}

TEST(Closing, of_what_never_came_asks_nothing) {
  VisitDesk d;
  const auto id = d.consented({{1, "clean the camp", {}}});
  EXPECT_EQ(d.say(d.jpn, id, CloseVisit{"cancelled"}), Code::accepted);
  EXPECT_EQ(d.say(d.jpn, id, d.coming(d.whole())), Code::accepted_irregular);
}

TEST(Orders, name_a_live_visit_where_the_agreement_asks) {
  VisitDesk d;
  auto body = d.request_of({lent_fuel()});
  body.instrument = d.acsa;
  EXPECT_EQ(d.act(d.phl, body).code(), Code::refused_visit);
  body.visit = d.activity();
  EXPECT_EQ(d.act(d.phl, body).code(), Code::refused_cited);
  const auto id = d.notified();
  body.visit = id;
  const auto early = d.act(d.phl, body);
  EXPECT_EQ(early.code(), Code::refused_visit);
  EXPECT_EQ(early.verdict.clause, "visits");
  d.say(d.phl, id, ConsentVisit{id, {}, {}});
  EXPECT_EQ(d.act(d.phl, body).code(), Code::accepted);
  const auto order = d.act(d.phl, body).id;
  const auto offer = d.does(d.jpn, order, statement::Offer{{lent_fuel()}, 0, {}}).id;
  EXPECT_EQ(d.say(d.phl, order, statement::Accept{offer, 0}), Code::accepted);
  d.pass_days(11);
  EXPECT_EQ(d.say(d.phl, order, statement::Amend{{lent_fuel(50)}, 0, "less"}), Code::refused_visit);
  const auto issue = d.does(d.jpn, order, statement::Issue{{{1, 100 * base::kMicro, {}}}, {}, {}, {}});
  EXPECT_EQ(issue.code(), Code::accepted_irregular);
  EXPECT_EQ(issue.verdict.clause, "visits");
  EXPECT_EQ(d.say(d.jpn, order, statement::Issue{{{1, 100 * base::kMicro, {}}}, {}, {}, {}}, day(3)),
            Code::accepted);
}

TEST(Orders, under_a_flagging_agreement_get_a_finding) {
  VisitDesk d;
  auto body = d.request_of({lent_fuel()});
  body.instrument = d.flagging;
  const auto done = d.act(d.phl, body);
  EXPECT_EQ(done.code(), Code::accepted);
  ASSERT_EQ(d.order(done.id).findings.size(), 1u);
  EXPECT_EQ(d.order(done.id).findings[0].clause, "visits");
  EXPECT_EQ(d.say(d.jpn, done.id, statement::Offer{{lent_fuel()}, 0, {}}), Code::accepted);
  EXPECT_EQ(d.order(done.id).findings.size(), 2u);
}

TEST(Orders, name_a_visit_of_their_two_sides_only) {
  Record three({.parties = {"aus", "jpn", "phl"}, .open_house = true});
  auto rules = visit_instrument();
  rules.parties = {"aus", "jpn", "phl"};
  const auto raa = three.act(three.office("jpn"), statement::ProposeInstrument{terms::write(rules)}).id;
  for (const char* party : {"aus", "jpn", "phl"})
    three.act(three.office(party), statement::RatifyInstrument{day(-30), {}}, {.in = raa});
  statement::VisitPlan plan;
  plan.purpose = "port call";
  plan.from = day(0);
  plan.until = day(1);
  plan.people = {{PeopleKind::officer, 1}};
  const auto visit =
      three.act(three.office("aus"), statement::NotifyVisit{raa, three.activity(), "phl", "aus", plan, {}});
  EXPECT_EQ(visit.code(), Code::accepted);
  auto body = three.request_of({lent_fuel()});
  body.visit = visit.id;
  EXPECT_EQ(three.act(three.office("phl"), body).code(), Code::refused_visit);
  EXPECT_EQ(three.act(three.office("jpn"), ConsentVisit{visit.id, {}, {}}, {.in = visit.id}).code(),
            Code::refused_party);
}

TEST(Forks, of_a_fact_in_a_visit_wait_for_the_committee) {
  VisitDesk d;
  const auto id = d.consented();
  d.accord();
  const auto twin = d.sign(d.jpn, d.coming({{{PeopleKind::officer, 7}}, {}, {}, {}}), {.in = id});
  EXPECT_EQ(d.say(d.jpn, id, d.coming({{{PeopleKind::officer, 5}}, {}, {}, {}})), Code::accepted);
  d.accord();
  d.take(twin);
  const auto fold = d.accord();
  EXPECT_EQ(fold.entries[0].verdict.code, Code::refused_forked);
  EXPECT_EQ(d.visit(id).people[0].inside, 5u) << "the agreed branch stands";
  ASSERT_EQ(d.visit(id).uncovered.size(), 1u);
  EXPECT_EQ(d.visit(id).uncovered[0].act, twin->id());
  EXPECT_EQ(d.visit(id).uncovered[0].clause, "fork");
}

TEST(VisitTable, has_one_role_for_each_side_of_a_kind) {
  std::set<VisitState> states;
  for (const auto& rule : visit_rules()) {
    states.insert(rule.state);
    EXPECT_EQ(visit_role_for(rule.kind, rule.side), rule.role) << name(rule.kind);
    EXPECT_EQ(find_visit_rule(rule.state, rule.kind, rule.side)->next, rule.next) << name(rule.kind);
  }
  EXPECT_LE(states.size(), 9u);
}

}  // namespace
}  // namespace palitan::kernel::kit
