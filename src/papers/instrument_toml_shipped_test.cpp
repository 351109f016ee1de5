// Every instrument and overlay that we ship: without fault, told in three languages, and saying what it
// should.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "papers/instrument_toml.h"
#include "terms/queries.h"

namespace palitan::papers {
namespace {
using base::Code;
using statement::Means;
namespace fs = std::filesystem;

const fs::path kRoot = PALITAN_SOURCE_DIR;

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  EXPECT_TRUE(in) << file;
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> files_in(const char* folder) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(kRoot / folder))
    if (entry.path().extension() == ".toml") out.push_back(entry.path());
  return out;
}

terms::Instrument shipped(const std::string& name) {
  auto compiled = compile_instrument(text_of(kRoot / "instruments" / (name + ".toml")), name);
  EXPECT_TRUE(compiled) << compiled.error().detail;
  return compiled ? std::move(compiled->instrument) : terms::Instrument{};
}

terms::Overlay shipped_overlay(const std::string& name) {
  auto compiled = compile_overlay(text_of(kRoot / "instruments/overlays" / (name + ".toml")), name);
  EXPECT_TRUE(compiled) << compiled.error().detail;
  return compiled ? std::move(compiled->overlay) : terms::Overlay{};
}

base::Date day(std::string_view text) { return *base::parse_date(text); }

TEST(ShippedInstruments, EachPassesTheCheckInThreeLanguages) {
  const std::set<std::string> expected = {"jpn-aus-acsa-2010", "jpn-aus-acsa-2017", "jpn-gbr-acsa-2017",
                                          "jpn-phl-acsa-2026", "jpn-usa-acsa-1996", "jpn-usa-acsa-2017",
                                          "phl-usa-mlsa"};
  std::set<std::string> found;
  for (const auto& file : files_in("instruments")) {
    SCOPED_TRACE(file.filename().string());
    found.insert(file.stem().string());
    const auto compiled = compile_instrument(text_of(file), file.filename().string());
    ASSERT_TRUE(compiled) << compiled.error().detail;
    EXPECT_TRUE(compiled->warnings.empty()) << compiled->warnings.front();
    EXPECT_EQ(compiled->instrument.name, file.stem().string());
    for (const auto& clause : compiled->instrument.clauses)
      EXPECT_TRUE(clause.source.starts_with("DOMAIN ")) << clause.key << ": " << clause.source;
  }
  for (const auto& name : expected) EXPECT_TRUE(found.contains(name)) << name;
}

TEST(ShippedInstruments, NoneStatesAFigureThatNobodyRead) {
  for (const auto& file : files_in("instruments")) {
    SCOPED_TRACE(file.filename().string());
    const auto x = shipped(file.stem().string());
    if (x.visits) continue;   // instrument_toml_visit_test.cpp
    if (x.grants) continue;   // instrument_toml_grant_test.cpp
    if (x.credits) continue;  // assumed as a whole: instrument_toml_exchange_test.cpp
    std::vector<std::string> open = {"claim_days",
                                     "clock.reimbursement.days",
                                     "clock.replacement_in_kind.days",
                                     "clock.equal_value_exchange.days",
                                     "clock.return_of_the_same.days",
                                     "conversion.days",
                                     "invoice_days",
                                     "offset.months",
                                     "payment_days"};
    if (x.netting) open.insert(open.begin() + 7, "netting.lock_days");
    EXPECT_EQ(terms::open_settings(x), open);
    EXPECT_TRUE(x.write_off_clause.empty());
    EXPECT_TRUE(x.tolerances.empty());
    EXPECT_TRUE(x.ceilings.empty()) << "ceilings are one party's own law: an overlay";
  }
}

TEST(ShippedInstruments, WhatJapanAndTheUnitedStatesMayNotGiveDiffers) {
  const auto x = shipped("jpn-usa-acsa-2017");
  const auto money = Means::reimbursement;
  EXPECT_EQ(terms::allows_line(x, "jpn", "weapons", money).error().clause, "no-weapons-from-japan");
  EXPECT_EQ(terms::allows_line(x, "usa", "weapon_systems", money).error().clause,
            "no-weapon-systems-from-usa");
  EXPECT_TRUE(terms::allows_line(x, "usa", "ammunition", money));
  EXPECT_TRUE(terms::allows_line(x, "jpn", "ammunition", money));
  EXPECT_TRUE(terms::allows_activity(x, "important_influence_situation"));
  EXPECT_FALSE(terms::allows_activity(x, "routine"));
  const auto early = terms::may_begin_on(x, day("2017-04-13"));
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().code, Code::refused_settings);
  EXPECT_TRUE(terms::may_begin_on(x, day("2017-04-25")));
  const auto old_text = shipped("jpn-usa-acsa-1996");
  for (const char* party : {"jpn", "usa"})
    for (const char* category : {"weapons", "ammunition"})
      EXPECT_EQ(terms::allows_line(old_text, party, category, money).error().clause,
                "no-weapons-or-ammunition");
}

TEST(ShippedInstruments, TheUnitedStatesAskForTheTwentyFiveElements) {
  for (const char* name : {"jpn-usa-acsa-1996", "jpn-usa-acsa-2017", "phl-usa-mlsa"}) {
    const auto x = shipped(name);
    EXPECT_EQ(terms::order_elements(x).size() + terms::receipt_elements(x).size(), 25u) << name;
  }
  EXPECT_FALSE(shipped("jpn-phl-acsa-2026").gates);
}

TEST(ShippedInstruments, TheMutualLogisticsSupportAgreementKnowsNoWater) {
  const auto x = shipped("phl-usa-mlsa");
  const auto water = terms::allows_line(x, "usa", "water", Means::reimbursement);
  ASSERT_FALSE(water);
  EXPECT_EQ(water.error().code, Code::refused_category);
  EXPECT_TRUE(terms::allows_line(x, "usa", "vehicles", Means::return_of_the_same));
  EXPECT_TRUE(terms::allows_activity(x, "deployment"));
  EXPECT_FALSE(terms::allows_activity(x, "relief"));
}

TEST(ShippedInstruments, EachAgreementOnSupplyGivesExamplesAndNamesWhoActs) {
  for (const auto& file : files_in("instruments")) {
    const auto name = file.stem().string();
    if (name.find("-acsa-") == std::string::npos && name.find("mlsa") == std::string::npos) continue;
    SCOPED_TRACE(name);
    const auto compiled = compile_instrument(text_of(file), file.filename().string());
    ASSERT_TRUE(compiled) << compiled.error().detail;
    const auto& x = compiled->instrument;
    EXPECT_EQ(x.authorities.size(), x.parties.size());
    for (const auto& rule : x.categories) {
      const auto at = std::find_if(compiled->examples.begin(), compiled->examples.end(),
                                   [&](const ExampleText& text) { return text.category == rule.name; });
      ASSERT_NE(at, compiled->examples.end()) << rule.name;
      EXPECT_FALSE(at->en.empty() || at->ja.empty() || at->fil.empty()) << rule.name;
    }
  }
}

TEST(ShippedInstruments, SuppliesAreGivenBackBeforeTheyAreReplacedOrPaid) {
  const auto x = shipped("jpn-phl-acsa-2026");
  EXPECT_EQ(terms::preference_of(x, "spare_parts"),
            (std::vector{Means::return_of_the_same, Means::replacement_in_kind, Means::reimbursement}));
  EXPECT_EQ(terms::preference_of(x, "fuel"), (std::vector{Means::replacement_in_kind, Means::reimbursement}));
  EXPECT_TRUE(terms::is_service(x, "billeting"));
  EXPECT_FALSE(terms::is_service(x, "medical"));
  EXPECT_TRUE(terms::is_metered(x, "transport"));
  EXPECT_TRUE(terms::allows_unit(x, "fuel", "LTR"));
  EXPECT_FALSE(terms::allows_unit(x, "fuel", "DAY"));
}

TEST(ShippedOverlays, EachPassesTheCheckInThreeLanguages) {
  std::set<std::string> found;
  for (const auto& file : files_in("instruments/overlays")) {
    SCOPED_TRACE(file.filename().string());
    found.insert(file.stem().string());
    const auto text = text_of(file);
    EXPECT_TRUE(is_overlay_file(text));
    const auto compiled = compile_overlay(text, file.filename().string());
    ASSERT_TRUE(compiled) << compiled.error().detail;
    EXPECT_TRUE(compiled->warnings.empty()) << compiled->warnings.front();
    EXPECT_EQ(compiled->overlay.name, file.stem().string());
  }
  EXPECT_EQ(found, (std::set<std::string>{"jpn-sdf-act", "phl-rules", "usa-10usc-ch138"}));
}

terms::OwnCase at(const char* supplier, const char* recipient, const char* activity, const char* category,
                  std::int64_t minor, const char* currency = "USD") {
  return {supplier, recipient, activity, currency, {{category, minor, false}}, day("2026-11-20"), {}};
}

TEST(ShippedOverlays, JapanGivesOnAGroundThatItsActLists) {
  const auto x = shipped_overlay("jpn-sdf-act");
  const statement::Declaration declared{"joint-exercise", true, "Minister of Defense"};
  EXPECT_TRUE(terms::overlay_findings(x, declared, at("jpn", "usa", "exercise", "fuel", 0), {}));
  const auto elsewhere = terms::overlay_findings(x, declared, at("jpn", "phl", "exercise", "fuel", 0), {});
  ASSERT_FALSE(elsewhere);
  EXPECT_EQ(elsewhere.error().code, Code::local_law_ground);
  EXPECT_EQ(elsewhere.error().clause, "joint-exercise");
  const statement::Declaration parallel{"parallel-article", true, "Minister of Defense"};
  EXPECT_TRUE(terms::overlay_findings(x, parallel, at("jpn", "phl", "exercise", "fuel", 0), {}));
  const statement::Declaration hindered{"parallel-article", false, "Minister of Defense"};
  EXPECT_EQ(terms::overlay_findings(x, hindered, at("jpn", "phl", "exercise", "fuel", 0), {}).error().code,
            Code::local_law_hindrance);
  EXPECT_TRUE(terms::overlay_findings(x, std::nullopt, at("usa", "jpn", "exercise", "fuel", 0), {}))
      << "the act limits giving, not getting";
}

TEST(ShippedOverlays, TheUnitedStatesCountWhatIsNeitherFuelNorRelief) {
  const auto x = shipped_overlay("usa-10usc-ch138");
  const statement::Declaration declared{"section-2342", false, "ordering officer"};
  const auto gives = [&](const char* activity, const char* category, std::int64_t dollars,
                         std::int64_t used) {
    return terms::overlay_findings(x, declared, at("usa", "phl", activity, category, dollars * 100),
                                   {{"other-credits", used * 100, used * 100}});
  };
  EXPECT_TRUE(gives("exercise", "food", 1, 74'999'999));
  const auto over = gives("exercise", "food", 2, 74'999'999);
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().code, Code::local_law_ceiling);
  EXPECT_EQ(over.error().clause, "ceilings");
  EXPECT_TRUE(gives("exercise", "fuel", 2, 74'999'999));
  EXPECT_TRUE(gives("relief", "food", 2, 74'999'999));
  // Supplies got: at most 20 of the 60 million.
  const auto gets = terms::overlay_findings(x, declared, at("phl", "usa", "exercise", "food", 100),
                                            {{"other-debts", 2'000'000'000, 2'000'000'000}});
  ASSERT_FALSE(gets);
  EXPECT_EQ(gets.error().code, Code::local_law_ceiling);
  auto onward = at("usa", "phl", "exercise", "food", 100);
  onward.onward = {"aus"};
  EXPECT_EQ(terms::overlay_findings(x, declared, onward, {}).error().clause, "own-agreement");
  EXPECT_EQ(terms::settled_by(x, Means::replacement_in_kind, day("2025-03-01")), day("2026-03-01"));
}

TEST(ShippedOverlays, ThePhilippinesWantTheRightInstrumentForEachItem) {
  const auto x = shipped_overlay("phl-rules");
  const statement::Declaration acsa{"acsa-japan", false, ""};
  EXPECT_TRUE(terms::overlay_findings(x, acsa, at("jpn", "phl", "exercise", "fuel", 0), {}));
  EXPECT_EQ(terms::overlay_findings(x, acsa, at("jpn", "phl", "exercise", "defence_equipment", 0), {})
                .error()
                .clause,
            "equipment-transfer");
  EXPECT_EQ(terms::overlay_findings(x, acsa, at("usa", "phl", "exercise", "fuel", 0), {}).error().clause,
            "acsa-japan");
  const statement::Declaration mlsa{"mlsa", false, ""};
  EXPECT_TRUE(terms::overlay_findings(x, mlsa, at("usa", "phl", "deployment", "fuel", 0), {}));
}

TEST(StoryInstruments, HaveNoFault) {
  for (const auto& file : files_in("tests/stories/instruments")) {
    const auto compiled = compile_instrument(text_of(file), file.filename().string());
    EXPECT_TRUE(compiled) << compiled.error().detail;
  }
}

TEST(StoryInstruments, OneStatesEveryFigure) {
  const auto compiled =
      compile_instrument(text_of(kRoot / "tests/stories/instruments/every-clause.toml"), "every-clause.toml");
  ASSERT_TRUE(compiled) << compiled.error().detail;
  EXPECT_TRUE(terms::open_settings(compiled->instrument).empty());
  EXPECT_EQ(compiled->instrument.ceilings.size(), 2u);
  EXPECT_EQ(terms::components_of(compiled->instrument, "air_refuelling").size(), 2u);
}

}  // namespace
}  // namespace palitan::papers
