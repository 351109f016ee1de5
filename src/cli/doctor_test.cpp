// `palitan doctor` on folders that are well and on folders with each thing wrong, served and not.
#include <sys/stat.h>

#include <fstream>

#include <nlohmann/json.hpp>

#include "api/test_kit.h"
#include "cli/desk.h"
#include "cli/doctor.h"
#include "cli/folder_record.h"
#include "cli/test_kit.h"
#include "crypto/hash.h"

namespace palitan::cli {
namespace {

using namespace api::kit;
namespace fs = std::filesystem;

class DoctorTest : public testing::Test {
 protected:
  DoctorTest() {
    ::chmod(dir().c_str(), 0700);
    std::ofstream(pass_) << kPassphrase << "\n";
  }

  fs::path dir() const { return pair_.dir("jpn"); }
  fs::path record() const { return dir() / "record" / (hex(pair_.partnership) + ".db"); }
  nlohmann::json look(int exit, bool with_passphrase = false) {
    std::vector<std::string> words = {"doctor", dir().string(), "--json"};
    if (with_passphrase) words.insert(words.end(), {"--passphrase-file", pass_.string()});
    EXPECT_EQ(terminal_.run(words), exit) << terminal_.out << terminal_.err;
    EXPECT_EQ(terminal_.err, "");
    return nlohmann::json::parse(terminal_.out, nullptr, false);
  }
  /// "ok: what it says" of one check.
  static std::string said(const nlohmann::json& seen, const std::string& check) {
    for (const auto& one : seen.at("looks"))
      if (one.at("check") == check)
        return one.at("standing").get<std::string>() + ": " + one.at("says").get<std::string>();
    return "no check " + check;
  }

  Pair pair_;
  TempFolder temp_;
  fs::path pass_ = temp_.path() / "pass";
  kit::Terminal terminal_;
};

TEST_F(DoctorTest, AFolderThatNobodyServesIsLookedThrough) {
  const auto seen = look(0, true);
  EXPECT_EQ(seen["wrong"], 0);
  EXPECT_EQ(seen["served"], "");
  EXPECT_EQ(said(seen, "served"), "ok: nobody serves it now");
  EXPECT_EQ(said(seen, "store"), "ok: opens, every page looked at, of this program's version");
  EXPECT_EQ(said(seen, "opened"),
            "ok: the node's keys are those of 1 records; 3 of 3 seats open by the same passphrase");
  EXPECT_EQ(said(seen, "pending"), "ok: 0 acts wait for an accord");
  EXPECT_EQ(said(seen, "attachments"), "ok: 0 of 0 files that acts name lie here");
  EXPECT_EQ(said(seen, "backup"), "look: none was taken, as far as this folder knows");
  EXPECT_EQ(said(seen, "partners"),
            "look: no partner has an address here; none of phl, which has to call this node");
  EXPECT_EQ(said(seen, "links"), "unknown: who is in reach is known while the node serves");
  EXPECT_EQ(said(look(0), "opened"), "unknown: keys are not opened without --passphrase-file FILE");
}

TEST_F(DoctorTest, ForPeopleEachThingHasALineAndWhatToDo) {
  ::chmod((dir() / "api.token").c_str(), 0644);
  EXPECT_EQ(terminal_.run({"doctor", dir().string()}), 1);
  EXPECT_NE(terminal_.out.find("  WRONG          permissions    others may read api.token\n"),
            std::string::npos)
      << terminal_.out;
  EXPECT_NE(terminal_.out.find("chmod -R go-rwx " + dir().string()), std::string::npos);
  EXPECT_NE(terminal_.out.find("  ok             disk "), std::string::npos);
  EXPECT_NE(terminal_.out.find("1 wrong, 2 not looked at\n"), std::string::npos) << terminal_.out;
}

TEST_F(DoctorTest, WhileANodeServesItIsAskedAndTheRestIsSaidNotToBeLookedAt) {
  pair_.options.peers = std::vector<node::PeerAddress>{{"phl", "127.0.0.1", 1}};
  pair_.jpn = pair_.open("jpn");
  ASSERT_TRUE(write_serving(pair_.jpn->folder(), {"127.0.0.1", pair_.jpn->port(), true}));
  const auto seen = look(0);
  EXPECT_TRUE(seen["served"].get<std::string>().starts_with("https://127.0.0.1:"));
  EXPECT_EQ(said(seen, "store"), "unknown: not read page by page while the node serves");
  EXPECT_EQ(said(seen, "node writer"), "ok: it signs and takes in");
  EXPECT_EQ(said(seen, "opened"), "ok: the node that serves has opened its keys");
  EXPECT_TRUE(said(seen, "agreed").starts_with("ok: 1 acts, height 0, last accord "));
  EXPECT_TRUE(said(seen, "link").starts_with("look: phl: no contact since the node started"));
}

TEST_F(DoctorTest, ANodeThatWasKilledLeavesItsWord) {
  ASSERT_TRUE(write_serving(node::Folder::open(dir()).value(), {"127.0.0.1", 7700, true}));
  EXPECT_EQ(said(look(0), "served"),
            "look: nobody serves it, and the node that did was not stopped but killed");
}

TEST_F(DoctorTest, SomebodyElseOnTheFolderIsSaid) {
  const auto lock = node::Folder::open(dir()).value().lock();
  ASSERT_TRUE(lock);
  const auto seen = look(0);
  EXPECT_EQ(seen["served"], "another program");
  EXPECT_TRUE(said(seen, "served").starts_with("look: another program holds the folder"));
}

TEST_F(DoctorTest, ARecordThatIsDamagedNewerOrEmptyIsWrong) {
  const auto good = temp_.path() / "good.db";
  fs::copy_file(record(), good);
  const auto put = [&](std::streamoff at, const std::string& bytes) {
    fs::copy_file(good, record(), fs::copy_options::overwrite_existing);
    std::fstream file(record(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(at);
    file << bytes;
  };
  put(60, std::string("\0\0\0\x09", 4));  // its version
  EXPECT_TRUE(said(look(1), "store").starts_with("wrong: local_newer_database: its version is 9"));
  put(4'096 * 2, std::string(4'096, 'x'));  // a page of a table
  EXPECT_TRUE(said(look(1), "store").starts_with("wrong: local_damaged")) << said(look(1), "store");
  std::ofstream(record(), std::ios::trunc) << "nothing of ours";
  EXPECT_TRUE(said(look(1), "store").starts_with("wrong: local_damaged"));
}

TEST_F(DoctorTest, AClockThatIsFarBehindIsWrong) {
  const auto folder = node::Folder::open(dir()).value();
  const auto record = FolderRecord::open(folder, "", node::system_now()).value();
  const auto at = base::parse_effective(record->status()->accord_time)->at;
  const auto clock = [&](std::int64_t behind) {
    for (const auto& one : look_at_book(*record, base::Instant{at.ms - behind}))
      if (one.check == "clock") return one.standing;
    return node::Standing::unknown;
  };
  EXPECT_EQ(clock(0), node::Standing::ok);
  EXPECT_EQ(clock(3'600'000), node::Standing::wrong);
}

TEST_F(DoctorTest, ActsThatWaitForDaysAreToBeLookedAt) {
  pair_.jpn = pair_.open("jpn");
  appoint_offices(*pair_.jpn, pair_.partnership);
  pair_.jpn.reset();
  const auto folder = node::Folder::open(dir()).value();
  const auto now = node::system_now();
  const auto record = FolderRecord::open(folder, "", now).value();
  const auto pending = [&](std::int64_t days) {
    for (const auto& one : look_at_book(*record, base::Instant{now.ms + days * 86'400'000}))
      if (one.check == "pending") return one;
    return node::Finding{};
  };
  EXPECT_EQ(pending(1).standing, node::Standing::ok);
  EXPECT_TRUE(pending(1).says.starts_with("2 acts wait for an accord")) << pending(1).says;
  EXPECT_EQ(pending(5).standing, node::Standing::look);
  EXPECT_NE(pending(5).to_do.find("palitan sync --to"), std::string::npos);
}

TEST_F(DoctorTest, AFileThatActsNameAndIsNotHereIsToBeLookedAt) {
  pair_.jpn = pair_.open("jpn");
  appoint_offices(*pair_.jpn, pair_.partnership);
  Clerk clerk(*pair_.jpn);
  const std::string bytes = "the plan";
  const auto hash = hex(crypto::sha256(base::view_of(bytes)));
  ASSERT_EQ(clerk.send({"PUT", "/v1/attachments/" + hash, {}, bytes, {}}).status, 201);
  const api::Json plan = {{"seat", hex(seat("jpn", "desk"))},
                          {"kind", "open_activity"},
                          {"body",
                           {{"type", "exercise"},
                            {"name", "x"},
                            {"parties", {"jpn", "phl"}},
                            {"from", "2026-01-01"},
                            {"until", "2026-12-31"},
                            {"place", "Subic"}}},
                          {"attachments", {{{"hash", hash}, {"size", bytes.size()}, {"name", "plan.txt"}}}}};
  ASSERT_EQ(clerk.post(pair_.base_path() + "/acts", plan.dump()).status, 201);
  pair_.jpn.reset();
  EXPECT_EQ(said(look(0), "attachments"), "ok: 1 of 1 files that acts name lie here");
  for (const auto& entry : fs::recursive_directory_iterator(dir() / "attachments"))
    if (entry.is_regular_file()) fs::remove(entry.path());
  EXPECT_EQ(said(look(0), "attachments"), "look: 0 of 1 files that acts name lie here");
}

TEST_F(DoctorTest, AFolderThatIsNoneIsRefused) {
  EXPECT_EQ(terminal_.run({"doctor", (temp_.path() / "nowhere").string()}), 1);
  EXPECT_NE(terminal_.err.find("local_not_found"), std::string::npos) << terminal_.err;
  EXPECT_EQ(terminal_.run({"doctor"}), 2);
}

}  // namespace
}  // namespace palitan::cli
