// The vocabulary says how to write a draft: one is made of each act from the description alone, and read.
#include <gtest/gtest.h>

#include "api/draft_json.h"
#include "api/test_kit.h"
#include "kernel/case_words.h"

namespace palitan::api {
namespace {
using namespace kit;

Json sample(const Json& shape);
Json sample_object(const Json& fields, bool all) {
  Json out = Json::object();
  for (const auto& field : fields)
    if (all || !field["optional"].get<bool>()) out[field["name"].get<std::string>()] = sample(field);
  return out;
}
/// A value of that shape.
Json sample(const Json& shape) {
  const auto type = shape["type"].get<std::string>();
  if (type == "text") return "words";
  if (type == "bool") return true;
  if (type == "integer") return 1;
  if (type == "enum") return shape["values"].back();
  if (type == "date") return "2026-11-23";
  if (type == "instant") return "2026-11-23T00:00:00.000Z";
  if (type == "bytes") return "AAEC";
  if (type == "list") return Json::array({sample(shape["item"])});
  if (type == "object") return sample_object(shape["fields"], true);
  return std::string(2 * shape["size"].get<std::size_t>(), 'a');  // id, hash, key
}

class VocabularyOfANode : public testing::Test {
 protected:
  void SetUp() override {
    pair_.start();
    said_ = Clerk(*pair_.jpn).get("/v1/vocabulary").json;
  }
  Pair pair_;
  Json said_;
};

TEST_F(VocabularyOfANode, DescribesEveryActSoThatADraftCanBeWritten) {
  const auto rows = statement::rows_of(statement::Kind{});
  ASSERT_EQ(said_["acts"].size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& act = said_["acts"][i];
    EXPECT_EQ(act["kind"], std::string(rows[i].name));
    EXPECT_EQ(act["number"], rows[i].number);
    for (const bool all : {false, true}) {
      const Json draft = {
          {"seat", "0123456789abcdef"}, {"kind", act["kind"]}, {"body", sample_object(act["fields"], all)}};
      const auto read = read_draft(draft.dump());
      ASSERT_TRUE(read.has_value()) << draft.dump() << base::sentence(read.error());
      EXPECT_EQ(static_cast<std::uint16_t>(read->kind), rows[i].number);
    }
    // A field that must be there is missed by name.
    for (const auto& field : act["fields"]) {
      if (field["optional"].get<bool>()) continue;
      auto body = sample_object(act["fields"], false);
      body.erase(field["name"].get<std::string>());
      const Json draft = {{"seat", "0123456789abcdef"}, {"kind", act["kind"]}, {"body", body}};
      EXPECT_FALSE(read_draft(draft.dump()).has_value()) << draft.dump();
    }
  }
}

TEST_F(VocabularyOfANode, SaysWhichActsOpenACaseAndWhatMayFollow) {
  std::map<std::string, Json> acts;
  for (const auto& act : said_["acts"]) acts[act["kind"].get<std::string>()] = act;
  EXPECT_TRUE(acts["request"]["opens_case"].get<bool>());
  EXPECT_EQ(acts["request"]["case_type"], "order");
  EXPECT_FALSE(acts["request"]["rules"][0].contains("state"));
  EXPECT_FALSE(acts["offer"]["opens_case"].get<bool>());
  EXPECT_EQ(acts["offer"]["rules"][0]["side"], "supplier");
  EXPECT_EQ(acts["consent_visit"]["rules"][0]["side"], "host");
  EXPECT_EQ(acts["accept_grant"]["rules"][0]["next"], "agreed");
  EXPECT_FALSE(acts["appoint"].contains("case_type"));
  EXPECT_EQ(acts["propose_clearing"]["case_type"], "round");
  EXPECT_EQ(acts["agree_lock"]["case_type"], "order");
  EXPECT_EQ(acts["issue"]["nature"], "fact");
  EXPECT_EQ(said_["case_types"].size(), 9u) << said_["case_types"].dump();
}
}  // namespace
}  // namespace palitan::api
