// `--attach` and `palitan attachment` as a person meets them, at a node that is served here.
#include <gtest/gtest.h>

#include <fstream>

#include <nlohmann/json.hpp>

#include "api/api.h"
#include "cli/attaching.h"
#include "cli/test_kit.h"
#include "node/test_kit.h"

namespace palitan::cli {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;
constexpr const char* kInstrument = PALITAN_SOURCE_DIR "/instruments/jpn-phl-acsa-2026.toml";

class AttachmentCommand : public ::testing::Test {
 protected:
  void SetUp() override {
    std::vector<node::Folder> folders;
    for (const auto* party : {"jpn", "phl"}) folders.push_back(node::kit::make_party(temp_.path(), party));
    partnership_ = node::kit::found(folders);
    serve();
  }
  void TearDown() override { stop(); }

  std::string node() const { return (temp_.path() / "jpn").string(); }
  void serve() {
    service_ = std::move(*node::Service::open(node(), node::kit::kPassphrase));
    const auto port = service_->start(api::handler(*service_)).value();
    ASSERT_TRUE(write_serving(service_->folder(), {"127.0.0.1", port, true}));
  }
  void stop() {
    if (!service_) return;
    remove_serving(service_->folder());
    service_.reset();
  }
  int run(std::vector<std::string> words) {
    words.insert(words.begin(), {"--node", node()});
    return terminal_.run(std::move(words));
  }
  std::string file(const std::string& name, const std::string& bytes) {
    std::ofstream(temp_.path() / name, std::ios::binary) << bytes;
    return (temp_.path() / name).string();
  }
  static std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  Json listed() {
    EXPECT_EQ(run({"--json", "attachment", "list"}), kDone) << err_;
    return Json::parse(out_);
  }
  int propose() {
    node::kit::appoint_offices(*service_, partnership_);
    return run({"instrument", "propose", kInstrument});
  }
  int request(const std::vector<std::string>& more) {
    std::vector<std::string> words = {"order",   "request", "--currency",
                                      "JPY",     "--line",  "1 fuel F-76 100 LTR reimbursement",
                                      "--place", "Subic"};
    words.insert(words.end(), more.begin(), more.end());
    return run(words);
  }

  node::kit::TempFolder temp_;
  base::Id partnership_;
  std::unique_ptr<node::Service> service_;
  kit::Terminal terminal_;
  const std::string& out_ = terminal_.out;
  const std::string& err_ = terminal_.err;
};

TEST_F(AttachmentCommand, AProposalCarriesItsClauseTextsAndExplainReadsThem) {
  ASSERT_EQ(propose(), kDone) << err_;
  const auto rows = listed();
  ASSERT_EQ(rows.size(), 1u) << out_;
  EXPECT_EQ(rows[0]["type"], "application/json");
  EXPECT_EQ(rows[0]["name"], "jpn-phl-acsa-2026.clauses.json");
  EXPECT_EQ(rows[0]["held"], true);
  const auto hash = rows[0]["hash"].get<std::string>();
  const auto to = (temp_.path() / "texts.json").string();
  ASSERT_EQ(run({"attachment", "get", hash.substr(0, 10), "--to", to}), kDone) << err_;
  EXPECT_EQ(Json::parse(bytes_of(to))["instrument"], "jpn-phl-acsa-2026");

  const std::vector<std::string> question = {"supplier=phl", "category=fuel", "date=2026-11-20",
                                             "currency=JPY", "--lang",        "ja"};
  const auto explain = [&](const std::string& what) {
    std::vector<std::string> words = {"instrument", "explain", what};
    words.insert(words.end(), question.begin(), question.end());
    EXPECT_EQ(run(words), kDone) << err_;
    return out_;
  };
  const auto of_file = explain(kInstrument);
  EXPECT_EQ(explain("jpn-phl-acsa-2026"), of_file);
  // The same from the folder, when nobody serves it.
  stop();
  EXPECT_EQ(explain("jpn-phl-acsa-2026"), of_file);
  EXPECT_EQ(listed().size(), 1u);
  // Without the bytes the rules still answer, only the words are missing.
  fs::remove_all(fs::path(node()) / "attachments");
  const auto bare = explain("jpn-phl-acsa-2026");
  EXPECT_NE(bare.find("clause"), std::string::npos) << bare;
  EXPECT_LT(bare.size(), of_file.size());
  ASSERT_EQ(run({"attachment", "list", "--missing"}), kDone);
  EXPECT_NE(out_.find("signed, not held here"), std::string::npos) << out_;
}

TEST_F(AttachmentCommand, AnActNamesTheFilesAttachedToIt) {
  auto partner = std::move(*node::Service::open(temp_.path() / "phl", node::kit::kPassphrase));
  const auto port = partner->start(api::handler(*partner)).value();
  service_->join({{"phl", "127.0.0.1", port}});
  partner->join({{"jpn", "127.0.0.1", service_->port()}});
  node::kit::open_house(*service_, *partner, partnership_);

  const auto note = file("note, signed.PDF", "%PDF a delivery note");
  const auto names = file("names.txt", "A. Reyes");
  ASSERT_EQ(request({"--attach", note, "--attach", names + ",salted:"}), kDone) << err_;
  const auto rows = listed();
  ASSERT_EQ(rows.size(), 2u) << out_;
  EXPECT_EQ(rows[0]["name"], "note, signed.PDF");
  EXPECT_EQ(rows[0]["type"], "application/pdf");
  EXPECT_EQ(rows[0]["party"], "jpn");
  EXPECT_EQ(rows[1]["type"], "salted:text/plain");
  EXPECT_EQ(rows[1]["size"], 24);
  // The partner's node fetches both; the content comes back without its salt.
  const auto hash = rows[1]["hash"].get<std::string>();
  const auto whole = base::fixed_from_hex<base::Hash>(hash).value();
  EXPECT_TRUE(node::kit::within(std::chrono::seconds(10), [&] { return partner->attachments().has(whole); }));
  const auto to = (temp_.path() / "back.txt").string();
  ASSERT_EQ(run({"attachment", "get", hash, "--to", to}), kDone) << err_;
  EXPECT_NE(out_.find("without their salt"), std::string::npos) << out_;
  EXPECT_EQ(bytes_of(to), "A. Reyes");
}

TEST_F(AttachmentCommand, WhatCannotBeAttachedIsSaidBeforeAnythingIsSigned) {
  const auto missing = request({"--attach", "nowhere.pdf"});
  EXPECT_NE(missing, kDone);
  EXPECT_EQ(run({"attachment", "put", file("stray.txt", "stray")}), kRefused);
  EXPECT_NE(err_.find("No act names"), std::string::npos) << err_;
  EXPECT_EQ(run({"attachment", "get", "abc"}), kRefused);
  EXPECT_EQ(run({"attachment", "get", std::string(64, 'a')}), kRefused) << out_;
  EXPECT_EQ(run({"attachment", "get", "../../api.token"}), kRefused);
}

TEST_F(AttachmentCommand, LostBytesAreGivenAgain) {
  ASSERT_EQ(propose(), kDone) << err_;
  const auto hash = listed()[0]["hash"].get<std::string>();
  const auto to = (temp_.path() / "texts.json").string();
  ASSERT_EQ(run({"attachment", "get", hash, "--to", to}), kDone) << err_;
  stop();
  fs::remove_all(fs::path(node()) / "attachments");
  serve();
  EXPECT_EQ(run({"attachment", "get", hash, "--to", to + "2"}), kRefused);
  EXPECT_FALSE(fs::exists(to + "2"));
  ASSERT_EQ(run({"attachment", "put", to}), kDone) << err_;
  ASSERT_EQ(run({"attachment", "get", hash, "--to", to + "2"}), kDone) << err_;
  EXPECT_EQ(bytes_of(to + "2"), bytes_of(to));
}

TEST(Attaching, ReadsFileTypeAndSalt) {
  const node::kit::TempFolder temp;
  const auto path = (temp.path() / "a, b.png").string();
  std::ofstream(path, std::ios::binary) << "picture";
  auto read = read_to_attach(path);
  ASSERT_TRUE(read) << read.error().says;
  EXPECT_EQ(read->what.type, "image/png");
  EXPECT_EQ(read->what.name, "a, b.png");
  EXPECT_EQ(read->what.size, 7u);
  read = read_to_attach(path + ",application/octet-stream");
  ASSERT_TRUE(read) << read.error().says;
  EXPECT_EQ(read->what.type, "application/octet-stream");
  const auto once = read_to_attach(path + ",salted:");
  const auto again = read_to_attach(path + ",salted:image/png");
  ASSERT_TRUE(once && again);
  EXPECT_EQ(once->what.type, "salted:image/png");
  EXPECT_EQ(again->what.type, "salted:image/png");
  EXPECT_EQ(once->what.size, 23u);
  EXPECT_NE(once->what.hash, again->what.hash) << "the salt is fresh each time";
  EXPECT_FALSE(read_to_attach(path + ",text/html"));
  EXPECT_FALSE(read_to_attach(temp.path().string()));
}

}  // namespace
}  // namespace palitan::cli
