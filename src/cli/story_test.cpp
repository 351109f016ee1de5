// Plays every story, and shows that the player can fail.
#include "cli/story.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "base/refusal.h"
#include "cli/story_weather.h"

namespace palitan::cli {
namespace {
namespace fs = std::filesystem;

const fs::path kStories = fs::path(PALITAN_SOURCE_DIR) / "tests" / "stories";

std::vector<std::string> story_files() {
  std::vector<std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(kStories))
    if (entry.path().extension() == ".story")
      out.push_back(fs::relative(entry.path(), kStories).replace_extension().string());
  std::sort(out.begin(), out.end());
  return out;
}

class Stories : public testing::TestWithParam<std::string> {};

/// Disturbs nothing. Of everything that a node says of an act, expected or not, it sees that the clause is
/// named by its key and not said in words: the clause enters the results hash (spec/refusals.md).
class FairWeather : public StoryWeather {
 public:
  void founded(node::World&, const std::string&, const Disks&) override {}
  void between(node::World&) override {}
  void spreading(node::World&) override {}
  void settling(node::World&) override {}
  base::Result<node::Signed> sign(node::World& world, const Party& party, const std::string& office,
                                  const node::Draft& draft) override {
    return world.sign(party, office, draft);
  }
  void acknowledged(node::World&, const Party&, const base::Id&) override {}
  void disk_lost(node::World&, const Party&) override {}
  void copy_disk(node::World& world, const Party& party) override {
    copies_[party] = dynamic_cast<const store::MemoryStore&>(world.store(party)).clone();
  }
  std::unique_ptr<store::Store> disk_from_copy(node::World&, const Party& party) override {
    return copies_.at(party)->clone();
  }
  void met(const base::Refusal& verdict) override {
    const bool is_key = std::all_of(verdict.clause.begin(), verdict.clause.end(), [](char c) {
      return std::islower(static_cast<unsigned char>(c)) || std::isdigit(static_cast<unsigned char>(c)) ||
             c == '-';
    });
    EXPECT_TRUE(is_key) << base::sentence(verdict);
  }
  std::optional<std::string> over(const std::vector<node::World*>&) override { return {}; }

 private:
  std::map<Party, std::unique_ptr<store::MemoryStore>> copies_;
};

TEST_P(Stories, PlaysToItsEnd) {
  FairWeather weather;
  const auto result = run_story_file((kStories / (GetParam() + ".story")).string(), &weather);
  std::string report;
  for (const auto& line : result.report) report += line + "\n";
  EXPECT_TRUE(result.passed) << result.fault << "\n" << report;
  EXPECT_FALSE(result.title.empty());
  // A story in refusals/ is named after the code that it meets.
  const fs::path name = GetParam();
  if (name.parent_path() == "refusals") {
    EXPECT_NE(std::find(result.codes.begin(), result.codes.end(), name.filename().string()),
              result.codes.end())
        << "the story never expects its own code";
  }
}

std::string test_name(const testing::TestParamInfo<std::string>& story) {
  auto name = story.param;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}
INSTANTIATE_TEST_SUITE_P(All, Stories, testing::ValuesIn(story_files()), test_name);

/// The codes that no story shows, and what stands for it.
const std::map<std::string, std::string> kWithoutStory = {
    {"accepted", "every story"},
    {"local_busy", "needs thousands of waiting acts: Writer in node/writer_test.cpp"},
    {"local_not_authorised", "needs a token and HTTP: api/api_test.cpp"}};

TEST(StorySet, HasOneStoryForEachRefusal) {
  for (const auto code : base::all_codes()) {
    const std::string name(base::name(code));
    EXPECT_NE(kWithoutStory.contains(name), fs::exists(kStories / "refusals" / (name + ".story")))
        << name << ": a story, or a line in kWithoutStory; not both, not neither";
  }
}

// ---- a player that cannot fail proves nothing ----

constexpr std::string_view kOpening = R"(story "Small"

on 2026-09-01 +08:00
parties jpn phl
jpn and phl ratify acsa from "instruments/jpn-phl-acsa-2026.toml" in force 2026-08-01
jpn and phl hold exercise "Exercise 26" 2026-08-01 .. 2026-12-31 as ex26
phl asks jpn under acsa for ex26 in JPY as order1
    line 1 fuel F-76 100 LTR replaced in kind
jpn offers order1
phl accepts order1
# The link is up, so that each knows at once what the other signed.
order1 is accepted
order1 is pending

agree
order1 is final
)";

/// The fault of the small story with these lines behind it.
std::string fault_of(const std::string& more) {
  return run_story(std::string(kOpening) + more, (kStories / "small.story").string()).fault;
}
const std::string kAt17 = (kStories / "small.story").string() + ":17: ";

TEST(StoryPlayer, PlaysTheSmallStory) { EXPECT_EQ(fault_of("order1 is accepted\n"), ""); }

TEST(StoryPlayer, TellsAWrongVerdict) {
  const auto fault = fault_of("jpn issues order1 as issue1\n    line 1 100\nexpect refused_quantity\n");
  EXPECT_EQ(fault,
            (kStories / "small.story").string() + ":19: expected refused_quantity, seen accepted: Accepted.");
}

TEST(StoryPlayer, TellsARefusalThatNobodyExpected) {
  const auto fault = fault_of("phl issues order1\n    line 1 100\nagree\n");
  EXPECT_TRUE(fault.starts_with(kAt17 + "expected accepted, seen refused_side (case-table): ")) << fault;
}

TEST(StoryPlayer, TellsARefusalInTheLastLine) {
  EXPECT_TRUE(fault_of("phl closes order1\n").starts_with(kAt17 + "expected accepted, seen refused_state"));
}

TEST(StoryPlayer, TellsAWrongClause) {
  const auto fault = fault_of("phl closes order1\nexpect refused_state clause order-close\n");
  EXPECT_NE(fault.find("expected refused_state clause order-close, seen refused_state (case-table)"),
            std::string::npos)
      << fault;
}

TEST(StoryPlayer, TellsAWrongSentence) {
  const auto fault = fault_of("phl closes order1\nexpect refused_state\nsays \"refused_state: no\"\n");
  EXPECT_NE(fault.find(":19: expected \"refused_state: no\", seen \"refused_state (case-table): "),
            std::string::npos)
      << fault;
}

TEST(StoryPlayer, TellsAWrongBalance) {
  EXPECT_EQ(fault_of("balance jpn:issued:phl F-76/LTR is -100\n"),
            kAt17 + "expected jpn:issued:phl -100 F-76/LTR at jpn, seen 0");
  EXPECT_NE(fault_of("jpn issues order1\n    line 1 100\nagree\nbalances\n    jpn:issued:phl F-76/LTR -100\n")
                .find("expected no 'jpn:transit:phl F-76/LTR 100'"),
            std::string::npos);
}

TEST(StoryPlayer, TellsAWrongState) {
  EXPECT_EQ(fault_of("order1 is closed\n"), kAt17 + "expected order1 to be closed at jpn, seen accepted");
  EXPECT_EQ(fault_of("order1 is pending\n"), kAt17 + "expected order1 to be pending at jpn, seen final");
}

TEST(StoryPlayer, TellsThatNothingIsAgreed) {
  const auto fault = fault_of("cut jpn phl\njpn issues order1\n    line 1 100\nagree\n");
  EXPECT_NE(fault.find(":20: expected everything to be agreed, seen jpn at height"), std::string::npos)
      << fault;
}

TEST(StoryPlayer, TellsWhatItDoesNotUnderstand) {
  EXPECT_TRUE(fault_of("jpn sings order1\n").starts_with(kAt17 + "'sings' is nothing a party does; it "));
  EXPECT_EQ(fault_of("expect refused_nonsense\n"),
            kAt17 + "'refused_nonsense' is not a code of base/refusals.def");
  EXPECT_EQ(fault_of("phl closes order9\n"), kAt17 + "'order9' was not named before");
  EXPECT_TRUE(fault_of("on 2026-01-01\n").starts_with(kAt17 + "the clock stands at 2026-09-01T08:00:"));
  EXPECT_EQ(fault_of("agree \"now\n"), kAt17 + "a quotation mark is not closed");
  EXPECT_EQ(fault_of("phl closes order1 at once\n"), kAt17 + "'at' is not understood here");
}

TEST(StoryPlayer, TellsWhatIsMissingInAnswersAndDebts) {
  EXPECT_EQ(fault_of("phl disputes order1\n"), kAt17 + "'because' is expected here, but the line ends");
  EXPECT_EQ(fault_of("phl resolves order1 forgotten\n"),
            kAt17 + "'forgotten' is not an outcome of the vocabulary");
  EXPECT_EQ(fault_of("phl responds to order1 rejected because weather\n"),
            kAt17 + "'weather' is not a reason of the vocabulary");
  EXPECT_EQ(fault_of("jpn offsets order1 against order9 5 JPY\n"), kAt17 + "'order9' was not named before");
  EXPECT_EQ(fault_of("jpn writes off order1 by authority\n"),
            kAt17 + "the authority is missing at the end of the line");
  EXPECT_EQ(fault_of("jpn refunds order1\n"), kAt17 + "an amount is missing at the end of the line");
  EXPECT_EQ(fault_of("repeat 2 times\n"), kAt17 + "1 to 1000 times, and below it what is repeated");
  EXPECT_EQ(fault_of("jpn hands order1\n"), kAt17 + "'back' is expected here, not 'order1'");
  EXPECT_EQ(fault_of("jpn issues order1 on paper signed by\n    line 1 1\n"),
            kAt17 + "who signed by hand is missing at the end of the line");
}

TEST(StoryPlayer, TellsWhatStandsOnNoPaper) {
  const auto at18 = (kStories / "small.story").string() + ":18: ";
  EXPECT_TRUE(fault_of("phl asks jpn under acsa for ex26 in JPY\n    colour \"red\"\n")
                  .starts_with(at18 + "'colour' stands on no request; it holds: line, bill to, "));
  EXPECT_TRUE(
      fault_of("jpn offers order1\n    bill to \"us\"\n").starts_with(at18 + "'bill' stands on no offer"));
  EXPECT_EQ(fault_of("jpn publishes rates under acsa in JPY 2026-01-01 .. 2026-12-31\n    fuel any LTR\n"),
            at18 + "a part of the price is missing at the end of the line");
}

TEST(StoryPlayer, TellsWrongDaysPapersAndCeilings) {
  EXPECT_EQ(fault_of("order1 line 1 is due 2027-01-01\n"),
            kAt17 + "expected line 1 of order1 to be due 2027-01-01 at jpn, seen nothing");
  EXPECT_EQ(fault_of("order1 line 1 is late\n"),
            kAt17 + "a line is 'due' on a day, or 'billed' so much of so much");
  EXPECT_EQ(fault_of("order1 lacks funds\n"), kAt17 + "expected order1 to lack funds at jpn, seen nothing");
  EXPECT_EQ(fault_of("order1 is confirmed\n"),
            kAt17 + "expected order1 to be confirmed at jpn, seen without a finding");
  EXPECT_EQ(fault_of("order1 settles in time\n"), kAt17 + "'order1' is no return that counts");
  EXPECT_EQ(fault_of("ceiling fuel of acsa in 2026 is 5 JPY\n"),
            kAt17 + "expected 5 of fuel taken at jpn, seen 0 and 0 of it for supplies");
}

TEST(StoryPlayer, TellsWhatNoAuditorFindsAndNoFolderHolds) {
  EXPECT_EQ(fault_of("an auditor reads the record of jpn\nexpect bad_bundle\n"),
            (kStories / "small.story").string() + ":18: expected bad_bundle, seen accepted: Accepted.");
  EXPECT_TRUE(fault_of("an auditor reads the record of jpn with \"one byte changed\"\nagree\n")
                  .starts_with(kAt17 + "expected accepted, seen bad_bundle: "));
  EXPECT_TRUE(fault_of("an auditor reads the record of phl with \"luck\"\n")
                  .starts_with(kAt17 + "'luck' is no change; known are: one byte changed, "));
  EXPECT_TRUE(
      fault_of("jpn proves order1 to phl with \"luck\"\n").starts_with(kAt17 + "'luck' is no change;"));
  EXPECT_EQ(fault_of("jpn opens its folder under \"x\"\n"), kAt17 + "jpn keeps no folder");
  EXPECT_EQ(fault_of("jpn keeps a folder under \"x\"\njpn finds \"moon\" gone\n"),
            (kStories / "small.story").string() + ":18: there is no such file in the folder");
  EXPECT_EQ(fault_of("phl follows its own law from \"instruments/overlays/jpn-sdf-act.toml\"\n"),
            kAt17 + "'instruments/overlays/jpn-sdf-act.toml' is the law of 'jpn'");
  EXPECT_EQ(fault_of("the disk of usa is full\n"), kAt17 + "'usa' is not a party");
}

TEST(StoryPlayer, RefusesAStoryThatChecksNothing) {
  const auto fault = run_story("story \"Empty\"\non 2026-09-01\nparties jpn phl\n", "empty.story").fault;
  EXPECT_EQ(fault, "empty.story:3: the story checks nothing: end it with 'agree', 'expect' or 'balance'");
  EXPECT_EQ(run_story("", "empty.story").fault, "empty.story:1: the story is empty");
  EXPECT_EQ(run_story_file("no/such.story").fault, "no/such.story:1: the file cannot be read");
}

}  // namespace
}  // namespace palitan::cli
