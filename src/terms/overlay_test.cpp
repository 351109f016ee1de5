// A party's own law, judged before it signs.
#include "terms/overlay.h"

#include <functional>

#include "terms/test_kit.h"

namespace palitan::terms {
namespace {
using base::Code;
using kit::day;
using kit::expect_refused;
using statement::Declaration;
using statement::Means;

Overlay own_law() {
  Overlay x;
  x.name = "own-law";
  x.title = "Own law";
  x.party = "jpn";
  for (const char* key :
       {"authority", "barred", "ceiling", "exercise", "ground", "hindrance", "loan", "onward", "visit"})
    x.clauses.push_back({key, "made up", Certainty::assumed});
  x.giving_clause = "ground";
  x.non_hindrance_clause = "hindrance";
  x.authority_clause = "authority";
  x.grounds = {{"exercise", "exercise", true, false, {"phl", "usa"}, {"exercise"}, {}},
               {"visit", "visit", true, false, {"usa"}, {}, {"food", "water"}}};
  x.exclusions = {{"weapons", true, false, "barred"}};
  x.ceilings = {
      {"all-credits",
       LedgerSide::credits,
       "JPY",
       1000,
       600,
       4,
       {"gbr"},
       true,
       false,
       {"fuel"},
       {"relief"},
       "ceiling"},
      {"gbr-credits",
       LedgerSide::credits,
       "JPY",
       5000,
       std::nullopt,
       4,
       {"gbr"},
       false,
       false,
       {},
       {},
       "ceiling"},
      {"own-debts", LedgerSide::debts, "JPY", 300, std::nullopt, 4, {}, false, true, {}, {}, "ceiling"}};
  x.retransfer_clause = "onward";
  x.agreements = {"phl", "usa"};
  x.clocks = {{Means::return_of_the_same, std::nullopt, "loan", 12}};
  return x;
}

const Declaration kDeclared{"exercise", true, "Minister"};

OwnCase giving(std::string category = "food", std::int64_t amount = 100) {
  return {"jpn", "phl", "exercise", "JPY", {{std::move(category), amount, false}}, day("2026-11-20"), {}};
}
OwnCase getting(std::int64_t amount = 100) {
  return {"phl", "jpn", "exercise", "JPY", {{"food", amount, false}}, day("2026-11-20"), {}};
}

TEST(Overlay, LetsThePartySignOnADeclaredGround) {
  ASSERT_TRUE(validate(own_law())) << validate(own_law()).error().detail;
  EXPECT_TRUE(overlay_findings(own_law(), kDeclared, giving(), {}));
}

TEST(Overlay, RefusesWithoutAGroundThatCoversTheCase) {
  const auto x = own_law();
  expect_refused(overlay_findings(x, std::nullopt, giving(), {}), Code::local_law_ground, "ground",
                 "no ground is declared; grounds that cover this: exercise");
  expect_refused(overlay_findings(x, Declaration{"charity", true, "Minister"}, giving(), {}),
                 Code::local_law_ground, "ground",
                 "ground 'charity' is not known; grounds that cover this: exercise");
  expect_refused(overlay_findings(x, Declaration{"visit", true, "Minister"}, giving(), {}),
                 Code::local_law_ground, "visit", "ground 'visit' does not cover partner 'phl'");
  auto relief = giving();
  relief.activity = "relief";
  expect_refused(overlay_findings(x, kDeclared, relief, {}), Code::local_law_ground, "exercise",
                 "does not cover activity 'relief'");
  auto visit = giving();
  visit.recipient = "usa";
  visit.lines.push_back({"fuel", 1, false});
  expect_refused(overlay_findings(x, Declaration{"visit", true, "Minister"}, visit, {}),
                 Code::local_law_ground, "visit", "does not cover category 'fuel'");
}

TEST(Overlay, AsksForTheAuthorityAndThatItsForcesAreNotHindered) {
  const auto x = own_law();
  expect_refused(overlay_findings(x, Declaration{"exercise", true, ""}, giving(), {}), Code::local_law_ground,
                 "authority", "authority");
  expect_refused(overlay_findings(x, Declaration{"exercise", false, "Minister"}, giving(), {}),
                 Code::local_law_hindrance, "hindrance", "not hindered");
  EXPECT_TRUE(overlay_findings(x, std::nullopt, getting(), {}))
      << "its law asks for ground, authority and non-hindrance when it gives";
}

TEST(Overlay, BarsCategoriesInTheDirectionNamed) {
  const auto x = own_law();
  expect_refused(overlay_findings(x, kDeclared, giving("weapons"), {}), Code::local_law_ground, "barred",
                 "bars 'weapons'");
  auto got = getting();
  got.lines[0].category = "weapons";
  EXPECT_TRUE(overlay_findings(x, kDeclared, got, {}));
}

TEST(Overlay, LetsNothingGoOnToThoseWithoutAnAgreementOfTheirOwn) {
  const auto x = own_law();
  auto onward = giving();
  onward.onward = {"usa"};
  EXPECT_TRUE(overlay_findings(x, kDeclared, onward, {}));
  onward.onward = {"usa", "aus"};
  expect_refused(overlay_findings(x, kDeclared, onward, {}), Code::local_law_ground, "onward", "'aus'");
}

TEST(Overlay, HoldsItsCeilingsAcrossPartnersBeforeNetting) {
  const auto x = own_law();
  const auto ceilings = own_ceilings(x, giving());
  ASSERT_EQ(ceilings.size(), 1u);
  EXPECT_EQ(ceilings[0]->name, "all-credits");
  EXPECT_TRUE(binds(x.ceilings[0], "phl"));
  EXPECT_FALSE(binds(x.ceilings[0], "gbr"));
  EXPECT_TRUE(overlay_findings(x, kDeclared, giving("food", 100), {{"all-credits", 900, 500}}));
  expect_refused(overlay_findings(x, kDeclared, giving("food", 101), {{"all-credits", 900, 0}}),
                 Code::local_law_ceiling, "ceiling",
                 "ceiling 'all-credits' is 1000 JPY; used 900 JPY, this adds 101 JPY");
  expect_refused(overlay_findings(x, kDeclared, giving("food", 101), {{"all-credits", 500, 500}}),
                 Code::local_law_ceiling, "ceiling", "for supplies is 600 JPY");
  auto service = giving("transport", 101);
  service.lines[0].service = true;
  EXPECT_TRUE(overlay_findings(x, kDeclared, service, {{"all-credits", 500, 500}}));
  EXPECT_TRUE(overlay_findings(x, kDeclared, giving("fuel", 5000), {{"all-credits", 900, 0}}))
      << "fuel is exempt";
  expect_refused(overlay_findings(x, kDeclared, giving("food", INT64_MAX), {{"all-credits", 1, 1}}),
                 Code::local_law_ceiling, "ceiling", "all-credits");
}

TEST(Overlay, HasCeilingsOfItsDebtsToo) {
  const auto x = own_law();
  EXPECT_TRUE(overlay_findings(x, kDeclared, getting(100), {{"own-debts", 200, 0}}));
  expect_refused(overlay_findings(x, kDeclared, getting(101), {{"own-debts", 200, 0}}),
                 Code::local_law_ceiling, "ceiling", "own-debts");
  auto dollars = getting(1000);
  dollars.currency = "USD";
  EXPECT_TRUE(own_ceilings(x, dollars).empty()) << "nothing is converted";
}

TEST(Overlay, HoldsItsCeilingsToTheLastUnit) {
  const auto x = own_law();
  const auto fits = [&](const OwnCase& at, std::int64_t total, std::int64_t supplies) {
    return overlay_findings(x, kDeclared, at, {{"all-credits", total, supplies}}).has_value();
  };
  EXPECT_TRUE(fits(giving("food", 100), 900, 500)) << "both to the unit";
  EXPECT_FALSE(fits(giving("food", 101), 800, 500)) << "supplies alone";
  EXPECT_FALSE(fits(giving("food", 1), 1000, 0));
  EXPECT_FALSE(fits(giving("food", 1), 0, 600));
  // What adds nothing of a kind is not asked by a ceiling that others have passed already.
  auto service = giving("transport", 1);
  service.lines[0].service = true;
  EXPECT_TRUE(fits(service, 0, 700));
  EXPECT_TRUE(fits(giving("food", 0), 2000, 2000));
  auto both = giving("food", 60);
  both.lines.push_back({"transport", 60, true});
  EXPECT_TRUE(fits(both, 880, 540));
  EXPECT_FALSE(fits(both, 881, 0));
  EXPECT_FALSE(fits(both, 0, 541));
}

TEST(Overlay, NeedsNoCeilingAndNoMoreThanOneClause) {
  auto x = own_law();
  x.ceilings.clear();
  EXPECT_TRUE(validate(x)) << validate(x).error().detail;
  Overlay least;
  least.name = "least";
  least.title = "The least that an overlay may say";
  least.party = "jpn";
  least.clauses = {{"barred", "made up", Certainty::assumed}};
  least.exclusions = {{"weapons", true, false, "barred"}};
  EXPECT_TRUE(validate(least)) << validate(least).error().detail;
}

TEST(Overlay, IsSilentOnWhatOthersDo) {
  auto others = giving("weapons");
  others.supplier = "usa";
  EXPECT_TRUE(overlay_findings(own_law(), std::nullopt, others, {}));
}

TEST(Overlay, SaysByWhenItsLawWantsADebtSettled) {
  EXPECT_EQ(settled_by(own_law(), Means::return_of_the_same, day("2028-02-29")), day("2029-02-28"));
  EXPECT_FALSE(settled_by(own_law(), Means::reimbursement, day("2028-02-29")));
}

struct Fault {
  const char* what;
  std::function<void(Overlay&)> make;
  const char* clause;
  const char* detail;
};

TEST(Overlay, NamesEveryFault) {
  const Fault faults[] = {
      {"name", [](auto& x) { x.name = "Own"; }, "", "name 'Own'"},
      {"title", [](auto& x) { x.title = ""; }, "", "title"},
      {"party", [](auto& x) { x.party = "JPN"; }, "", "party 'JPN'"},
      {"no clause", [](auto& x) { x.clauses.clear(); }, "", "clauses: there are 0"},
      {"giving", [](auto& x) { x.giving_clause = "art-9"; }, "art-9", "giving cites"},
      {"authority", [](auto& x) { x.authority_clause = "art-9"; }, "art-9", "authority cites"},
      {"agreements without a clause", [](auto& x) { x.retransfer_clause.clear(); }, "",
       "no retransfer clause"},
      {"agreements", [](auto& x) { x.agreements = {"usa", "phl"}; }, "onward", "agreements: element 2"},
      {"ground name", [](auto& x) { x.grounds[0].name = "Art 9"; }, "", "ground 'Art?9'"},
      {"ground clause", [](auto& x) { x.grounds[0].clause = "art-9"; }, "art-9", "ground 'exercise'"},
      {"ground for nothing", [](auto& x) { x.grounds[0].giving = false; }, "exercise",
       "neither giving nor getting"},
      {"ground partner", [](auto& x) { x.grounds[0].partners = {"USA"}; }, "exercise", "party 'USA'"},
      {"ground activity", [](auto& x) { x.grounds[0].activities = {"war games"}; }, "exercise",
       "'war?games'"},
      {"ground twice", [](auto& x) { x.grounds[1].name = "exercise"; }, "", "grounds: element 2"},
      {"needs a ground, has none", [](auto& x) { x.grounds.clear(); }, "ground", "giving needs a ground"},
      {"getting needs a ground", [](auto& x) { x.getting_clause = "ground"; }, "ground",
       "getting needs a ground"},
      {"exclusion", [](auto& x) { x.exclusions[0].category = "A"; }, "", "exclusion of 'A'"},
      {"exclusion of nobody", [](auto& x) { x.exclusions[0].giving = false; }, "barred",
       "neither giving nor getting"},
      {"ceiling name", [](auto& x) { x.ceilings[0].name = "All credits"; }, "", "ceiling 'All?credits'"},
      {"ground categories", [](auto& x) { x.grounds[1].categories = {"water", "food"}; }, "visit",
       "categories: element 2"},
      {"ceiling currency", [](auto& x) { x.ceilings[0].currency = "YEN"; }, "ceiling", "currency 'YEN'"},
      {"ceiling for supplies", [](auto& x) { x.ceilings[0].supplies_amount = 2000; }, "ceiling",
       "supplies_amount"},
      {"ceiling month", [](auto& x) { x.ceilings[0].first_month = 0; }, "ceiling", "first_month is 0"},
      {"ceiling for all but nobody", [](auto& x) { x.ceilings[0].partners.clear(); }, "ceiling",
       "all but nobody"},
      {"ceiling twice", [](auto& x) { x.ceilings[1].name = "all-credits"; }, "", "ceilings: element 2"},
      {"clock without a figure", [](auto& x) { x.clocks[0].months.reset(); }, "loan",
       "neither days nor months"},
      {"offset without a figure", [](auto& x) { x.offset = Offset{std::nullopt, "loan"}; }, "loan",
       "offset has no months"},
      {"price clause", [](auto& x) { x.price_rules = PriceRules{true, false, "art-9", ""}; }, "art-9",
       "price rules"},
  };
  for (const auto& fault : faults) {
    SCOPED_TRACE(fault.what);
    auto x = own_law();
    fault.make(x);
    expect_refused(validate(x), Code::refused_terms, fault.clause, fault.detail);
  }
}

}  // namespace
}  // namespace palitan::terms
