// Months of a metered service, and what an order asks beside its full cost.
#include "reports/service_months.h"

#include <gtest/gtest.h>

#include "base/money.h"

namespace palitan::reports {
namespace {
using kernel::OrderState;
using statement::Means;

base::Date on(std::string_view text) { return *base::parse_date(text); }

kernel::IssueFact issue(std::uint8_t id, std::string_view day, std::int64_t hours) {
  kernel::IssueFact out;
  out.id.raw[0] = id;
  out.date = on(day);
  out.lines = {{1, hours * base::kMicro, {}}};
  return out;
}
kernel::ReceiveFact receipt(std::uint8_t of, std::string_view day, std::int64_t hours) {
  kernel::ReceiveFact out;
  out.id.raw[0] = static_cast<std::uint8_t>(of + 100);
  out.issue.raw[0] = of;
  out.date = on(day);
  out.lines = {{1, hours * base::kMicro, 0, {}, {}}};
  return out;
}

/// 100 hours of lift, accepted in January 2018.
kernel::OrderFact lift() {
  kernel::OrderFact out;
  out.supplier = "usa";
  out.recipient = "aus";
  out.currency = "USD";
  out.state = OrderState::delivering;
  out.papers.requested_on = on("2018-01-02");
  out.papers.accepted_on = on("2018-01-05");
  kernel::LineFact line;
  line.line = {
      1, "lift", "CH-47", {}, 100 * base::kMicro, "HUR", Means::reimbursement, statement::Price{9'000'00, 1}};
  line.line.metering = "manifests";
  out.lines = {line};
  return out;
}

std::vector<std::string> alarms(const kernel::OrderFact& order, std::string_view day,
                                std::optional<statement::PartyCode> partner = {}) {
  Index index;
  terms::Instrument rules;
  rules.parties = {"aus", "usa"};
  PALITAN_CHECK(index.put_instrument(order.instrument, rules));
  PALITAN_CHECK(index.put_order(base::Id{}, order).has_value());
  std::vector<std::string> out;
  for (const auto& row : service_months(index, {on(day), std::move(partner), false}))
    out.push_back(to_text(row.month).substr(0, 7) + " " + std::string(name(row.alarm)) + " " +
                  base::format_decimal(row.unbilled, 6));
  return out;
}
using Alarms = std::vector<std::string>;

TEST(ServiceMonths, StandOutWhereNothingWasUsedOrNothingBilled) {
  auto order = lift();
  EXPECT_EQ(alarms(order, "2018-01-31"), Alarms{}) << "January is not over";
  EXPECT_EQ(alarms(order, "2018-02-01"), Alarms{"2018-01 unused 0"});
  order.issues = {issue(1, "2018-01-20", 40), issue(2, "2018-03-31", 10)};
  order.receipts = {receipt(1, "2018-01-21", 38), receipt(2, "2018-04-01", 10)};
  order.lines[0].issued = 50 * base::kMicro;
  order.lines[0].received = 48 * base::kMicro;
  EXPECT_EQ(alarms(order, "2018-05-15"), (Alarms{"2018-01 uninvoiced 38", "2018-02 unused 0",
                                                 "2018-03 uninvoiced 10", "2018-04 unused 0"}))
      << "a month is that of the issue, whenever its receipt was signed";
  order.lines[0].billed = 40 * base::kMicro;
  EXPECT_EQ(alarms(order, "2018-05-15"),
            (Alarms{"2018-02 unused 0", "2018-03 uninvoiced 8", "2018-04 unused 0"}))
      << "bills fill the first months first";
}

TEST(ServiceMonths, EndWhereAllIsIssuedAndBeginWhereItIsNeeded) {
  auto order = lift();
  order.papers.needed_on = on("2018-03-10");
  EXPECT_EQ(alarms(order, "2018-05-01"), (Alarms{"2018-03 unused 0", "2018-04 unused 0"}));
  order.issues = {issue(1, "2018-03-20", 100)};
  order.lines[0].issued = 100 * base::kMicro;
  EXPECT_EQ(alarms(order, "2018-09-01"), Alarms{}) << "issued, and taken in by nobody yet";
  order.issues[0].corrected = true;
  order.lines[0].issued = 0;
  EXPECT_EQ(alarms(order, "2018-05-01"), (Alarms{"2018-03 unused 0", "2018-04 unused 0"}));
}

TEST(ServiceMonths, NobodyIsAskedWhoIsLetOffOrWhoseOrderDoesNotBind) {
  auto order = lift();
  EXPECT_EQ(alarms(order, "2018-02-01", "aus").size(), 1u);
  EXPECT_EQ(alarms(order, "2018-02-01", "phl"), Alarms{});
  order.state = OrderState::offered;
  EXPECT_EQ(alarms(order, "2018-02-01"), Alarms{});
  order = lift();
  order.lines[0].line.price->minor = 0;
  EXPECT_EQ(alarms(order, "2018-02-01"), Alarms{});
  order = lift();
  order.lines[0].line.metering.clear();
  EXPECT_EQ(alarms(order, "2018-02-01"), Alarms{}) << "no service that is metered";
}

TEST(CostCover, CountsWhatIsAskedBesideWhatItCosts) {
  auto order = lift();
  EXPECT_EQ(cost_cover(order)->asked, 90'000'000);
  EXPECT_EQ(cost_cover(order)->per_mille(), 1'000);
  auto& line = order.lines[0].line;
  line.components = {{"fuel", 36'800, {}, {}}, {"flight_hours", 0, 294'300, "memo"}};
  line.price->minor = 36'800;
  const auto cost = cost_cover(order).value();
  EXPECT_EQ(cost.asked, 3'680'000);
  EXPECT_EQ(cost.full, 33'110'000);
  EXPECT_EQ(cost.per_mille(), 111);
  EXPECT_EQ(percent_text(*cost.per_mille()), "11.1 %");
  line.price.reset();
  EXPECT_FALSE(cost_cover(order));
  line.components.clear();
  line.price = statement::Price{0, 1};
  EXPECT_EQ(cost_cover(order)->per_mille(), std::nullopt) << "nothing costs anything";
  line.price = statement::Price{INT64_MAX, 1};
  EXPECT_FALSE(cost_cover(order)) << "no figure that fits";
}

}  // namespace
}  // namespace palitan::reports
