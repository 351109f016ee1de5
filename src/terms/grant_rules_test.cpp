// What an instrument says of grants.
#include "terms/test_kit.h"

namespace palitan::terms {
namespace {
using base::Code;
using kit::day;
using kit::expect_refused;

Instrument instrument_on_grants() {
  Instrument x;
  x.name = "jpn-phl-grants";
  x.title = "An instrument on grants";
  x.parties = {"jpn", "phl"};
  for (const char* key : {"consent", "evaluation", "fields", "frame", "humanitarian", "loss", "monitoring",
                          "note", "publication", "rule-of-law"})
    x.clauses.push_back({key, "made up", Certainty::assumed});
  x.in_force_clause = "frame";
  GrantRules rules;
  rules.clause = "note";
  rules.donor = "jpn";
  rules.currency = "JPY";
  rules.fields = {{"humanitarian", "humanitarian", {}},
                  {"rule_of_law", "rule-of-law", {"air_surveillance", "maritime_surveillance"}}};
  rules.fields_clause = "fields";
  rules.consent_clause = "consent";
  rules.monitoring_clause = "monitoring";
  rules.evaluation_clause = "evaluation";
  rules.loss_clause = "loss";
  x.grants = std::move(rules);
  return x;
}

TEST(GrantRules, NeedNoActivityAndNoCategory) {
  auto x = instrument_on_grants();
  ASSERT_TRUE(validate(x)) << validate(x).error().detail;
  const auto again = read(write(x));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->grants->fields[1].purposes.size(), 2u);
  x.grants.reset();
  EXPECT_FALSE(validate(x));
}

TEST(GrantRules, CiteClausesThatStandThere) {
  for (const auto part :
       {&GrantRules::clause, &GrantRules::fields_clause, &GrantRules::consent_clause,
        &GrantRules::monitoring_clause, &GrantRules::evaluation_clause, &GrantRules::loss_clause}) {
    auto x = instrument_on_grants();
    (*x.grants).*part = "";
    EXPECT_FALSE(validate(x)) << "it is needed";
    (*x.grants).*part = "nowhere";
    expect_refused(validate(x), Code::refused_terms, "nowhere", "grants");
  }
  auto x = instrument_on_grants();
  x.grants->publication_clause = "nowhere";
  expect_refused(validate(x), Code::refused_terms, "nowhere", "grants: publication");
  x = instrument_on_grants();
  x.grants->fields[0].clause = "nowhere";
  expect_refused(validate(x), Code::refused_terms, "nowhere", "humanitarian");
}

TEST(GrantRules, NameADonorACurrencyAndFieldsInOrder) {
  const auto refused = [](const char* says, const std::function<void(GrantRules&)>& change) {
    auto x = instrument_on_grants();
    change(*x.grants);
    const auto seen = validate(x);
    ASSERT_FALSE(seen) << says;
    EXPECT_NE(seen.error().detail.find(says), std::string::npos) << seen.error().detail;
  };
  refused("donor", [](auto& x) { x.donor = "aus"; });
  refused("currency", [](auto& x) { x.currency = "XXX"; });
  refused("first_month", [](auto& x) { x.first_month = 13; });
  refused("grant fields", [](auto& x) { x.fields.clear(); });
  refused("grant fields", [](auto& x) { std::swap(x.fields[0], x.fields[1]); });
  refused("grant field", [](auto& x) { x.fields[0].name = "War!"; });
  refused("purposes", [](auto& x) { x.fields[1].purposes[1] = x.fields[1].purposes[0]; });
  refused("purpose", [](auto& x) { x.fields[0].purposes = {"Not a word"}; });
  refused("report_months", [](auto& x) { x.report_months = 0; });
  refused("inspection_months", [](auto& x) { x.inspection_months = 121; });
  refused("evaluation_months", [](auto& x) { x.evaluation_months = 121; });
  refused("loss_days", [](auto& x) { x.loss_days = 3661; });
}

TEST(GrantRules, HaveAFirstMonthOfTheYearAndAtLeastOneField) {
  for (const std::uint32_t month : {1u, 12u}) {
    auto x = instrument_on_grants();
    x.grants->first_month = month;
    EXPECT_TRUE(validate(x)) << month;
  }
  for (const std::uint32_t month : {0u, 13u}) {
    auto x = instrument_on_grants();
    x.grants->first_month = month;
    expect_refused(validate(x), Code::refused_terms, "note", "first_month is " + std::to_string(month));
  }
  auto x = instrument_on_grants();
  x.grants->fields.resize(1);
  EXPECT_TRUE(validate(x)) << "one field";
  x.grants->fields[0].purposes = {"one"};
  EXPECT_TRUE(validate(x)) << "of one purpose";
  x.grants->fields.clear();
  EXPECT_FALSE(validate(x)) << "no field";
}

TEST(GrantRules, AllowOnlyWhatAFieldLists) {
  const auto x = instrument_on_grants();
  EXPECT_TRUE(allows_grant(x, "rule_of_law", "maritime_surveillance"));
  EXPECT_TRUE(allows_grant(x, "humanitarian", "anything"));
  expect_refused(allows_grant(x, "rule_of_law", "bombing"), Code::refused_field, "rule-of-law", "bombing");
  expect_refused(allows_grant(x, "war", "anything"), Code::refused_field, "fields", "war");
}

TEST(GrantRules, LeaveTheClocksToTheParties) {
  const auto x = instrument_on_grants();
  EXPECT_EQ(open_settings(x),
            (std::vector<std::string>{"grants.evaluation_months", "grants.inspection_months",
                                      "grants.loss_days", "grants.report_months"}));
  EXPECT_FALSE(loss_answer_due(x, day("2026-03-01")));
  const auto filled = fill(x, {{"grants.evaluation_months", 24},
                               {"grants.inspection_months", 12},
                               {"grants.loss_days", 30},
                               {"grants.report_months", 6}});
  ASSERT_TRUE(filled);
  EXPECT_EQ(evaluation_due(*filled, day("2026-03-01")), day("2028-03-01"));
  EXPECT_EQ(inspection_due(*filled, day("2026-03-01")), day("2027-03-01"));
  EXPECT_EQ(loss_answer_due(*filled, day("2026-03-01")), day("2026-03-31"));
  EXPECT_EQ(report_due(*filled, day("2026-08-31")), day("2027-02-28"));
}

}  // namespace
}  // namespace palitan::terms
