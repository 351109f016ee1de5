// A ship's node from a stick: prepared aboard, admitted ashore, joined, and in sync with its headquarters and
// the partner's. Then the headquarters' folder is put back to an earlier day, and a backup of it is restored.
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include <nlohmann/json.hpp>

#include "kit/free_port.h"
#include "serving.h"

namespace {
namespace fs = std::filesystem;
using nlohmann::json;
using palitan_test::palitan;
using palitan_test::Serving;

class Fleet : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "palitan-fleet-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    dir_ = pattern;
    std::ofstream(dir_ / "pass") << "a passphrase of four words\n";
    found();
  }
  void TearDown() override { fs::remove_all(dir_); }

  std::string at(const std::string& name) const { return (dir_ / name).string(); }
  std::string pass() const { return " --passphrase-file " + at("pass"); }
  std::string does(const std::string& words) {
    const auto ran = palitan(words);
    EXPECT_EQ(ran.status, 0) << "palitan " << words << "\n" << ran.printed;
    return ran.printed;
  }
  std::string as(const std::string& node, const std::string& words) {
    return does("--node " + at(node) + " " + words);
  }
  void found() {
    does("party init --dir " + at("jpn") + " --code jpn --name Japan" + pass());
    does("party init --dir " + at("phl") + " --code phl --name Philippines" + pass());
    does("partnership found --dir " + at("jpn") + " --with " + at("phl/party.json") +
         " --arrangement \"exchange of letters\" --out " + at("draft.json") + pass());
    does("partnership sign " + at("draft.json") + " --dir " + at("phl") + " --with " + at("jpn/party.json") +
         " --out " + at("founding.json") + pass());
    for (const auto* party : {"jpn", "phl"})
      does("partnership finish " + at("founding.json") + " --dir " + at(party));
    const auto a = std::to_string(palitan_test::free_port()), b = std::to_string(palitan_test::free_port());
    does("node init --dir " + at("jpn") + " --port " + a + " --peer phl=127.0.0.1:" + b);
    does("node init --dir " + at("phl") + " --port " + b + " --peer jpn=127.0.0.1:" + a);
  }
  std::string appoint(const std::string& node, const std::string& office, const std::string& roles) {
    const auto made = as(node, "actor make" + pass());
    const auto key = made.find("key    ");
    EXPECT_NE(key, std::string::npos) << made;
    as(node,
       "actor appoint --key " + made.substr(key + 7, 64) + " --office \"" + office + "\" " + roles + pass());
    return made.substr(key + 7, 64);
  }
  std::size_t acts_at(const std::string& node) { return json::parse(as(node, "log --json")).size(); }
  bool soon(const std::function<bool()>& so) {
    for (int i = 0; i < 100; ++i) {
      if (so()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return false;
  }

  fs::path dir_;
};

TEST_F(Fleet, AShipIsSetUpByStickAndItsActsBecomeFinal) {
  Serving jpn(at("jpn"), at("pass")), phl(at("phl"), at("pass"));
  appoint("phl", "registrar", "--role registrar");
  as("phl", "sync");
  const auto asked =
      does("node prepare --dir " + at("ship") + " --code phl --name \"BRP Gabriela Silang\" --office " +
           "\"agreements desk=custodian\" --to " + at("request.json") + pass());
  const auto words = asked.find("compare these words");
  ASSERT_NE(words, std::string::npos) << asked;
  const auto admitted = as("phl", "node admit " + at("request.json") + " --to " + at("join.json") + pass());
  EXPECT_NE(admitted.find("appointed: agreements desk"), std::string::npos) << admitted;
  const auto joined = as("ship", "node join " + at("join.json"));
  EXPECT_NE(joined.find("agreed statements"), std::string::npos) << joined;
  // The ship signs; its headquarters and the partner's hear it and agree.
  Serving ship(at("ship"), at("pass"));
  as("ship", "activity open --type exercise --name \"At sea\" --from 2026-06-20 --until 2099-12-31");
  as("ship", "sync");
  EXPECT_TRUE(soon([&] { return as("jpn", "cases --json").find("At sea") != std::string::npos; }));
  EXPECT_TRUE(soon([&] { return acts_at("ship") == acts_at("jpn") && acts_at("ship") == acts_at("phl"); }));
  const auto status = as("phl", "sync status");
  EXPECT_NE(status.find("phl/BRP Gabriela Silang: has all that is here"), std::string::npos) << status;
  // Whoever has no delegation is nobody's ship.
  does("node prepare --dir " + at("pirate") + " --code phl --name Pirate --to " + at("pirate.json") + pass());
  EXPECT_NE(palitan("--node " + at("phl") + " node admit " + at("request.json") + " --to " + at("x.json") +
                    " --passphrase-file " + at("request.json"))
                .status,
            0);
}

TEST_F(Fleet, ABackupIsRestoredWithNewKeysAfterTheHandoverByStick) {
  auto jpn = std::make_unique<Serving>(at("jpn"), at("pass"));
  auto phl = std::make_unique<Serving>(at("phl"), at("pass"));
  appoint("phl", "registrar", "--role registrar");
  appoint("phl", "agreements desk", "--role custodian");
  as("phl", "sync");
  as("phl", "backup --to " + at("backup"));
  const auto seen = does("restore --from " + at("backup") + " --verify");
  EXPECT_NE(seen.find("every signature, cosignature and balance holds"), std::string::npos) << seen;
  as("phl", "activity open --type exercise --name \"After it\" --from 2026-06-20 --until 2099-12-31");
  as("phl", "sync");
  // The machine is lost; its roots are elsewhere.
  phl.reset();
  fs::rename(at("phl"), at("lost"));
  does("restore --from " + at("backup") + " --to " + at("phl") + pass());
  phl = std::make_unique<Serving>(at("phl"), at("pass"));
  const auto early =
      palitan("--node " + at("phl") + " party change-key --reason restored --roots " + at("lost") + pass());
  EXPECT_NE(early.status, 0);
  EXPECT_NE(early.printed.find("handover"), std::string::npos) << early.printed;
  for (int i = 0; i < 2; ++i) {
    as("phl", "sync --to " + at("out.parcel"));
    as("jpn", "import " + at("out.parcel"));
    as("jpn", "sync --to " + at("back.parcel"));
    as("phl", "import " + at("back.parcel"));
  }
  EXPECT_NE(as("phl", "cases --json").find("After it"), std::string::npos);
  as("phl", "party change-key --reason restored --roots " + at("lost") + pass());
  phl.reset();
  phl = std::make_unique<Serving>(at("phl"), at("pass"));
  as("phl", "sync");
  const auto made = as("phl", "actor make" + pass());
  as("phl", "node status");
  EXPECT_TRUE(soon([&] { return acts_at("phl") == acts_at("jpn"); }));
  EXPECT_NE(made.find("key    "), std::string::npos);
}

TEST_F(Fleet, AFolderPutBackToAnEarlierDaySignsNothingMore) {
  auto jpn = std::make_unique<Serving>(at("jpn"), at("pass"));
  auto phl = std::make_unique<Serving>(at("phl"), at("pass"));
  appoint("phl", "registrar", "--role registrar");
  appoint("phl", "agreements desk", "--role custodian");
  as("phl", "sync");
  phl.reset();
  fs::copy(at("phl"), at("yesterday"), fs::copy_options::recursive);
  phl = std::make_unique<Serving>(at("phl"), at("pass"));
  as("phl", "activity open --type exercise --name \"Forgotten\" --from 2026-06-20 --until 2099-12-31");
  as("phl", "sync");
  phl.reset();
  fs::remove_all(at("phl"));
  fs::rename(at("yesterday"), at("phl"));
  phl = std::make_unique<Serving>(at("phl"), at("pass"));
  EXPECT_TRUE(soon([&] { return as("phl", "cases --json").find("Forgotten") != std::string::npos; }));
  const auto refused =
      palitan("--node " + at("phl") +
              " activity open --type exercise --name Again --from 2026-06-20 --until 2099-12-31");
  EXPECT_EQ(refused.status, 1);
  EXPECT_NE(refused.printed.find("local_rolled_back"), std::string::npos) << refused.printed;
}

}  // namespace
