// What an instrument says of visits.
#include "terms/test_kit.h"

namespace palitan::terms {
namespace {
using base::Code;
using kit::day;
using kit::expect_refused;

Instrument agreement_on_visits() {
  Instrument x;
  x.name = "jpn-phl-visits";
  x.title = "An agreement on visits";
  x.parties = {"jpn", "phl"};
  for (const char* key : {"arms", "consent", "entry", "exercise", "frame", "imports", "visits"})
    x.clauses.push_back({key, "made up", Certainty::assumed});
  x.activities = {{"exercise", "exercise"}};
  x.in_force_clause = "frame";
  x.visits = VisitRules{"visits", {}, "consent", "entry", "arms", "imports", {}, {}, {}, {}};
  return x;
}

TEST(VisitRules, NeedNoCategoryOfSupplies) {
  auto x = agreement_on_visits();
  ASSERT_TRUE(validate(x)) << validate(x).error().detail;
  const auto again = read(write(x));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->visits->arms_clause, "arms");
  x.visits.reset();
  EXPECT_FALSE(validate(x));
}

TEST(VisitRules, CiteClausesThatStandThere) {
  for (const auto part : {&VisitRules::clause, &VisitRules::consent_clause, &VisitRules::entry_clause,
                          &VisitRules::arms_clause, &VisitRules::import_clause}) {
    auto x = agreement_on_visits();
    (*x.visits).*part = "";
    EXPECT_FALSE(validate(x)) << "it is needed";
  }
  for (const auto part : {&VisitRules::incident_clause, &VisitRules::claims_clause,
                          &VisitRules::committee_clause, &VisitRules::jurisdiction_clause}) {
    auto x = agreement_on_visits();
    (*x.visits).*part = "nowhere";
    expect_refused(validate(x), Code::refused_terms, "nowhere", "visits: ");
  }
}

TEST(VisitRules, FlagOnlyWhatAClauseAsksFor) {
  auto x = kit::full_agreement();
  x.visit_flagged = true;
  EXPECT_TRUE(validate(x));
  x.visit_clause.clear();
  expect_refused(validate(x), Code::refused_terms, "", "visit_flagged");
}

TEST(VisitRules, LeaveTheDaysOfConsentToTheParties) {
  auto x = agreement_on_visits();
  EXPECT_EQ(open_settings(x), std::vector<std::string>{"visits.consent_days"});
  EXPECT_FALSE(consent_by(x, day("2025-10-01")));
  const auto filled = fill(x, {{"visits.consent_days", 14}});
  ASSERT_TRUE(filled);
  EXPECT_EQ(consent_by(*filled, day("2025-10-01")), day("2025-10-15"));
  EXPECT_FALSE(consent_by(kit::full_agreement(), day("2025-10-01")));
  x.visits->consent_days = 4000;
  expect_refused(validate(x), Code::refused_terms, "consent", "consent_days");
}

}  // namespace
}  // namespace palitan::terms
