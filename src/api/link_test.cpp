// A link paused and resumed over the interface: both sides work on, and a restart keeps the silence.
#include "api/link_views.h"
#include "api/test_kit.h"
#include "node/files.h"

namespace palitan::api {
namespace {

using namespace kit;

class LinkTest : public testing::Test {
 protected:
  LinkTest() {
    pair_.start();
    under_ = open_house(*pair_.jpn, *pair_.phl, pair_.partnership);
  }
  Json link(Clerk& clerk) { return clerk.get("/v1/status").json["links"][0]; }
  Answer set(Clerk& clerk, const std::string& party, bool linked) {
    return clerk.post("/v1/links/" + party, Json{{"linked", linked}}.dump());
  }
  std::string acts() const { return pair_.base_path() + "/acts"; }
  std::string request(Clerk& phl) {
    const Json draft = {
        {"seat", hex(seat("phl", "desk"))}, {"kind", "request"}, {"body", json_of(fuel_request(under_))}};
    const auto answer = phl.post(acts(), draft.dump());
    EXPECT_EQ(answer.status, 201) << answer.text;
    return answer.json.value("id", "");
  }

  Pair pair_;
  Instruments under_;
};

TEST_F(LinkTest, PausedNothingIsExchangedAndResumedAllIsAgreed) {
  Clerk jpn(*pair_.jpn), phl(*pair_.phl);
  ASSERT_EQ(set(jpn, "phl", false).status, 200);
  EXPECT_EQ(link(jpn)["linked"], false);
  EXPECT_EQ(link(jpn)["reachable"], false) << "what is paused is not reached";
  EXPECT_TRUE(link(jpn).contains("paused_since"));
  EXPECT_FALSE(link(jpn).contains("paused_by")) << "the token is no office";
  EXPECT_EQ(link(phl)["linked"], true) << "the partner paused nothing";
  EXPECT_TRUE(within(10s, [&] { return link(phl)["reachable"] == false; }))
      << "and is told that we do not answer";
  const auto why = link(phl).value("last_failure", "");
  EXPECT_TRUE(why.find("the link is cut") != std::string::npos && why.find('{') == std::string::npos) << why;
  const auto asked = request(phl);
  std::this_thread::sleep_for(400ms);
  EXPECT_EQ(jpn.get(acts() + "/" + asked).status, 404);
  const auto again = set(jpn, "phl", false);
  EXPECT_EQ(again.status, 200) << "twice is no fault";
  const auto resumed = set(jpn, "phl", true);
  EXPECT_EQ(resumed.json, (Json{{"party", "phl"}, {"linked", true}}));
  EXPECT_TRUE(within(20s, [&] { return agreed_on_both(*pair_.jpn, *pair_.phl, pair_.partnership); }));
  EXPECT_EQ(jpn.get(acts() + "/" + asked).json["standing"], "agreed");
  EXPECT_FALSE(link(jpn).contains("paused_since"));
}

TEST_F(LinkTest, ARestartKeepsTheSilence) {
  {
    Clerk jpn(*pair_.jpn);
    ASSERT_EQ(set(jpn, "phl", false).status, 200);
  }
  pair_.jpn.reset();
  pair_.jpn = pair_.open("jpn");
  pair_.jpn->join({{"phl", "127.0.0.1", pair_.phl->port()}});
  Clerk jpn(*pair_.jpn), phl(*pair_.phl);
  EXPECT_EQ(link(jpn)["linked"], false);
  const auto asked = request(phl);
  std::this_thread::sleep_for(400ms);
  EXPECT_EQ(jpn.get(acts() + "/" + asked).status, 404);
  ASSERT_EQ(set(jpn, "phl", true).status, 200);
  EXPECT_TRUE(within(20s, [&] { return agreed_on_both(*pair_.jpn, *pair_.phl, pair_.partnership); }));
}

TEST_F(LinkTest, WhatIsNoSwitchIsRefused) {
  Clerk jpn(*pair_.jpn), stranger(Clerk::target_of(*pair_.jpn), "");
  EXPECT_EQ(set(stranger, "phl", false).status, 401);
  EXPECT_EQ(set(jpn, "usa", false).status, 404);
  EXPECT_EQ(set(jpn, "jpn", false).status, 404) << "nobody pauses themselves";
  for (const char* body : {"", "{}", R"({"linked":"no"})", R"({"linked":false,"why":"x"})"})
    EXPECT_EQ(jpn.post("/v1/links/phl", body).status, 400) << body;
  EXPECT_EQ(link(jpn)["linked"], true);
}

TEST(Pauses, OfADamagedFileAreThoseOfEveryPartner) {
  TempFolder temp;
  auto folder = make_party(temp.path(), "jpn");
  EXPECT_TRUE(pauses_of(folder).empty());
  auto file = folder.file();
  file.peers = {{"phl", "127.0.0.1", 1}, {"usa", "127.0.0.1", 2}};
  must(folder.save(file));
  for (const char* bytes : {"", "not json", "[]", R"({"phl": 7})", R"({"phl": {"since": 7}})"}) {
    must(node::write_whole(folder.dir() / "paused.json", base::view_of(std::string_view(bytes)), 0600));
    EXPECT_EQ(pauses_of(folder).size(), 2u) << bytes;
  }
}

}  // namespace
}  // namespace palitan::api
