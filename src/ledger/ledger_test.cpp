// Accounts and what moves between them.
#include "ledger/ledger.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace palitan::ledger {
namespace {
const Account kOwed{AccountKind::receivable, "jpn", "phl"};
const Account kOwing{AccountKind::payable, "phl", "jpn"};
constexpr auto kMost = std::numeric_limits<std::int64_t>::max();

TEST(AccountText, IsReadAsItIsWritten) {
  for (const auto& account : {kOwed, kOwing, Account{AccountKind::due_in_kind, "jpn", "usa"}}) {
    const auto text = to_text(account);
    const auto back = parse_account(text);
    ASSERT_TRUE(back) << text;
    EXPECT_EQ(back->kind, account.kind);
    EXPECT_EQ(back->holder, account.holder);
    EXPECT_EQ(back->other, account.other);
  }
  EXPECT_EQ(to_text(kOwed), "jpn:receivable:phl");
}

TEST(AccountText, HasThreePartsAndAKnownKind) {
  for (const auto* text :
       {"", "jpn", "jpn:receivable", "jpn:receivables:phl", "jpn::phl", "jpnreceivable:phl"})
    EXPECT_FALSE(parse_account(text)) << text;
}

TEST(AmountText, HasTheDigitsOfItsCommodity) {
  EXPECT_EQ(amount_text("JPY", 15'000), "15000");
  EXPECT_EQ(amount_text("USD", 15'005), "150.05");
  EXPECT_EQ(amount_text("F-76/LTR", 1'500'000), "1.5");
}

TEST(Position, AddsUpAndForgetsWhatIsNothing) {
  Position position;
  EXPECT_TRUE(position.add(kOwed, "JPY", 5));
  EXPECT_TRUE(position.add(kOwed, "JPY", 2));
  EXPECT_TRUE(position.add(kOwed, "PHP", 1));
  EXPECT_TRUE(position.add(kOwing, "JPY", 0));
  EXPECT_EQ(position.at(kOwed, "JPY"), 7);
  EXPECT_EQ(position.at(kOwing, "JPY"), 0);
  EXPECT_EQ(position.amounts().size(), 2u);
  EXPECT_TRUE(position.add(kOwed, "JPY", -7));
  EXPECT_EQ(position.amounts().size(), 1u);
  EXPECT_TRUE(position.add(kOwed, "JPY", kMost));
  EXPECT_FALSE(position.add(kOwed, "JPY", 1));
}

Position holding(const std::vector<Posting>& postings) {
  Position out;
  for (const auto& posting : postings)
    EXPECT_TRUE(out.add(posting.account, posting.commodity, posting.amount));
  return out;
}

TEST(Differences, LeadFromOnePositionToTheOther) {
  const auto before = holding({{kOwed, "JPY", 5}, {kOwing, "JPY", -5}});
  const auto after = holding({{kOwed, "JPY", 8}, {kOwing, "PHP", -3}});
  const auto moved = difference(before, after);
  ASSERT_TRUE(moved);
  ASSERT_EQ(moved->size(), 3u);
  auto sum = before;
  for (const auto& posting : *moved) EXPECT_TRUE(sum.add(posting.account, posting.commodity, posting.amount));
  EXPECT_EQ(sum.at(kOwed, "JPY"), 8);
  EXPECT_EQ(sum.at(kOwing, "JPY"), 0);
  EXPECT_EQ(sum.at(kOwing, "PHP"), -3);
  EXPECT_TRUE(difference(before, before)->empty());
}

TEST(Differences, ThatCannotBeCountedAreNone) {
  EXPECT_FALSE(difference(holding({{kOwed, "JPY", -kMost - 1}}), {})) << "its opposite does not fit";
  EXPECT_FALSE(difference(holding({{kOwed, "JPY", kMost}}), holding({{kOwed, "JPY", -2}})));
}

/// Positions by way of a map, one key after the other.
TEST(Differences, AreThoseOfEachKeyAlone) {
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 dice(seed);
  using Slow = std::map<Position::Key, std::int64_t>;
  const auto random = [&](Slow& slow) {
    Position out;
    for (auto left = dice() % 30; left > 0; --left) {
      const Account account{static_cast<AccountKind>(1 + dice() % 6), dice() % 2 ? "jpn" : "phl", "usa"};
      const std::string commodity = dice() % 2 ? "JPY" : "F-76/LTR";
      const auto amount = static_cast<std::int64_t>(dice() % 7) - 3;
      EXPECT_TRUE(out.add(account, commodity, amount));
      if ((slow[{account, commodity}] += amount) == 0) slow.erase({account, commodity});
    }
    EXPECT_TRUE(std::ranges::equal(out.amounts(), slow, [](const auto& a, const auto& b) {
      return a.first == b.first && a.second == b.second;
    }));
    return out;
  };
  for (int i = 0; i < 300; ++i) {
    Slow before, after;
    const auto moved = difference(random(before), random(after));
    for (const auto& [key, amount] : before)
      if ((after[key] -= amount) == 0) after.erase(key);
    std::vector<Posting> slow;
    for (const auto& [key, amount] : after) slow.push_back({key.first, key.second, amount});
    EXPECT_EQ(moved, slow);
  }
}

TEST(Postings, SumToZeroInEveryCommodity) {
  EXPECT_TRUE(sums_to_zero({}));
  EXPECT_TRUE(sums_to_zero({{kOwed, "JPY", 5}, {kOwing, "JPY", -5}}));
  EXPECT_FALSE(sums_to_zero({{kOwed, "JPY", 5}, {kOwing, "PHP", -5}}));
  EXPECT_FALSE(sums_to_zero({{kOwed, "JPY", 5}, {kOwing, "JPY", -4}}));
}

}  // namespace
}  // namespace palitan::ledger
