// Every limit of an instrument is asked on both of its sides: the last value that is allowed and the first
// that is not.
#include "terms/limits.h"

#include <functional>

#include "terms/test_kit.h"

namespace palitan::terms {
namespace {
using base::Code;
using kit::day;
using kit::expect_refused;

using Change = std::function<void(Instrument&)>;

void expect_good(const std::string& what, const Change& change) {
  auto x = kit::full_agreement();
  change(x);
  const auto fine = validate(x);
  EXPECT_TRUE(fine) << what << ": " << fine.error().detail;
}
void expect_bad(const std::string& what, std::string_view clause, std::string_view detail,
                const Change& change) {
  SCOPED_TRACE(what);
  auto x = kit::full_agreement();
  change(x);
  expect_refused(validate(x), Code::refused_terms, clause, detail);
}

/// The full agreement also counts hours of flight as credits and nets debts.
CreditRules credits() {
  CreditRules out;
  out.clause = "prices";
  out.item = "EFH";
  out.unit = "HUR";
  out.rates = {{"C-130", day("2026-01-01"), 2, 1, "table of rates"},
               {"C-130", day("2027-01-01"), 3, 1, "table of rates"},
               {"UH-1", day("2026-06-01"), 1, 3, "table of rates"}};
  return out;
}
Change with_credits(const std::function<void(CreditRules&)>& change) {
  return [change](Instrument& x) {
    x.credits = credits();
    change(*x.credits);
  };
}

TEST(LimitsOfCredits, AreAskedOnBothSides) {
  const auto rate = [](auto member, std::int64_t value) {
    return with_credits([=](CreditRules& c) { c.rates[0].*member = value; });
  };
  expect_good("as they are", with_credits([](CreditRules&) {}));
  for (const auto member : {&CreditRate::numerator, &CreditRate::denominator}) {
    expect_good("one", rate(member, 1));
    expect_good("a million", rate(member, kMillion));
    expect_bad("none", "prices", "'C-130': numerator and denominator are 1 to 1000000", rate(member, 0));
    expect_bad("more", "prices", "numerator and denominator", rate(member, kMillion + 1));
  }
  const auto limit = [](std::int64_t most) {
    return with_credits([=](CreditRules& c) { c.balance_limit = most; });
  };
  expect_good("the smallest limit", limit(1));
  expect_bad("no credit at all", "prices", "balance_limit is not above zero", limit(0));
  const auto count = [](std::size_t n) {
    return with_credits([=](CreditRules& c) {
      c.rates.assign(n, c.rates[0]);
      for (std::size_t i = 0; i < n; ++i) c.rates[i].from.days += static_cast<std::int32_t>(i);
    });
  };
  expect_good("one rate", count(1));
  expect_good("as many as may be", count(kCreditRatesMax));
  expect_bad("no rate", "", "rates", count(0));
  expect_bad("one more", "", "rates", count(kCreditRatesMax + 1));
  expect_bad("no source", "prices", "names no source",
             with_credits([](CreditRules& c) { c.rates[0].source = ""; }));
  expect_bad("twice from one day", "", "rates",
             with_credits([](CreditRules& c) { c.rates[1].from = c.rates[0].from; }));
  expect_bad("no unit", "prices", "unit 'XXX'", with_credits([](CreditRules& c) { c.unit = "XXX"; }));
}

TEST(LimitsOfCredits, NameAssetsAndItemsInLettersDigitsAndHyphens) {
  const auto asset = [](const std::string& name) {
    return with_credits([=](CreditRules& c) { c.rates = {{name, day("2026-01-01"), 1, 1, "a source"}}; });
  };
  const auto item = [](const std::string& name) {
    return with_credits([=](CreditRules& c) { c.item = name; });
  };
  for (const char* good : {"A", "Z", "a", "z", "0", "9", "-"}) {
    expect_good(good, asset(good));
    expect_good(good, item(good));
  }
  // What stands right before and right behind each range, and inside a name.
  for (const char* bad : {"", "@", "[", "`", "{", "/", ":", ",", ".", " ", "A A", "\xc3\xa9"}) {
    expect_bad(bad, "prices", "is not letters, digits and '-'", asset(bad));
    expect_bad(bad, "prices", "is not letters, digits and '-'", item(bad));
  }
  expect_good("the longest asset", asset(std::string(kAssetMax, 'A')));
  expect_bad("a longer one", "prices", "rate of", asset(std::string(kAssetMax + 1, 'A')));
  expect_good("the longest item", item(std::string(kItemMax, 'A')));
  expect_bad("a longer one", "prices", "credits: item", item(std::string(kItemMax + 1, 'A')));
}

TEST(LimitsOfCredits, CiteClausesThatStandThere) {
  expect_bad("its clause", "nowhere", "credits", with_credits([](CreditRules& c) { c.clause = "nowhere"; }));
  expect_bad("no clause", "", "credits", with_credits([](CreditRules& c) { c.clause = ""; }));
  const auto assigned = [](const std::string& clause) {
    return with_credits([=](CreditRules& c) { c.assignment_clause = clause; });
  };
  expect_good("no assignment", assigned(""));
  expect_good("assignment", assigned("waivers"));
  expect_bad("assignment by no clause", "nowhere", "credits: assignment", assigned("nowhere"));
}

TEST(CreditFor, IsTheRateOfTheDay) {
  auto x = kit::full_agreement();
  x.credits = credits();
  EXPECT_EQ(credit_for(x, "C-130", 5, day("2026-01-01")), 10);
  EXPECT_EQ(credit_for(x, "C-130", 5, day("2026-12-31")), 10);
  EXPECT_EQ(credit_for(x, "C-130", 5, day("2027-01-01")), 15);
  EXPECT_EQ(credit_for(x, "UH-1", 9, day("2026-06-01")), 3);
  expect_refused(credit_for(x, "C-130", 5, day("2025-12-31")), Code::refused_credit_table, "prices",
                 "'C-130' has no entry on 2025-12-31; the table knows: C-130, UH-1");
  expect_refused(credit_for(x, "UH-1", 9, day("2026-05-31")), Code::refused_credit_table, "prices", "'UH-1'");
  expect_refused(credit_for(x, "P-3", 9, day("2026-05-31")), Code::refused_credit_table, "prices", "'P-3'");
}

TEST(CreditFor, IsAboveZeroAndCanBeKept) {
  auto x = kit::full_agreement();
  x.credits = credits();
  for (const std::int64_t measured :
       {std::int64_t{0}, std::int64_t{-5}, std::numeric_limits<std::int64_t>::max()})
    expect_refused(credit_for(x, "C-130", measured, day("2026-01-01")), Code::refused_overflow, "prices",
                   "no credit that can be kept");
  EXPECT_EQ(credit_for(x, "C-130", 1, day("2026-01-01")), 2);
  expect_refused(credit_for(x, "UH-1", 1, day("2026-06-01")), Code::refused_overflow, "prices", "no credit");
}

TEST(Netting, HoldsADebtForAsLongAsThePartiesFilledIn) {
  auto x = kit::full_agreement();
  const auto today = day("2026-11-26");
  expect_refused(allows_netting(x, today, today), Code::refused_netting, "netting", "no rule on netting");
  x.netting = NettingRules{"offset", std::nullopt};
  expect_refused(allows_netting(x, today, today), Code::refused_netting, "offset", "left");
  x.netting->lock_days = 10;
  EXPECT_TRUE(allows_netting(x, today, today));
  EXPECT_TRUE(allows_netting(x, today, day("2026-12-06")));
  expect_refused(allows_netting(x, today, day("2026-12-07")), Code::refused_netting, "offset",
                 "from 2026-11-26 to 2026-12-06, not to 2026-12-07");
  expect_refused(allows_netting(x, today, day("2026-11-25")), Code::refused_netting, "offset", "2026-11-25");
}

TEST(Limits, OfTheFewestThatAnInstrumentSays) {
  Instrument x;
  x.name = "one-of-each";
  x.title = "One of each";
  x.parties = {"jpn", "phl"};
  x.clauses = {{"all", "made up", Certainty::assumed}};
  x.activities = {{"relief", "all"}};
  x.categories = {{"food", "all", {statement::Means::reimbursement}}};
  x.in_force_clause = "all";
  const auto fine = validate(x);
  EXPECT_TRUE(fine) << fine.error().detail;
  const auto refused = [&](std::string_view clause, std::string_view detail, const Change& change) {
    auto less = x;
    change(less);
    expect_refused(validate(less), Code::refused_terms, clause, detail);
  };
  refused("", "clauses: there are 0; allowed are 1", [](Instrument& y) { y.clauses.clear(); });
  refused("", "activities: there are 0; allowed are 1", [](Instrument& y) { y.activities.clear(); });
  refused("", "categories: there are 0; allowed are 1", [](Instrument& y) { y.categories.clear(); });
  refused("all", "means of category 'food': there are 0; allowed are 1",
          [](Instrument& y) { y.categories[0].means.clear(); });
}

TEST(Limits, OfNettingAndFigures) {
  const auto lock = [](std::uint32_t days) {
    return [=](Instrument& x) { x.netting = NettingRules{"offset", days}; };
  };
  expect_good("a day", lock(1));
  expect_good("ten years", lock(kDaysMax));
  expect_bad("no day", "offset", "lock_days", lock(0));
  expect_bad("more", "offset", "lock_days", lock(kDaysMax + 1));
  expect_bad("no clause", "nowhere", "netting",
             [](Instrument& x) { x.netting = NettingRules{"nowhere", std::nullopt}; });
  expect_good("back-dated by ten years", [](Instrument& x) { x.back_dating_days = kDaysMax; });
  expect_bad("by more", "", "back_dating_days is 3661",
             [](Instrument& x) { x.back_dating_days = kDaysMax + 1; });
  expect_good("no currency is listed", [](Instrument& x) { x.currencies->allowed.clear(); });
}

TEST(Limits, OfRoundingAndOfHalfADuration) {
  expect_good("the last way to round", [](Instrument& x) { x.rounding = 2; });
  expect_bad("no way", "", "rounding is 3", [](Instrument& x) { x.rounding = 3; });
  expect_good("renews, and nobody need say", [](Instrument& x) { x.duration = Duration{120, {}, "frame"}; });
  expect_good("notice alone", [](Instrument& x) { x.duration = Duration{{}, 6, "frame"}; });
  expect_good("a month less", [](Instrument& x) { x.duration = Duration{7, 6, "frame"}; });
  expect_bad("as long as it renews for", "frame", "notice_months is 6, not less than the 6",
             [](Instrument& x) { x.duration = Duration{6, 6, "frame"}; });
}

TEST(Limits, WhateverIsSaidCitesAClause) {
  const std::pair<const char*, Change> parts[] = {
      {"duration", [](Instrument& x) { x.duration->clause = "nowhere"; }},
      {"warrants", [](Instrument& x) { x.warrants->clause = "nowhere"; }},
      {"tolerance", [](Instrument& x) { x.tolerances[0].clause = "nowhere"; }},
      {"substitution", [](Instrument& x) { x.substitutions[0].clause = "nowhere"; }},
      {"currencies", [](Instrument& x) { x.currencies->clause = "nowhere"; }},
      {"retransfer", [](Instrument& x) { x.retransfer->clause = "nowhere"; }},
      {"price rules", [](Instrument& x) { x.price_rules->clause = "nowhere"; }},
      {"offset", [](Instrument& x) { x.offset->clause = "nowhere"; }},
      {"conversion", [](Instrument& x) { x.conversion->clause = "nowhere"; }},
      {"ceiling", [](Instrument& x) { x.ceilings[0].clause = "nowhere"; }},
      {"clock", [](Instrument& x) { x.clocks[0].clause = "nowhere"; }},
      {"exclusion", [](Instrument& x) { x.exclusions[0].clause = "nowhere"; }},
      {"category", [](Instrument& x) { x.categories[0].clause = "nowhere"; }},
      {"activity", [](Instrument& x) { x.activities[0].clause = "nowhere"; }},
  };
  for (const auto& [what, change] : parts) expect_bad(what, "nowhere", what, change);
}

TEST(OpenSettings, HoldTheDaysOfNetting) {
  auto x = kit::full_agreement();
  x.netting = NettingRules{"offset", std::nullopt};
  EXPECT_EQ(open_settings(x), std::vector<std::string>{"netting.lock_days"});
  EXPECT_EQ(fill(x, {{"netting.lock_days", 30}})->netting->lock_days, 30u);
}

TEST(Lines, OfAnUnlistedCategoryAreRefusedByTheListOrByTheOrderLine) {
  auto x = kit::full_agreement();
  const auto asked = [&] { return allows_line(x, "jpn", "boats", statement::Means::reimbursement); };
  expect_refused(asked(), Code::refused_category, "categories", "'boats' is not listed");
  std::erase_if(x.clauses, [](const Clause& clause) { return clause.key == "categories"; });
  expect_refused(asked(), Code::refused_category, "order-line", "'boats' is not listed");
}

TEST(Limits, OfAnItemOfTheSameKind) {
  const auto same = [](const std::string& item) {
    return [=](Instrument& x) { x.substitutions = {{item, {"B-1"}, "kind"}}; };
  };
  for (const char* good : {"A", "Z", "0", "9", "-"}) expect_good(good, same(good));
  for (const char* bad : {"", "@", "[", "/", ":", ",", ".", "a"}) expect_bad(bad, "kind", "", same(bad));
  expect_good("the longest", same(std::string(kItemMax, 'A')));
  expect_bad("longer", "kind", "", same(std::string(kItemMax + 1, 'A')));
}

TEST(Limits, OfTheBytesOfAWholeInstrument) {
  auto x = kit::full_agreement();
  const auto full = kit::full_agreement();
  // Clauses with long sources fill it; the last one's length takes it to the byte.
  const auto filled = [&](std::size_t last) {
    auto out = full;
    for (std::size_t i = 0; out.clauses.size() < kClausesMax; ++i) {
      auto key = std::to_string(i);
      key = "z" + std::string(4 - key.size(), '0') + key;
      out.clauses.push_back({key, std::string(50, 's'), Certainty::assumed});
    }
    const auto size = write(out).size();
    auto missing = kRulesMax - size;
    for (auto& clause : out.clauses) {
      if (clause.key[0] != 'z' || clause.key == "z0000") continue;
      const auto more = std::min<std::size_t>(missing > 100 ? missing - 100 : 0, 140);
      clause.source.append(more, 's');
      missing -= more;
    }
    for (auto& clause : out.clauses)
      if (clause.key == "z0000") clause.source.append(last, 's');
    return out;
  };
  std::size_t last = 0;
  while (write(filled(last)).size() < kRulesMax) ++last;
  ASSERT_EQ(write(filled(last)).size(), kRulesMax);
  const auto fits = validate(filled(last));
  EXPECT_TRUE(fits) << fits.error().detail;
  EXPECT_TRUE(read(write(filled(last)))) << "and can be read";
  expect_refused(validate(filled(last + 1)), Code::refused_terms, "", "the rules are of 60001 bytes");
}

}  // namespace
}  // namespace palitan::terms
