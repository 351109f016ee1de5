// [visits] of an instrument's file, and the agreements on visits that we ship.
#include <fstream>

#include "papers/instrument_toml_kit.h"
#include "terms/queries.h"

namespace palitan::papers {
namespace {
using kit::expect_faults;
using kit::with;

constexpr std::string_view kVisits = R"(name = "jpn-phl-visits"
title = "An agreement on visits"
parties = ["jpn", "phl"]
in_force = "frame"

[clause.frame]
source = "made up"
certainty = "assumed"
en = "It holds."

[clause.visit]
source = "made up"
certainty = "assumed"
en = "Forces visit one another."

[activity.exercise]
clause = "visit"

[visits]
clause = "visit"
consent_days = 14
consent = "visit"
entry = "visit"
arms = "visit"
imports = "visit"
claims = "visit"
)";

TEST(VisitSection, BecomesRules) {
  const auto compiled = compile_instrument(kVisits, "x.toml");
  ASSERT_TRUE(compiled) << compiled.error().detail;
  const auto& x = compiled->instrument;
  EXPECT_TRUE(x.categories.empty());
  EXPECT_EQ(x.visits->consent_days, 14u);
  EXPECT_EQ(x.visits->claims_clause, "visit");
  EXPECT_TRUE(x.visits->committee_clause.empty());
}

TEST(VisitSection, FaultsAreAtTheirLine) {
  expect_faults(kVisits, {{"arms = \"visit\"", "arms = \"war\"", "arms = ", "war"},
                          {"arms = \"visit\"\n", "", "[visits]", "arms"},
                          {"consent_days = 14", "consent_days = 9999", "[visits]", "consent_days"},
                          {"claims = ", "people = ", "people = ", "people"},
                          {"in_force = ", "visit_flagged = true\nin_force = ", "visit_flagged", "visit"}});
}

terms::Instrument shipped(const std::string& name) {
  std::ifstream in(std::string(PALITAN_SOURCE_DIR) + "/instruments/" + name + ".toml", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  auto compiled = compile_instrument(text, name);
  EXPECT_TRUE(compiled) << compiled.error().detail;
  return compiled ? std::move(compiled->instrument) : terms::Instrument{};
}

TEST(ShippedVisits, StandOnTheirClausesAndGiveNothing) {
  for (const char* name : {"jpn-phl-raa-2024", "jpn-aus-raa-2022", "jpn-gbr-raa-2023"}) {
    const auto x = shipped(name);
    ASSERT_TRUE(x.visits) << name;
    EXPECT_TRUE(x.categories.empty());
    EXPECT_FALSE(terms::allows_line(x, "jpn", "fuel", statement::Means::reimbursement));
    EXPECT_EQ(terms::open_settings(x), std::vector<std::string>{"visits.consent_days"});
    for (const char* kind : {"exercise", "relief"}) EXPECT_TRUE(terms::allows_activity(x, kind));
    EXPECT_FALSE(terms::allows_activity(x, "parade"));
  }
  const auto x = shipped("jpn-phl-raa-2024");
  EXPECT_TRUE(terms::may_begin_on(x, *base::parse_date("2025-09-11")));
  EXPECT_FALSE(terms::may_begin_on(x, *base::parse_date("2025-06-05"))) << "before Japan had approved it";
}

}  // namespace
}  // namespace palitan::papers
