// Instruments as data, told with a small agreement between Japan and the Philippines.
#include <gtest/gtest.h>

#include <functional>

#include "terms/instrument.h"
#include "terms/limits.h"

namespace palitan::terms {
namespace {
using base::Code;
using statement::Means;

base::Date day(std::string_view text) { return *base::parse_date(text); }

Instrument small_agreement() {
  Instrument x;
  x.name = "jpn-phl-test";
  x.title = "A small agreement";
  x.parties = {"jpn", "phl"};
  for (const char* key : {"activities", "annex-fuel", "annex-training", "categories", "exercise", "in-force",
                          "times", "weapons"})
    x.clauses.push_back({key, "DOMAIN 1.2", Certainty::inferred});
  x.activities = {{"exercise", "exercise"}, {"relief", "exercise"}};
  x.categories = {{"fuel", "annex-fuel", {Means::reimbursement, Means::replacement_in_kind}},
                  {"training", "annex-training", {Means::reimbursement}}};
  x.exclusions = {
      {"jpn", "training", "weapons"}, {"jpn", "weapons", "weapons"}, {"phl", "weapons", "weapons"}};
  x.clocks = {{Means::reimbursement, 30, "times"}, {Means::replacement_in_kind, std::nullopt, "times"}};
  x.in_force_clause = "in-force";
  x.ends = day("2036-08-01");
  x.claim_clause = "times";
  return x;
}

template <class T>
void expect_refused(const base::Result<T>& result, Code code, std::string_view clause,
                    std::string_view part_of_detail) {
  ASSERT_FALSE(result) << "expected " << base::name(code) << ", " << part_of_detail;
  EXPECT_EQ(base::name(result.error().code), base::name(code));
  EXPECT_EQ(result.error().clause, clause);
  EXPECT_NE(result.error().detail.find(part_of_detail), std::string::npos) << result.error().detail;
}

TEST(Instrument, IsTheSameAfterWritingAndReading) {
  const auto bytes = write(small_agreement());
  const auto again = read(bytes);
  ASSERT_TRUE(again) << again.error().detail;
  EXPECT_EQ(write(*again), bytes);
  EXPECT_EQ(again->ends, day("2036-08-01"));
  EXPECT_FALSE(again->clocks[1].days);
  EXPECT_EQ(rounding_of(*again), base::Rounding::half_even);
}

TEST(Instrument, DamagedBytesAreRefusedWithTheFieldNamed) {
  auto bytes = write(small_agreement());
  expect_refused(read({}), Code::refused_terms, "", "bad_cbor");
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(read(base::ByteView(bytes).first(size))) << size;
  bytes.push_back(0);
  expect_refused(read(bytes), Code::refused_terms, "", "bad_trailing");
  expect_refused(read(base::Bytes(kRulesMax + 1, 0)), Code::refused_terms, "", "60001 bytes");
  auto out_of_order = small_agreement();
  std::swap(out_of_order.parties[0], out_of_order.parties[1]);
  expect_refused(read(write(out_of_order)), Code::refused_terms, "", "parties");
}

TEST(Instrument, HoldsFromTheRatifiedDayUntilItsEnd) {
  const auto x = small_agreement();
  const auto in_force = day("2026-08-01");
  expect_refused(holds_on(x, in_force, day("2026-02-20")), Code::refused_not_in_force, "in-force",
                 "in force from 2026-08-01, the act is of 2026-02-20");
  expect_refused(holds_on(x, in_force, day("2026-07-31")), Code::refused_not_in_force, "in-force",
                 "2026-07-31");
  EXPECT_TRUE(holds_on(x, in_force, in_force));
  EXPECT_TRUE(holds_on(x, in_force, day("2036-07-31")));
  expect_refused(holds_on(x, in_force, day("2036-08-01")), Code::refused_ended, "in-force",
                 "ended on 2036-08-01, the act is of 2036-08-01");
  auto endless = x;
  endless.ends.reset();
  EXPECT_TRUE(holds_on(endless, in_force, {std::numeric_limits<std::int32_t>::max()}));
  EXPECT_FALSE(holds_on(endless, in_force, {std::numeric_limits<std::int32_t>::min()}));
}

TEST(Instrument, ServesOnlyTheActivitiesItLists) {
  auto x = small_agreement();
  EXPECT_TRUE(allows_activity(x, "exercise"));
  expect_refused(allows_activity(x, "parade"), Code::refused_activity, "activities",
                 "activity 'parade' is not listed; listed are: exercise, relief");
  x.clauses.erase(x.clauses.begin());
  expect_refused(allows_activity(x, ""), Code::refused_activity, "activity", "''");
}

TEST(Instrument, JudgesALineBySupplierCategoryAndMeans) {
  const auto x = small_agreement();
  EXPECT_TRUE(allows_line(x, "jpn", "fuel", Means::replacement_in_kind));
  expect_refused(allows_line(x, "jpn", "ammunition", Means::reimbursement), Code::refused_category,
                 "categories", "category 'ammunition' is not listed; listed are: fuel, training");
  expect_refused(
      allows_line(x, "phl", "fuel", Means::equal_value_exchange), Code::refused_means, "annex-fuel",
      "'equal_value_exchange' is not allowed for 'fuel'; allowed are: reimbursement, replacement_in_kind");
}

TEST(Instrument, ExclusionsFollowTheSupplierAndHoldWhateverTheListSays) {
  const auto x = small_agreement();
  expect_refused(allows_line(x, "jpn", "weapons", Means::reimbursement), Code::refused_excluded, "weapons",
                 "'jpn' may not supply 'weapons' under jpn-phl-test; it may supply: fuel");
  expect_refused(allows_line(x, "jpn", "training", Means::reimbursement), Code::refused_excluded, "weapons",
                 "'training'");
  EXPECT_TRUE(allows_line(x, "phl", "training", Means::reimbursement));
}

TEST(Instrument, ClocksRunFromDelivery) {
  auto x = small_agreement();
  EXPECT_EQ(due_on(x, Means::reimbursement, day("2026-11-23")), day("2026-12-23"));
  EXPECT_EQ(due_on(x, Means::replacement_in_kind, day("2026-11-23")), std::nullopt);
  EXPECT_EQ(due_on(x, Means::return_of_the_same, day("2026-11-23")), std::nullopt);
  x.clocks[0].days = std::numeric_limits<std::uint32_t>::max();
  const base::Date last{std::numeric_limits<std::int32_t>::max()};
  EXPECT_EQ(due_on(x, Means::reimbursement, last), last);
}

TEST(Settings, FillWhatTheInstrumentLeavesOpen) {
  const auto x = fill(small_agreement(), {{"claim_days", 20}, {"clock.replacement_in_kind.days", 365}});
  ASSERT_TRUE(x) << x.error().detail;
  EXPECT_EQ(x->claim_days, 20u);
  EXPECT_EQ(due_on(*x, Means::replacement_in_kind, day("2025-03-01")), day("2026-03-01"));
  EXPECT_TRUE(validate(*x));
}

TEST(Settings, AreRefusedWhereNothingIsOpen) {
  const auto x = small_agreement();
  expect_refused(fill(x, {{"clock.reimbursement.days", 10}}), Code::refused_settings, "in-force",
                 "'clock.reimbursement.days' is not left open, or is given twice; open are: claim_days, "
                 "clock.replacement_in_kind.days");
  expect_refused(fill(x, {{"clock.return_of_the_same.days", 10}}), Code::refused_settings, "in-force",
                 "not left open");
  expect_refused(fill(x, {{"claim_days", 10}, {"claim_days", 10}}), Code::refused_settings, "in-force",
                 "given twice");
  auto without_claims = x;
  without_claims.claim_clause.clear();
  expect_refused(fill(without_claims, {{"claim_days", 10}}), Code::refused_settings, "in-force",
                 "not left open");
  auto closed = without_claims;
  closed.clocks.clear();
  expect_refused(fill(closed, {{"ends", 1}}), Code::refused_settings, "in-force", "open are: none");
}

TEST(Settings, AreBetweenOneDayAndTenYears) {
  for (const std::int64_t value :
       {std::int64_t{0}, std::int64_t{-1}, std::int64_t{3661}, INT64_MAX, INT64_MIN})
    expect_refused(fill(small_agreement(), {{"claim_days", value}}), Code::refused_settings, "in-force",
                   "'claim_days' is " + std::to_string(value) + "; allowed are 1 to 3660 days");
  EXPECT_TRUE(fill(small_agreement(), {{"claim_days", 1}}));
  EXPECT_TRUE(fill(small_agreement(), {{"claim_days", 3660}}));
}

struct Fault {
  const char* what;
  std::function<void(Instrument&)> make;
  const char* clause;
  const char* detail;
};

TEST(Validate, NamesEveryFault) {
  const std::string long_text(kTextMax + 1, 'a');
  const Fault faults[] = {
      {"no name", [](auto& x) { x.name.clear(); }, "", "name ''"},
      {"name with capitals", [](auto& x) { x.name = "JPN\x1b[2J"; }, "", "name 'JPN?[2J'"},
      {"no title", [](auto& x) { x.title.clear(); }, "", "title"},
      {"long title", [&](auto& x) { x.title = long_text; }, "", "title"},
      {"title of two lines", [](auto& x) { x.title = "a\nb"; }, "", "title"},
      {"title not UTF-8", [](auto& x) { x.title = "\xff"; }, "", "title"},
      {"one party", [](auto& x) { x.parties.resize(1); }, "", "parties: there are 1; allowed are 2 to 16"},
      {"party twice", [](auto& x) { x.parties[1] = "jpn"; }, "", "parties: element 2"},
      {"party code", [](auto& x) { x.parties[1] = "PHL"; }, "", "party 'PHL'"},
      {"no clause", [](auto& x) { x.clauses.clear(); }, "", "clauses: there are 0"},
      {"clauses out of order", [](auto& x) { std::swap(x.clauses[0], x.clauses[1]); }, "",
       "clauses: element 2"},
      {"too many clauses", [](auto& x) { x.clauses.resize(kClausesMax + 1, x.clauses[0]); }, "", "513"},
      {"clause key", [](auto& x) { x.clauses[0].key = "Article 1"; }, "", "clause key 'Article?1'"},
      {"no source", [](auto& x) { x.clauses[1].source.clear(); }, "annex-fuel", "source"},
      {"certainty", [](auto& x) { x.clauses[1].certainty = static_cast<Certainty>(9); }, "annex-fuel",
       "certainty"},
      {"no activity", [](auto& x) { x.activities.clear(); }, "", "activities: there are 0"},
      {"activity twice", [](auto& x) { x.activities[1].type = "exercise"; }, "", "activities: element 2"},
      {"activity name", [](auto& x) { x.activities[0].type = "dry run"; }, "", "activity 'dry?run'"},
      {"activity without clause", [](auto& x) { x.activities[0].clause = "art-9"; }, "art-9",
       "activity 'exercise'"},
      {"no category", [](auto& x) { x.categories.clear(); }, "", "categories: there are 0"},
      {"category name", [](auto& x) { x.categories[0].name = ""; }, "", "category ''"},
      {"categories out of order", [](auto& x) { std::swap(x.categories[0], x.categories[1]); }, "",
       "categories: el"},
      {"category clause", [](auto& x) { x.categories[0].clause = ""; }, "",
       "category 'fuel' cites clause ''"},
      {"no means", [](auto& x) { x.categories[0].means.clear(); }, "annex-fuel", "means of category 'fuel'"},
      {"means twice", [](auto& x) { x.categories[0].means[1] = Means::reimbursement; }, "annex-fuel",
       "element 2"},
      {"means unknown", [](auto& x) { x.categories[0].means[1] = static_cast<Means>(9); }, "annex-fuel",
       "unknown"},
      {"exclusion name", [](auto& x) { x.exclusions[0].category = "A"; }, "", "exclusion of 'A'"},
      {"exclusion of a stranger", [](auto& x) { x.exclusions[0].supplier = "usa"; }, "", "supplier 'usa'"},
      {"exclusion clause", [](auto& x) { x.exclusions[0].clause = "art-9"; }, "art-9",
       "exclusion of 'training'"},
      {"exclusions out of order", [](auto& x) { std::swap(x.exclusions[0], x.exclusions[1]); }, "",
       "exclusions: el"},
      {"excluded for all",
       [](auto& x) { x.exclusions.insert(x.exclusions.begin() + 2, {"phl", "training", "weapons"}); },
       "annex-training", "excluded for every party"},
      {"clock means", [](auto& x) { x.clocks[0].means = static_cast<Means>(0); }, "", "clock"},
      {"clock twice", [](auto& x) { x.clocks[1].means = Means::reimbursement; }, "", "clocks: element 2"},
      {"clock of no day", [](auto& x) { x.clocks[0].days = 0; }, "times", "'reimbursement': days is 0"},
      {"clock too long", [](auto& x) { x.clocks[0].days = 3661; }, "times",
       "days is 3661; allowed are 1 to 3660"},
      {"clock clause", [](auto& x) { x.clocks[0].clause = "art-9"; }, "art-9", "clock of 'reimbursement'"},
      {"in force clause", [](auto& x) { x.in_force_clause = "art-9"; }, "art-9", "in_force"},
      {"claim clause", [](auto& x) { x.claim_clause = "art-9"; }, "art-9", "claim"},
      {"claim without clause", [](auto& x) { x.claim_clause.clear(), x.claim_days = 5; }, "",
       "no claim_clause"},
      {"claim days", [](auto& x) { x.claim_days = 0; }, "times", "claim_days is 0"},
      {"back-dating", [](auto& x) { x.back_dating_days = 3661; }, "", "back_dating_days is 3661"},
      {"rounding", [](auto& x) { x.rounding = 3; }, "", "rounding is 3"},
      {"too large",
       [](auto& x) {
         for (unsigned i = 0; i < 400; ++i)
           x.clauses.push_back({"z" + std::to_string(1000 + i), std::string(kTextMax, 'a'), Certainty::text});
       },
       "", "bytes; at most 60000"},
  };
  ASSERT_TRUE(validate(small_agreement())) << validate(small_agreement()).error().detail;
  for (const auto& fault : faults) {
    SCOPED_TRACE(fault.what);
    auto x = small_agreement();
    fault.make(x);
    expect_refused(validate(x), Code::refused_terms, fault.clause, fault.detail);
  }
}

}  // namespace
}  // namespace palitan::terms
