// `palitan reference check FILE` as a person sees it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>

#include "cli/say.h"
#include "cli/test_kit.h"
#include "node/folder.h"

namespace palitan::cli {
namespace {

class ReferenceCommand : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(::testing::TempDir()) /
              ("palitan-reference-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) +
               ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string file(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return (folder_ / name).string();
  }

  int run(std::vector<std::string> words) { return terminal_.run(std::move(words)); }

  std::filesystem::path folder_;
  kit::Terminal terminal_;
  const std::string& out_ = terminal_.out;
  const std::string& err_ = terminal_.err;
};

const std::string kCurrencies =
    "Entity,Currency,AlphabeticCode,NumericCode,MinorUnit,WithdrawalDate\n"
    "JAPAN,Yen,JPY,392,0,\nANTARCTICA,No universal currency,,,,\n";

TEST_F(ReferenceCommand, SaysWhatWasReadAndWhatIsWrong) {
  const auto path = file("money.csv", kCurrencies);
  EXPECT_EQ(run({"reference", "check", path, "--taken", "2026-11-23"}), kDone) << err_;
  EXPECT_NE(out_.find("money.csv: currencies of ISO 4217"), std::string::npos) << out_;
  EXPECT_NE(out_.find("taken 2026-11-23"), std::string::npos) << out_;
  EXPECT_NE(out_.find("1 rows read; 0 repaired, 0 doubtful, 1 left out"), std::string::npos) << out_;
  EXPECT_NE(out_.find("line 3, column 3: left out: ANTARCTICA"), std::string::npos) << out_;
}

TEST_F(ReferenceCommand, KeepsATableInTheNodesFolderAndFindsItsCodes) {
  node::NodeFile about;
  about.party = "jpn";
  ASSERT_TRUE(node::Folder::create(folder_ / "node", about));
  const auto node = (folder_ / "node").string();
  EXPECT_EQ(run({"--node", node, "reference", "find", "yen"}), kRefused);
  EXPECT_NE(err_.find("No table is kept here"), std::string::npos) << err_;
  const auto path = file("money.csv", kCurrencies);
  EXPECT_EQ(run({"--node", node, "reference", "import", "units", path}), kRefused) << "not a table of units";
  EXPECT_FALSE(std::filesystem::exists(folder_ / "node/tables/units.csv"));
  EXPECT_EQ(run({"--node", node, "reference", "import", "currencies", path}), kDone) << err_;
  EXPECT_TRUE(std::filesystem::exists(folder_ / "node/tables/currencies.csv"));
  EXPECT_EQ(run({"--node", node, "reference", "find", "yen"}), kDone) << err_;
  EXPECT_NE(out_.find("JPY"), std::string::npos) << out_;
  EXPECT_EQ(run({"--node", node, "reference", "find", "doubloon"}), kRefused);
  EXPECT_EQ(run({"--node", node, "reference", "import", "laws", path}), kUsage);
}

TEST_F(ReferenceCommand, GivesProgramsTheSameAsJson) {
  const auto path = file("money.csv", kCurrencies);
  ASSERT_EQ(run({"--json", "reference", "check", path, "--taken", "2026-11-23"}), kDone) << err_;
  const auto json = nlohmann::json::parse(out_);
  EXPECT_EQ(json["rows"], 1);
  EXPECT_EQ(json["left_out"], 1);
  EXPECT_EQ(json["faults"][0]["line"], 3);
  EXPECT_EQ(json["sha256"].get<std::string>().size(), 64u);
}

TEST_F(ReferenceCommand, ShowsTwentyFaultsUnlessAskedForAll) {
  auto text = kCurrencies;
  for (int i = 0; i < 30; ++i) text += "NOWHERE,No universal currency,,,,\n";
  const auto path = file("money.csv", text);
  EXPECT_EQ(run({"reference", "check", path}), kDone);
  EXPECT_NE(out_.find("and 11 more; --all shows them"), std::string::npos) << out_;
  EXPECT_EQ(out_.find("line 33,"), std::string::npos);
  EXPECT_EQ(run({"reference", "check", path, "--all"}), kDone);
  EXPECT_NE(out_.find("line 33,"), std::string::npos) << out_;
}

TEST_F(ReferenceCommand, RefusesOtherFilesAndSaysWhy) {
  EXPECT_EQ(run({"reference", "check", file("other.csv", "a,b\n1,2\n")}), kRefused);
  EXPECT_NE(err_.find("other.csv, line 1, column 1: no table that is known begins so"), std::string::npos)
      << err_;
  EXPECT_NE(err_.find("Nothing was read."), std::string::npos) << err_;
  EXPECT_EQ(run({"reference", "check", (folder_ / "missing.csv").string()}), kFailed);
  EXPECT_EQ(run({"reference", "check", folder_.string()}), kFailed);
  EXPECT_EQ(run({"reference", "check", file("money.csv", kCurrencies), "--taken", "23.11.2026"}), kUsage);
  EXPECT_EQ(run({"reference"}), kUsage);
}

}  // namespace
}  // namespace palitan::cli
