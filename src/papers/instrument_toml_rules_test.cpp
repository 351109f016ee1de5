// The further sections of an instrument's file: what they become, their faults and warnings.
#include <gtest/gtest.h>

#include <algorithm>

#include "papers/instrument_toml_kit.h"

namespace palitan::papers {
namespace {
using kit::expect_faults;
using kit::line_of;
using kit::with;
using statement::Means;
using statement::Role;

constexpr std::string_view kFull = R"(name = "jpn-phl-full"
title = "A full agreement"
parties = ["jpn", "phl"]
signed = 2026-01-15
in_force = "frame"
ends = 2036-08-01
write_off = "times"
tax_relief = "prices"
visit = "papers"

[approved]
jpn = 2026-06-19

[clause.frame]
source = "made up"
certainty = "assumed"
en = "It holds for ten years."
ja = "有効期間は10年とする。"
fil = "May bisa nang sampung taon."

[clause.goods]
source = "made up"
certainty = "assumed"
en = "Fuel and flights."

[clause.times]
source = "made up"
certainty = "assumed"
en = "Days run from delivery."

[clause.prices]
source = "made up"
certainty = "assumed"
en = "Prices are those of the own forces."

[clause.papers]
source = "made up"
certainty = "assumed"
en = "Papers are complete."

[clause.read]
source = "made up"
certainty = "assumed"
informs = true
en = "Disputes are settled by consultation."

[activity.exercise]
clause = "goods"

[category.flight]
clause = "goods"
means = ["reimbursement"]
units = ["HUR"]
components = ["fuel", "flight_hours"]
metered = true
service = true

[category.fuel]
clause = "goods"
means = ["reimbursement", "replacement_in_kind"]
preference = ["replacement_in_kind", "reimbursement"]
units = ["LTR", "K6"]
examples = { en = "F-76", ja = "艦船用燃料" }

[clock.replacement_in_kind]
months = 12
clause = "times"

[authority.jpn]
text = "Ministry of Defense"
clause = "frame"

[duration]
renewal_months = 120
notice_months = 6
clause = "frame"

[conversion]
clause = "times"

[offset]
months = 18
clause = "times"

[invoice]
days = 30
clause = "times"

[payment]
clause = "times"

[ceiling.phl-debts]
party = "phl"
side = "debts"
currency = "USD"
amount = 60_000_000
supplies_amount = 20_000_000
first_month = 10
exempt_categories = ["fuel"]
exempt_activities = ["exercise"]
clause = "prices"

[[apart]]
roles = ["biller", "receiver"]
clause = "papers"

[gates]
order = [3, 2]
receipt = [15]
clause = "papers"

[tolerance.fuel]
millionths = 5_000
clause = "goods"

[substitution.F-76]
same_kind = ["F-44"]
clause = "goods"

[currencies]
allowed = ["USD", "JPY"]
clause = "prices"

[retransfer]
consent_needed = true
clause = "frame"

[price_rules]
reciprocal = true
rate_cards_required = true
waiver = "prices"
clause = "prices"

[warrants]
training_needed = true
training_months = 24
clause = "papers"
)";

TEST(FurtherRules, BecomePartsOfTheInstrument) {
  const auto compiled = compile_instrument(kFull, "full.toml");
  ASSERT_TRUE(compiled) << compiled.error().detail;
  const auto& x = compiled->instrument;
  EXPECT_EQ(x.signed_on, base::parse_date("2026-01-15"));
  ASSERT_EQ(x.approvals.size(), 1u);
  EXPECT_EQ(x.approvals[0].on, base::parse_date("2026-06-19"));
  EXPECT_EQ(x.authorities[0].text, "Ministry of Defense");
  EXPECT_EQ(x.duration->notice_months, 6u);
  EXPECT_EQ(x.clocks[0].months, 12u);
  EXPECT_EQ(x.conversion->clause, "times");
  EXPECT_EQ(x.offset->months, 18u);
  EXPECT_EQ(x.invoice->days, 30u);
  EXPECT_FALSE(x.payment->days);
  EXPECT_EQ(x.write_off_clause, "times");
  ASSERT_EQ(x.ceilings.size(), 1u);
  EXPECT_EQ(x.ceilings[0].amount, 6'000'000'000) << "in cents";
  EXPECT_EQ(x.ceilings[0].supplies_amount, 2'000'000'000);
  EXPECT_EQ(x.ceilings[0].first_month, 10u);
  ASSERT_EQ(x.apart.size(), 1u);
  EXPECT_EQ(x.apart[0].first, Role::receiver);
  EXPECT_EQ(x.apart[0].second, Role::biller);
  EXPECT_EQ(x.gates->order_elements, (std::vector{terms::Element::order_date, terms::Element::bill_to}));
  EXPECT_EQ(x.tolerances[0].millionths, 5'000u);
  EXPECT_EQ(x.substitutions[0].item, "F-76");
  EXPECT_EQ(x.currencies->allowed, (std::vector<std::string>{"JPY", "USD"}));
  EXPECT_TRUE(x.retransfer->consent_needed);
  EXPECT_EQ(x.tax_relief_clause, "prices");
  EXPECT_EQ(x.price_rules->waiver_clause, "prices");
  EXPECT_EQ(x.visit_clause, "papers");
  EXPECT_EQ(x.warrants->training_months, 24u);
  ASSERT_EQ(x.categories.size(), 2u);
  EXPECT_EQ(x.categories[0].components, (std::vector<std::string>{"flight_hours", "fuel"}));
  EXPECT_TRUE(x.categories[0].metered && x.categories[0].service);
  EXPECT_EQ(x.categories[1].units, (std::vector<std::string>{"K6", "LTR"}));
  EXPECT_EQ(x.categories[1].preference, (std::vector{Means::replacement_in_kind, Means::reimbursement}));
  EXPECT_EQ(compiled->examples, (std::vector<ExampleText>{{"fuel", "F-76", "艦船用燃料", ""}}));
  const auto again = terms::read(terms::write(x));
  ASSERT_TRUE(again) << again.error().detail;
  EXPECT_EQ(terms::write(*again), terms::write(x));
}

TEST(FurtherRules, TellsWhatIsOpen) {
  const auto compiled = compile_instrument(kFull, "full.toml");
  ASSERT_TRUE(compiled) << compiled.error().detail;
  ASSERT_GE(compiled->notes.size(), 2u);
  EXPECT_EQ(compiled->notes[0], "conversion.days is left for the parties to fill when ratifying");
  EXPECT_EQ(compiled->notes[1], "payment_days is left for the parties to fill when ratifying");
}

TEST(FurtherRules, TheTextsAreAnAttachmentOfTheProposal) {
  auto compiled = compile_instrument(kFull, "full.toml");
  ASSERT_TRUE(compiled) << compiled.error().detail;
  compiled->texts.resize(1);
  EXPECT_EQ(text_attachment(*compiled), R"({
 "instrument": "jpn-phl-full",
 "clauses": [
  {
   "clause": "frame",
   "en": "It holds for ten years.",
   "ja": "有効期間は10年とする。",
   "fil": "May bisa nang sampung taon."
  }
 ],
 "examples": [
  {
   "category": "fuel",
   "en": "F-76",
   "ja": "艦船用燃料"
  }
 ]
}
)");
}

TEST(FurtherRules, FaultsOfDatesNameTheirLine) {
  expect_faults(
      kFull,
      {{"signed = 2026-01-15", "signed = \"2026\"", "signed =", "'signed' of the instrument is not a date"},
       {"ends = 2036-08-01", "ends = 2026-01-15",
        "ends =", "it ends on 2026-01-15, yet was signed on 2026-01-15"},
       {"ends = 2036-08-01", "ends = 2026-06-19", "ends =", "yet approval by 'jpn' is of 2026-06-19"},
       {"ends = 2036-08-01", "ends = 0000-01-01", "ends =", "is not a date such as"},
       {"jpn = 2026-06-19", "jpn = 2026-01-14", "jpn = 2026", "before the signature of 2026-01-15"},
       {"jpn = 2026-06-19", "usa = 2026-06-19", "usa = 2026", "'usa' is not a party; parties are: jpn, phl"},
       {"[approved]\njpn", "[[approved]]\njpn", "[[approved]]", "'approved' is not written as [approved]"},
       {"notice_months = 6", "notice_months = 120", "[duration]", "not less than the 120 months"},
       {"renewal_months = 120", "renewal_months = 2000", "[duration]", "renewal_months is 2000"},
       {"notice_months = 6", "notice = 6", "notice = 6", "unknown key 'notice' in duration"}});
}

TEST(FurtherRules, FaultsOfCategoriesNameTheirLine) {
  expect_faults(
      kFull,
      {{"[\"LTR\", \"K6\"]", "[\"LTR\", \"DRUM\"]", "DRUM",
        "unit 'DRUM' of category 'fuel' is not a known code"},
       {"[\"LTR\", \"K6\"]", "[\"LTR\", \"LTR\"]", "\"LTR\", \"LTR\"", "'LTR' stands twice"},
       {"\"flight_hours\"]", "\"Flight\"]", "[category.flight]", "component 'Flight'"},
       {"preference = [\"replacement_in_kind\"", "preference = [\"return_of_the_same\"", "[category.fuel]",
        "names means that are not allowed"},
       {"preference = [\"replacement_in_kind\"", "preference = [\"barter\"", "barter", "means 'barter'"},
       {"metered = true", "metered = 1", "metered", "is not true or false"},
       {"examples = { en", "examples = { de", "examples", "unknown key 'de' in examples of category 'fuel'"},
       {"[clock.replacement_in_kind]", "[clock.replacement_in_kind]\ndays = 3", "[clock.replacement_in_kind]",
        "has days and months"}});
}

TEST(FurtherRules, FaultsOfWaitsAndCeilingsNameTheirLine) {
  expect_faults(
      kFull,
      {{"[conversion]", "[conversion]\ndays = 1\nmonths = 1", "[conversion]", "days and months"},
       {"months = 18", "months = 121", "[offset]", "months is 121"},
       {"days = 30", "days = 0", "[invoice]", "invoice: days is 0"},
       {"days = 30", "days = \"30\"", "days = \"30\"", "is not a whole number of days"},
       {"write_off = \"times\"", "write_off = \"art-9\"", "write_off",
        "cites clause 'art-9', which the file does not have"},
       {"party = \"phl\"", "party = \"usa\"", "[ceiling.phl-debts]", "'usa' is not a party"},
       {"side = \"debts\"", "side = \"both\"",
        "side =", "side 'both' of ceiling 'phl-debts' is not known; known are: debts, credits"},
       {"currency = \"USD\"", "currency = \"YEN\"", "currency =", "currency 'YEN'"},
       {"amount = 60_000_000", "amount = 60.5", "amount = 60.5", "is not a whole amount above zero in USD"},
       {"amount = 60_000_000", "amount = 92233720368547759", "amount = 92",
        "is not a whole amount above zero in USD"},
       {"supplies_amount = 20_000_000", "supplies_amount = 60_000_001", "[ceiling.phl-debts]",
        "supplies_amount"},
       {"first_month = 10", "first_month = 13", "[ceiling.phl-debts]", "first_month is 13"},
       {"exempt_categories = [\"fuel\"]", "exempt_categories = [\"gold\"]", "[ceiling.phl-debts]",
        "exempts category 'gold'"},
       {"exempt_activities = [\"exercise\"]", "exempt_activities = [\"war\"]", "[ceiling.phl-debts]",
        "exempts activity 'war'"},
       {"[ceiling.phl-debts]", "[ceiling.phl-debts]\nparty = \"phl\"\n[ceiling.phl-debts]",
        "[ceiling.phl-debts]", ""}});
}

TEST(FurtherRules, FaultsOfProcedureAndGoodsNameTheirLine) {
  expect_faults(
      kFull, {{"[\"biller\", \"receiver\"]", "[\"biller\"]", "[[apart]]", "are not two roles"},
              {"[\"biller\", \"receiver\"]", "[\"biller\", \"cook\"]", "roles =", "role 'cook' is not known"},
              {"[\"biller\", \"receiver\"]", "[\"biller\", \"auditor\"]", "[[apart]]",
               "'auditor' does not act on orders"},
              {"[gates]", "[[apart]]\nroles = [\"receiver\", \"biller\"]\nclause = \"papers\"\n[gates]",
               "[[apart]]", "kept apart twice"},
              {"[3, 2]", "[3, 26]", "order = ", "not an element number, 1 to 25"},
              {"[3, 2]", "[3, 3]", "order = ", "element 3 stands twice"},
              {"[3, 2]", "[15]", "[gates]", "'receipt_acknowledged' is known only at delivery"},
              {"[3, 2]", "\"all\"", "order = ", "is not a list of element numbers"},
              {"training_needed = true", "training_needed = false", "[warrants]", "without training_needed"},
              {"visit = \"papers\"", "visit = \"art-9\"", "visit =", "cites clause 'art-9'"},
              {"[tolerance.fuel]", "[tolerance.gold]", "[tolerance.gold]",
               "'gold', which the instrument does not list"},
              {"millionths = 5_000", "millionths = 0", "[tolerance.fuel]", "millionths is 0"},
              {"millionths = 5_000", "", "[tolerance.fuel]", "has no 'millionths'"},
              {"[\"F-44\"]", "[\"F-76\"]", "[substitution.F-76]", "names the item itself"},
              {"[substitution.F-76]", "[substitution.f]", "[substitution.f]", "an item is 1 to 16"}});
}

TEST(FurtherRules, FaultsOfMoneyNameTheirLine) {
  expect_faults(
      kFull, {{"[\"USD\", \"JPY\"]", "[\"USD\", \"YEN\"]", "allowed", "currency 'YEN' is not known"},
              {"consent_needed = true", "consent_needed = \"yes\"", "consent_needed", "is not true or false"},
              {"waiver = \"prices\"", "waiver = \"art-9\"", "waiver", "cites clause 'art-9'"},
              {"tax_relief = \"prices\"", "tax_relief = \"art-9\"", "tax_relief", "cites clause 'art-9'"},
              {"[authority.jpn]", "[authority.usa]", "[authority.usa]", "'usa' is not a party"},
              {"text = \"Ministry of Defense\"", "text = \"a\\nb\"", "[authority.jpn]", "not plain text"}});
}

std::vector<std::string> warnings_of(const std::string& text) {
  const auto compiled = compile_instrument(text, "x.toml");
  EXPECT_TRUE(compiled) << compiled.error().detail;
  return compiled ? compiled->warnings : std::vector<std::string>{};
}

void expect_warning(const std::string& text, std::string_view at, const std::string& says) {
  const auto expected = "x.toml:" + std::to_string(line_of(text, at)) + ": " + says;
  const auto found = warnings_of(text);
  EXPECT_NE(std::find(found.begin(), found.end(), expected), found.end()) << expected << "\nfound:\n"
                                                                          << testing::PrintToString(found);
}

TEST(Warnings, NameWhatIsIdleOrMissing) {
  const std::string full(kFull);
  expect_warning(with(full, "informs = true\n", ""), "[clause.read]",
                 "clause 'read' is cited by no rule; if it is only to be read, say: informs = true");
  expect_warning(with(full, "[clause.goods]", "[clause.goods]\ninforms = true"), "[clause.goods]",
                 "clause 'goods' is marked informs = true, yet a rule cites it");
  expect_warning(full, "[clause.goods]", "clause 'goods' has no Japanese text (ja)");
  expect_warning(full, "[clause.goods]", "clause 'goods' has no Filipino text (fil)");
  expect_warning(full + "[clock.return_of_the_same]\ndays = 3\nclause = \"times\"\n",
                 "[clock.return_of_the_same]",
                 "the clock of return_of_the_same never runs: no category is settled so");
  expect_warning(with(full, "[\"USD\", \"JPY\"]", "[\"JPY\"]"), "[ceiling.phl-debts]",
                 "ceiling 'phl-debts' never binds: no order is in USD");
  expect_warning(full +
                     "[ceiling.twin]\nparty = \"phl\"\nside = \"debts\"\ncurrency = \"USD\"\namount = "
                     "5\nclause = \"prices\"\n",
                 "[ceiling.twin]",
                 "ceilings 'phl-debts' and 'twin' overlap: both bind the debts of 'phl' in USD");
  const auto found = warnings_of(full);
  EXPECT_TRUE(std::none_of(found.begin(), found.end(), [](const std::string& w) {
    return w.find("'frame'") != std::string::npos;
  })) << "a clause that is cited and told in three languages deserves no warning";
}

}  // namespace
}  // namespace palitan::papers
