// An agreed account over the interface: what is open, the same at both nodes; a partner's list; a round.
#include "api/json_view.h"
#include "api/test_kit.h"

namespace palitan::api {
namespace {

using namespace kit;

class AccountTest : public ::testing::Test {
 protected:
  AccountTest() {
    pair_.start();
    under_ = open_house(*pair_.jpn, *pair_.phl, pair_.partnership);
    jpn_ = std::make_unique<Clerk>(*pair_.jpn);
    phl_ = std::make_unique<Clerk>(*pair_.phl);
  }
  std::string post(Clerk& clerk, const std::string& party, const char* kind, Json body,
                   const std::string& in = {}) {
    Json draft = {{"seat", hex(seat(party, "desk"))}, {"kind", kind}, {"body", std::move(body)}};
    if (!in.empty()) draft["case"] = in;
    const auto answer = clerk.post(pair_.base_path() + "/acts", draft.dump());
    EXPECT_EQ(answer.status, 201) << kind << answer.text;
    EXPECT_TRUE(within(20s, [&] { return agreed_on_both(*pair_.jpn, *pair_.phl, pair_.partnership); }));
    return answer.json.value("id", "");
  }
  /// Issued, never received.
  std::string order_without_receipt() {
    const auto order = post(*phl_, "phl", "request", json_of(fuel_request(under_)));
    const auto lines = json_of(std::vector{kernel::kit::paid_fuel()});
    const auto offer = post(*jpn_, "jpn", "offer", {{"lines", lines}, {"total", 15'000}}, order);
    post(*phl_, "phl", "accept", {{"of", offer}, {"total", 15'000}}, order);
    const Json quantity = {{{"number", 1}, {"quantity", 60'000'000}}};
    post(*jpn_, "jpn", "issue", {{"lines", quantity}, {"place", "Subic"}}, order);
    return order;
  }
  std::string cut() {
    return post(*jpn_, "jpn", "cut_account",
                {{"first", "jpn"},
                 {"second", "phl"},
                 {"from", base::to_text(base::add_days(today(), -30))},
                 {"until", base::to_text(base::add_days(today(), -1))}});
  }

  Pair pair_;
  Instruments under_;
  std::unique_ptr<Clerk> jpn_;
  std::unique_ptr<Clerk> phl_;
};

TEST_F(AccountTest, BothFindTheSameOpenItemsAsOfTheCut) {
  const auto order = order_without_receipt();
  const auto account = cut();
  const auto path = pair_.base_path() + "/accounts/" + account + "/open";
  const auto seen = jpn_->get(path);
  ASSERT_EQ(seen.status, 200) << seen.text;
  EXPECT_EQ(seen.json["agreed"], true);
  EXPECT_FALSE(seen.json["entries"].empty());
  ASSERT_EQ(seen.json["open"].size(), 1u) << seen.text;
  EXPECT_EQ(seen.json["open"][0]["cause"], "missing_receipt");
  EXPECT_EQ(seen.json["open"][0]["in"], order);
  EXPECT_EQ(seen.json["open"][0]["amount"], 60'000'000);
  auto item = seen.json["open"][0];
  for (const char* for_people : {"text", "reference"}) item.erase(for_people);
  const Json word = {
      {"balances", seen.json["balances"]}, {"count", seen.json["count"]}, {"open", Json::array({item})}};
  post(*jpn_, "jpn", "state_account", word, account);

  // What is received after the cut changes no word of it.
  const auto issue = phl_->get(pair_.base_path() + "/cases/" + order).json["order"]["issues"][0]["id"];
  post(*phl_, "phl", "receive",
       {{"issue", issue},
        {"lines", {{{"number", 1}, {"received", 60'000'000}, {"damaged", 0}}}},
        {"place", "Subic"}},
       order);
  EXPECT_EQ(phl_->get(path).json["open"], seen.json["open"]);
  const auto next = phl_->get(pair_.base_path() + "/cases/" + account).json["next"];
  EXPECT_NE(next.dump().find("state_account"), std::string::npos);
  post(*phl_, "phl", "state_account", word, account);
  EXPECT_EQ(jpn_->get(path).json["state"], "agreed");
  EXPECT_EQ(jpn_->get(pair_.base_path() + "/accounts/" + order + "/open").status, 404);
}

TEST_F(AccountTest, APartnersListIsMatchedOrRefusedWhole) {
  order_without_receipt();
  const auto path = pair_.base_path() + "/accounts/" + cut() + "/match?days=2";
  const auto matched =
      jpn_->post(path, "document,date,amount,currency\nX-9,2026-01-05,100,JPY\n", "text/csv");
  ASSERT_EQ(matched.status, 200) << matched.text;
  EXPECT_EQ(matched.json["with"], "phl");
  ASSERT_EQ(matched.json["only_theirs"].size(), 1u);
  EXPECT_EQ(matched.json["only_theirs"][0]["document"], "X-9");
  const auto wrong = jpn_->post(path, "document,date,amount,currency\nX-9,soon,100,JPY\n", "text/csv");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_NE(wrong.text.find("B2"), std::string::npos) << wrong.text;
}

// Nothing has entered it, so nothing runs in a circle: the draft is empty and says so.
TEST_F(AccountTest, ARoundIsSolvedOrItIsSaidWhyNot) {
  auto rules = kernel::kit::plain_instrument({"jpn", "phl"});
  rules.name = "netting-of-two";
  rules.netting = terms::NettingRules{rules.clauses.front().key, 60};
  const auto law =
      post(*jpn_, "jpn", "propose_instrument", {{"rules", base::to_base64(terms::write(rules))}});
  const Json word = {{"in_force", base::to_text(base::add_days(today(), -10))}, {"settings", Json::array()}};
  post(*jpn_, "jpn", "ratify_instrument", word, law);
  post(*phl_, "phl", "ratify_instrument", word, law);
  const auto round = post(*jpn_, "jpn", "open_round",
                          {{"instrument", law},
                           {"round", "2026-2"},
                           {"commodity", "JPY"},
                           {"parties", {"jpn", "phl"}},
                           {"until", base::to_text(base::add_days(today(), 20))}});
  const auto solved = phl_->post(pair_.base_path() + "/rounds/" + round + "/solve", "");
  ASSERT_EQ(solved.status, 200) << solved.text;
  EXPECT_EQ(solved.json["draft"]["kind"], "propose_clearing");
  EXPECT_TRUE(solved.json["draft"]["body"]["cleared"].empty());
  EXPECT_EQ(solved.json["draft"]["body"]["potentials"].size(), 2u);
  EXPECT_EQ(solved.json["parties"].size(), 2u);
  EXPECT_EQ(solved.json["parties"][0]["before"]["owes"], 0);
  EXPECT_NE(solved.json["certificate"].get<std::string>().find("circle"), std::string::npos);
  post(*jpn_, "jpn", "lapse_round", {{"round", "2026-2"}, {"reason", "nothing entered"}}, round);
  const auto over = phl_->post(pair_.base_path() + "/rounds/" + round + "/solve", "");
  EXPECT_GE(over.status, 400) << over.text;
  EXPECT_NE(over.text.find("refused_state"), std::string::npos) << over.text;
  EXPECT_EQ(jpn_->post(pair_.base_path() + "/rounds/" + cut() + "/solve", "").status, 404);
}

}  // namespace
}  // namespace palitan::api
