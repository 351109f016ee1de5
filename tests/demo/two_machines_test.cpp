// Two officers, two folders, nothing but the command line: from the ceremony to a settled order.
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include <nlohmann/json.hpp>

#include "kit/free_port.h"
#include "serving.h"

namespace {
namespace fs = std::filesystem;
using nlohmann::json;
using palitan_test::kBin;
using palitan_test::palitan;
using palitan_test::Serving;

class TwoMachines : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "palitan-two-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    dir_ = pattern;
    std::ofstream(dir_ / "pass") << "a passphrase of four words\n";
  }
  void TearDown() override { fs::remove_all(dir_); }

  std::string at(const std::string& name) const { return (dir_ / name).string(); }
  std::string pass() const { return " --passphrase-file " + at("pass"); }
  /// Must end with 0; gives what it printed.
  std::string does(const std::string& words) {
    const auto ran = palitan(words);
    EXPECT_EQ(ran.status, 0) << "palitan " << words << "\n" << ran.printed;
    return ran.printed;
  }
  std::string as(const std::string& party, const std::string& words) {
    return does("--node " + at(party) + " " + words);
  }

  void found() {
    does("party init --dir " + at("jpn") + " --code jpn --name Japan" + pass());
    does("party init --dir " + at("phl") + " --code phl --name Philippines" + pass());
    const auto words = does("party show " + at("jpn/party.json"));
    EXPECT_NE(words.find("fingerprint"), std::string::npos);
    does("partnership found --dir " + at("jpn") + " --with " + at("phl/party.json") +
         " --arrangement \"exchange of letters\" --out " + at("draft.json") + pass());
    const auto signed_by_all =
        does("partnership sign " + at("draft.json") + " --dir " + at("phl") + " --with " +
             at("jpn/party.json") + " --out " + at("founding.json") + pass());
    EXPECT_NE(signed_by_all.find("cosigned by 6 roots: complete"), std::string::npos) << signed_by_all;
    does("partnership finish " + at("founding.json") + " --dir " + at("jpn"));
    does("partnership finish " + at("founding.json") + " --dir " + at("phl"));
    const auto a = std::to_string(palitan_test::free_port()), b = std::to_string(palitan_test::free_port());
    does("node init --dir " + at("jpn") + " --port " + a + " --peer phl=127.0.0.1:" + b);
    does("node init --dir " + at("phl") + " --port " + b + " --peer jpn=127.0.0.1:" + a);
  }
  void appoint(const std::string& party, const std::string& office, const std::string& roles) {
    const auto made = as(party, "actor make" + pass());
    const auto key = made.find("key    ");
    ASSERT_NE(key, std::string::npos) << made;
    as(party,
       "actor appoint --key " + made.substr(key + 7, 64) + " --office \"" + office + "\" " + roles + pass());
  }
  void appoint_all() {
    for (const auto* party : {"jpn", "phl"}) {
      appoint(party, "registrar", "--role registrar");
      appoint(party, "agreements desk", "--role custodian");
      appoint(party, "logistics", "--role requester --role issuer --role receiver");
      appoint(party, "contracting officer", "--role approver --limit \"JPY 2000000\"");
      appoint(party, "finance", "--role biller --role payer");
    }
  }
  std::string order_of(const std::string& party) {
    for (const auto& one : json::parse(as(party, "cases --json")))
      if (one.at("kind") == "order") return one.at("id").get<std::string>().substr(0, 10);
    return "none";
  }

  fs::path dir_;
};

TEST_F(TwoMachines, FromTheCeremonyToASettledOrder) {
  found();
  Serving jpn(at("jpn"), at("pass")), phl(at("phl"), at("pass"));
  appoint_all();
  as("jpn", "sync");
  as("jpn", "instrument propose " PALITAN_SOURCE_DIR "/instruments/jpn-phl-acsa-2026.toml");
  as("jpn", "sync");
  for (const auto* party : {"jpn", "phl"})
    as(party, "instrument ratify jpn-phl-acsa-2026 --in-force 2026-06-20 --set clock.reimbursement.days=60");
  as("phl", "activity open --type exercise --name \"Harbour visit\" --from 2026-06-20 --until 2099-12-31");
  as("phl", "sync");
  as("jpn", "activity concur \"Harbour visit\"");
  as("jpn", "sync");

  as("jpn", "order request --currency JPY --line \"1 water WATER 60 MTQ reimbursement\" --place Subic");
  as("jpn", "sync");
  const auto id = order_of("phl");
  const auto too_dear = palitan("--node " + at("phl") + " order offer " + id +
                                " --line \"1 water WATER 60 MTQ reimbursement 45000\"");
  EXPECT_EQ(too_dear.status, 1);
  EXPECT_NE(too_dear.printed.find("refused_limit"), std::string::npos) << too_dear.printed;
  const auto turn = [&](const std::string& party, const std::string& words) {
    as(party, "order " + words);
    as(party, "sync");
  };
  turn("phl", "offer " + id + " --line \"1 water WATER 60 MTQ reimbursement 450\"");
  turn("jpn", "accept " + id);
  turn("phl", "issue " + id + " --line \"1 40\"");
  turn("jpn", "receive " + id + " --line \"1 39.5 0.5 spoiled\"");
  turn("phl", "issue " + id);
  turn("jpn", "receive " + id);
  turn("phl", "invoice " + id + " --number W-1");
  turn("jpn", "query " + id + " --reason price --note \"450 or 45?\"");
  const auto shown = as("phl", "show " + id);
  EXPECT_NE(shown.find("answer the query on invoice W-1"), std::string::npos) << shown;
  const auto acts = json::parse(as("jpn", "show --json " + id)).at("acts");
  turn("jpn", "withdraw " + id + " --of " + acts.back().at("id").get<std::string>() + " --reason answered");
  turn("jpn", "pay " + id + " --amount \"JPY 20000\"");
  turn("phl", "confirm " + id);
  turn("jpn", "pay " + id);
  turn("phl", "confirm " + id);
  turn("phl", "close " + id);
  EXPECT_EQ(as("jpn", "balances --json"), as("phl", "balances --json"));
  // 59.5 of 60 received: 26,775 yen paid, nothing owed any more.
  EXPECT_NE(as("jpn", "show " + id).find("Nothing is owed any more."), std::string::npos);

  as("phl", "export bundle --out " + at("served.bundle"));
  EXPECT_EQ(jpn.stop(), 0);
  EXPECT_EQ(phl.stop(), 0);
  as("jpn", "export bundle --out " + at("folder.bundle"));
  EXPECT_EQ(palitan_test::run("cmp " + at("served.bundle") + " " + at("folder.bundle")).status, 0);
  EXPECT_EQ(palitan_test::run(kBin + "palitan-verify " + at("served.bundle")).status, 0);
}

}  // namespace
