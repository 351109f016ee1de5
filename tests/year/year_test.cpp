// A made year: reports, the ledger's balances and the slow truth say the same, to the last unit.
#include "year_world.h"

namespace palitan::year {
namespace {

TEST_F(Year, HoldsEveryKindOfAct) {
  for (const auto* kind :
       {"request",   "offer",    "accept",     "amend",   "issue",          "receive",       "invoice",
        "query",     "withdraw", "pay",        "confirm", "return_in_kind", "accept_return", "convert",
        "write_off", "offset",   "regularise", "decline", "cancel",         "close"})
    EXPECT_GT(w().made.acts.count(kind), 0u) << kind;
  EXPECT_EQ(w().truth->orders(), order_count());
  std::map<std::string, std::size_t> owed;
  for (const auto& debt : w().truth->debts()) ++owed[debt.owed];
  EXPECT_EQ(owed.size(), 7u) << "not every way to owe is left standing";
}

TEST_F(Year, AgeingIsTheTruthAndTheBalances) {
  const std::vector<std::int32_t> ends = {15, 45, 90, 150, 300};
  for (const auto on : {w().last, day(200), day(900)}) {
    std::map<std::tuple<std::string, std::string, std::string, std::string, std::size_t>, std::int64_t> slow,
        fast;
    for (const auto& debt : w().truth->debts()) {
      std::size_t bucket = 0;
      while (bucket < ends.size() && on.days - debt.since > ends[bucket]) ++bucket;
      slow[{debt.creditor, debt.debtor, debt.owed, debt.commodity, bucket}] += debt.amount;
    }
    std::map<OwedKey, std::int64_t> totals;
    const auto rows = reports::ageing(index(), {on, {}, false}, ends).value();
    for (const auto& row : rows) {
      std::int64_t sum = 0;
      for (std::size_t i = 0; i < row.buckets.size(); ++i) {
        fast[{text(row.creditor), text(row.debtor), std::string(name(row.owed)), text(row.commodity), i}] =
            row.buckets[i];
        sum += row.buckets[i];
      }
      EXPECT_EQ(sum, row.total);
      if (row.total != 0)
        totals[{text(row.creditor), text(row.debtor), std::string(name(row.owed)), text(row.commodity)}] =
            row.total;
    }
    std::erase_if(slow, [](const auto& x) { return x.second == 0; });
    std::erase_if(fast, [](const auto& x) { return x.second == 0; });
    EXPECT_EQ(fast, slow) << "on " << to_text(on);
    EXPECT_EQ(totals, owed_of(balances_of(*w().store), *w().truth));
  }
}

TEST_F(Year, PartnersAddUpToTheWhole) {
  std::map<std::pair<std::string, std::string>, std::int64_t> whole, parts;
  const auto count = [&](const reports::Scope& scope, auto& into) {
    for (const auto& row : good(reports::ageing(index(), scope)))
      into[{std::string(name(row.owed)), text(row.commodity)}] += row.total;
  };
  count({w().last, {}, false}, whole);
  for (const auto* party : {"jpn", "phl", "usa"}) count({w().last, party, false}, parts);
  for (auto& [key, amount] : whole) amount *= 2;  // each debt concerns two parties
  EXPECT_EQ(parts, whole);
}

TEST_F(Year, UnbilledQueueIsTheTruth) {
  std::map<std::pair<base::Id, std::uint32_t>, std::int64_t> fast;
  Date last_by{};
  for (const auto& row : reports::unbilled_queue(index(), {w().last, {}, false})) {
    fast[{row.order->id, row.debt->line}] = row.debt->amount;
    const bool at_sea = index().law(row.order->law).id == w().made.sea;
    if (row.debt->amount > 0) {
      EXPECT_EQ(row.debt->by.has_value(), at_sea);
    }
    if (row.debt->by) {
      EXPECT_EQ(row.debt->by->days, row.debt->since.days + 30);
      EXPECT_LE(last_by, *row.debt->by);
      last_by = *row.debt->by;
    }
  }
  EXPECT_EQ(fast, w().truth->unbilled());
}

TEST_F(Year, PositionsAreTheBalancesNowAndTheTruthOnAnyDay) {
  Balances fast;
  for (const auto& row : good(reports::position(index(), {w().last, {}, false}, {})))
    fast[{to_text(row.account), row.commodity}] += row.amount;
  std::erase_if(fast, [](const auto& x) { return x.second == 0; });
  EXPECT_EQ(fast, balances_of(*w().store));
  for (const auto on : {day(60), day(128), day(200), day(311)}) {
    Balances then;
    for (const auto& row : good(reports::position(index(), {on, {}, false}, on)))
      then[{to_text(row.account), row.commodity}] += row.amount;
    std::erase_if(then, [](const auto& x) { return x.second == 0; });
    std::map<OwedKey, std::int64_t> slow;
    const auto truth = truth_until(on);
    for (const auto& debt : truth.debts())
      slow[{debt.creditor, debt.debtor, debt.owed, debt.commodity}] += debt.amount;
    std::erase_if(slow, [](const auto& x) { return x.second == 0; });
    EXPECT_EQ(owed_of(then, truth), slow) << "as of " << to_text(on);
  }
}

TEST_F(Year, TheActsBehindAFigureSumToIt) {
  std::size_t looked = 0;
  for (const auto& row : good(reports::position(index(), {w().last, {}, false}, day(250)))) {
    if (++looked % 7 != 0) continue;
    const auto parts =
        reports::parts_of(index(), row.account, row.commodity, index().law(row.law).id, day(250));
    std::int64_t sum = 0;
    for (const auto& part : parts) {
      sum += part.amount;
      EXPECT_LE(part.date, day(250));
      const auto entry = w().store->log(part.position, 1).at(0);
      const auto act = statement::decode_statement(w().store->statement(entry.id)->bytes).value();
      EXPECT_EQ(act.case_of(), part.order);
    }
    EXPECT_EQ(sum, row.amount) << to_text(row.account) << " " << row.commodity;
  }
}

TEST_F(Year, CeilingsAreTheTruth) {
  std::map<std::pair<std::string, std::int32_t>, std::pair<std::int64_t, std::int64_t>> fast;
  for (const auto& row : good(reports::ceilings_used(index(), {w().last, {}, false})))
    if (row.used != 0) fast[{row.ceiling->name, row.year.begins}] = {row.used, row.supplies_used};
  auto slow = w().truth->ceilings();
  std::erase_if(slow, [](const auto& x) { return x.second.first == 0; });
  EXPECT_EQ(fast, slow);
  EXPECT_GE(fast.size(), 3u);
}

TEST_F(Year, YearlyReportsAreTheTruthForEveryFiscalYear) {
  for (const auto month : {4u, 10u, 1u}) {
    std::int64_t counted = 0;
    for (const auto begins : {2025, 2026, 2027, 2028}) {
      const auto year = reports::year_beginning(month, begins);
      std::map<YearKey, YearSums> fast;
      for (const auto& row : good(reports::year_report(index(), year, {})).rows) {
        fast[{text(row.giver), text(row.taker), text(row.category), text(row.commodity),
              text(row.currency)}] = {static_cast<std::int64_t>(row.orders), row.quantity, row.value,
                                      row.worth, static_cast<std::int64_t>(row.late)};
        counted += static_cast<std::int64_t>(row.orders);
      }
      std::erase_if(fast, [](const auto& row) { return row.second == YearSums{}; });
      EXPECT_EQ(fast, w().truth->year(year.from.days, year.until.days)) << month << "/" << begins;
    }
    EXPECT_GT(counted, static_cast<std::int64_t>(order_count() / 2));
  }
}

}  // namespace
}  // namespace palitan::year
