#include "reports/grant_views.h"

#include <gtest/gtest.h>

#include "reports/index.h"

namespace palitan::reports {
namespace {
using kernel::Custody;
using kernel::GrantFact;
using kernel::GrantState;

constexpr std::int64_t kUnit = 1'000'000;  ///< a hundredth of the table's 100 million yen

base::Date date(std::string_view text) { return *base::parse_date(text); }
base::Id id_of(std::uint8_t byte) {
  base::Id out;
  out.raw.fill(byte);
  return out;
}

GrantFact grant_of(const char* fiscal_year, const char* recipient, std::int64_t hundredths) {
  GrantFact out;
  out.state = GrantState::agreed;
  out.note.donor = "jpn";
  out.note.recipient = recipient;
  out.note.title = "A grant";
  out.note.obligation = {hundredths * kUnit, "JPY"};
  out.note.field = "rule_of_law";
  out.note.purpose = "maritime_surveillance";
  out.note.fiscal_year = date(fiscal_year);
  out.agreed_on = date(fiscal_year);
  return out;
}

terms::Instrument rules_of() {
  terms::Instrument out;
  out.grants.emplace();
  out.grants->report_months = 6;
  out.grants->inspection_months = 12;
  out.grants->evaluation_months = 24;
  out.grants->loss_days = 30;
  out.grants->publication_clause = "publication";
  return out;
}

/// The table of DOMAIN 6 [107], in hundredths of 100 million yen.
struct Osa {
  terms::Instrument rules = rules_of();
  std::vector<GrantFact> grants = {grant_of("2023-04-01", "phl", 600),  grant_of("2023-04-01", "mys", 400),
                                   grant_of("2023-04-01", "bgd", 575),  grant_of("2023-04-01", "fji", 400),
                                   grant_of("2024-04-01", "phl", 1600), grant_of("2024-04-01", "idn", 1000),
                                   grant_of("2024-04-01", "mng", 1300), grant_of("2024-04-01", "dji", 1100),
                                   grant_of("2025-04-01", "mys", 3100), grant_of("2025-04-01", "lka", 500),
                                   grant_of("2025-04-01", "png", 400),  grant_of("2025-04-01", "ton", 300),
                                   grant_of("2025-04-01", "phl", 900)};
  std::vector<GrantBudget> budgets = {{date("2023-04-01"), {2'000 * kUnit, "JPY"}},
                                      {date("2024-04-01"), {5'000 * kUnit, "JPY"}},
                                      {date("2025-04-01"), {8'100 * kUnit, "JPY"}},
                                      {date("2026-04-01"), {18'100 * kUnit, "JPY"}}};
  std::vector<GrantCase> cases() const {
    std::vector<GrantCase> out;
    for (std::size_t i = 0; i < grants.size(); ++i)
      out.push_back({id_of(static_cast<std::uint8_t>(i + 1)), &grants[i], &rules});
    return out;
  }
};

TEST(GrantViews, the_portfolio_adds_up_against_its_budget) {
  Osa osa;
  auto under_way = grant_of("2025-04-01", "tha", 700);  // still under coordination
  under_way.state = GrantState::offered;
  under_way.agreed_on.reset();
  osa.grants.push_back(under_way);
  auto declined = under_way;
  declined.state = GrantState::declined;
  osa.grants.push_back(declined);
  auto foreign = grant_of("2025-04-01", "phl", 1);
  foreign.note.donor = "aus";
  osa.grants.push_back(foreign);
  const auto seen = portfolio(osa.cases(), "jpn", osa.budgets);
  ASSERT_TRUE(seen.has_value());
  ASSERT_EQ(seen->years.size(), 4u);
  EXPECT_EQ(seen->years[0].agreed, 1'975 * kUnit);  // 19.75
  EXPECT_EQ(seen->years[0].left, 25 * kUnit);
  EXPECT_EQ(seen->years[1].agreed, 5'000 * kUnit);  // 50
  EXPECT_EQ(seen->years[1].left, 0);
  EXPECT_EQ(seen->years[2].agreed, 5'200 * kUnit);  // 52
  EXPECT_EQ(seen->years[2].left, 2'900 * kUnit);
  EXPECT_EQ(seen->years[2].grants, 5u);
  EXPECT_EQ(seen->years[3].agreed, 0);
  EXPECT_EQ(seen->years[3].left, 18'100 * kUnit);
  ASSERT_EQ(seen->lines.size(), 14u);
  const auto& last = seen->lines.back();
  EXPECT_EQ(last.partner, "ton");
  EXPECT_EQ(last.owed, 300 * kUnit);
  const auto& coordinated = seen->lines[seen->lines.size() - 2];
  EXPECT_EQ(coordinated.partner, "tha");
  EXPECT_EQ(coordinated.offered, 700 * kUnit);
  EXPECT_EQ(coordinated.agreed, 0);
}

TEST(GrantViews, more_than_the_budget_shows_below_zero_and_no_budget_shows_none) {
  Osa osa;
  osa.budgets = {{date("2023-04-01"), {1'000 * kUnit, "JPY"}}};
  const auto seen = portfolio(osa.cases(), "jpn", osa.budgets);
  ASSERT_TRUE(seen.has_value());
  EXPECT_EQ(seen->years[0].left, -975 * kUnit);
  EXPECT_EQ(seen->years[1].budget, std::nullopt);
  EXPECT_EQ(seen->years[1].left, std::nullopt);
  osa.grants[0].note.obligation.minor = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(portfolio(osa.cases(), "jpn", osa.budgets).error().code, base::Code::refused_overflow);
}

/// Boats handed over on 1 March 2026, one lost, one in a berth.
GrantFact boats() {
  auto out = grant_of("2025-04-01", "phl", 900);
  out.state = GrantState::delivered;
  kernel::GrantMilestone late;
  late.milestone = {1, "Hulls", date("2026-02-01"), 600 * kUnit};
  auto paid = late;
  paid.milestone.number = 2;
  paid.milestone.amount = 300 * kUnit;
  paid.reached = id_of(21);
  paid.reached_by = "phl";
  paid.confirmed_on = date("2026-02-03");
  paid.disbursed = 300 * kUnit;
  out.lots = {{1, "Boats", "A yard", 900 * kUnit, date("2026-01-20"), {late, paid}}};
  out.payments = {{id_of(22), 1, 2, 300 * kUnit, date("2026-02-04"), {}}};
  out.handovers = {{id_of(23), 1, {}, date("2026-03-01"), date("2026-03-02")}};
  const kernel::Sighting seen{
      date("2026-04-01"), statement::Readiness::ready, "Squadron 3", {}, "BH-1", id_of(9)};
  kernel::GrantThing berthed{
      {"R-1", "Boat", {}}, 1, id_of(23), Custody::recipient, date("2026-03-02"), {}, {}, seen, {}};
  berthed.inspected = seen;
  berthed.inspected->readiness = statement::Readiness::down;
  const kernel::GrantThing lost{
      {"R-2", "Boat", {}}, 1, id_of(23), Custody::lost, date("2026-05-01"), {}, {}, seen, {}};
  out.things = {berthed, lost};
  kernel::GrantMatter matter;
  matter.act = id_of(24);
  matter.by = "phl";
  matter.on = date("2026-05-01");
  matter.due = date("2026-05-31");
  out.matters = {matter};
  return out;
}

TEST(GrantViews, what_is_due_comes_by_its_day) {
  const auto grant = boats();
  const auto rules = rules_of();
  const std::vector<GrantCase> cases = {{id_of(1), &grant, &rules}};
  const auto due = grants_due(cases, date("2026-06-10"));
  ASSERT_EQ(due.size(), 6u);
  EXPECT_EQ(due[0].step, GrantStep::milestone);
  EXPECT_EQ(due[0].days_overdue, 129);
  EXPECT_EQ(due[1].step, GrantStep::answer_loss);
  EXPECT_EQ(due[1].by_party, "jpn");
  EXPECT_EQ(due[1].days_overdue, 10);
  EXPECT_EQ(due[2].step, GrantStep::report);
  EXPECT_EQ(due[2].due, date("2026-10-01"));
  EXPECT_EQ(due[2].serial, "R-1");  // the lost one is asked for no more
  EXPECT_EQ(due[2].days_overdue, 0);
  EXPECT_EQ(due[3].step, GrantStep::inspection);
  EXPECT_EQ(due[3].due, date("2027-04-01"));
  EXPECT_EQ(due[4].step, GrantStep::evaluation);
  EXPECT_EQ(due[4].due, date("2028-03-01"));
  EXPECT_EQ(due[5].step, GrantStep::confirm);
  EXPECT_EQ(due[5].act, id_of(22));
  EXPECT_EQ(due[5].due, std::nullopt);
}

TEST(GrantViews, the_register_shows_every_thing_where_it_is) {
  const auto grant = boats();
  const auto rules = rules_of();
  const std::vector<GrantCase> cases = {{id_of(1), &grant, &rules}};
  const auto seen = item_register(cases);
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_EQ(seen[0].berth, "BH-1");
  EXPECT_EQ(seen[0].berth_grant, id_of(9));
  EXPECT_EQ(seen[0].purpose, "maritime_surveillance");
  EXPECT_TRUE(seen[0].findings_differ);
  EXPECT_EQ(seen[1].readiness, statement::Readiness::lost);
}

TEST(GrantViews, the_public_sheet_says_only_what_is_fit_to_be_published) {
  auto grant = boats();
  auto rules = rules_of();
  grant.conversions = {{"phl", {{600'000'000, "USD"}, 2, 3, "A newspaper", date("2026-01-16")}}};
  grant.evaluation = kernel::GrantEvaluation{date("2028-02-01"), "In daily use."};
  grant.followers = {{id_of(9), "boathouse for"}};
  const auto sheet = public_sheet({id_of(1), &grant, &rules});
  ASSERT_TRUE(sheet.has_value());
  EXPECT_EQ(sheet->obligation, (statement::Money{900 * kUnit, "JPY"}));
  ASSERT_EQ(sheet->conversions.size(), 1u);
  EXPECT_EQ(sheet->conversions[0].source, "A newspaper");
  EXPECT_EQ(sheet->delivered_on, date("2026-03-01"));
  EXPECT_EQ(sheet->result, "In daily use.");
  EXPECT_EQ(sheet->links.size(), 1u);
  grant.agreed_on.reset();
  EXPECT_FALSE(public_sheet({id_of(1), &grant, &rules}).has_value());
  grant.agreed_on = date("2026-01-15");
  rules.grants->publication_clause.clear();
  EXPECT_FALSE(public_sheet({id_of(1), &grant, &rules}).has_value());
}

TEST(GrantViews, what_a_note_owes_stays_out_of_the_index_of_orders) {
  Index index;
  const auto post = [&](ledger::AccountKind kind) {
    return index.post(0, id_of(1), date("2026-01-15"), {{kind, "phl", "jpn"}, "JPY", 1});
  };
  EXPECT_TRUE(post(ledger::AccountKind::granted).has_value());
  EXPECT_TRUE(index.movements().empty());
  EXPECT_FALSE(post(ledger::AccountKind::receivable).has_value());
}

}  // namespace
}  // namespace palitan::reports
