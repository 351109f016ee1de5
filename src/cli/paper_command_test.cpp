// `palitan paper` and `palitan verify-paper` as a person sees them, over a folder that nobody serves.
#include <gtest/gtest.h>

#include <fstream>

#include "cli/folder_record.h"
#include "cli/paper_reader.h"
#include "cli/test_kit.h"
#include "node/test_kit.h"
#include "papers/form.h"

namespace palitan::cli {
namespace {

class PaperCommand : public ::testing::Test {
 protected:
  void SetUp() override {
    std::vector<node::Folder> folders;
    for (const auto* party : {"jpn", "phl"}) folders.push_back(node::kit::make_party(folder_.path(), party));
    partnership_ = node::kit::found(folders);
    node_ = (folder_.path() / "jpn").string();
  }

  int run(std::vector<std::string> words) { return terminal_.run(std::move(words)); }
  std::string file(const std::string& name) { return (folder_.path() / name).string(); }
  static std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  /// The code that stands on the account of this record.
  papers::PaperCode code() {
    const auto record = FolderRecord::open(*node::Folder::open(node_), "", node::system_now());
    EXPECT_TRUE(record.has_value());
    const auto reader = PaperReader::open(**record);
    EXPECT_TRUE(reader.has_value());
    return {partnership_, partnership_, (*reader)->reader().point};
  }

  node::kit::TempFolder folder_;
  base::Id partnership_;
  std::string node_;
  kit::Terminal terminal_;
  const std::string& out_ = terminal_.out;
  const std::string& err_ = terminal_.err;
};

TEST_F(PaperCommand, TheAccountOfANewPartnershipIsWrittenAndTheSameTwice) {
  for (const auto* name : {"a.pdf", "b.pdf"}) {
    EXPECT_EQ(run({"--node", node_, "paper", "account", "--lang", "fil", "--made", "2026-11-24T00:00Z",
                   "--out", file(name)}),
              kDone)
        << err_;
    EXPECT_NE(out_.find(to_text(code())), std::string::npos) << "the code is said, to be checked at once";
  }
  const auto pdf = bytes_of(file("a.pdf"));
  EXPECT_TRUE(pdf.starts_with("%PDF"));
  EXPECT_EQ(pdf, bytes_of(file("b.pdf")));
}

TEST_F(PaperCommand, ThePartnersNodeConfirmsThePaper) {
  const auto other = file("phl");
  EXPECT_EQ(run({"--node", other, "verify-paper", to_text(code())}), kDone) << err_;
  EXPECT_NE(out_.find("It holds."), std::string::npos) << out_;
  EXPECT_EQ(run({"--node", other, "--json", "verify-paper", to_text(code())}), kDone);
  EXPECT_NE(out_.find("\"finding\": \"proven\""), std::string::npos) << out_;
}

TEST_F(PaperCommand, AFalseRootIsRefusedWithWhatToDo) {
  auto wrong = code();
  wrong.point->root.raw[0] ^= 1;
  EXPECT_EQ(run({"--node", node_, "verify-paper", to_text(wrong)}), kRefused);
  EXPECT_NE(err_.find("call the auditor"), std::string::npos) << err_;
  wrong = code();
  wrong.partnership.raw[0] ^= 1;
  EXPECT_EQ(run({"--node", node_, "verify-paper", to_text(wrong)}), kRefused);
  EXPECT_NE(err_.find("belongs to partnership"), std::string::npos) << err_;
}

TEST_F(PaperCommand, WithoutARecordTheCodeIsOnlyRead) {
  EXPECT_EQ(run({"verify-paper", to_text(code())}), kDone) << err_;
  EXPECT_NE(out_.find("Nothing was checked"), std::string::npos) << out_;
}

TEST_F(PaperCommand, WhatCannotBeReadIsSaid) {
  EXPECT_EQ(run({"--node", node_, "verify-paper", "palitan:1:abc"}), kUsage);
  EXPECT_EQ(run({"--node", node_, "paper", "account", "--lang", "de"}), kUsage);
  EXPECT_NE(err_.find("ja or fil"), std::string::npos) << err_;
  EXPECT_EQ(run({"--node", node_, "paper", "order", "abcdef"}), kRefused) << err_;
  EXPECT_EQ(run({"--node", node_, "paper", "account", "--party", "usa"}), kUsage);
  EXPECT_EQ(run({"--node", node_, "paper", "reminder"}), kDone) << err_;
  EXPECT_NE(out_.find("nothing that phl owes jpn is overdue"), std::string::npos) << out_;
}

}  // namespace
}  // namespace palitan::cli
