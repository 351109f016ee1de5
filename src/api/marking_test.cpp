// Markings over HTTP: what leaves says its own, and nothing above the node's ceiling leaves.
#include "api/json_view.h"
#include "api/test_kit.h"
#include "crypto/hash.h"

namespace palitan::api {
namespace {

using namespace kit;

class Marked : public ::testing::Test {
 protected:
  Marked() : jpn_(pair_.open("jpn")) {}
  Answer appoint(const std::string& marking) {
    const Json draft = {{"seat", hex(seat("jpn", "root"))},
                        {"kind", "appoint"},
                        {"marking", marking},
                        {"attachments", {{{"hash", hex(kHash)}, {"size", kFile.size()}}}},
                        {"body",
                         {{"key", hex(office("jpn", "registrar").public_key)},
                          {"office", "registrar"},
                          {"holder", "A. Holder"},
                          {"unit", "fleet"},
                          {"roles", {"registrar"}},
                          {"valid_from", "2020-01-01"},
                          {"valid_until", "2090-01-01"}}}};
    return Clerk(*jpn_).post(pair_.base_path() + "/acts", draft.dump());
  }
  void keep_file() {
    net::Request put;
    put.method = "PUT";
    put.target = "/v1/attachments/" + hex(kHash);
    put.headers.emplace_back("content-type", "application/octet-stream");
    put.body = std::string(kFile);
    EXPECT_EQ(Clerk(*jpn_).send(std::move(put)).status, 201);
  }
  net::Response get(const std::string& target, const char* accept = "*/*") {
    net::Client client(Clerk::target_of(*jpn_));
    net::Request request;
    request.target = target;
    request.headers = {{"authorization", "Bearer " + jpn_->token()}, {"accept", accept}};
    return client.send(request).value();
  }
  /// The operator's setting, and a restart.
  void hold(statement::Marking ceiling) {
    jpn_.reset();
    auto folder = node::Folder::open(pair_.dir("jpn")).value();
    auto file = folder.file();
    file.ceiling = ceiling;
    must(folder.save(file));
    jpn_ = pair_.open("jpn");
  }
  std::string act_path(const Answer& signed_act) {
    return pair_.base_path() + "/acts/" + signed_act.json.value("id", "");
  }

  static constexpr std::string_view kFile = "a list";
  const base::Hash kHash = crypto::sha256(base::view_of(kFile));
  Pair pair_;
  std::unique_ptr<node::Service> jpn_;
};

TEST_F(Marked, WhatLeavesSaysHowItIsMarked) {
  keep_file();
  EXPECT_EQ(appoint("restricted").json["title"], "local_marking");
  const auto done = appoint("official");
  ASSERT_EQ(done.status, 201) << done.text;
  const auto bytes = get(act_path(done), "application/cose");
  EXPECT_EQ(bytes.status, 200);
  EXPECT_EQ(bytes.header("palitan-marking"), "official");
  EXPECT_EQ(get("/v1/attachments/" + hex(kHash)).header("palitan-marking"), "official");
  // The act is not agreed yet: the record that leaves as a bundle does not hold it.
  EXPECT_EQ(get(pair_.base_path() + "/bundle").header("palitan-marking"), "unclassified");
  const auto list = Clerk(*jpn_).get(pair_.base_path() + "/attachments").json["attachments"];
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0]["marking"], "official");
  EXPECT_EQ(list[0]["erased"], false);
}

TEST_F(Marked, NothingLeavesAboveACeilingThatWasLowered) {
  keep_file();
  const auto done = appoint("official");
  ASSERT_EQ(done.status, 201) << done.text;
  hold(statement::Marking::unclassified);
  for (const auto& target : {act_path(done), "/v1/attachments/" + hex(kHash)}) {
    const auto refused = get(target, "application/cose");
    EXPECT_NE(refused.status, 200) << target;
    EXPECT_NE(refused.body.find("local_marking"), std::string::npos) << refused.body;
  }
  // People at the node still read what it holds.
  EXPECT_EQ(get(act_path(done), "application/json").status, 200);
  hold(statement::Marking::official);
  EXPECT_EQ(get("/v1/attachments/" + hex(kHash)).body, kFile);
}

}  // namespace
}  // namespace palitan::api
