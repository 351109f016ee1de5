// Looks at what is around a node: disk, clock, folder, keys, backups.
#include "node/checkup.h"

#include <sys/stat.h>

#include <fstream>

#include "net/authority.h"
#include "node/backup.h"
#include "node/certificates.h"
#include "node/folder_checkup.h"
#include "node/log.h"
#include "node/test_kit.h"
#include "node/version.h"

#include <nlohmann/json.hpp>

namespace palitan::node {
namespace {

using namespace kit;

constexpr base::Instant kNow{1'790'000'000'000};

class CheckupTest : public testing::Test {
 protected:
  TempFolder temp_;
  Folder folder_ = make_party(temp_.path(), "jpn");
  std::filesystem::path key(const std::string& name) const {
    return folder_.dir() / "keys" / (name + ".key");
  }
};

TEST(ClockCheck, IsHowFarItIsBehindWhatAllAgreedOn) {
  const auto at = [](std::int64_t behind) {
    return check_clock(kNow, base::Instant{kNow.ms + behind}).standing;
  };
  EXPECT_EQ(check_clock(kNow, std::nullopt).standing, Standing::ok) << "nothing is agreed";
  EXPECT_EQ(at(-1'000'000), Standing::ok) << "the accord is old, not the clock slow";
  EXPECT_EQ(at(59'999), Standing::ok);
  EXPECT_EQ(at(60'000), Standing::look);
  EXPECT_EQ(at(599'999), Standing::look);
  EXPECT_EQ(at(600'000), Standing::wrong);
}

TEST(DiskCheck, SaysHowMuchIsLeftAndThatNothingCanBeAsked) {
  const TempFolder temp;
  const auto room = room_at(temp.path());
  ASSERT_TRUE(room);
  EXPECT_GT(room->size, room->free);
  const auto seen = check_room(temp.path());
  EXPECT_NE(seen.says.find(" are free"), std::string::npos) << seen.says;
  const auto gone = check_room(temp.path() / "nowhere");
  EXPECT_EQ(gone.standing, Standing::wrong);
  EXPECT_FALSE(gone.to_do.empty());
}

TEST(Words, OfSizesAndTimes) {
  EXPECT_EQ(size_words(1'023), "1023 bytes");
  EXPECT_EQ(size_words(1'536), "1.5 KiB");
  EXPECT_EQ(size_words(std::uint64_t{3} << 40), "3.0 TiB");
  EXPECT_EQ(time_words(119'000), "119 seconds");
  EXPECT_EQ(time_words(120'000), "2 minutes");
  EXPECT_EQ(time_words(47 * 3'600'000), "47 hours");
  EXPECT_EQ(time_words(std::int64_t{49} * 3'600'000), "2 days");
}

TEST(WritableCheck, FindsAFolderThatIsGone) {
  const TempFolder temp;
  EXPECT_EQ(check_writable(temp.path()).standing, Standing::ok);
  EXPECT_EQ(check_writable(temp.path() / "nowhere").standing, Standing::wrong);
}

TEST_F(CheckupTest, KeysThatOthersMayReadAreNamed) {
  ASSERT_EQ(::chmod(folder_.dir().c_str(), 0700), 0);
  EXPECT_EQ(check_permissions(folder_).standing, Standing::ok) << check_permissions(folder_).says;
  ASSERT_EQ(::chmod(key("node").c_str(), 0640), 0);
  const auto seen = check_permissions(folder_);
  EXPECT_EQ(seen.standing, Standing::wrong);
  EXPECT_EQ(seen.says, "others may read keys/node.key");
  EXPECT_NE(seen.to_do.find("chmod"), std::string::npos);
}

TEST_F(CheckupTest, AKeyThatIsMissingOrBrokenIsNamed) {
  EXPECT_EQ(check_keys(folder_).says, "accord and node, and 3 seats");
  std::ofstream(key("node")) << "not a key";
  EXPECT_EQ(check_keys(folder_).says, "no key can be read out of node");
  std::filesystem::remove(key("accord"));
  const auto seen = check_keys(folder_);
  EXPECT_EQ(seen.standing, Standing::wrong);
  EXPECT_EQ(seen.says, "no key of accord");
}

TEST_F(CheckupTest, RootKeysThatStayedAreToBeLookedAt) {
  EXPECT_EQ(check_roots(folder_).standing, Standing::look);
  std::filesystem::remove(key("roots/0"));
  EXPECT_EQ(check_roots(folder_).standing, Standing::ok);
}

TEST_F(CheckupTest, OpenedKeysAreComparedWithTheRecordAndTheirNames) {
  kernel::PartyFact party;
  party.code = "jpn";
  party.accord_key = office("jpn", "accord").public_key;
  party.node_key = office("jpn", "node").public_key;
  const auto good = check_opened_keys(folder_, kPassphrase, {party});
  EXPECT_EQ(good.standing, Standing::ok) << good.says;
  EXPECT_EQ(good.says, "the node's keys are those of 1 records; 3 of 3 seats open by the same passphrase");
  EXPECT_EQ(check_opened_keys(folder_, "another", {party}).standing, Standing::wrong);
  auto changed = party;
  changed.accord_key = office("phl", "accord").public_key;
  EXPECT_EQ(check_opened_keys(folder_, kPassphrase, {changed}).says,
            "the accord key that lies here is not the one of the record");
  // A seat's file under another seat's name.
  std::filesystem::copy_file(key(seat_key_file(seat("jpn", "desk"))), key(seat_key_file(seat("jpn", "root"))),
                             std::filesystem::copy_options::overwrite_existing);
  EXPECT_NE(check_opened_keys(folder_, kPassphrase, {party}).says.find("another seat's key"),
            std::string::npos);
}

TEST_F(CheckupTest, TheCertificateOfThePagesRunsOut) {
  EXPECT_EQ(check_certificate(folder_, kNow).standing, Standing::ok) << "none was made";
  const auto files = make_certificate(folder_, {"localhost"}, kNow).value();
  const auto days = [&](std::int64_t after) {
    return check_certificate(folder_, base::Instant{kNow.ms + after * 86'400'000}).standing;
  };
  EXPECT_EQ(days(0), Standing::ok);
  EXPECT_EQ(days(380), Standing::look) << "less than thirty days are left of thirteen months";
  EXPECT_EQ(days(420), Standing::wrong);
  std::ofstream(files.certificate) << "no certificate";
  EXPECT_EQ(days(0), Standing::wrong);
}

TEST_F(CheckupTest, ABackupIsRememberedByItsFolder) {
  EXPECT_EQ(check_backup_age(folder_, kNow).standing, Standing::look);
  write_backup(folder_, office("jpn", "node"), temp_.path() / "backup", kNow).value();
  EXPECT_EQ(last_backup(folder_), kNow);
  const auto after = [&](std::int64_t days) {
    return check_backup_age(folder_, base::Instant{kNow.ms + days * 86'400'000});
  };
  EXPECT_EQ(after(3).standing, Standing::ok);
  EXPECT_EQ(after(3).says, "the last one is 3 days old");
  EXPECT_EQ(after(8).standing, Standing::look);
  EXPECT_FALSE(std::filesystem::exists(temp_.path() / "backup" / "folder" / "last-backup"));
}

TEST(LogTest, AsJsonEachLineIsOneObjectWhateverIsSaid) {
  ::testing::internal::CaptureStdout();
  set_log_form(LogForm::json);
  const std::string nasty = "two\nlines, \"quotes\", \x01 and \xff";
  log(LogLevel::warn, nasty, {{"request", nasty}, {"status", std::uint64_t{503}}, {"ms", 1.5}});
  log(LogLevel::error, "plain");
  set_log_form(LogForm::text);
  log(LogLevel::info, "for people", {{"status", std::uint64_t{200}}});
  const auto printed = ::testing::internal::GetCapturedStdout();
  std::istringstream in(printed);
  std::string line;
  ASSERT_TRUE(std::getline(in, line));
  const auto one = nlohmann::json::parse(line);
  EXPECT_EQ(one["level"], "warning");
  EXPECT_EQ(one["status"], 503);
  EXPECT_EQ(one["ms"], 1.5);
  EXPECT_EQ(one["says"], one["request"]);
  EXPECT_TRUE(one["says"].get<std::string>().starts_with("two\nlines, \"quotes\""));
  EXPECT_TRUE(base::parse_effective(one["at"].get<std::string>())) << one["at"];
  ASSERT_TRUE(std::getline(in, line));
  EXPECT_EQ(nlohmann::json::parse(line)["says"], "plain");
  ASSERT_TRUE(std::getline(in, line));
  EXPECT_TRUE(line.ends_with("info: for people status=200")) << line;
  EXPECT_FALSE(std::getline(in, line));
}

TEST(VersionTest, IsTheOneOfTheBuild) {
  std::ifstream in(std::string(PALITAN_SOURCE_DIR) + "/CMakeLists.txt");
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  EXPECT_NE(text.find("project(palitan VERSION " + std::string(kVersion) + " "), std::string::npos);
}

}  // namespace
}  // namespace palitan::node
