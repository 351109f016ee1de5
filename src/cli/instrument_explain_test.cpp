// `instrument explain`: which clauses speak to a case, in the words of the shipped files.
#include "cli/instrument_explain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include <nlohmann/json.hpp>

namespace palitan::cli {
namespace {

std::string text_of(const std::string& file) {
  std::ifstream in(std::string(PALITAN_SOURCE_DIR) + "/" + file, std::ios::binary);
  EXPECT_TRUE(in) << file;
  return {std::istreambuf_iterator<char>(in), {}};
}

papers::CompiledInstrument instrument(const std::string& file) {
  auto out = papers::compile_instrument(text_of(file), file);
  EXPECT_TRUE(out) << out.error().detail;
  return std::move(*out);
}

papers::CompiledOverlay overlay(const std::string& file) {
  auto out = papers::compile_overlay(text_of(file), file);
  EXPECT_TRUE(out) << out.error().detail;
  return std::move(*out);
}

std::vector<Speaks> asked(const terms::Instrument& x, const std::vector<std::string>& words) {
  const auto at = CaseWords::read(words, instrument_keys());
  EXPECT_TRUE(at) << at.error().says;
  return at ? explain(x, *at) : std::vector<Speaks>{};
}

std::vector<Speaks> asked(const terms::Overlay& x, const std::vector<std::string>& words) {
  const auto at = CaseWords::read(words, overlay_keys());
  EXPECT_TRUE(at) << at.error().says;
  return at ? explain(x, *at) : std::vector<Speaks>{};
}

/// The row that answers `question`; empty where none does.
Speaks row(const std::vector<Speaks>& rows, const std::string& question) {
  const auto at =
      std::find_if(rows.begin(), rows.end(), [&](const Speaks& r) { return r.question == question; });
  EXPECT_NE(at, rows.end()) << question;
  return at == rows.end() ? Speaks{} : *at;
}

bool any_refused(const std::vector<Speaks>& rows) {
  return std::any_of(rows.begin(), rows.end(), [](const Speaks& r) { return r.refused; });
}

TEST(Explain, FuelForAnExerciseInTheWordsOfTheAgreement) {
  const auto file = instrument("instruments/jpn-phl-acsa-2026.toml");
  const auto rows = asked(file.instrument, {"supplier=phl", "category=fuel", "means=replacement_in_kind",
                                            "activity=exercise", "date=2026-11-20", "currency=JPY"});
  EXPECT_FALSE(any_refused(rows));
  EXPECT_EQ(row(rows, "activity exercise").clause, "activity-exercise");
  EXPECT_EQ(row(rows, "category fuel, given by 'phl', settled by replacement_in_kind").clause, "annex-fuel");
  EXPECT_EQ(row(rows, "in force on 2026-11-20").verdict, "from the day that the parties ratify");
  const auto due = row(rows, "last day to settle what is delivered on 2026-11-20 by replacement_in_kind");
  EXPECT_EQ(due.verdict, "left open");
  EXPECT_EQ(due.detail, "the parties fill clock.replacement_in_kind.days when they ratify");
  EXPECT_EQ(row(rows, "passing on").verdict, "needs the giver's consent");
  EXPECT_EQ(row(rows, "tax").clause, "tax");
}

TEST(Explain, TellsWhatHoldsForEveryOrderUnderIt) {
  const auto file = instrument("tests/stories/instruments/every-clause.toml");
  auto x = file.instrument;
  x.authorities = {{"jpn", "Maritime Staff Office", "art-1"}};
  x.duration = terms::Duration{120, 6, "art-1"};
  x.claim_clause = "art-1";
  x.claim_days = 10;
  x.write_off_clause = "art-1";
  x.netting = terms::NettingRules{"art-1", std::nullopt};
  auto rows = asked(x, {"category=fuel", "issued_on=2026-11-20"});
  EXPECT_EQ(row(rows, "who acts for 'jpn'").verdict, "Maritime Staff Office");
  EXPECT_EQ(row(rows, "how long it runs").detail, "renewed by 10 years; notice of 6 months");
  EXPECT_EQ(row(rows, "dating an act back").verdict, fmt::format("at most {} days", x.back_dating_days));
  EXPECT_EQ(row(rows, "billing what nobody took in").detail, "from 2026-11-30");
  EXPECT_EQ(row(rows, "giving up what is owed").clause, "art-1");
  EXPECT_EQ(row(rows, "netting among several").verdict, "left open: nothing is netted");
  x.write_off_clause.clear();
  x.claim_days.reset();
  x.netting->lock_days = 30;
  rows = asked(x, {"category=fuel"});
  EXPECT_EQ(row(rows, "giving up what is owed").verdict, "not provided for");
  EXPECT_EQ(row(rows, "billing what nobody took in").verdict, "left open");
  EXPECT_EQ(row(rows, "netting among several").detail, "for at most 30 days");
}

TEST(Explain, TellsTheSameRefusalsAsTheRecord) {
  const auto old_text = instrument("instruments/jpn-aus-acsa-2010.toml");
  const auto rows = asked(old_text.instrument, {"supplier=aus", "category=ammunition", "means=reimbursement",
                                                "activity=parade", "date=2013-01-30", "in_force=2013-01-31"});
  EXPECT_EQ(row(rows, "in force on 2013-01-30").verdict, "refused_not_in_force");
  EXPECT_EQ(row(rows, "activity parade").verdict, "refused_activity");
  const auto line = row(rows, "category ammunition, given by 'aus', settled by reimbursement");
  EXPECT_EQ(line.verdict, "refused_excluded");
  EXPECT_EQ(line.clause, "no-ammunition");
  EXPECT_TRUE(line.refused);
  EXPECT_EQ(row(asked(old_text.instrument, {"supplier=usa", "category=fuel"}), "given by 'usa'").verdict,
            "refused_party");
}

TEST(Explain, AsksEveryPartyAndMeansThatTheCaseLeavesOpen) {
  const auto file = instrument("instruments/jpn-usa-acsa-2017.toml");
  const auto rows = asked(file.instrument, {"category=weapons", "means=reimbursement"});
  EXPECT_EQ(row(rows, "category weapons, given by 'jpn', settled by reimbursement").clause,
            "no-weapons-from-japan");
  EXPECT_EQ(row(rows, "category weapons, given by 'usa', settled by reimbursement").verdict,
            "refused_category");
  const auto lent = asked(file.instrument, {"supplier=usa", "category=spare_parts"});
  EXPECT_EQ(lent.front().question, "category spare_parts, given by 'usa', settled by return_of_the_same")
      << "the preferred means come first";
}

TEST(Explain, GivesTheDatesAndFiguresThatAnInstrumentStates) {
  const auto file = instrument("tests/stories/instruments/every-clause.toml");
  const auto rows =
      asked(file.instrument,
            {"supplier=jpn", "recipient=phl", "category=fuel", "means=replacement_in_kind", "unit=KGM",
             "delivered=2025-03-01", "date=2025-03-01", "currency=JPY", "item=F-76", "returned=F-44",
             "issued=100", "received=99.5", "roles=approver+requester", "activity=exercise"});
  EXPECT_EQ(row(rows, "last day to settle what is delivered on 2025-03-01 by replacement_in_kind").verdict,
            "2026-03-01");
  EXPECT_EQ(row(rows, "first day to turn it into money").verdict, "2026-03-02");
  EXPECT_EQ(row(rows, "first day to offset what is delivered on 2025-03-01").verdict, "2026-09-02");
  EXPECT_EQ(row(rows, "unit KGM for fuel").verdict, "refused_unit");
  EXPECT_EQ(row(rows, "F-44 given back for F-76").verdict, "allowed");
  EXPECT_EQ(row(rows, "99.5 received of 100 issued").verdict, "needs no dispute");
  EXPECT_EQ(row(rows, "one person as approver and requester").verdict, "kept apart");
  EXPECT_EQ(row(rows, "ceiling 'phl-debts' on the debts of 'phl'").verdict, "does not count: exempt");
  const auto money = asked(file.instrument, {"recipient=phl", "category=water", "means=reimbursement",
                                             "currency=JPY", "date=2026-02-28", "invoiced=2026-03-10"});
  const auto ceiling = row(money, "ceiling 'phl-debts' on the debts of 'phl'");
  EXPECT_EQ(ceiling.verdict, "at most 10000000 JPY");
  EXPECT_EQ(ceiling.detail, "fiscal year 2026-01-01 to 2026-12-31");
  EXPECT_EQ(row(money, "last day to bill what is delivered on 2026-02-28").verdict, "2026-03-30");
  EXPECT_EQ(row(money, "last day to pay a bill of 2026-03-10").verdict, "2026-04-09");
  EXPECT_EQ(row(asked(file.instrument, {"currency=USD"}), "currency USD").verdict, "refused_currency");
  const auto flight = asked(file.instrument, {"supplier=jpn", "category=air_refuelling"});
  EXPECT_EQ(row(flight, "price of air_refuelling").verdict, "must name each of: flight_hours, fuel");
  EXPECT_EQ(row(flight, "use of air_refuelling").verdict, "must name what measures it");
}

TEST(Explain, SaysWhatAPartysOwnLawAsks) {
  const auto law = overlay("instruments/overlays/usa-10usc-ch138.toml");
  const std::vector<std::string> base = {
      "supplier=usa",           "recipient=phl", "activity=exercise", "category=food",
      "currency=USD",           "total=2",       "date=2026-11-20",   "means=replacement_in_kind",
      "authority=order officer"};
  auto words = base;
  EXPECT_EQ(asked(law.overlay, words).front().verdict, "local_law_ground");
  words.emplace_back("ground=section-2342");
  const auto fine = asked(law.overlay, words);
  EXPECT_EQ(fine.front().verdict, "allowed");
  EXPECT_EQ(fine.front().clause, "cross-servicing");
  const auto ceiling = row(fine, "ceiling 'other-credits'");
  EXPECT_EQ(ceiling.verdict, "at most 75000000.00 USD");
  EXPECT_EQ(ceiling.detail, "fiscal year 2026-10-01 to 2027-09-30, for all its partners together");
  EXPECT_EQ(row(fine, "last day that this law allows to settle").verdict, "2027-11-20");
  words.emplace_back("used=74999999");
  EXPECT_EQ(asked(law.overlay, words).front().verdict, "local_law_ceiling");
  EXPECT_EQ(asked(law.overlay, {"supplier=jpn", "recipient=phl"}).front().verdict,
            "not the affair of this law");
}

TEST(Explain, ShowsTheClauseInTheLanguageAskedFor) {
  const auto file = instrument("instruments/jpn-phl-acsa-2026.toml");
  const auto rows = asked(file.instrument, {"activity=exercise"});
  const auto fil = explained_text(rows, file.instrument.clauses, file.texts, "fil");
  EXPECT_NE(fil.find("activity exercise: allowed\n"
                     "    clause activity-exercise: Mga pagsasanay na sinasalihan ng dalawang puwersa.\n"
                     "    summary, from DOMAIN 1.2 [9][14]\n"),
            std::string::npos)
      << fil;
  EXPECT_NE(
      explained_text(rows, file.instrument.clauses, file.texts, "ja").find("双方の部隊が参加する訓練。"),
      std::string::npos);
  const auto json = nlohmann::json::parse(explained_json(rows, file.instrument.clauses, file.texts, "en"));
  EXPECT_EQ(json[0]["verdict"], "allowed");
  EXPECT_EQ(json[0]["text"], "Exercises in which both forces take part.");
  EXPECT_EQ(json[0]["certainty"], "summary");
  const auto bare = instrument("tests/stories/instruments/three-way.toml");
  EXPECT_NE(
      explained_text(asked(bare.instrument, {"activity=relief"}), bare.instrument.clauses, bare.texts, "ja")
          .find("Supplies serve relief after disasters. (no text in this language)"),
      std::string::npos);
}

TEST(CaseWords, AreKeyAndValueOfTheirForm) {
  const std::pair<std::vector<std::string>, const char*> faults[] = {
      {{"fuel"}, "'fuel' is not key=value"},
      {{"=fuel"}, "is not key=value"},
      {{"category="}, "is not key=value"},
      {{"colour=red"}, "'colour' is nothing that can be asked here; known are: activity, category"},
      {{"category=fuel", "category=food"}, "'category' is given twice"},
      {{"date=soon"}, "date=soon is not a date such as 2026-11-20"},
      {{"due=2026-02-30"}, "due=2026-02-30 is not a date"},
      {{"issued=-1"}, "issued=-1 is not a figure"},
      {{"received=1,5"}, "is not a figure"},
      {{"means=barter"}, "means=barter is not known; known are: reimbursement"}};
  for (const auto& [words, says] : faults) {
    const auto read = CaseWords::read(words, instrument_keys());
    ASSERT_FALSE(read) << says;
    EXPECT_EQ(read.error().exit, kUsage);
    EXPECT_NE(read.error().says.find(says), std::string::npos) << read.error().says;
  }
  EXPECT_FALSE(CaseWords::read({"service=maybe"}, overlay_keys()));
  EXPECT_FALSE(CaseWords::read({"total=5"}, overlay_keys())) << "of which currency?";
  EXPECT_FALSE(CaseWords::read({"total=5.5", "currency=JPY"}, overlay_keys())) << "a yen has no smaller part";
  EXPECT_TRUE(CaseWords::read({"total=5.5", "currency=USD"}, overlay_keys()));
}

TEST(Settings, AreReadInOrderOfTheirKeys) {
  const auto settings = read_settings({"offset.months=18", "claim_days=30"});
  ASSERT_TRUE(settings);
  EXPECT_EQ(*settings, (std::vector<statement::Setting>{{"claim_days", 30}, {"offset.months", 18}}));
  EXPECT_FALSE(read_settings({"claim_days"}));
  EXPECT_FALSE(read_settings({"claim_days=soon"}));
}

}  // namespace
}  // namespace palitan::cli
