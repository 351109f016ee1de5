// The best clearing of a round, as it is drafted for whoever proposes it.
#include "node/across_drafts.h"

#include <gtest/gtest.h>

namespace palitan::node {
namespace {

kernel::RoundDebt debt(std::uint8_t lock, const char* debtor, const char* creditor, std::int64_t amount) {
  kernel::RoundDebt out;
  out.lock.raw[0] = lock;
  out.debtor = debtor;
  out.creditor = creditor;
  out.amount = amount;
  return out;
}
kernel::RoundFact round_of(std::vector<kernel::RoundDebt> debts) {
  kernel::RoundFact out;
  out.round.round = "2026-2";
  out.round.commodity = "AIRLIFT/HUR";
  out.round.parties = {"jpn", "phl", "usa"};
  out.debts = std::move(debts);
  return out;
}

TEST(AcrossDrafts, SolveARoundAndSayWhatItDoesToEachParty) {
  const auto found =
      solve_round(round_of({debt(1, "jpn", "phl", 6), debt(2, "phl", "usa", 5), debt(3, "usa", "jpn", 4)}));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->total, 12);
  ASSERT_EQ(found->body.cleared.size(), 3u);
  EXPECT_EQ(found->body.potentials.size(), 3u);
  ASSERT_EQ(found->shares.size(), 3u);
  std::int64_t net = 0;
  for (const auto& share : found->shares) {
    EXPECT_EQ(share.cleared, 4) << share.party;
    net += share.owed - share.owes;
  }
  EXPECT_EQ(net, 0);
  EXPECT_EQ(found->shares[0].owes, 6);
  EXPECT_EQ(found->shares[0].owed, 4);
}

TEST(AcrossDrafts, OfferNothingWhereNothingRunsInACircle) {
  const auto found = solve_round(round_of({debt(1, "jpn", "phl", 6), debt(2, "phl", "usa", 5)}));
  ASSERT_TRUE(found.has_value());
  EXPECT_TRUE(found->body.cleared.empty());
  EXPECT_EQ(found->total, 0);
  EXPECT_EQ(found->shares[1].owes, 5);
  EXPECT_EQ(found->shares[1].owed, 6);
}

TEST(AcrossDrafts, RepeatWhatIsAnswered) {
  kernel::OrderFact order;
  order.supplier = "jpn";
  order.recipient = "usa";
  kernel::LineFact line;
  line.line.number = 1;
  line.line.item = "F-76";
  line.line.unit = "LTR";
  order.lines = {line};
  kernel::TransferFact asked;
  asked.asked.line = 1;
  asked.asked.quantity = 5;
  asked.asked.to = "phl";
  const auto answer = answer_to(order, asked);
  EXPECT_FALSE(answer.granted);
  EXPECT_EQ(answer.item + answer.unit + answer.to + answer.giver + answer.holder, "F-76LTRphljpnusa");
  kernel::LockFact lock;
  lock.terms.round = "2026-2";
  lock.terms.amount = 7;
  lock.debtor = "phl";
  EXPECT_EQ(agreement_to(lock).amount, 7);
  EXPECT_EQ(agreement_to(lock).debtor, "phl");
}

}  // namespace
}  // namespace palitan::node
