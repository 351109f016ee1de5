// Visits to the last byte and the last one that may come: every limit is asked on both of its sides, and
// every refusal says what is wrong and where it stands.
#include <gtest/gtest.h>

#include "kernel/visit_kit.h"
#include "kernel/visit_rules.h"

namespace palitan::kernel::kit {
namespace {
using statement::AmendVisit;
using statement::ArmsKind;
using statement::ClaimOutcome;
using statement::CloseVisit;
using statement::ConsentVisit;
using statement::CraftKind;
using statement::PeopleKind;
using statement::SettleClaim;
using statement::VisitPlan;

const std::string kGood = "accepted (): ";
std::string text_of(std::size_t bytes) { return std::string(bytes, 'x'); }

struct VisitLimits : VisitDesk, ::testing::Test {
  /// What is said of the plan with one change.
  std::string planned(const std::function<void(VisitPlan&)>& change) {
    auto what = plan();
    change(what);
    return told(act(jpn, notice(what)));
  }
  template <class Body>
  std::string says(Office& who, const Id& in, const Body& body) {
    return told(does(who, in, body));
  }
};

TEST_F(VisitLimits, people_stand_once_and_craft_have_short_names) {
  const std::string people =
      "refused_plan (visit-plan): groups of people ascend, stand once, and count somebody";
  EXPECT_EQ(planned([](auto& p) { p.people[1].people = p.people[0].people; }), people);
  EXPECT_EQ(planned([](auto& p) { p.people = {{PeopleKind::officer, 1}}; }), kGood);
  const auto craft = [&](std::string identifier, std::string type) {
    return planned([&](auto& p) { p.craft = {{CraftKind::aircraft, type, identifier}}; });
  };
  const auto bad = [](const std::string& identifier) {
    return "refused_plan (visit-plan): craft '" + identifier +
           "': each has a short identifier that stands once";
  };
  EXPECT_EQ(craft(text_of(200), text_of(200)), kGood);
  EXPECT_EQ(craft(text_of(201), "C-130H"), bad(text_of(201)));
  EXPECT_EQ(craft("", "C-130H"), bad(""));
  EXPECT_EQ(craft("75-1075", text_of(201)), bad("75-1075"));
}

TEST_F(VisitLimits, texts_of_a_plan_end_somewhere) {
  const std::string both = "refused_plan (visit-plan): the health declaration or the contact is too long";
  EXPECT_EQ(planned([](auto& p) { p.contact = text_of(200), p.health = text_of(2'000); }), kGood);
  EXPECT_EQ(planned([](auto& p) { p.contact = text_of(201); }), both);
  EXPECT_EQ(planned([](auto& p) { p.health = text_of(2'001); }), both);
  EXPECT_EQ(planned([](auto& p) { p.goods = {{"1203", text_of(200), 1, "LTR"}}; }), kGood);
  EXPECT_EQ(
      planned([](auto& p) { p.goods = {{"1203", text_of(201), 1, "LTR"}}; }),
      "refused_plan (visit-plan): dangerous goods 1203: quantity above zero, a known unit, a short text");
  auto body = notice(plan());
  body.reference = text_of(200);
  EXPECT_EQ(told(act(jpn, body)), kGood);
  body.reference = text_of(201);
  EXPECT_EQ(told(act(jpn, body)), "refused_plan (visits): the reference is too long");
}

TEST_F(VisitLimits, serial_numbers_are_of_weapons_and_ascend) {
  const auto rifles = [&](std::vector<std::string> serials, std::uint64_t count = 3) {
    return planned([&](auto& p) { p.arms[0].identifiers = serials, p.arms[0].count = count; });
  };
  EXPECT_EQ(rifles({"a", "b", "c"}), kGood);
  EXPECT_EQ(rifles({"a", "b"}), kGood) << "not each must be named";
  EXPECT_EQ(rifles({"a", "b", "c"}, 2),
            "refused_plan (visit-plan): arms line 1: serial numbers are of weapons, at most one each");
  for (const auto& wrong : std::vector<std::vector<std::string>>{{"b", "a"}, {"a", "c", "b"}, {"a", "a"}})
    EXPECT_EQ(rifles(wrong),
              "refused_plan (visit-plan): arms line 1: serial numbers ascend, and each stands once in the "
              "whole plan");
}

TEST_F(VisitLimits, what_came_stays_what_it_is_and_what_did_not_may_change) {
  const auto id = notified();
  auto one = plan();
  one.arms = {{1, ArmsKind::weapon, "rifle", 1, 0, {}, {}},
              {2, ArmsKind::ammunition, "5.56 ball", 9, 10, {}, {}}};
  one.manifest = {{2, statement::ImportKind::consumption, "water", base::kMicro, "EA"}};
  const auto first = does(jpn, id, AmendVisit{one, "fewer"}).id;
  ASSERT_EQ(say(phl, id, ConsentVisit{first, {}, {}}), Code::accepted);
  ASSERT_EQ(visit(id).arms.size(), 2u);
  ASSERT_EQ(say(jpn, id, coming({{}, {}, {{1, 1}}, {}})), Code::accepted);

  auto other = one;
  other.arms[0].type = "carbine";
  EXPECT_EQ(says(jpn, id, AmendVisit{other, "another"}),
            "refused_plan (visit-plan): arms line 1 came as weapon 'rifle'");
  // The ammunition and the water are still at home: they may become something else, or stay there.
  other = one;
  other.arms = {{2, ArmsKind::explosive, "charge", 1, 10, {}, {}}};
  other.manifest = {{1, statement::ImportKind::temporary, "generator", base::kMicro, "EA"},
                    {2, statement::ImportKind::temporary, "fuel", base::kMicro, "LTR"}};
  const auto second = does(jpn, id, AmendVisit{other, "for blasting"});
  ASSERT_EQ(told(second), kGood);
  ASSERT_EQ(say(phl, id, ConsentVisit{second.id, {}, {}}), Code::accepted);
  const auto& now = visit(id);
  ASSERT_EQ(now.arms.size(), 2u) << "the rifle is here, declared or not";
  EXPECT_EQ(now.arms[0].declared, 0u);
  EXPECT_EQ(now.arms[0].inside, 1u);
  EXPECT_EQ(now.arms[1].type, "charge");
  EXPECT_EQ(now.arms[1].declared, 1u);
  ASSERT_EQ(now.imports.size(), 2u);
  EXPECT_EQ(now.imports[0].number, 1u) << "they stand by their numbers, whenever they were declared";
  EXPECT_EQ(now.imports[1].description, "fuel");
  EXPECT_EQ(now.imports[1].unit, "LTR");
  // What nobody brought and no plan names any more is gone.
  auto less = other;
  less.arms.clear();
  less.manifest.clear();
  const auto third = does(jpn, id, AmendVisit{less, "no blasting"}).id;
  ASSERT_EQ(say(phl, id, ConsentVisit{third, {}, {}}), Code::accepted);
  EXPECT_EQ(visit(id).arms.size(), 1u);
  EXPECT_TRUE(visit(id).imports.empty());
}

TEST_F(VisitLimits, words_of_the_host_and_the_visitor_say_why) {
  const auto id = notified();
  EXPECT_EQ(says(jpn, id, ConsentVisit{id, {}, {}}),
            "refused_side (visit-table): consent_visit is not for the visitor");
  EXPECT_EQ(says(jpn, id, AmendVisit{plan(), ""}), "refused_plan (visit-plan): an amendment says its reason");
  EXPECT_EQ(says(jpn, id, AmendVisit{plan(), text_of(2'001)}),
            "refused_plan (visit-plan): an amendment says its reason");
  const auto amended = does(jpn, id, AmendVisit{plan(), text_of(2'000)});
  EXPECT_EQ(told(amended), kGood);
  EXPECT_EQ(says(phl, id, ConsentVisit{amended.id, {}, text_of(201)}),
            "refused_plan (visit-plan): the reference of the clearance is too long");
  EXPECT_EQ(says(phl, id, ConsentVisit{amended.id, {{1, "clean up", {}}}, text_of(200)}), kGood);
  EXPECT_EQ(visit(id).clearance, text_of(200));
  EXPECT_EQ(says(phl, id, ConsentVisit{amended.id, {}, {}}),
            "refused_cited (consent): not the plan that waits for the host's word");
  EXPECT_EQ(says(phl, id, statement::MeetCondition{3, {}}),
            "refused_cited (consent): there is no condition 3");
  EXPECT_EQ(says(jpn, activity(), CloseVisit{}), "refused_cited (visit): the case is not a visit");
}

TEST_F(VisitLimits, an_activity_that_ends_early_ends_the_entering) {
  const auto id = consented();
  statement::ChangeActivity shorter{"exercise", day(1), day(-20), day(5), "Subic", "typhoon", {}, {}};
  pass_days(2);
  const auto change = act(jpn, shorter, {.in = activity()}).id;
  ASSERT_EQ(act(phl, statement::ConcurActivity{change}, {.in = activity()}).code(), Code::accepted);
  pass_days(5);
  const auto late = does(jpn, id, coming({{{PeopleKind::officer, 1}}, {}, {}, {}}));
  EXPECT_EQ(late.code(), Code::accepted_irregular);
  EXPECT_EQ(late.verdict.clause, "activity");
  EXPECT_NE(late.verdict.detail.find("'Balikatan' runs " + to_text(day(-20)) + " to " + to_text(day(5)) +
                                     ", the act is of " + to_text(day(7))),
            std::string::npos)
      << late.verdict.detail;
}

TEST_F(VisitLimits, claims_are_paid_up_to_what_was_claimed) {
  const auto id = entered();
  statement::ReportIncident crash{statement::IncidentKind::damage, today(), {}, "a wall", text_of(200)};
  EXPECT_EQ(says(phl, id, crash), kGood);
  crash.reference = text_of(201);
  EXPECT_EQ(says(phl, id, crash),
            "refused_unreadable (incidents): an incident says what happened, without names of people");
  for (const auto& grounds : {std::string(), text_of(2'001)})
    EXPECT_EQ(says(phl, id, statement::Claim{{}, {500, "PHP"}, grounds}),
              "refused_unreadable (claims): a claim says its grounds");
  const auto claim = does(phl, id, statement::Claim{{}, {500, "PHP"}, text_of(2'000)}).id;
  const auto settled = [&](const Id& of, std::int64_t amount, std::string note) {
    return says(jpn, id, SettleClaim{of, ClaimOutcome::paid, amount, std::move(note)});
  };
  EXPECT_EQ(settled(id, 500, {}), "refused_cited (claims): not a claim of this visit");
  EXPECT_EQ(settled(claim, 500, text_of(2'001)), "refused_unreadable (claims): the outcome, or its note");
  EXPECT_EQ(settled(claim, 501, {}), "refused_oversettled (claims): claimed 500, paid 501");
  EXPECT_EQ(settled(claim, 500, text_of(2'000)), kGood);
  EXPECT_EQ(settled(claim, 500, {}), "refused_already (claims): paid");
}

TEST_F(VisitLimits, items_and_the_closing_say_what_they_are_in_short) {
  const auto id = consented();
  const auto raised = [&](std::string subject, std::string text) {
    return says(phl, id, statement::RaiseItem{std::move(subject), std::move(text), {}});
  };
  const std::string bad = "refused_unreadable (committee): an item has a short subject";
  EXPECT_EQ(raised("", "noise"), bad);
  EXPECT_EQ(raised(text_of(201), "noise"), bad);
  EXPECT_EQ(raised("Noise", text_of(2'001)), bad);
  EXPECT_EQ(says(jpn, id, CloseVisit{text_of(2'001)}), "refused_unreadable (visits): the note is too long");
  EXPECT_EQ(says(jpn, id, CloseVisit{text_of(2'000)}), kGood);
  const auto open = notified();
  EXPECT_EQ(says(phl, open, statement::RaiseItem{text_of(200), text_of(2'000), {}}), kGood);
}

// A seat that forked did what it did twice; the committee hears of the second as long as it can hear of any.
TEST_F(VisitLimits, what_a_fork_did_is_kept_while_there_is_room) {
  const auto id = notified();
  const auto one = coming({{{PeopleKind::officer, 1}}, {}, {}, {}});
  for (std::size_t i = 0; i < kAffairsMax; ++i)
    ASSERT_EQ(say(jpn, id, one), Code::accepted_irregular) << "without consent, " << i;
  EXPECT_EQ(says(jpn, id, one), "refused_overflow (visits): acts without cover");
  accord();
  const auto twin = sign(jpn, coming({{{PeopleKind::officer, 7}}, {}, {}, {}}), {.in = id});
  ASSERT_EQ(say(jpn, id, statement::DeclareChange{{}, {}, "nothing"}), Code::refused_count);
  accord();
  take(twin);
  const auto fold = accord();
  EXPECT_EQ(fold.entries[0].verdict.code, Code::refused_forked);
  EXPECT_EQ(visit(id).uncovered.size(), kAffairsMax);
}

}  // namespace
}  // namespace palitan::kernel::kit
