#include "reports/visit_views.h"

#include <gtest/gtest.h>

namespace palitan::reports {
namespace {
using kernel::VisitFact;

base::Date day(std::string_view text) { return *base::parse_date(text); }

VisitFact visit_of_tests() {
  VisitFact x;
  x.state = kernel::VisitState::entered;
  x.host = "phl";
  x.visitor = "jpn";
  x.plan.emplace();
  x.plan->purpose = "Air exercise";
  x.plan->from = day("2025-10-07");
  x.plan->until = day("2025-10-11");
  x.consented_on = day("2025-10-01");
  x.people = {{statement::PeopleKind::officer, 5, 8, 2, 6}, {statement::PeopleKind::enlisted, 25, 25, 0, 25}};
  x.craft = {{"75-1075", statement::CraftKind::aircraft, true, true, true},
             {"SAB 1", statement::CraftKind::vehicle, false, false, true}};
  x.arms = {{2, statement::ArmsKind::ammunition, "5.56 ball", 900, 900, 100, 600, 200}};
  x.imports = {{1, statement::ImportKind::temporary, "generator", "EA", 2, 2, 1, 0, 1},
               {2, statement::ImportKind::consumption, "boxes", "EA", 800, 800, 0, 0, 800}};
  x.goods = {{"1203", "LTR", 400, 410, 0, 380, 30}};
  x.drivers = {{"class C", 4, 4, 1, 3}};
  return x;
}

TEST(VisitViews, TellDeclaredFromActual) {
  const auto rows = inside_rows(visit_of_tests());
  ASSERT_EQ(rows.size(), 9u);
  EXPECT_EQ(rows[7].what, "UN 1203");
  EXPECT_EQ(rows[7].used, 380);
  EXPECT_TRUE(rows[7].beyond);
  EXPECT_EQ(rows[8].detail, "class C");
  EXPECT_EQ(rows[8].inside, 3);
  EXPECT_FALSE(rows[8].beyond);
  EXPECT_EQ(rows[0].what, "officer");
  EXPECT_TRUE(rows[0].beyond);
  EXPECT_FALSE(rows[1].beyond);
  EXPECT_EQ(rows[2].inside, 1);
  EXPECT_EQ(rows[3].out, 1);
  EXPECT_TRUE(rows[3].beyond);
  EXPECT_EQ(rows[4].used, 600);
  EXPECT_FALSE(rows[4].beyond);
  for (const auto& row : rows) EXPECT_EQ(row.in, row.out + row.used + row.inside) << row.what;
}

TEST(VisitViews, CountWhoIsInTheCountry) {
  const auto one = visit_of_tests();
  auto gone = one;
  for (auto& x : gone.people) x.inside = 0;
  for (auto& x : gone.craft) x.inside = false;
  for (auto& x : gone.arms) x.inside = 0;
  for (auto& x : gone.imports) x.inside = 0;
  gone.goods.clear();
  gone.drivers.clear();
  auto back = one;
  std::swap(back.host, back.visitor);
  const auto rows = present({&one, &one, &gone, &back});
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].host, "jpn");
  EXPECT_EQ(rows[1].visits, 2u);
  EXPECT_EQ(rows[1].officers, 12u);
  EXPECT_EQ(rows[1].enlisted, 50u);
  EXPECT_EQ(rows[1].craft, 2u);
}

TEST(VisitViews, RunTheClocks) {
  auto x = visit_of_tests();
  terms::Instrument rules;
  rules.visits = terms::VisitRules{};
  rules.visits->consent_clause = "consent";
  EXPECT_FALSE(consent_awaited(x, rules, day("2025-10-08")));
  x.proposed = kernel::VisitProposal{{}, day("2025-09-20"), {}};
  auto row = consent_awaited(x, rules, day("2025-10-08"));
  ASSERT_TRUE(row);
  EXPECT_TRUE(row->amendment);
  EXPECT_FALSE(row->due);
  rules.visits->consent_days = 14;
  row = consent_awaited(x, rules, day("2025-10-08"));
  EXPECT_EQ(row->due, day("2025-10-04"));
  EXPECT_EQ(row->level, Level::overdue_1_30);
  EXPECT_EQ(row->clause, "consent");

  auto imports = not_reexported(x, day("2025-10-12"));
  ASSERT_EQ(imports.size(), 1u) << "what is to be used up is no temporary import";
  EXPECT_EQ(imports[0].by, day("2025-10-11"));
  EXPECT_EQ(imports[0].level, Level::overdue_1_30);
  EXPECT_EQ(visit_row({}, x, day("2025-10-11")).overstayed, false);
  EXPECT_EQ(visit_row({}, x, day("2025-10-11")).live, true);
  EXPECT_EQ(visit_row({}, x, day("2025-10-12")).overstayed, true);
  EXPECT_EQ(visit_row({}, x, day("2025-10-12")).live, false);
}

TEST(VisitViews, TellWhatIsOpenAndForWhomItWaits) {
  auto x = visit_of_tests();
  x.conditions = {{{1, "quarantine", day("2025-10-08")}, {}}, {{2, "flight plan", {}}, day("2025-10-07")}};
  const auto conditions = unmet_conditions(x, day("2025-10-08"));
  ASSERT_EQ(conditions.size(), 1u);
  EXPECT_EQ(conditions[0].level, Level::due_within_30);
  x.claims = {{{}, "phl", {}, {500, "PHP"}, day("2025-10-09"), {}, 0},
              {{}, "jpn", {}, {5, "JPY"}, day("2025-10-09"), statement::ClaimOutcome::rejected, 0}};
  x.items = {{{}, "phl", "The wall", {}, day("2025-10-09"), {{"phl", {}}}, false}};
  x.uncovered = {{{}, statement::Kind::enter, 463, "entry", day("2025-10-07"), false}};
  const auto open = open_affairs(x);
  ASSERT_EQ(open.size(), 3u);
  EXPECT_EQ(open[0].waits_for, "jpn");
  EXPECT_EQ(open[0].amount->minor, 500);
  EXPECT_EQ(open[1].waits_for, "jpn");
  EXPECT_EQ(open[2].what, "enter");
  EXPECT_FALSE(open[2].waits_for);
}

}  // namespace
}  // namespace palitan::reports
