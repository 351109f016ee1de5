// The list of orders over a small record, and over a hundred thousand rows.
#include "reports/order_list.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstring>

#include "kernel/record_kit.h"

namespace palitan::reports {
namespace {
using kernel::kit::day;
using kernel::kit::paid_fuel;
using kernel::kit::Record;

class OrderList : public testing::Test {
 protected:
  OrderList() : record_({.open_house = true}) {
    const auto* law = record_.get<kernel::CaseFact>(kernel::case_key(record_.instrument()));
    PALITAN_CHECK(index_.put_instrument(record_.instrument(), law->instrument->rules));
  }
  void put(const base::Id& id) { ASSERT_TRUE(index_.put_order(id, record_.order(id)).has_value()); }
  Sheet list(const OrderFilter& filter = {}, base::Date on = day(0), std::size_t from = 0,
             std::optional<std::size_t> count = {}) {
    return order_list(index_, {on, {}, false}, filter, from, count);
  }
  static std::string cell(const Sheet& sheet, std::size_t row, std::string_view column) {
    for (std::size_t i = 0; i < sheet.columns.size(); ++i)
      if (sheet.columns[i].name == column) return to_text(sheet.rows.at(row).at(i));
    return "no such column";
  }

  Record record_;
  Index index_;
};

TEST_F(OrderList, SaysWhatAnOrderComesToOwesAndAwaits) {
  const auto id = record_.accepted_order({paid_fuel()}, 15'000);
  record_.receive(id, record_.issue(id, 60), 60);
  put(id);
  const auto sheet = list({}, day(75));
  ASSERT_EQ(sheet.rows.size(), 1u);
  EXPECT_EQ(cell(sheet, 0, "order"), base::to_hex(id.view()));
  EXPECT_EQ(cell(sheet, 0, "state"), "delivering");
  EXPECT_EQ(cell(sheet, 0, "ordered"), "15000");
  EXPECT_EQ(cell(sheet, 0, "owed"), "9000");
  EXPECT_EQ(cell(sheet, 0, "items"), "F-76 100 LTR");
  EXPECT_EQ(cell(sheet, 0, "categories"), "fuel");
  EXPECT_EQ(cell(sheet, 0, "means"), "reimbursement");
  EXPECT_EQ(cell(sheet, 0, "next_step"), "bill");
  EXPECT_EQ(cell(sheet, 0, "next_by"), "jpn");
  EXPECT_EQ(cell(sheet, 0, "next_due"), to_text(day(60)));
  EXPECT_EQ(cell(sheet, 0, "level"), "overdue_1_30");
  EXPECT_EQ(cell(sheet, 0, "days_late"), "15");
  EXPECT_EQ(cell(sheet, 0, "age"), "75");
  EXPECT_EQ(cell(sheet, 0, "delivered_on"), to_text(day(0)));
  EXPECT_EQ(cell(sheet, 0, "billed_percent"), "0");
  EXPECT_EQ(cell(sheet, 0, "disowned"), "");
}

TEST_F(OrderList, OwesInKindWhatIsReplaced) {
  const auto id = record_.accepted_order({kernel::kit::lent_fuel()}, 0);
  record_.receive(id, record_.issue(id, 5), 5);
  put(id);
  const auto sheet = list();
  EXPECT_EQ(cell(sheet, 0, "owed"), "");
  EXPECT_EQ(cell(sheet, 0, "owed_in_kind"), "5 F-76/LTR");
  EXPECT_EQ(cell(sheet, 0, "billed_percent"), "") << "nothing of it is to be paid in money";
}

TEST_F(OrderList, ChoosesByWhatOrdersName) {
  const auto id = record_.accepted_order({paid_fuel()}, 15'000);
  auto water = paid_fuel();
  water.category = "food";
  water.item = "WATER";
  water.description = "飲料水 Fresh Water";
  const auto other = record_.accepted_order({water}, 15'000);
  record_.receive(other, record_.issue(other, 100), 100);
  put(id);
  put(other);
  const auto found = [&](const OrderFilter& filter) {
    std::vector<std::string> out;
    const auto sheet = list(filter);
    for (std::size_t i = 0; i < sheet.rows.size(); ++i) out.push_back(cell(sheet, i, "items"));
    return out;
  };
  using Items = std::vector<std::string>;
  const Items fuel = {"F-76 100 LTR"}, wet = {"WATER 100 LTR"};
  EXPECT_EQ(found({.states = {kernel::OrderState::accepted}}), fuel);
  EXPECT_EQ(found({.q = "ｆ－７６"}), fuel);
  EXPECT_EQ(found({.q = "飲料"}), wet);
  EXPECT_EQ(found({.q = "fresh  WATER"}), wet);
  EXPECT_EQ(found({.category = "food"}), wet);
  EXPECT_EQ(found({.step = Step::bill}), wet);
  EXPECT_EQ(found({.supplier = "phl"}), Items{});
  EXPECT_EQ(found({.recipient = "phl"}).size(), 2u);
  EXPECT_EQ(found({.means = statement::Means::return_of_the_same}), Items{});
  EXPECT_EQ(found({.levels = {Level::overdue_over_180}}), Items{});
}

TEST_F(OrderList, SortsByAColumnWithWhatHasNothingLast) {
  const auto bare = record_.accepted_order({paid_fuel()}, 15'000);
  const auto given = record_.accepted_order({paid_fuel()}, 15'000);
  record_.receive(given, record_.issue(given, 100), 100);
  put(bare);
  put(given);
  for (const bool descending : {false, true}) {
    const auto sheet = list({.sort = "owed", .descending = descending});
    EXPECT_EQ(cell(sheet, 0, "owed"), "15000");
    EXPECT_EQ(cell(sheet, 1, "owed"), "");
  }
  EXPECT_EQ(cell(list({.sort = "state"}), 0, "state"), "accepted");
  EXPECT_EQ(cell(list({.sort = "state", .descending = true}), 0, "state"), "delivering");
  const auto page = list({.sort = "reference"}, day(0), 1, 5);
  EXPECT_EQ(page.rows.size(), 1u);
  EXPECT_EQ(page.total_rows, 2u);
  EXPECT_FALSE(is_order_column("sides"));
}

TEST_F(OrderList, PagesOfWhatPressesAreThoseOfTheWholeList) {
  const auto rows_of = [](const Sheet& sheet) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < sheet.rows.size(); ++i) out.push_back(cell(sheet, i, "order"));
    return out;
  };
  // Of thirty orders every third was declined and every third delivered: over, with a day, without one.
  std::size_t over = 0;
  for (int i = 0; i < 30; ++i) {
    const auto id = record_.accepted_order({paid_fuel()}, 15'000);
    if (i % 3 == 1) record_.receive(id, record_.issue(id, 10 + i), 10 + i);
    auto order = record_.order(id);
    if (i % 3 == 0) order.state = kernel::OrderState::closed;
    ASSERT_TRUE(index_.put_order(id, order).has_value());
    over += is_under_way(*index_.order(id)) ? 0 : 1;
  }
  EXPECT_EQ(over, 10u);
  for (const bool descending : {false, true}) {
    const OrderFilter filter{.descending = descending};
    const auto whole = rows_of(list(filter, day(70)));
    ASSERT_EQ(whole.size(), 30u);
    for (std::size_t from = 0; from < 32; from += 3)
      for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{4}, ~std::size_t{0}}) {
        const auto page = list(filter, day(70), from, count);
        const auto first = std::min(from, whole.size()), last = first + std::min(count, whole.size() - first);
        EXPECT_EQ(rows_of(page), std::vector(whole.begin() + static_cast<std::ptrdiff_t>(first),
                                             whole.begin() + static_cast<std::ptrdiff_t>(last)))
            << from << " " << count;
        EXPECT_EQ(page.total_rows, 30u);
      }
  }
  EXPECT_EQ(list({.states = {kernel::OrderState::accepted}}).total_rows, 10u);
  EXPECT_EQ(list({.step = Step::bill}, day(70)).total_rows, 10u);
}

TEST_F(OrderList, AnswersAHundredThousandOrdersInATenthOfASecond) {
  const auto id = record_.accepted_order({paid_fuel()}, 15'000);
  record_.receive(id, record_.issue(id, 60), 60);
  auto order = record_.order(id);
  for (std::uint32_t i = 0; i < 100'000; ++i) {
    base::Id one;
    std::memcpy(one.raw.data(), &i, sizeof i);
    order.reference = "PHL-2026-" + std::to_string(i * 7919 % 100'000);
    order.disowned = i % 2 == 0;
    ASSERT_TRUE(index_.put_order(one, order).has_value());
  }
  for (const OrderFilter& filter : {OrderFilter{}, OrderFilter{.q = "2026-777", .sort = "reference"},
                                    OrderFilter{.sort = "owed", .descending = true}}) {
    auto best = std::chrono::nanoseconds::max();
    for (int turn = 0; turn < 3; ++turn) {
      const auto start = std::chrono::steady_clock::now();
      EXPECT_EQ(list(filter, day(75), 0, 50).rows.size(), 50u);
      best = std::min<std::chrono::nanoseconds>(best, std::chrono::steady_clock::now() - start);
    }
    // A tenth of a second is the aim; machines under other load and instrumented builds get ten times that.
    EXPECT_LT(best, std::chrono::seconds(1));
    RecordProperty(filter.sort.empty() ? "by_day_us" : "by_" + filter.sort + "_us",
                   static_cast<int>(best.count() / 1000));
  }
}
}  // namespace
}  // namespace palitan::reports
