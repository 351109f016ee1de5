// What may come next in an account, a credit, a round and a changing activity.
#include "api/case_next.h"

#include <gtest/gtest.h>

namespace palitan::api {
namespace {

/// "kind party", each once.
std::vector<std::string> said(const Json& steps) {
  std::vector<std::string> out;
  for (const auto& step : steps) {
    auto text = step["kind"].get<std::string>() + " " + step["party"].get<std::string>();
    if (step.contains("change")) text += " change";
    if (out.empty() || out.back() != text) out.push_back(std::move(text));
  }
  return out;
}
using Said = std::vector<std::string>;

TEST(CaseNext, OffersTheStepsOfAnAccount) {
  kernel::AccountFact account;
  account.cut.first = "jpn";
  account.cut.second = "phl";
  EXPECT_EQ(said(next_of(account)),
            (Said{"state_account jpn", "query_account jpn", "state_account phl", "query_account phl"}));
  kernel::AccountQuery query;
  query.by = "jpn";
  account.queries = {query};
  EXPECT_EQ(said(next_of(account)), (Said{"answer_account phl", "query_account jpn", "query_account phl"}));
  EXPECT_EQ(next_of(account)[0]["role"], "biller");
  EXPECT_EQ(next_of(account)[1]["role"], "payer");
  account.state = kernel::AccountState::agreed;
  EXPECT_TRUE(next_of(account).empty());
}

TEST(CaseNext, AsksEveryPartyThatACreditTouches) {
  kernel::CreditFact credit;
  credit.service.emplace();
  credit.service->provider = "jpn";
  credit.service->user = "phl";
  credit.touched = {"jpn", "phl"};
  kernel::CreditWord word;
  word.party = "jpn";
  credit.words = {word};
  EXPECT_EQ(said(next_of(credit)), (Said{"confirm_credit phl"}));
  EXPECT_EQ(next_of(credit)[0]["role"], "receiver");
  credit.state = kernel::CreditState::refused;
  EXPECT_TRUE(next_of(credit).empty());
}

TEST(CaseNext, LeadsThroughARound) {
  kernel::RoundFact round;
  round.round.parties = {"jpn", "phl"};
  EXPECT_EQ(said(next_of(round)),
            (Said{"enter_debt jpn", "lapse_round jpn", "enter_debt phl", "lapse_round phl"}));
  round.debts.emplace_back();
  round.clearing.emplace();
  round.clearing->agreed = {"jpn"};
  EXPECT_EQ(said(next_of(round)),
            (Said{"enter_debt jpn", "propose_clearing jpn", "lapse_round jpn", "agree_clearing phl",
                  "enter_debt phl", "propose_clearing phl", "lapse_round phl"}));
  round.state = kernel::RoundState::cleared;
  EXPECT_TRUE(next_of(round).empty());
}

TEST(CaseNext, NamesTheChangeThatWaits) {
  kernel::ActivityFact activity;
  activity.activity.parties = {"jpn", "phl"};
  activity.concurred = {"jpn", "phl"};
  activity.proposed.emplace_back();
  activity.proposed[0].concurred = {"phl"};
  EXPECT_EQ(said(next_of(activity))[0], "concur_activity jpn change");
}

}  // namespace
}  // namespace palitan::api
