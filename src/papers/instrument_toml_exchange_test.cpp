// [credits] and [netting] of an instrument's file, and the assumed exchange that we ship.
#include <fstream>
#include <iterator>

#include "papers/instrument_toml_kit.h"

namespace palitan::papers {
namespace {
using base::Code;

constexpr std::string_view kExchange = R"(name = "jpn-phl-exchange"
title = "An exchange"
parties = ["jpn", "phl"]
in_force = "all"

[clause.all]
source = "made up"
certainty = "assumed"
en = "All of it."

[activity.exercise]
clause = "all"

[credits]
clause = "all"
item = "EFH"
unit = "HUR"
assignment = "all"
balance_limit = 20

[[credits.rate]]
asset = "C-17"
from = 2026-10-01
numerator = 16
denominator = 5
source = "rated again"

[[credits.rate]]
asset = "C-17"
from = 2026-01-01
numerator = 3
source = "made up"

[netting]
clause = "all"
lock_days = 30
)";

base::Date on(std::string_view text) { return *base::parse_date(text); }

TEST(InstrumentExchange, IsReadFromItsSections) {
  const auto compiled = compile_instrument(kExchange, "x.toml");
  ASSERT_TRUE(compiled) << compiled.error().detail;
  const auto& x = compiled->instrument;
  ASSERT_TRUE(x.credits && x.netting);
  EXPECT_EQ(x.credits->balance_limit, 20'000'000);
  ASSERT_EQ(x.credits->rates.size(), 2u);
  EXPECT_EQ(x.credits->rates[0].numerator, 3);  // by asset, then by day
  EXPECT_EQ(terms::read(terms::write(x))->credits->rates.size(), 2u);
}

TEST(InstrumentExchange, FaultsAreNamedWhereTheyStand) {
  kit::expect_faults(kExchange, {{"from = 2026-01-01", "from = 2026-10-01", "[credits]", "out of order"},
                                 {"unit = \"HUR\"", "unit = \"hours\"", "[credits]", "hours"},
                                 {"denominator = 5", "denominator = 0", "rate]]", "denominator"},
                                 {"lock_days = 30", "lock_days = 9999", "[netting]", "lock_days"},
                                 {"assignment = \"all\"", "assignment = \"none\"", "\"none\"", "none"}});
}

// The entry of the day counts, rounded once; before the first one there is none.
TEST(InstrumentExchange, TheTableSpeaksByDate) {
  const auto x = compile_instrument(kExchange, "x.toml")->instrument;
  EXPECT_EQ(terms::credit_for(x, "C-17", 5'000'000, on("2026-09-30")), 15'000'000);
  EXPECT_EQ(terms::credit_for(x, "C-17", 5'000'000, on("2026-10-01")), 16'000'000);
  EXPECT_EQ(terms::credit_for(x, "C-17", 1, on("2026-10-01")), 3);  // 3.2
  EXPECT_EQ(terms::credit_for(x, "C-17", 1, on("2025-12-31")).error().code, Code::refused_credit_table);
  EXPECT_EQ(terms::credit_for(x, "An-124", 1, on("2026-10-01")).error().code, Code::refused_credit_table);
  EXPECT_EQ(terms::credit_for(x, "C-17", INT64_MAX, on("2026-10-01")).error().code, Code::refused_overflow);
  EXPECT_FALSE(terms::credit_for(x, "C-17", 0, on("2026-10-01")));
}

TEST(InstrumentExchange, DebtsAreHeldOnlyWhereThePartiesOptedIn) {
  auto x = compile_instrument(kExchange, "x.toml")->instrument;
  EXPECT_TRUE(terms::allows_netting(x, on("2026-07-01"), on("2026-07-31")));
  EXPECT_EQ(terms::allows_netting(x, on("2026-07-01"), on("2026-08-01")).error().code, Code::refused_netting);
  EXPECT_FALSE(terms::allows_netting(x, on("2026-07-01"), on("2026-06-30")));
  x.netting->lock_days.reset();
  EXPECT_EQ(terms::open_settings(x), std::vector<std::string>{"netting.lock_days"});
  EXPECT_EQ(terms::allows_netting(x, on("2026-07-01"), on("2026-07-02")).error().code, Code::refused_netting);
}

TEST(ShippedExchange, SaysThatAllOfItIsAssumed) {
  std::ifstream in(std::string(PALITAN_SOURCE_DIR) + "/instruments/jpn-phl-usa-exchange.toml",
                   std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const auto compiled = compile_instrument(text, "jpn-phl-usa-exchange");
  ASSERT_TRUE(compiled) << compiled.error().detail;
  const auto& x = compiled->instrument;
  for (const auto& clause : x.clauses) EXPECT_EQ(clause.certainty, terms::Certainty::assumed) << clause.key;
  EXPECT_EQ(terms::open_settings(x), std::vector<std::string>{"netting.lock_days"});
  EXPECT_EQ(terms::credit_for(x, "C-130", 1'000'000, on("2026-05-01")), 1'000'000);
}

}  // namespace
}  // namespace palitan::papers
