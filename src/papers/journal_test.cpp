// The journal through the eyes of hledger and ledger.
#include "papers/journal.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "base/money.h"
#include "papers/papers_kit.h"

namespace palitan::papers {
namespace {
using kernel::kit::lent_fuel;
using kernel::kit::Record;

/// A closed order, one half paid with a shortage, one lent in litres and millilitres, one irregular issue.
void make_lively(Record& record) {
  record.whole_order();
  const auto part = record.accepted_order({kernel::kit::paid_fuel(100, 333, 7)}, 4757);
  const auto issue = record.issue(part, 70);
  statement::Receive receive{issue, {{1, 60'123'456, 1, statement::Reason::short_delivery, {}}}, {}, {}};
  record.act(record.office("phl"), receive, {.in = part});
  record.accord();
  const auto lent = record.accepted_order({lent_fuel()}, 0);
  record.receive(lent, record.issue(lent, 40), 40);
  record.issue(lent, 100);  // more than ordered
  record.accord();
}

ledger::Position balances_of(const store::Store& store) {
  ledger::Position out;
  store.each_fact(kernel::FactKind::balance, [&](const kernel::FactKey& key, base::ByteView bytes) {
    const auto [account, commodity] = kernel::balance_of(key);
    return out.add(account, commodity, codec::decode<kernel::BalanceFact>(bytes)->amount);
  });
  return out;
}

std::string printed_by(const std::vector<std::string>& command) {
  std::string line, out;
  for (const auto& word : command) line += "'" + word + "' ";
  std::FILE* pipe = ::popen(line.c_str(), "r");
  std::array<char, 4096> part;
  for (std::size_t n; pipe != nullptr && (n = std::fread(part.data(), 1, part.size(), pipe)) > 0;)
    out.append(part.data(), n);
  EXPECT_EQ(pipe != nullptr ? ::pclose(pipe) : -1, 0) << line;
  return out;
}

class Journal : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Program, Journal, ::testing::Values("hledger", "ledger"),
                         [](const auto& x) { return x.param; });

TEST_P(Journal, gives_other_programs_the_same_balances) {
  if (std::system(("command -v " + GetParam() + " >/dev/null 2>&1").c_str()) != 0)
    GTEST_SKIP() << "SKIPPED: " << GetParam() << " is not installed";
  Record record({.open_house = true});
  make_lively(record);
  const auto store = kit::stored(record);
  const auto path = std::filesystem::temp_directory_path() / ("palitan-" + GetParam() + "-test.journal");
  const auto text = journal_of(*store, statement::Marking::restricted);
  ASSERT_TRUE(text) << sentence(text.error());
  std::ofstream(path) << *text;
  const auto printed = printed_by(journal_balance_command(GetParam(), path.string()));
  std::filesystem::remove(path);
  const auto read = parse_journal_balances(GetParam(), printed);
  ASSERT_TRUE(read) << printed;
  EXPECT_EQ(read->amounts(), balances_of(*store).amounts()) << *text << printed;
  EXPECT_EQ(read->at({ledger::AccountKind::transit, "jpn", "phl"}, "F-76/LTR"), 9'876'543);
  EXPECT_EQ(read->at({ledger::AccountKind::irregular, "jpn", "phl"}, "F-76/LTR"), -100'000'000);
}

TEST(JournalText, has_one_entry_for_each_statement_that_posts) {
  Record record;
  record.open_house();
  const auto lent = record.accepted_order({lent_fuel()}, 0);
  const auto issue = record.issue(lent, 40);
  record.accord();
  const auto text = journal_of(*kit::stored(record), statement::Marking::restricted);
  ASSERT_TRUE(text);
  EXPECT_NE(
      text->find(
          "commodity 1000.000000 \"F-76/LTR\"\n\n2026-11-23 * issue " +
          base::to_hex(issue.view()).substr(0, 12) +
          "\n    jpn:issued:phl  -40.000000 \"F-76/LTR\"\n    jpn:transit:phl  40.000000 \"F-76/LTR\"\n"),
      std::string::npos)
      << *text;
}

TEST(JournalText, needs_a_founding) {
  EXPECT_EQ(journal_of(store::MemoryStore(), statement::Marking::restricted).error().code,
            base::Code::local_damaged);
}

TEST(JournalBalances, are_read_strictly) {
  EXPECT_FALSE(parse_journal_balances("ledger", "5 JPY"));
  EXPECT_FALSE(parse_journal_balances("ledger", "five JPY\tjpn:payable:phl\n"));
  EXPECT_FALSE(parse_journal_balances("hledger", "a,b,c\n\"jpn:nothing:phl\",\"JPY\",\"5\"\n"));
}

}  // namespace
}  // namespace palitan::papers
