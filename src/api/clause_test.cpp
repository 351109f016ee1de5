// A refused draft answers with what its clause says, out of the texts that came with the agreement.
#include <fstream>

#include "api/test_kit.h"
#include "crypto/hash.h"
#include "papers/instrument_toml.h"

namespace palitan::api {
namespace {

using namespace kit;

std::string file_text(const std::string& path) {
  std::ifstream in(std::string(PALITAN_SOURCE_DIR) + "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Clauses : public ::testing::Test {
 protected:
  Clauses() {
    pair_.start();
    under_ = open_house(*pair_.jpn, *pair_.phl, pair_.partnership);
    clerk_ = std::make_unique<Clerk>(*pair_.phl);
  }
  std::string desk(const std::string& party) { return hex(seat(party, "desk")); }
  Json request(const base::Id& instrument, const std::string& category) {
    return {{"seat", desk("phl")},
            {"kind", "request"},
            {"body",
             {{"instrument", hex(instrument)},
              {"activity", hex(under_.activity)},
              {"supplier", "jpn"},
              {"recipient", "phl"},
              {"currency", "JPY"},
              {"lines", Json::array({{{"number", 1},
                                      {"category", category},
                                      {"item", "RIFLE"},
                                      {"quantity", 1'000'000},
                                      {"unit", "EA"},
                                      {"means", "reimbursement"}}})}}}};
  }
  /// Proposed by phl with its texts attached, ratified by both.
  base::Id law_with_texts() {
    const auto toml = file_text("instruments/jpn-phl-acsa-2026.toml");
    const auto compiled = papers::compile_instrument(toml, "jpn-phl-acsa-2026.toml").value();
    const auto texts = papers::text_attachment(compiled);
    const auto hash = base::to_hex(crypto::sha256(base::view_of(texts)).view());
    net::Request put;
    put.method = "PUT";
    put.target = "/v1/attachments/" + hash;
    put.headers.emplace_back("content-type", "application/octet-stream");
    put.body = texts;
    EXPECT_EQ(clerk_->send(std::move(put)).status, 201);
    const Json draft = {
        {"seat", desk("phl")},
        {"kind", "propose_instrument"},
        {"attachments", {{{"hash", hash}, {"size", texts.size()}, {"type", "application/json"}}}},
        {"body", {{"rules", base::to_base64(terms::write(compiled.instrument))}}}};
    const auto done = clerk_->post(pair_.base_path() + "/acts", draft.dump());
    EXPECT_EQ(done.status, 201) << done.text;
    const auto id = base::fixed_from_hex<base::Id>(done.json.value("id", "")).value();
    const auto agreed = [&] { return agreed_on_both(*pair_.jpn, *pair_.phl, pair_.partnership); };
    EXPECT_TRUE(within(20s, agreed));
    for (auto* node : {pair_.jpn.get(), pair_.phl.get()})
      act(*node, pair_.partnership, "desk", statement::RatifyInstrument{base::add_days(today(), -10), {}},
          id);
    EXPECT_TRUE(within(20s, agreed));
    return id;
  }

  Pair pair_;
  Instruments under_;
  std::unique_ptr<Clerk> clerk_;
};

TEST_F(Clauses, SpeakInThreeLanguagesWhereTheirTextsAreHere) {
  const auto law = law_with_texts();
  const auto answer = clerk_->post(pair_.base_path() + "/acts", request(law, "weapons").dump());
  ASSERT_EQ(answer.status, 422) << answer.text;
  EXPECT_EQ(answer.json["title"], "refused_excluded");
  EXPECT_EQ(answer.json["clause"], "no-weapons");
  EXPECT_EQ(answer.json["instrument"], "jpn-phl-acsa-2026");
  EXPECT_EQ(answer.json["instrument_id"], hex(law));
  EXPECT_EQ(answer.json["advice"], std::string(base::advice(base::Code::refused_excluded)));
  for (const auto* language : {"en", "ja", "fil"})
    EXPECT_GT(answer.json["clause_text"].value(language, "").size(), 10u) << language << " " << answer.text;
  const auto& detail = answer.json["detail"].get_ref<const std::string&>();
  EXPECT_NE(detail.find("(no-weapons: " + answer.json["clause_text"]["en"].get<std::string>() + ")"),
            std::string::npos)
      << detail;
  EXPECT_NE(detail.find("it may supply: "), std::string::npos) << detail;
}

TEST_F(Clauses, WithoutTextsTheKeyStandsAlone) {
  const auto answer =
      clerk_->post(pair_.base_path() + "/acts", request(under_.instrument, "ammunition").dump());
  ASSERT_EQ(answer.status, 422) << answer.text;
  EXPECT_EQ(answer.json["clause"], "annex-ammunition");
  EXPECT_FALSE(answer.json.contains("clause_text"));
  EXPECT_FALSE(answer.json.contains("instrument"));
}

}  // namespace
}  // namespace palitan::api
