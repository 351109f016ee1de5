// Two nodes that answer each other over TLS: one order, from asking to agreement.
#include "api/json_view.h"
#include "api/test_kit.h"
#include "merkle/proof.h"

namespace palitan::api {
namespace {

using namespace kit;

class TwoNodesTest : public ::testing::Test {
 protected:
  TwoNodesTest() {
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
    return answer.json.value("id", "");
  }
  std::string request() { return post(*phl_, "phl", "request", json_of(fuel_request(under_))); }
  Json show(Clerk& clerk, const std::string& order) {
    return clerk.get(pair_.base_path() + "/cases/" + order).json;
  }
  /// An act reaches the other side before anything is agreed.
  bool arrives(Clerk& clerk, const std::string& id) {
    return within(10s, [&] { return clerk.get(pair_.base_path() + "/acts/" + id).status == 200; });
  }
  bool all_agreed() {
    return within(20s, [&] { return agreed_on_both(*pair_.jpn, *pair_.phl, pair_.partnership); });
  }

  Pair pair_;
  Instruments under_;
  std::unique_ptr<Clerk> jpn_;
  std::unique_ptr<Clerk> phl_;
};

TEST_F(TwoNodesTest, AnOrderIsMadeTogetherAndProven) {
  const auto order = request();
  ASSERT_TRUE(arrives(*jpn_, order));
  auto view = show(*jpn_, order);
  EXPECT_EQ(view["state"], "requested");
  EXPECT_EQ(view["next"][0]["kind"], "offer");
  EXPECT_EQ(view["next"][0]["party"], "jpn");
  const auto lines = json_of(std::vector{kernel::kit::paid_fuel()});
  const auto offer = post(*jpn_, "jpn", "offer", {{"lines", lines}, {"total", 15'000}}, order);
  ASSERT_TRUE(arrives(*phl_, offer));
  post(*phl_, "phl", "accept", {{"of", offer}, {"total", 15'000}}, order);
  ASSERT_TRUE(all_agreed());
  const Json quantity = {{{"number", 1}, {"quantity", 60'000'000}}};
  const auto issue = post(*jpn_, "jpn", "issue", {{"lines", quantity}, {"place", "Subic"}}, order);
  ASSERT_TRUE(all_agreed());
  view = show(*phl_, order);
  EXPECT_EQ(view["state"], "delivering");
  EXPECT_EQ(view["standing"], "agreed");
  EXPECT_EQ(view["order"]["lines"][0]["issued"], 60'000'000);
  EXPECT_EQ(view["order"]["lines"][0]["open"]["to_issue"], 40'000'000);
  EXPECT_EQ(view["order"]["lines"][0]["open"]["to_receive"], 60'000'000);
  EXPECT_EQ(view["acts"].size(), 4u);
  EXPECT_EQ(view["acts"][3]["verdict"]["state"], "delivering");

  // Equal books on both nodes, agreed or not.
  const auto balances = pair_.base_path() + "/balances";
  const auto agreed_ones = jpn_->get(balances).json;
  EXPECT_FALSE(agreed_ones["balances"].empty());
  EXPECT_EQ(agreed_ones, phl_->get(balances).json);
  EXPECT_EQ(agreed_ones["balances"], phl_->get(balances + "?provisional=true").json["balances"]);
  const auto past = phl_->get(balances + "?as_of=2020-01-01").json;
  EXPECT_TRUE(past["balances"].empty());
  EXPECT_EQ(phl_->get(balances + "?as_of=2020-13-01").status, 400);
  EXPECT_EQ(jpn_->get(pair_.base_path() + "/checkpoint").text,
            phl_->get(pair_.base_path() + "/checkpoint").text);

  // The issue's place in the log, believed from the proof alone.
  const auto proof = phl_->get(pair_.base_path() + "/proofs/inclusion/" + issue).json;
  std::vector<base::Hash> path;
  for (const auto& hash : proof["hashes"])
    path.push_back(*base::fixed_from_hex<base::Hash>(hash.get<std::string>()));
  const auto root = *base::fixed_from_hex<base::Hash>(proof["root"].get<std::string>());
  const auto id = *base::fixed_from_hex<base::Id>(issue);
  EXPECT_TRUE(
      merkle::verify_inclusion(merkle::leaf_hash(id.view()), proof["position"], proof["size"], path, root));
  EXPECT_EQ(proof["root"], jpn_->get(pair_.base_path()).json["root"]);
  const auto between = jpn_->get(pair_.base_path() + "/proofs/consistency?from=3").json;
  path.clear();
  for (const auto& hash : between["hashes"])
    path.push_back(*base::fixed_from_hex<base::Hash>(hash.get<std::string>()));
  EXPECT_TRUE(merkle::verify_consistency(
      3, *base::fixed_from_hex<base::Hash>(between["from_root"].get<std::string>()), between["to"],
      *base::fixed_from_hex<base::Hash>(between["to_root"].get<std::string>()), path));

  const auto log = phl_->get(pair_.base_path() + "/log?from=1&count=2").json;
  EXPECT_EQ(log["acts"].size(), 2u);
  EXPECT_EQ(log["acts"][0]["position"], 1);
  const auto cases = phl_->get(pair_.base_path() + "/cases?type=order").json;
  ASSERT_EQ(cases["cases"].size(), 1u);
  EXPECT_EQ(cases["cases"][0]["id"], order);
  // Of one kind by the index, page by page, as of all by looking at each.
  const auto all = phl_->get(pair_.base_path() + "/cases").json["cases"];
  for (const std::string kind : {"instrument", "activity", "order", "round", "nothing"}) {
    Json chosen = Json::array(), listed = Json::array();
    for (const auto& one : all)
      if (one["type"] == kind) chosen.push_back(one);
    std::string after;
    for (;;) {
      const auto page = phl_->get(pair_.base_path() + "/cases?count=1&type=" + kind + after).json;
      for (const auto& one : page["cases"]) listed.push_back(one);
      if (!page.contains("next_after")) break;
      after = "&after=" + page["next_after"].get<std::string>();
    }
    EXPECT_EQ(listed, chosen) << kind;
  }
  EXPECT_EQ(phl_->get(pair_.base_path() + "/instruments").json["instruments"][0]["state"], "ratified");
}

TEST_F(TwoNodesTest, BothWorkOnWhileTheLinkIsCutAndAgreeAfterwards) {
  for (auto* service : {pair_.jpn.get(), pair_.phl.get()})
    for (const auto* party : {"jpn", "phl"}) service->peers().set_link(party, false);
  const auto asked = request();
  const auto relief = post(*jpn_, "jpn", "open_activity",
                           {{"type", "relief"},
                            {"name", "Typhoon"},
                            {"parties", {"jpn", "phl"}},
                            {"from", base::to_text(today())},
                            {"until", base::to_text(base::add_days(today(), 30))},
                            {"place", "Tacloban"}});
  std::this_thread::sleep_for(300ms);
  EXPECT_EQ(jpn_->get(pair_.base_path() + "/acts/" + asked).status, 404);
  EXPECT_EQ(phl_->get(pair_.base_path() + "/acts/" + relief).status, 404);
  const auto stalled = phl_->get(pair_.base_path()).json;
  EXPECT_EQ(stalled["stall"]["waiting"], true);
  EXPECT_EQ(phl_->get("/v1/status").json["links"][0]["linked"], false);
  for (auto* service : {pair_.jpn.get(), pair_.phl.get()})
    for (const auto* party : {"jpn", "phl"}) service->peers().set_link(party, true);
  EXPECT_TRUE(all_agreed());
  EXPECT_EQ(show(*jpn_, asked)["agreed_state"], "requested");
  EXPECT_EQ(show(*phl_, relief)["agreed_state"], "opened");
}

TEST_F(TwoNodesTest, APartnerThatWasAwayCatchesUp) {
  pair_.phl.reset();
  for (int i = 0; i < 30; ++i)
    post(*jpn_, "jpn", "open_activity",
         {{"type", "exercise"},
          {"name", "Number " + std::to_string(i)},
          {"parties", {"jpn", "phl"}},
          {"from", base::to_text(today())},
          {"until", base::to_text(today())}});
  EXPECT_EQ(jpn_->get("/v1/status").json["partnerships"][0]["pending"], 30);
  pair_.phl = pair_.open("phl");
  pair_.phl->join({{"jpn", "127.0.0.1", pair_.jpn->port()}});
  EXPECT_TRUE(all_agreed());
}

}  // namespace
}  // namespace palitan::api
