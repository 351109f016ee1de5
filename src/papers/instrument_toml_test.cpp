// Instrument files: every fault is named with its line, and every file that we ship compiles.
#include "papers/instrument_toml.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace palitan::papers {
namespace {
using base::Code;
using statement::Means;

constexpr std::string_view kSmall = R"(name = "jpn-phl-test"
title = "A small agreement"
parties = ["phl", "jpn"]
in_force = "frame"
ends = 2036-08-01
claim = "times"
claim_days = 20
back_dating_days = 10
rounding = "half_up"

[clause.frame]
source = "DOMAIN 1.1 [11]"
certainty = "summary"
en = "It comes into force after notes are exchanged."
ja = "公文の交換の後に効力を生ずる。"
fil = "Magkakabisa matapos magpalitan ng nota."

[clause.times]
source = "assumed"
certainty = "assumed"
en = "Days run from delivery."

[activity.exercise]
clause = "frame"

[category.fuel]
clause = "frame"
means = ["replacement_in_kind", "reimbursement"]

[[exclusion]]
category = "weapons"
suppliers = ["phl", "jpn"]
clause = "frame"

[clock.return_of_the_same]
clause = "times"

[clock.reimbursement]
days = 30
clause = "times"
)";

/// kSmall with one piece of it put differently.
std::string with(std::string_view from, std::string_view to) {
  std::string text(kSmall);
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(InstrumentFile, ALetterIsNoBlankWhereverItStands) {
  // One letter of each block of the code points, where a blank may stand: before a key, behind it, behind a
  // value.
  ASSERT_TRUE(compile_instrument(kSmall, "f.toml"));
  for (const char* letter : {"\u00e9", "\u0416", "\u0e01", "\u1401", "\u1e00", "\u20ac", "\u2100", "\u3042",
                             "\u516c", "\uac00", "\uf900", "\ufb01", "\U0001f600"})
    for (const char* place : {"parties =", "= \"A small", "claim_days = 20\n"}) {
      std::string text(kSmall);
      text.insert(text.find(place), letter);
      const auto compiled = compile_instrument(text, "f.toml");
      ASSERT_FALSE(compiled) << letter << " before " << place;
      EXPECT_EQ(compiled.error().code, Code::local_instrument);
    }
}

TEST(InstrumentFile, BecomesAnInstrumentInCanonicalOrder) {
  const auto compiled = compile_instrument(kSmall, "small.toml");
  ASSERT_TRUE(compiled) << compiled.error().detail;
  const auto& x = compiled->instrument;
  EXPECT_EQ(x.parties, (std::vector<std::string>{"jpn", "phl"}));
  ASSERT_EQ(x.categories.size(), 1u);
  EXPECT_EQ(x.categories[0].means, (std::vector{Means::reimbursement, Means::replacement_in_kind}));
  ASSERT_EQ(x.exclusions.size(), 2u);
  EXPECT_EQ(x.exclusions[0].supplier, "jpn");
  ASSERT_EQ(x.clocks.size(), 2u);
  EXPECT_EQ(x.clocks[0].means, Means::reimbursement);
  EXPECT_EQ(x.clocks[0].days, 30u);
  EXPECT_FALSE(x.clocks[1].days);
  EXPECT_EQ(x.in_force_clause, "frame");
  EXPECT_EQ(x.ends, base::parse_date("2036-08-01"));
  EXPECT_EQ(x.claim_days, 20u);
  EXPECT_EQ(x.back_dating_days, 10u);
  EXPECT_EQ(terms::rounding_of(x), base::Rounding::half_up);
  ASSERT_EQ(compiled->texts.size(), 2u);
  EXPECT_EQ(compiled->texts[0].fil, "Magkakabisa matapos magpalitan ng nota.");
  EXPECT_TRUE(compiled->texts[1].ja.empty());
}

TEST(InstrumentFile, TellsWhatIsOpenUncertainOrIdle) {
  const auto compiled = compile_instrument(kSmall, "small.toml");
  ASSERT_TRUE(compiled) << compiled.error().detail;
  EXPECT_EQ(compiled->notes,
            (std::vector<std::string>{
                "clock.return_of_the_same.days is left for the parties to fill when ratifying",
                "clause times is assumed, from assumed",
            }));
  EXPECT_EQ(compiled->warnings,
            (std::vector<std::string>{
                "small.toml:18: clause 'times' has no Japanese text (ja)",
                "small.toml:18: clause 'times' has no Filipino text (fil)",
                "small.toml:35: the clock of return_of_the_same never runs: no category is settled so",
            }));
}

struct Fault {
  std::string text;
  const char* says;
  const char* clause = "";
};

TEST(InstrumentFile, EveryFaultNamesItsLine) {
  const Fault faults[] = {
      {with("\"A small agreement\"", "\"A small"), "x.toml:2: "},
      {with("[activity.exercise]", "[clause.times]"), "x.toml:23: "},
      {with("ends =", "expires ="),
       "x.toml:5: unknown key 'expires' in the instrument; known are: name, title"},
      {with("ja = ", "jp = "),
       "x.toml:15: unknown key 'jp' in clause 'frame'; known are: source, certainty, en, ja, fil, informs"},
      {with("clause = \"frame\"", "article = \"frame\""),
       "x.toml:24: unknown key 'article' in activity 'exercise'"},
      {with("means =", "settled ="), "x.toml:28: unknown key 'settled' in category 'fuel'"},
      {with("suppliers =", "by ="), "x.toml:32: unknown key 'by' in exclusion of 'weapons'"},
      {with("days = 30", "weeks = 4"), "x.toml:39: unknown key 'weeks' in clock of 'reimbursement'"},
      {with("name = \"jpn-phl-test\"", ""), "x.toml:1: the instrument has no 'name'"},
      {with("name = \"jpn-phl-test\"", "name = 5"), "x.toml:1: 'name' of the instrument is not a text"},
      {with("name = \"jpn-phl-test\"", "name = \"\""),
       "x.toml:1: 'name' of the instrument is not a text, or is empty"},
      {with("name = \"jpn-phl-test\"", "name = \"JPN\""), "x.toml:1: name 'JPN' is not lower-case"},
      {with("[\"phl\", \"jpn\"]", "\"phl\""), "x.toml:3: 'parties' of the instrument is not a list"},
      {with("[\"phl\", \"jpn\"]", "[]"),
       "x.toml:3: 'parties' of the instrument is not a list of texts, or is empty"},
      {with("[\"phl\", \"jpn\"]", "[\"phl\", 3]"), "x.toml:3: 'parties' of the instrument holds something"},
      {with("[\"phl\", \"jpn\"]", "[\"phl\", \"phl\"]"), "x.toml:3: 'phl' stands twice in 'parties'"},
      {with("in_force = \"frame\"", "in_force = \"art-9\""), "x.toml:4: the instrument cites clause 'art-9'",
       "art-9"},
      {with("2036-08-01", "\"soon\""), "x.toml:5: 'ends' of the instrument is not a date such as 2036-08-01"},
      {with("claim = \"times\"", "claim = \"art-9\""), "x.toml:6: the instrument cites clause 'art-9'",
       "art-9"},
      {with("claim_days = 20", "claim_days = \"20\""),
       "x.toml:7: 'claim_days' of the instrument is not a whole number"},
      {with("claim_days = 20", "claim_days = 0"), "x.toml:7: claim_days is 0; allowed are 1 to 3660",
       "times"},
      {with("back_dating_days = 10", "back_dating_days = -1"),
       "x.toml:8: 'back_dating_days' of the instrument"},
      {with("half_up", "bankers"),
       "x.toml:9: rounding 'bankers' is not known; known are: half_even, half_up, down"},
      {with("\"summary\"", "\"sure\""),
       "x.toml:13: certainty 'sure' is not known; known are: text, summary, inferred, assumed", "frame"},
      {with("source = \"DOMAIN 1.1 [11]\"", ""), "x.toml:11: clause 'frame' has no 'source'"},
      {with("source = \"DOMAIN 1.1 [11]\"", "source = \"a\\nb\""), "x.toml:11: source is empty, longer",
       "frame"},
      {with("en = \"Days run from delivery.\"", ""), "x.toml:18: clause 'times' has no 'en'"},
      {with("Days run from delivery.", std::string(2001, 'a')), "x.toml:18: clause 'times' has a text longer",
       "times"},
      {with("clause = \"frame\"", "clause = \"art-9\""),
       "x.toml:24: activity 'exercise' cites clause 'art-9'", "art-9"},
      {with("[activity.exercise]\nclause = \"frame\"", ""), "x.toml:1: the instrument has no 'activity'"},
      {with("[activity.exercise]\nclause", "[activity]\nexercise"),
       "x.toml:24: 'activity.exercise' is not a table"},
      {with("\"reimbursement\"]", "\"barter\"]"),
       "x.toml:28: means 'barter' of category 'fuel' are not known; known are: reimbursement, "
       "replacement_in_kind, "
       "equal_value_exchange, return_of_the_same",
       "frame"},
      {with("[[exclusion]]", "[exclusion]"), "x.toml:30: 'exclusion' is not written as [[exclusion]]"},
      {with("suppliers = [\"phl\", \"jpn\"]", "suppliers = [\"usa\"]"),
       "x.toml:32: exclusion of 'weapons': supplier 'usa' is not a party", "frame"},
      {with(
           "[clock.return",
           "[[exclusion]]\ncategory = \"weapons\"\nsuppliers = [\"jpn\"]\nclause = \"frame\"\n[clock.return"),
       "x.toml:35: exclusion of 'weapons' stands twice for 'jpn'", "frame"},
      {with("category = \"weapons\"", "category = \"fuel\""),
       "x.toml:26: category 'fuel' is listed, yet excluded for every party", "frame"},
      {with("[clock.reimbursement]", "[clock.barter]"),
       "x.toml:38: clock of 'barter' is of unknown means; known are: "},
      {with("days = 30", "days = 3661"), "x.toml:38: clock of 'reimbursement': days is 3661", "times"},
      {"clause = 5", "x.toml:1: "},
      {"", "x.toml:1: the instrument has no 'name'"},
      {std::string(300'000, '#'), "x.toml:1: the file has 300000 bytes; at most 262144"},
      {std::string("name = \"\xff\""), "x.toml:1: "},
      {std::string("a = ") + std::string(10'000, '['), "x.toml:1: "},
  };
  for (const auto& fault : faults) {
    SCOPED_TRACE(fault.says);
    const auto compiled = compile_instrument(fault.text, "x.toml");
    ASSERT_FALSE(compiled);
    EXPECT_EQ(compiled.error().code, Code::local_instrument);
    EXPECT_TRUE(compiled.error().detail.starts_with(fault.says)) << compiled.error().detail;
    EXPECT_EQ(compiled.error().clause, fault.clause) << compiled.error().detail;
  }
}

// ---- the files that we ship
// -----------------------------------------------------------------------------------------

CompiledInstrument shipped(const std::string& name) {
  std::ifstream in(std::filesystem::path(PALITAN_SOURCE_DIR) / "instruments" / (name + ".toml"),
                   std::ios::binary);
  EXPECT_TRUE(in) << name;
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  auto compiled = compile_instrument(text, name + ".toml");
  EXPECT_TRUE(compiled) << compiled.error().detail;
  return compiled ? std::move(*compiled) : CompiledInstrument{};
}

TEST(ShippedInstruments, CompileAndAreTheSameAfterWritingAndReading) {
  std::size_t files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(PALITAN_SOURCE_DIR) + "/instruments")) {
    if (entry.path().extension() != ".toml") continue;
    SCOPED_TRACE(entry.path().filename().string());
    ++files;
    const auto compiled = shipped(entry.path().stem().string());
    EXPECT_EQ(compiled.instrument.name, entry.path().stem().string());
    const auto bytes = terms::write(compiled.instrument);
    const auto again = terms::read(bytes);
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(terms::write(*again), bytes);
    EXPECT_EQ(compiled.texts.size(), compiled.instrument.clauses.size());
    for (const auto& text : compiled.texts) EXPECT_FALSE(text.ja.empty()) << text.clause;
  }
  EXPECT_GE(files, 3u);
}

TEST(ShippedInstruments, TheOneWithThePhilippinesLeavesItsClocksOpen) {
  const auto compiled = shipped("jpn-phl-acsa-2026");
  const auto& x = compiled.instrument;
  EXPECT_EQ(x.clocks.size(), 4u);
  for (const auto& clock : x.clocks) EXPECT_FALSE(clock.days);
  EXPECT_FALSE(x.claim_days);
  for (const auto& text : compiled.texts) EXPECT_FALSE(text.fil.empty()) << text.clause;
  const auto filled = terms::fill(x, {{"claim_days", 30}, {"clock.replacement_in_kind.days", 365}});
  ASSERT_TRUE(filled) << filled.error().detail;
  EXPECT_TRUE(terms::allows_line(x, "phl", "fuel", Means::replacement_in_kind));
  EXPECT_TRUE(terms::allows_line(x, "phl", "port_airport_services", Means::reimbursement));
  EXPECT_TRUE(terms::allows_line(x, "jpn", "ammunition", Means::replacement_in_kind));
  for (const char* party : {"jpn", "phl"})
    EXPECT_EQ(terms::allows_line(x, party, "weapons", Means::reimbursement).error().clause, "no-weapons");
  const auto early = terms::holds_on(x, *base::parse_date("2026-08-01"), *base::parse_date("2026-02-20"));
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().code, Code::refused_not_in_force);
  EXPECT_EQ(early.error().clause, "entry-into-force");
}

TEST(ShippedInstruments, AustraliaGetsAmmunitionUnderTheTextOf2017Only) {
  const auto old_text = shipped("jpn-aus-acsa-2010").instrument;
  const auto new_text = shipped("jpn-aus-acsa-2017").instrument;
  for (const char* party : {"aus", "jpn"}) {
    const auto refused = terms::allows_line(old_text, party, "ammunition", Means::replacement_in_kind);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::refused_excluded);
    EXPECT_EQ(refused.error().clause, "no-ammunition");
    EXPECT_TRUE(terms::allows_line(new_text, party, "ammunition", Means::replacement_in_kind));
    EXPECT_FALSE(terms::allows_line(new_text, party, "weapons", Means::reimbursement));
  }
}

}  // namespace
}  // namespace palitan::papers
