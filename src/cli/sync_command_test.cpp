// Two nodes that never see a network: what one has signed goes to the other by files alone, until both agree.
#include <gtest/gtest.h>

#include <fstream>

#include "api/api.h"
#include "cli/desk.h"
#include "cli/test_kit.h"
#include "node/test_kit.h"

namespace palitan::cli {
namespace {
namespace fs = std::filesystem;

class ByStick : public ::testing::Test {
 protected:
  void SetUp() override {
    std::vector<node::Folder> folders;
    for (const auto* party : {"jpn", "phl"}) folders.push_back(node::kit::make_party(temp_.path(), party));
    partnership_ = node::kit::found(folders);
    for (const auto* party : {"jpn", "phl"}) {
      auto service = node::Service::open(temp_.path() / party, node::kit::kPassphrase).value();
      const auto port = service->start(api::handler(*service)).value();
      ASSERT_TRUE(write_serving(service->folder(), {"127.0.0.1", port, true}));
      services_.push_back(std::move(service));
    }
  }
  void TearDown() override {
    for (auto& service : services_) remove_serving(service->folder());
  }
  int run(const std::string& party, std::vector<std::string> words) {
    words.insert(words.begin(), {"--node", (temp_.path() / party).string()});
    return terminal_.run(std::move(words));
  }
  std::string stick() const { return (temp_.path() / "stick").string(); }
  void carry(const std::string& from, const std::string& to) {
    ASSERT_EQ(run(from, {"sync", "--to", stick()}), kDone) << err_;
    ASSERT_EQ(run(to, {"import", stick()}), kDone) << err_;
  }
  node::Service& node(const std::string& party) { return *services_[party == "jpn" ? 0 : 1]; }
  std::uint64_t height(const std::string& party) {
    return node(party).writer().store(partnership_)->last_accord()->height;
  }
  std::size_t pending(const std::string& party) {
    std::size_t out = 0;
    (void)node(party).writer().ask(partnership_,
                                   [&](node::Book& book) { out = book.pending_order().size(); });
    return out;
  }
  /// A registrar by the root, and a desk by the registrar: the first acts of a new book.
  void sign_something(const std::string& party) { node::kit::appoint_offices(node(party), partnership_); }

  node::kit::TempFolder temp_;
  base::Id partnership_;
  std::vector<std::unique_ptr<node::Service>> services_;
  kit::Terminal terminal_;
  const std::string& out_ = terminal_.out;
  const std::string& err_ = terminal_.err;
};

TEST_F(ByStick, TwoNodesAgreeWithoutANetwork) {
  sign_something("jpn");
  sign_something("phl");
  // Each carries what it has to the other until nothing waits: the acts, a proposal, the cosignatures.
  for (int i = 0; i < 12 && (height("jpn") == 0 || pending("jpn") + pending("phl") > 0); ++i) {
    carry("jpn", "phl");
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    carry("phl", "jpn");
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
  }
  EXPECT_GT(height("jpn"), 0u);
  EXPECT_EQ(height("jpn"), height("phl"));
  EXPECT_EQ(pending("jpn") + pending("phl"), 0u);
  ASSERT_EQ(run("jpn", {"sync", "status"}), kDone) << err_;
  EXPECT_NE(out_.find("only files go between"), std::string::npos) << out_;
}

TEST_F(ByStick, ACutOffFileBringsWhatItHasAndSaysSo) {
  sign_something("jpn");
  ASSERT_EQ(run("jpn", {"sync", "--to", stick()}), kDone) << err_;
  const auto size = fs::file_size(stick());
  fs::resize_file(stick(), size - 20);
  const auto exit = run("phl", {"import", stick()});
  EXPECT_TRUE(exit == kDone ? out_.find("Not all of it") != std::string::npos : exit == kRefused)
      << out_ << err_;
}

TEST_F(ByStick, WhatIsNoParcelOrNotForThisNodeIsRefused) {
  std::ofstream(stick()) << "shopping list";
  EXPECT_EQ(run("phl", {"import", stick()}), kRefused);
  EXPECT_NE(err_.find("bad_bundle"), std::string::npos) << err_;
  ASSERT_EQ(run("jpn", {"sync", "--to", stick()}), kDone) << err_;
  EXPECT_EQ(run("jpn", {"import", stick()}), kRefused) << "its own";
  EXPECT_EQ(run("phl", {"import", stick() + ".nowhere"}), kUsage);
  EXPECT_EQ(run("jpn", {"sync", "--to", stick(), "--party", "usa"}), kUsage);
}

}  // namespace
}  // namespace palitan::cli
