// What an instrument answers about dates, ceilings, prices, kinds and roles.
#include "terms/queries.h"

#include <random>

#include "terms/test_kit.h"

namespace palitan::terms {
namespace {
using base::Code;
using kit::day;
using kit::expect_refused;
using kit::full_agreement;
using statement::Means;
using statement::Role;

TEST(Dates, RunFromDeliveryAndFromTheDueDate) {
  const auto x = full_agreement();
  // Acceptance scenario 17: delivered on 1 March 2025.
  EXPECT_EQ(due_on(x, Means::replacement_in_kind, day("2025-03-01")), day("2026-03-01"));
  EXPECT_EQ(offset_from(x, day("2025-03-01")), day("2026-09-02"));
  EXPECT_EQ(conversion_on(x, day("2026-03-01")), day("2026-03-02"));
  EXPECT_EQ(invoice_by(x, day("2026-01-31")), day("2026-03-02"));
  EXPECT_EQ(pay_by(x, day("2026-03-02")), day("2026-04-16"));
}

TEST(Dates, OfMonthsEndOnTheLastDayOfAShortMonth) {
  auto x = full_agreement();
  x.clocks[1].months = 6;
  EXPECT_EQ(due_on(x, Means::replacement_in_kind, day("2026-08-31")), day("2027-02-28"));
  x.conversion = Conversion{std::nullopt, 1, "conversion"};
  EXPECT_EQ(conversion_on(x, day("2028-01-31")), day("2028-02-29"));
  EXPECT_EQ(offset_from(x, day("2026-08-31")), day("2028-03-01"))
      << "18 months end on 29 February 2028, and the day after is the first";
}

TEST(Dates, AreSilentWhereTheInstrumentIs) {
  auto x = full_agreement();
  x.conversion.reset();
  x.offset.reset();
  x.invoice.reset();
  x.payment->days.reset();
  const auto at = day("2026-01-31");
  EXPECT_FALSE(conversion_on(x, at));
  EXPECT_FALSE(offset_from(x, at));
  EXPECT_FALSE(invoice_by(x, at));
  EXPECT_FALSE(pay_by(x, at)) << "left open";
  EXPECT_FALSE(due_on(x, Means::return_of_the_same, at));
}

TEST(FiscalYear, BeginsInItsFirstMonth) {
  EXPECT_EQ(fiscal_year_of(4, day("2026-03-31")), (FiscalYear{day("2025-04-01"), day("2026-03-31"), 2025}));
  EXPECT_EQ(fiscal_year_of(4, day("2026-04-01")), (FiscalYear{day("2026-04-01"), day("2027-03-31"), 2026}));
  EXPECT_EQ(fiscal_year_of(10, day("2026-09-30")), (FiscalYear{day("2025-10-01"), day("2026-09-30"), 2025}));
  EXPECT_EQ(fiscal_year_of(1, day("2028-02-29")), (FiscalYear{day("2028-01-01"), day("2028-12-31"), 2028}));
}

TEST(FiscalYear, CoversEveryDayOnceWhateverItsFirstMonth) {
  constexpr unsigned kSeed = 20261123;
  SCOPED_TRACE(testing::Message() << "seed " << kSeed);
  std::mt19937 random(kSeed);
  std::uniform_int_distribution<std::int32_t> any(base::kDateMin.days + 400, base::kDateMax.days - 400);
  for (unsigned round = 0; round < 2000; ++round) {
    const base::Date at{any(random)};
    for (std::uint32_t month = 1; month <= 12; ++month) {
      const auto year = fiscal_year_of(month, at);
      EXPECT_LE(year.from, at);
      EXPECT_LE(at, year.until);
      EXPECT_EQ(fiscal_year_of(month, base::add_days(year.until, 1)).from, base::add_days(year.until, 1));
      EXPECT_EQ(fiscal_year_of(month, year.from), year);
    }
  }
}

TEST(Ceilings, AreThoseOfThePartySideAndCurrency) {
  const auto x = full_agreement();
  const auto mine = ceilings_for(x, "phl", LedgerSide::debts, "JPY");
  ASSERT_EQ(mine.size(), 1u);
  EXPECT_EQ(mine[0]->name, "phl-debts");
  EXPECT_TRUE(ceilings_for(x, "phl", LedgerSide::credits, "JPY").empty());
  EXPECT_TRUE(ceilings_for(x, "phl", LedgerSide::debts, "PHP").empty());
  EXPECT_TRUE(counts(*mine[0], "food", "exercise"));
  EXPECT_FALSE(counts(*mine[0], "fuel", "exercise")) << "the category is exempt";
  EXPECT_FALSE(counts(*mine[0], "food", "relief")) << "the activity is exempt";
  EXPECT_EQ(fiscal_year_of(*mine[0], day("2026-11-20")).begins, 2026);
}

TEST(Category, SaysHowItIsPreferredPricedAndMeasured) {
  const auto x = full_agreement();
  EXPECT_EQ(preference_of(x, "fuel"), (std::vector{Means::replacement_in_kind, Means::reimbursement}));
  EXPECT_EQ(preference_of(x, "transport"), (std::vector{Means::reimbursement, Means::equal_value_exchange}));
  EXPECT_TRUE(preference_of(x, "gold").empty());
  EXPECT_EQ(components_of(x, "transport"), (std::vector<std::string>{"flight_hours", "fuel"}));
  EXPECT_TRUE(components_of(x, "fuel").empty());
  EXPECT_TRUE(components_of(x, "gold").empty());
  EXPECT_TRUE(is_metered(x, "transport"));
  EXPECT_FALSE(is_metered(x, "fuel"));
  EXPECT_TRUE(is_service(x, "transport"));
  EXPECT_FALSE(is_service(x, "food"));
}

TEST(SameKind, IsTheItemItselfOrASubstitutionInOneDirection) {
  const auto x = full_agreement();
  EXPECT_TRUE(same_kind(x, "F-76", "F-76"));
  EXPECT_TRUE(same_kind(x, "F-76", "F-44"));
  expect_refused(same_kind(x, "F-44", "F-76"), Code::refused_replacement, "",
                 "nothing else counts as its kind");
  expect_refused(same_kind(x, "F-76", "WATER"), Code::refused_replacement, "kind",
                 "what counts as its kind: F-44");
}

TEST(Tolerance, IsAShareOfWhatWasIssued) {
  const auto x = full_agreement();
  EXPECT_TRUE(within_tolerance(x, "fuel", 1'000'000, 995'000));
  EXPECT_FALSE(within_tolerance(x, "fuel", 1'000'000, 994'999));
  EXPECT_TRUE(within_tolerance(x, "fuel", 1'000'000, 1'005'000));
  EXPECT_FALSE(within_tolerance(x, "fuel", 1'000'000, 1'005'001));
  EXPECT_TRUE(within_tolerance(x, "food", 7, 7));
  EXPECT_FALSE(within_tolerance(x, "food", 7, 6)) << "no tolerance is stated for food";
  EXPECT_FALSE(within_tolerance(x, "fuel", 0, 1));
  EXPECT_TRUE(within_tolerance(x, "fuel", INT64_MAX, INT64_MAX - 1)) << "no overflow";
  EXPECT_FALSE(within_tolerance(x, "fuel", INT64_MAX, 0));
}

TEST(Money, IsOfTheCurrenciesAndUnitsListed) {
  auto x = full_agreement();
  EXPECT_TRUE(allows_currency(x, "JPY"));
  expect_refused(allows_currency(x, "USD"), Code::refused_currency, "currencies", "allowed are: JPY, PHP");
  x.currencies->allowed.clear();
  EXPECT_TRUE(allows_currency(x, "USD"));
  x.currencies.reset();
  EXPECT_TRUE(allows_currency(x, "USD"));
  EXPECT_TRUE(allows_unit(x, "fuel", "LTR"));
  expect_refused(allows_unit(x, "fuel", "KGM"), Code::refused_unit, "annex-fuel", "allowed are: K6, LTR");
  EXPECT_TRUE(allows_unit(x, "food", "KGM"));
  EXPECT_TRUE(allows_unit(x, "gold", "KGM")) << "a category that is not listed is refused elsewhere";
}

TEST(Roles, AreKeptApartInEitherOrder) {
  const auto x = full_agreement();
  ASSERT_NE(kept_apart(x, Role::requester, Role::approver), nullptr);
  EXPECT_EQ(*kept_apart(x, Role::approver, Role::requester), "apart");
  EXPECT_EQ(kept_apart(x, Role::requester, Role::receiver), nullptr);
  EXPECT_EQ(kept_apart(x, Role::requester, Role::requester), nullptr);
}

TEST(Training, CountsForItsMonths) {
  auto x = full_agreement();
  EXPECT_TRUE(is_trained(x, day("2025-01-31"), day("2027-01-31")));
  expect_refused(is_trained(x, day("2025-01-31"), day("2027-02-01")), Code::refused_warrant_date, "training",
                 "counted until 2027-01-31");
  expect_refused(is_trained(x, std::nullopt, day("2027-01-31")), Code::refused_warrant_date, "training",
                 "no training");
  expect_refused(is_trained(x, day("2027-02-01"), day("2027-01-31")), Code::refused_warrant_date, "training",
                 "no training");
  x.warrants->training_months.reset();
  EXPECT_TRUE(is_trained(x, day("1999-01-31"), day("2027-01-31")));
  x.warrants.reset();
  EXPECT_TRUE(is_trained(x, std::nullopt, day("2027-01-31")));
}

TEST(Papers, AreTheElementsOfEachGate) {
  auto x = full_agreement();
  EXPECT_EQ(order_elements(x), (std::vector{Element::order_date, Element::bill_to}));
  EXPECT_EQ(receipt_elements(x), (std::vector{Element::receipt_acknowledged}));
  x.gates.reset();
  EXPECT_TRUE(order_elements(x).empty());
  EXPECT_TRUE(receipt_elements(x).empty());
  EXPECT_EQ(rows_of(Element{}).size(), 25u);
}

TEST(Clauses, AreFoundByTheirKey) {
  const auto x = full_agreement();
  ASSERT_NE(clause_of(x, "tax"), nullptr);
  EXPECT_EQ(clause_of(x, "tax")->certainty, Certainty::assumed);
  EXPECT_EQ(clause_of(x, "art-9"), nullptr);
  EXPECT_EQ(clock_of(x, Means::return_of_the_same), nullptr);
}

}  // namespace
}  // namespace palitan::terms
