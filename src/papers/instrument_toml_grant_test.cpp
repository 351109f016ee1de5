// [grants] of an instrument's file, and the instrument on grants that we ship.
#include <fstream>
#include <iterator>

#include "papers/instrument_toml_kit.h"

namespace palitan::papers {
namespace {

constexpr std::string_view kGrants = R"(name = "jpn-phl-grants"
title = "An instrument on grants"
parties = ["jpn", "phl"]
in_force = "all"

[clause.all]
source = "made up"
certainty = "assumed"
en = "All of it."

[grants]
clause = "all"
donor = "jpn"
currency = "JPY"
first_month = 4
closed_list = "all"
consent = "all"
monitoring = "all"
report_months = 6
evaluation = "all"
loss = "all"
loss_days = 30

[grants.field.humanitarian]
clause = "all"
purposes = ["medical", "disaster_response"]
)";

TEST(InstrumentGrants, AreReadFromTheirSection) {
  const auto compiled = compile_instrument(kGrants, "x.toml");
  ASSERT_TRUE(compiled) << compiled.error().detail;
  const auto& x = *compiled->instrument.grants;
  EXPECT_EQ(x.donor, "jpn");
  EXPECT_EQ(x.report_months, 6u);
  EXPECT_EQ(x.inspection_months, std::nullopt);
  EXPECT_EQ(x.loss_days, 30u);
  ASSERT_EQ(x.fields.size(), 1u);
  EXPECT_EQ(x.fields[0].purposes, (std::vector<std::string>{"disaster_response", "medical"}));
  EXPECT_TRUE(x.publication_clause.empty());
}

TEST(InstrumentGrants, FaultsAreNamedWhereTheyStand) {
  kit::expect_faults(kGrants, {{"consent = \"all\"\n", "", "[grants]", "consent"},
                               {"loss_days = 30", "loss_days = 9999", "[grants]", "loss_days"},
                               {"donor = \"jpn\"", "donor = \"aus\"", "[grants]", "donor"},
                               {"loss = \"all\"", "loss = \"nowhere\"", "loss = \"nowhere\"", "nowhere"},
                               {"first_month = 4", "fist_month = 4", "fist_month", "fist_month"}});
}

TEST(ShippedGrants, LeaveTheirClocksOpenAndCloseTheirFields) {
  std::ifstream in(std::string(PALITAN_SOURCE_DIR) + "/instruments/jpn-phl-osa.toml", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto compiled = compile_instrument(text, "jpn-phl-osa");
  ASSERT_TRUE(compiled) << compiled.error().detail;
  const auto& x = compiled->instrument;
  EXPECT_EQ(terms::open_settings(x),
            (std::vector<std::string>{"grants.evaluation_months", "grants.inspection_months",
                                      "grants.loss_days", "grants.report_months"}));
  EXPECT_TRUE(x.categories.empty() && x.activities.empty());
  EXPECT_TRUE(terms::allows_grant(x, "rule_of_law", "maritime_surveillance"));
  EXPECT_TRUE(terms::allows_grant(x, "humanitarian", "search_and_rescue"));
  EXPECT_FALSE(terms::allows_grant(x, "combat", "search_and_rescue"));
  // The fields were not read in the sources, and say so.
  for (const auto& field : x.grants->fields)
    for (const auto& clause : x.clauses)
      EXPECT_TRUE(clause.key != field.clause || clause.certainty == terms::Certainty::assumed) << clause.key;
}

}  // namespace
}  // namespace palitan::papers
