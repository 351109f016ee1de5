// A partner's desk signs two acts as one number: the other node names it in words, in three languages, and
// hands out the file that proves it elsewhere; from the folder too once nobody serves it.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "api/api.h"
#include "cli/desk.h"
#include "cli/test_kit.h"
#include "kernel/misdeed.h"
#include "node/test_kit.h"

namespace palitan::cli {
namespace {
namespace fs = std::filesystem;
using statement::Kind;

class Misdeeds : public ::testing::Test {
 protected:
  void SetUp() override {
    std::vector<node::Folder> folders;
    for (const auto* party : {"jpn", "phl"}) folders.push_back(node::kit::make_party(temp_.path(), party));
    partnership_ = node::kit::found(folders);
    service_ = node::Service::open(temp_.path() / "jpn", node::kit::kPassphrase).value();
    const auto port = service_->start(api::handler(*service_)).value();
    ASSERT_TRUE(write_serving(service_->folder(), {"127.0.0.1", port, true}));
  }
  void stop_serving() {
    remove_serving(service_->folder());
    service_.reset();
  }
  void TearDown() override {
    if (service_) stop_serving();
  }
  int run(std::vector<std::string> words) {
    words.insert(words.begin(), {"--node", (temp_.path() / "jpn").string()});
    return terminal_.run(std::move(words));
  }
  /// An act of a Philippine key, signed anywhere.
  template <class Body>
  base::Id hand_in(const std::string& office, const Body& body, std::uint64_t sequence,
                   const base::Id& previous) {
    const auto encoded = codec::encode(body);
    statement::Content c;
    c.partnership = partnership_;
    if (static_cast<int>(statement::kKindOf<Body>) < 10) c.case_id = partnership_;
    c.kind = static_cast<std::uint16_t>(statement::kKindOf<Body>);
    c.sequence = sequence;
    c.previous = previous;
    c.made_at = c.effective_at = node::system_now();
    c.body = {encoded};
    const auto act = statement::sign(std::move(c), node::kit::office("phl", office));
    base::Result<bool> taken;
    EXPECT_TRUE(service_->writer().ask(
        partnership_, [&](node::Book& book) { taken = book.receive(act->bytes(), node::system_now()); }));
    EXPECT_TRUE(taken) << base::sentence(taken.error());
    return act->id();
  }
  template <class Roles>
  statement::Appoint warrant(const std::string& office, Roles roles) {
    statement::Appoint out;
    out.key = node::kit::office("phl", office).public_key;
    out.office = "Supply \"Desk\" " + office;
    out.holder = "A. Holder";
    out.roles = {roles};
    out.valid_until = base::kDateMax;
    return out;
  }
  void fork() {
    const auto registrar = hand_in("root", warrant("registrar", statement::Role::registrar), 1, partnership_);
    const auto desk = hand_in("registrar", warrant("desk", statement::Role::custodian), 1, registrar);
    const auto today = node::kit::today();
    for (const auto* name : {"Relief one", "Relief two"})
      acts_.push_back(
          hand_in("desk",
                  statement::OpenActivity{
                      "relief", name, {"jpn", "phl"}, today, base::add_days(today, 9), "Tacloban"},
                  1, desk));
  }
  std::string proof_file() {
    for (const auto& entry : fs::directory_iterator(temp_.path() / "proofs")) {
      std::ifstream in(entry.path(), std::ios::binary);
      return {std::istreambuf_iterator<char>(in), {}};
    }
    return {};
  }

  node::kit::TempFolder temp_;
  base::Id partnership_;
  std::unique_ptr<node::Service> service_;
  std::vector<base::Id> acts_;
  kit::Terminal terminal_;
  const std::string& out_ = terminal_.out;
  const std::string& err_ = terminal_.err;
};

TEST_F(Misdeeds, AreNamedInWordsAndHandedOutAsFiles) {
  ASSERT_EQ(run({"misdeeds"}), kDone) << err_;
  EXPECT_NE(out_.find("No misdeed is proven here"), std::string::npos) << out_;
  fork();
  // 1. In words: who, which office, which acts; in the reader's language.
  ASSERT_EQ(run({"misdeeds"}), kDone) << err_;
  EXPECT_NE(out_.find("PHL: the office “Supply \"Desk\" desk” signed two different acts as its number 1."),
            std::string::npos)
      << out_;
  for (const auto& act : acts_) EXPECT_NE(out_.find(base::to_hex(act.view())), std::string::npos) << out_;
  ASSERT_EQ(run({"misdeeds", "--lang", "ja"}), kDone) << err_;
  EXPECT_NE(out_.find("異なる二つの行為に署名しました"), std::string::npos) << out_;
  ASSERT_EQ(run({"misdeeds", "--lang", "fil"}), kDone) << err_;
  EXPECT_NE(out_.find("dalawang magkaibang kilos"), std::string::npos) << out_;
  EXPECT_EQ(run({"misdeeds", "--lang", "de"}), kUsage);
  // 2. As a file, which stands without the node.
  fs::create_directory(temp_.path() / "proofs");
  ASSERT_EQ(run({"misdeeds", "--to", (temp_.path() / "proofs").string()}), kDone) << err_;
  EXPECT_NE(out_.find("palitan-verify --proof"), std::string::npos);
  const auto file = proof_file();
  const auto proven = kernel::verify_misdeed(base::view_of(file));
  ASSERT_TRUE(proven) << base::sentence(proven.error());
  EXPECT_EQ(proven->party, "phl");
  EXPECT_EQ(proven->partnership, partnership_);
  // 3. From the folder, once nobody serves it: the same file.
  stop_serving();
  fs::remove_all(temp_.path() / "proofs");
  fs::create_directory(temp_.path() / "proofs");
  ASSERT_EQ(run({"misdeeds", "--to", (temp_.path() / "proofs").string()}), kDone) << err_;
  EXPECT_EQ(proof_file(), file);
}

TEST_F(Misdeeds, TheInterfaceListsThemAndGivesTheFile) {
  fork();
  net::Target target;
  target.port = service_->port();
  target.server_key = service_->keys().node_key();
  net::Client client(target);
  const auto get = [&](const std::string& path) {
    net::Request request;
    request.target = "/v1/partnerships/" + base::to_hex(partnership_.view()) + path;
    request.headers = {{"authorization", "Bearer " + service_->token()}};
    return client.send(request).value();
  };
  const auto list = nlohmann::json::parse(get("/misdeeds?language=ja").body);
  ASSERT_EQ(list["misdeeds"].size(), 1u);
  const auto& one = list["misdeeds"][0];
  EXPECT_EQ(one["kind"], "fork");
  EXPECT_EQ(one["party"], "phl");
  EXPECT_EQ(one["sequence"], 1);
  EXPECT_EQ(one["acts"].size(), 2u);
  EXPECT_EQ(one["acts"][0]["kind"], "open_activity");
  EXPECT_FALSE(list["accords_stopped"].get<bool>());
  const auto file = get("/misdeeds/" + one["id"].get<std::string>());
  EXPECT_EQ(file.status, 200);
  EXPECT_EQ(file.header("palitan-marking"), "unclassified");
  EXPECT_TRUE(kernel::verify_misdeed(base::view_of(file.body)));
  EXPECT_EQ(get("/misdeeds/" + std::string(64, '0')).status, 404);
  EXPECT_EQ(get("/misdeeds?language=de").status, 400);
}

}  // namespace
}  // namespace palitan::cli
