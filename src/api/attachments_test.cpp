// Attachments over the interface: put, named by acts, shown, fetched by the partner.
#include <fstream>

#include "api/test_kit.h"
#include "crypto/hash.h"

namespace palitan::api {
namespace {

using namespace kit;

std::string hash_of(const std::string& bytes) {
  return base::to_hex(crypto::sha256(base::view_of(bytes)).view());
}

Answer put(Clerk& clerk, const std::string& hash, std::string bytes) {
  net::Request request;
  request.method = "PUT";
  request.target = "/v1/attachments/" + hash;
  request.headers.emplace_back("content-type", "application/octet-stream");
  request.body = std::move(bytes);
  return clerk.send(std::move(request));
}
Answer put(Clerk& clerk, const std::string& bytes) { return put(clerk, hash_of(bytes), bytes); }

Json reference(const std::string& bytes, const std::string& type, const std::string& name) {
  Json out = {{"hash", hash_of(bytes)}, {"size", bytes.size()}};
  if (!type.empty()) out["type"] = type;
  if (!name.empty()) out["name"] = name;
  return out;
}

/// Headers too, which the clerk does not keep.
net::Response raw(node::Service& service, const std::string& target, bool with_token = true,
                  const net::TlsIdentity& own = {}) {
  auto to = Clerk::target_of(service);
  to.own = own;
  net::Client client(std::move(to));
  net::Request request;
  request.target = target;
  if (with_token) request.headers.emplace_back("authorization", "Bearer " + service.token());
  auto done = client.send(request);
  EXPECT_TRUE(done.has_value());
  return done ? *done : net::Response{0, {}, {}};
}

/// One node whose partner is away.
class AttachmentRoutes : public ::testing::Test {
 protected:
  AttachmentRoutes() : jpn_(pair_.open("jpn")), clerk_(*jpn_) {}
  Answer appoint(const Json& attachments) {
    const Json draft = {{"seat", hex(seat("jpn", "root"))},
                        {"kind", "appoint"},
                        {"attachments", attachments},
                        {"body",
                         {{"key", hex(office("jpn", "registrar").public_key)},
                          {"office", "registrar"},
                          {"holder", "A. Holder"},
                          {"unit", "fleet"},
                          {"roles", {"registrar"}},
                          {"valid_from", "2020-01-01"},
                          {"valid_until", "2090-01-01"}}}};
    return clerk_.post(pair_.base_path() + "/acts", draft.dump());
  }

  Pair pair_;
  std::unique_ptr<node::Service> jpn_;
  Clerk clerk_;
};

TEST_F(AttachmentRoutes, PutSignedShownAndRead) {
  const std::string bytes = "%PDF-1.7 a scan";
  ASSERT_EQ(put(clerk_, bytes).status, 201);
  ASSERT_EQ(put(clerk_, bytes).status, 200);
  const auto done =
      appoint({reference(bytes, "application/pdf", "../../etc/passwd"), reference("absent", "", "")});
  ASSERT_EQ(done.status, 201) << done.text;
  const auto shown = clerk_.get(pair_.base_path() + "/acts/" + done.json["id"].get<std::string>());
  ASSERT_EQ(shown.json["attachments"].size(), 2u) << shown.text;
  EXPECT_EQ(shown.json["attachments"][0]["held"], true);
  EXPECT_EQ(shown.json["attachments"][0]["name"], "../../etc/passwd");
  EXPECT_EQ(shown.json["attachments"][1]["held"], false);

  const auto all = clerk_.get(pair_.base_path() + "/attachments");
  ASSERT_EQ(all.json["attachments"].size(), 2u) << all.text;
  EXPECT_EQ(all.json["attachments"][0]["act"], done.json["id"]);
  const auto missing = clerk_.get(pair_.base_path() + "/attachments?missing=true");
  ASSERT_EQ(missing.json["attachments"].size(), 1u) << missing.text;
  EXPECT_EQ(missing.json["attachments"][0]["hash"], hash_of("absent"));

  const auto read = raw(*jpn_, "/v1/attachments/" + hash_of(bytes));
  EXPECT_EQ(read.status, 200);
  EXPECT_EQ(read.body, bytes);
  EXPECT_EQ(read.header("content-type"), "application/pdf");
  EXPECT_EQ(read.header("x-content-type-options"), "nosniff");
  EXPECT_EQ(read.header("content-disposition"), "attachment; filename=\"" + hash_of(bytes) + "\"");
  EXPECT_EQ(clerk_.get("/v1/attachments/" + hash_of("absent")).status, 404);
}

TEST_F(AttachmentRoutes, BytesThatAreNotWhatTheirHashSaysAreRefused) {
  auto answer = put(clerk_, hash_of("one"), "two");
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(answer.json["title"], "bad_value") << answer.text;
  EXPECT_NE(answer.text.find(hash_of("two")), std::string::npos) << answer.text;
  EXPECT_EQ(clerk_.get("/v1/attachments/" + hash_of("one")).status, 404);
  for (const auto& name : std::vector<std::string>{"..", "abc", "../../api.token", "%2e%2e",
                                                   std::string(64, 'Z'), std::string(66, 'a')}) {
    answer = put(clerk_, name, "one");
    EXPECT_EQ(answer.status, 404) << name;
    EXPECT_EQ(clerk_.get("/v1/attachments/" + name).status, 404) << name;
  }
  std::string large(node::kAttachmentMax, 'x');
  EXPECT_EQ(put(clerk_, large).status, 201);
  large += 'x';
  EXPECT_EQ(put(clerk_, large).status, 413);
}

TEST_F(AttachmentRoutes, ADraftMayNotSayWhatIsNotSo) {
  ASSERT_EQ(put(clerk_, "bytes").status, 201);
  const auto expect = [&](Json one, const std::string& seen) {
    const auto answer = appoint(Json::array({std::move(one)}));
    EXPECT_EQ(answer.status, 400) << answer.text;
    EXPECT_EQ(answer.json["title"], "local_draft") << answer.text;
    EXPECT_NE(answer.text.find(seen), std::string::npos) << answer.text;
  };
  auto one = reference("bytes", "text/plain", "a");
  one["size"] = 6;
  expect(one, "the bytes of that hash are 5");
  expect(reference("bytes", "text/html", "a"), "which is not accepted");
  one = reference("bytes", "", "a");
  one["held"] = true;
  expect(one, "a field that is unknown");
  one = reference("other", "", "a");
  one["size"] = node::kAttachmentMax + 1;
  expect(one, "larger than");
}

TEST_F(AttachmentRoutes, ADamagedFileIsSaidAndNotServed) {
  ASSERT_EQ(put(clerk_, "bytes").status, 201);
  const auto hash = hash_of("bytes");
  std::ofstream(pair_.dir("jpn") / "attachments" / hash.substr(0, 2) / hash.substr(2)) << "bites";
  const auto answer = clerk_.get("/v1/attachments/" + hash);
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.json["title"], "local_damaged");
  EXPECT_EQ(put(clerk_, "bytes").status, 200);
  EXPECT_EQ(clerk_.get("/v1/attachments/" + hash).text, "bytes");
}

TEST_F(AttachmentRoutes, SaltStandsBeforeTheContentUntilItIsAskedFor) {
  const std::string salted = std::string(node::kSaltSize, '7') + "A. Reyes";
  ASSERT_EQ(put(clerk_, salted).status, 201);
  ASSERT_EQ(appoint(Json::array({reference(salted, "salted:text/plain", "names.txt")})).status, 201);
  auto read = raw(*jpn_, "/v1/attachments/" + hash_of(salted));
  EXPECT_EQ(read.body, salted);
  EXPECT_EQ(read.header("content-type"), "application/octet-stream");
  read = raw(*jpn_, "/v1/attachments/" + hash_of(salted) + "?content=true");
  EXPECT_EQ(read.body, "A. Reyes");
  EXPECT_EQ(read.header("content-type"), "text/plain");
}

TEST_F(AttachmentRoutes, NobodyReadsOrPutsWithoutTheToken) {
  ASSERT_EQ(put(clerk_, "bytes").status, 201);
  const auto hash = hash_of("bytes");
  EXPECT_EQ(raw(*jpn_, "/v1/attachments/" + hash, false).status, 401);
  EXPECT_EQ(raw(*jpn_, pair_.base_path() + "/attachments", false).status, 401);
  EXPECT_EQ(raw(*jpn_, "/v1/peer/attachments/" + hash, true).status, 401);
  Clerk stranger(Clerk::target_of(*jpn_), "");
  EXPECT_EQ(put(stranger, "bytes").status, 401);
}

/// Two nodes that answer each other.
class AttachmentsBetween : public ::testing::Test {
 protected:
  AttachmentsBetween() {
    pair_.options.peer_options.attachment_again = 300ms;
    pair_.start();
    under_ = open_house(*pair_.jpn, *pair_.phl, pair_.partnership);
    jpn_ = std::make_unique<Clerk>(*pair_.jpn);
    phl_ = std::make_unique<Clerk>(*pair_.phl);
  }
  std::string request(const Json& attachments) {
    Json draft = {
        {"seat", hex(seat("phl", "desk"))}, {"kind", "request"}, {"body", json_of(fuel_request(under_))}};
    draft["attachments"] = attachments;
    const auto answer = phl_->post(pair_.base_path() + "/acts", draft.dump());
    EXPECT_EQ(answer.status, 201) << answer.text;
    return answer.json.value("id", "");
  }
  bool reaches(Clerk& clerk, const std::string& bytes) {
    return within(10s, [&] { return clerk.get("/v1/attachments/" + hash_of(bytes)).status == 200; });
  }

  Pair pair_;
  Instruments under_;
  std::unique_ptr<Clerk> jpn_;
  std::unique_ptr<Clerk> phl_;
};

TEST_F(AttachmentsBetween, ThePartnerFetchesWhatAnActNamesAndNothingElse) {
  const std::string bytes(1 << 20, 'p');
  ASSERT_EQ(put(*phl_, bytes).status, 201);
  ASSERT_EQ(put(*phl_, "named by nobody").status, 201);
  const auto order = request(Json::array({reference(bytes, "image/png", "dock.png")}));
  ASSERT_TRUE(reaches(*jpn_, bytes));
  EXPECT_EQ(jpn_->get("/v1/attachments/" + hash_of(bytes)).text, bytes);
  const auto view = jpn_->get(pair_.base_path() + "/cases/" + order).json;
  EXPECT_EQ(view["acts"][0]["attachments"][0]["held"], true) << view.dump();
  EXPECT_EQ(jpn_->get("/v1/attachments/" + hash_of("named by nobody")).status, 404);
}

TEST_F(AttachmentsBetween, ThePartnerGetsThePieceItAsksFor) {
  const std::string bytes = "0123456789";
  ASSERT_EQ(put(*phl_, bytes).status, 201);
  request(Json::array({reference(bytes, "text/plain", "digits.txt")}));
  const auto identity = pair_.jpn->keys().identity().value();
  const auto piece = [&](const std::string& which) {
    return raw(*pair_.phl, "/v1/peer/attachments/" + hash_of(bytes) + which, false, identity);
  };
  EXPECT_EQ(piece("?from=3&count=4").body, "3456");
  EXPECT_EQ(piece("?from=8").body, "89");
  EXPECT_EQ(piece("?from=10&count=1").body, "");
  EXPECT_EQ(piece("?from=11").body, "");
  for (const char* nonsense : {"?from=x", "?from=-1", "?count=3x", "?from=99999999999999999999"})
    EXPECT_EQ(piece(nonsense).status, 400) << nonsense;
}

TEST_F(AttachmentsBetween, WhatComesLaterIsFetchedLater) {
  const auto order = request(Json::array({reference("late", "text/plain", "late.txt")}));
  ASSERT_TRUE(within(10s, [&] {
    const auto view = jpn_->get(pair_.base_path() + "/cases/" + order);
    return view.status == 200 && view.json["acts"][0]["attachments"][0]["held"] == false;
  }));
  ASSERT_EQ(put(*phl_, "late").status, 201);
  EXPECT_TRUE(reaches(*jpn_, "late"));
}

TEST_F(AttachmentsBetween, AHashThatAPartnerOnlySignedItselfOpensNothing) {
  ASSERT_EQ(put(*jpn_, "of another book").status, 201);
  request(Json::array({reference("of another book", "", "")}));
  ASSERT_TRUE(within(20s, [&] { return agreed_on_both(*pair_.jpn, *pair_.phl, pair_.partnership); }));
  const auto identity = pair_.phl->keys().identity().value();
  const auto answer = raw(*pair_.jpn, "/v1/peer/attachments/" + hash_of("of another book"), false, identity);
  EXPECT_EQ(answer.status, 404) << answer.body;
}

// What an agreed act erased is gone on both nodes and is not asked for again; its hash stays in the record.
TEST_F(AttachmentsBetween, WhatIsErasedGoesOnBothNodes) {
  ASSERT_EQ(put(*phl_, "crew list").status, 201);
  const auto order = request(Json::array({reference("crew list", "text/plain", "crew.txt")}));
  ASSERT_TRUE(reaches(*jpn_, "crew list"));
  const Json draft = {{"seat", hex(seat("phl", "desk"))},
                      {"kind", "erase"},
                      {"case", order},
                      {"body", {{"of", order}, {"attachment", hash_of("crew list")}, {"reason", "names"}}}};
  const auto erased = phl_->post(pair_.base_path() + "/acts", draft.dump());
  ASSERT_EQ(erased.status, 201) << erased.text;
  for (auto* clerk : {jpn_.get(), phl_.get()})
    EXPECT_TRUE(
        within(20s, [&] { return clerk->get("/v1/attachments/" + hash_of("crew list")).status == 404; }));
  const auto view = jpn_->get(pair_.base_path() + "/cases/" + order).json;
  EXPECT_EQ(view["acts"][0]["attachments"][0]["hash"], hash_of("crew list")) << view.dump();
  // It is not missing, and it does not come back.
  const auto list = jpn_->get(pair_.base_path() + "/attachments").json["attachments"];
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0]["erased"], true);
  EXPECT_TRUE(jpn_->get(pair_.base_path() + "/attachments?missing=true").json["attachments"].empty());
  const auto back = put(*jpn_, "crew list");
  EXPECT_EQ(back.status, 400) << back.text;
  EXPECT_EQ(back.json["title"], "local_draft");
}

// A backup brought the bytes back to a node that no partner calls: they go again.
TEST_F(AttachmentsBetween, WhatWasErasedGoesAlsoFromANodeAlone) {
  ASSERT_EQ(put(*phl_, "crew list").status, 201);
  const auto order = request(Json::array({reference("crew list", "text/plain", "crew.txt")}));
  ASSERT_TRUE(reaches(*jpn_, "crew list"));
  const Json draft = {{"seat", hex(seat("phl", "desk"))},
                      {"kind", "erase"},
                      {"case", order},
                      {"body", {{"of", order}, {"attachment", hash_of("crew list")}, {"reason", "names"}}}};
  ASSERT_EQ(phl_->post(pair_.base_path() + "/acts", draft.dump()).status, 201);
  ASSERT_TRUE(within(20s, [&] { return agreed_on_both(*pair_.jpn, *pair_.phl, pair_.partnership); }));
  jpn_.reset();
  phl_.reset();
  pair_.jpn.reset();
  pair_.phl.reset();
  const auto hex_hash = hash_of("crew list");
  const auto place = pair_.dir("jpn") / "attachments" / hex_hash.substr(0, 2) / hex_hash.substr(2);
  std::filesystem::create_directories(place.parent_path());
  std::ofstream(place, std::ios::binary) << "crew list";
  const auto alone = pair_.open("jpn");
  EXPECT_TRUE(within(10s, [&] { return !std::filesystem::exists(place); }));
}

}  // namespace
}  // namespace palitan::api
