// The files of overlays: what they become, and every fault by its line.
#include "papers/instrument_toml_kit.h"

namespace palitan::papers {
namespace {
using kit::expect_faults;

constexpr std::string_view kOverlay = R"(name = "own-law"
title = "Own law"
party = "usa"
giving = "ground"
getting = "ground"
non_hindrance = "ground"
authority = "ground"
retransfer = "onward"
agreements = ["phl", "jpn"]

[clause.ground]
source = "made up"
certainty = "assumed"
en = "A ground is named."

[clause.onward]
source = "made up"
certainty = "assumed"
en = "Nothing goes on."

[ground.exercise]
partners = ["phl", "jpn"]
activities = ["exercise"]
clause = "ground"

[exclusion.nuclear_material]
getting = true
clause = "onward"

[ceiling.others]
side = "credits"
currency = "USD"
amount = 75_000_000
first_month = 10
partners = ["gbr"]
all_but = true
exempt_categories = ["fuel"]
clause = "onward"

[clock.replacement_in_kind]
months = 12
clause = "onward"

[offset]
months = 18
clause = "onward"

[price_rules]
reciprocal = true
clause = "onward"
)";

TEST(OverlayFile, BecomesAnOverlay) {
  EXPECT_TRUE(is_overlay_file(kOverlay));
  EXPECT_FALSE(is_overlay_file("parties = [\"jpn\", \"usa\"]"));
  EXPECT_FALSE(is_overlay_file("party = "));
  const auto compiled = compile_overlay(kOverlay, "own.toml");
  ASSERT_TRUE(compiled) << compiled.error().detail;
  const auto& x = compiled->overlay;
  EXPECT_EQ(x.party, "usa");
  EXPECT_EQ(x.agreements, (std::vector<std::string>{"jpn", "phl"}));
  ASSERT_EQ(x.grounds.size(), 1u);
  EXPECT_TRUE(x.grounds[0].giving && x.grounds[0].getting);
  EXPECT_EQ(x.grounds[0].partners, (std::vector<std::string>{"jpn", "phl"}));
  EXPECT_TRUE(x.exclusions[0].giving && x.exclusions[0].getting);
  ASSERT_EQ(x.ceilings.size(), 1u);
  EXPECT_EQ(x.ceilings[0].amount, 7'500'000'000);
  EXPECT_TRUE(x.ceilings[0].all_but);
  EXPECT_FALSE(x.ceilings[0].each);
  EXPECT_EQ(x.clocks[0].months, 12u);
  EXPECT_EQ(x.offset->months, 18u);
  EXPECT_TRUE(x.price_rules->reciprocal);
  EXPECT_EQ(compiled->texts.size(), 2u);
  EXPECT_EQ(compiled->notes.size(), 2u);
  EXPECT_EQ(compiled->warnings.size(), 4u) << "two clauses, each without Japanese and Filipino text";
}

TEST(OverlayFile, EveryFaultNamesItsLine) {
  expect_faults(
      kOverlay,
      {{"title = \"Own law\"", "heading = \"Own law\"", "heading", "unknown key 'heading' in the overlay"},
       {"party = \"usa\"", "party = \"USA\"", "party =", "party 'USA'"},
       {"giving = \"ground\"", "giving = \"art-9\"", "giving =", "cites clause 'art-9'"},
       {"agreements = [\"phl\", \"jpn\"]", "agreements = [\"PHL\"]", "agreements", "party 'PHL'"},
       {"[ground.exercise]", "[ground.exercise]\ngetting = false", "getting = \"ground\"",
        "getting needs a ground"},
       {"activities = [\"exercise\"]", "activities = [\"war games\"]", "[ground.exercise]", "'war?games'"},
       {"[exclusion.nuclear_material]\ngetting = true", "[exclusion.nuclear_material]\ngiving = false",
        "[exclusion.", "neither giving nor getting"},
       {"side = \"credits\"", "side = \"both\"", "side", "known are: debts, credits"},
       {"currency = \"USD\"", "currency = \"YEN\"", "currency", "currency 'YEN'"},
       {"partners = [\"gbr\"]\n", "", "[ceiling.others]", "all but nobody"},
       {"months = 18", "", "[offset]", "offset has no months"},
       {"months = 12", "", "[clock.replacement_in_kind]", "neither days nor months"},
       {"clause = \"onward\"", "clause = \"art-9\"", "clause = \"art-9\"", "cites clause 'art-9'"}},
      true);
}

}  // namespace
}  // namespace palitan::papers
