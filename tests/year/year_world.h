// The ground of the tests: one made year for all of them, in a store, indexed, and worked out slowly.
// PALITAN_YEAR_ORDERS sets its size, PALITAN_YEAR_SEED its seed.
#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "api/report_json.h"
#include "made_law.h"
#include "made_year.h"
#include "node/reporter.h"
#include "papers/csv.h"
#include "papers/journal.h"
#include "store/memory.h"
#include "truth.h"

namespace palitan::year {
namespace fs = std::filesystem;
using base::Date;
using kernel::kit::day;
using Balances = std::map<std::pair<std::string, std::string>, std::int64_t>;  // (account, commodity)

inline constexpr std::size_t kFull = 100'000;
inline constexpr double kWarmMs = 100;

inline double since_ms(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

/// By value, so that a loop may walk it.
template <class T>
T good(base::Result<T> result) {
  PALITAN_CHECK(result.has_value());
  return std::move(*result);
}

inline long resident_mb() {
  std::ifstream in("/proc/self/statm");
  long size = 0, resident = 0;
  in >> size >> resident;
  return resident * ::getpagesize() / (1 << 20);
}

inline std::size_t order_count() {
  const char* text = std::getenv("PALITAN_YEAR_ORDERS");
  return text != nullptr ? std::strtoull(text, nullptr, 10) : 2'000;
}
inline std::uint64_t seed() {
  const char* text = std::getenv("PALITAN_YEAR_SEED");
  return text != nullptr ? std::strtoull(text, nullptr, 10) : 7;
}

/// The year in a store, as a node would hold it, with the facts that reports and balances need. `then` sees
/// the store after each commit.
using Then = std::function<void(const store::Store&, const store::Commit&)>;
inline std::unique_ptr<store::MemoryStore> stored(const kernel::kit::Record& record, const Then& then = {}) {
  auto out = std::make_unique<store::MemoryStore>();
  kernel::Facts facts;
  base::Hash results;
  std::uint64_t position = 0;
  for (const auto& accord : record.accords()) {
    const auto& point = accord.point;
    const auto fold = kernel::fold(accord.acts, facts, {point.time, point.height, point.rules}, results,
                                   kernel::kit::Record::none());
    results = fold.results;
    EXPECT_EQ(results, point.results);
    store::Commit commit;
    for (const auto& entry : fold.entries) {
      const auto& act = *entry.act;
      const auto& c = act.content();
      EXPECT_EQ(base::family(entry.verdict.code), base::Family::accepted) << position;
      commit.arrived.push_back({act.id(), act.bytes(), c.seat, c.sequence, act.case_of(), false});
      commit.appended.push_back({position, act.id(), point.height,
                                 static_cast<std::uint16_t>(entry.verdict.code), entry.verdict.clause,
                                 entry.verdict.state});
      for (const auto& posting : entry.postings)
        commit.postings.push_back({position, act.case_of(), c.effective().legal_date(), posting});
      ++position;
    }
    for (const auto& [key, fact] : fold.changed)
      if (key.kind != kernel::FactKind::statement) commit.facts.emplace_back(key, kernel::encode_fact(*fact));
    commit.accords.push_back(
        {point.height, point.size, point.time.ms, codec::encode(sync::AccordPaper{{}, accord.note})});
    PALITAN_CHECK(out->commit(commit).has_value());
    if (then) then(*out, commit);
  }
  return out;
}

inline Balances balances_of(const store::Store& store) {
  Balances out;
  store.each_fact(kernel::FactKind::balance, [&](const kernel::FactKey& key, base::ByteView bytes) {
    const auto [account, commodity] = kernel::balance_of(key);
    const auto amount = codec::decode<kernel::BalanceFact>(bytes)->amount;
    if (amount != 0) out[{to_text(account), commodity}] = amount;
    return true;
  });
  return out;
}

inline std::string printed_by(const std::vector<std::string>& command) {
  std::string line, out;
  for (const auto& word : command) line += "'" + word + "' ";
  std::FILE* pipe = ::popen(line.c_str(), "r");
  std::vector<char> part(1 << 16);
  for (std::size_t n; pipe != nullptr && (n = std::fread(part.data(), 1, part.size(), pipe)) > 0;)
    out.append(part.data(), n);
  EXPECT_EQ(pipe != nullptr ? ::pclose(pipe) : -1, 0) << line;
  return out;
}

/// One made year for all tests of this process.
class Year : public ::testing::Test {
 protected:
  struct World {
    MadeYear made;
    std::unique_ptr<store::MemoryStore> store;
    std::optional<reports::Index> index;
    std::optional<Truth> truth;
    Date last;
  };
  static void SetUpTestSuite() {
    world_ = std::make_unique<World>();
    auto& w = *world_;
    auto start = std::chrono::steady_clock::now();
    w.made = make_year({order_count(), seed(), 372});
    w.last = w.made.record->today();
    std::printf("made %zu orders from seed %llu, %.1f s\n", order_count(),
                static_cast<unsigned long long>(seed()), since_ms(start) / 1000);
    start = std::chrono::steady_clock::now();
    w.store = stored(*w.made.record);
    std::printf("%llu statements judged again and stored, %.1f s\n",
                static_cast<unsigned long long>(w.store->log_size()), since_ms(start) / 1000);
    start = std::chrono::steady_clock::now();
    const auto before = resident_mb();
    w.index = node::build_index(*w.store).value();
    std::printf("index built, %.1f s, %ld MB; %zu movements on %zu accounts\n", since_ms(start) / 1000,
                resident_mb() - before, w.index->movements().size(), w.index->cells().size());
    w.truth = truth_until(base::kDateMax);
  }
  static void TearDownTestSuite() { world_.reset(); }

  /// The slow truth over acts of legal dates up to that day.
  static Truth truth_until(Date until) {
    Truth out({{world_->made.sea, sea_rules()}, {world_->made.air, air_rules()}});
    for (const auto& accord : world_->made.record->accords())
      for (const auto& act : accord.acts)
        if (act->content().effective().legal_date() <= until) out.take(*act);
    return out;
  }

  const World& w() const { return *world_; }
  const reports::Index& index() const { return *world_->index; }
  std::string text(reports::Symbol symbol) const { return index().names().text(symbol); }

  /// What the ledger's accounts hold of the debts: by (creditor, debtor, owed, commodity). An account of what
  /// a party pays holds its refunds too; `truth` says how much of it that is.
  using OwedKey = std::tuple<std::string, std::string, std::string, std::string>;
  static std::map<OwedKey, std::int64_t> owed_of(const Balances& balances, const Truth& truth) {
    std::map<OwedKey, std::int64_t> out;
    for (const auto& [key, amount] : balances) {
      const auto account = *ledger::parse_account(key.first);
      const auto kind = std::string(name(account.kind));
      const auto owed_to_holder = [&](const char* owed) {
        out[{account.holder, account.other, owed, key.second}] += amount;
      };
      const auto owed_by_holder = [&](const char* owed) {
        out[{account.other, account.holder, owed, key.second}] -= amount;
      };
      if (kind == "unbilled") owed_to_holder("unbilled");
      if (kind == "claimed") owed_to_holder("claimed");
      if (kind == "due_in_kind") owed_to_holder("replacement");
      if (kind == "lent") owed_to_holder("lent");
      if (kind == "exchange_due") owed_to_holder("exchange");
      // What is billed and not on its way: the debtor's own account.
      if (kind == "payable") owed_by_holder("billed");
      if (kind == "paying") owed_by_holder("paying");
    }
    // A refund: its supplier no longer owes it, its recipient does not have it yet.
    for (const auto& [key, amount] : truth.refunds_under_way()) {
      const auto& [supplier, recipient, currency] = key;
      out[{supplier, recipient, "billed", currency}] += amount;
      out[{supplier, recipient, "paying", currency}] -= amount;
      out[{recipient, supplier, "paying", currency}] -= amount;
    }
    // The creditor's own account says the same: a refund under way has left it already.
    const auto refunds = truth.refunds_under_way();
    for (const auto& [key, amount] : balances) {
      const auto account = *ledger::parse_account(key.first);
      if (name(account.kind) != "receivable") continue;
      const auto back = refunds.find({account.holder, account.other, key.second});
      EXPECT_EQ(amount, (out[{account.holder, account.other, "billed", key.second}] +
                         out[{account.holder, account.other, "paying", key.second}] +
                         (back == refunds.end() ? 0 : back->second)));
    }
    std::erase_if(out, [](const auto& x) { return x.second == 0; });
    return out;
  }

  inline static std::unique_ptr<World> world_;
};

}  // namespace palitan::year
