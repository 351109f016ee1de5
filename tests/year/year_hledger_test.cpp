// The same year through hledger's eyes, and how fast the reports answer; from 100,000 orders on that is
// asserted.
#include "year_world.h"

namespace palitan::year {
namespace {

TEST_F(Year, HledgerAgreesWithAgeingPositionsAndYears) {
  if (std::system("command -v hledger >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "SKIPPED: hledger is not installed";
  const auto path =
      (fs::temp_directory_path() / ("palitan-year-" + std::to_string(::getpid()) + ".journal")).string();
  {
    const auto text = papers::journal_of(*w().store, statement::Marking::restricted);
    ASSERT_TRUE(text) << sentence(text.error());
    std::ofstream(path) << *text;
  }
  // One run by month: fiscal years begin with months, and their sums are the balances.
  using Monthly = std::map<std::pair<std::string, std::string>, std::map<std::string, std::int64_t>>;
  const auto monthly = [&](const std::vector<std::string>& more) {
    std::vector<std::string> command = {"hledger",   "-f",       path,   "balance", "--flat", "--no-total",
                                        "--monthly", "--layout", "bare", "-O",      "csv"};
    command.insert(command.end(), more.begin(), more.end());
    const auto start = std::chrono::steady_clock::now();
    const auto csv = papers::read_csv(printed_by(command));
    EXPECT_TRUE(csv.has_value());
    std::printf("hledger by month%s: %.1f s\n", more.empty() ? "" : " of receipts", since_ms(start) / 1000);
    Monthly out;
    for (std::size_t r = 1; csv && r < csv->rows.size(); ++r) {
      const auto& cells = csv->rows[r].cells;
      const auto info = base::currency(cells[1]);
      for (std::size_t c = 2; c < cells.size(); ++c)
        out[{cells[0], cells[1]}][csv->rows[0].cells[c]] =
            *base::parse_decimal(cells[c], info ? info->minor_digits : 6);
    }
    return out;
  };
  const auto books = monthly({});
  const auto receipts = monthly({"desc:^receive", "acct::unbilled:", "acct::receivable:"});
  fs::remove(path);
  ASSERT_FALSE(books.empty());

  Balances now;
  for (const auto& [key, months] : books)
    for (const auto& [month, amount] : months) now[key] += amount;
  std::erase_if(now, [](const auto& x) { return x.second == 0; });
  EXPECT_EQ(now, balances_of(*w().store));
  std::map<OwedKey, std::int64_t> aged;
  for (const auto& row : good(reports::ageing(index(), {w().last, {}, false})))
    if (row.total != 0)
      aged[{text(row.creditor), text(row.debtor), std::string(name(row.owed)), text(row.commodity)}] =
          row.total;
  EXPECT_EQ(aged, owed_of(now, *w().truth));

  Balances in_may, fast;
  for (const auto& [key, months] : books)
    for (const auto& [month, amount] : months)
      if (month <= "2027-05") in_may[key] += amount;
  std::erase_if(in_may, [](const auto& x) { return x.second == 0; });
  const auto end_of_may = *base::parse_date("2027-05-31");
  for (const auto& row : good(reports::position(index(), {end_of_may, {}, false}, end_of_may)))
    fast[{to_text(row.account), row.commodity}] += row.amount;
  std::erase_if(fast, [](const auto& x) { return x.second == 0; });
  EXPECT_EQ(fast, in_may);

  for (const auto month : {4u, 10u, 1u}) {
    for (const auto begins : {2026, 2027}) {
      const auto year = reports::year_beginning(month, begins);
      const auto from = to_text(year.from).substr(0, 7), until = to_text(year.until).substr(0, 7);
      Balances quantities, values, slow_quantities, slow_values;
      for (const auto& row : good(reports::year_report(index(), year, {})).rows) {
        quantities[{text(row.taker) + ":received:" + text(row.giver), text(row.commodity)}] += row.quantity;
        values[{text(row.giver) + ">" + text(row.taker), text(row.currency)}] += row.value;
      }
      for (const auto& [key, months] : books)
        for (const auto& [when, amount] : months)
          if (when >= from && when <= until && key.first.find(":received:") != std::string::npos)
            slow_quantities[key] += amount;
      for (const auto& [key, months] : receipts)
        for (const auto& [when, amount] : months)
          if (when >= from && when <= until) {
            const auto account = *ledger::parse_account(key.first);
            slow_values[{account.holder + ">" + account.other, key.second}] += amount;
          }
      for (auto* map : {&quantities, &values, &slow_quantities, &slow_values})
        std::erase_if(*map, [](const auto& x) { return x.second == 0; });
      EXPECT_EQ(values, slow_values) << month << "/" << begins;
      // What a supplier got back is on `received` too, the other way round: taken off by the truth of
      // returns.
      for (const auto& [key, amount] : w().truth->taken_back(year.from.days, year.until.days)) {
        slow_quantities[key] -= amount;
        if (slow_quantities[key] == 0) slow_quantities.erase(key);
      }
      EXPECT_EQ(quantities, slow_quantities) << month << "/" << begins;
    }
  }
}

TEST_F(Year, EveryReportAnswersAtOnce) {
  const bool full = order_count() >= kFull;
  const auto accords = static_cast<std::uint64_t>(w().made.accords);
  const reports::ActAt act_at = [&](std::uint64_t position) {
    return std::optional(w().store->log(position, 1).at(0).id);
  };
  const std::vector<std::pair<std::string, std::map<std::string, std::string, std::less<>>>> asked = {
      {"overdue", {}},
      {"overdue", {{"all", "true"}}},
      {"ageing", {}},
      {"unbilled", {}},
      {"pending", {}},
      {"position", {}},
      {"position", {{"on", "2027-05-31"}}},
      {"position", {{"account", "jpn:receivable:phl"}, {"commodity", "JPY"}}},
      {"ceilings", {}},
      {"year", {{"fiscal", "apr"}, {"year", "2027"}}},
      {"year", {{"fiscal", "oct"}, {"year", "2026"}}},
      {"evidence", {}}};
  for (const auto& [name, parameters] : asked) {
    reports::Report report{};
    ASSERT_TRUE(from_name(name, report));
    const auto question = reports::read_question(
        report,
        [&](std::string_view key) -> std::optional<std::string> {
          const auto found = parameters.find(key);
          return found == parameters.end() ? std::nullopt : std::optional(found->second);
        },
        w().last);
    ASSERT_TRUE(question) << sentence(question.error());
    std::vector<double> times;
    std::string json;
    for (int i = 0; i < 6; ++i) {
      const auto start = std::chrono::steady_clock::now();
      json = api::report_bytes(index(), *question, api::ReportForm::json, act_at, accords).value();
      times.push_back(since_ms(start));
    }
    std::string words = name;
    for (const auto& [key, value] : parameters) words += " " + key + "=" + value;
    const auto csv_start = std::chrono::steady_clock::now();
    const auto csv = api::report_bytes(index(), *question, api::ReportForm::csv, act_at, accords).value();
    const auto slowest = *std::max_element(times.begin() + 1, times.end());
    std::printf(
        "%-60s first %6.1f ms, warm at most %6.1f ms, %7zu bytes; all rows as CSV %6.1f ms, %zu bytes\n",
        words.c_str(), times.front(), slowest, json.size(), since_ms(csv_start), csv.size());
    EXPECT_GT(json.size(), 100u);
    if (full) {
      EXPECT_LT(slowest, kWarmMs) << words;
    }
  }
}

}  // namespace
}  // namespace palitan::year
