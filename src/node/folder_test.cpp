#include <sys/stat.h>

#include <fstream>

#include "node/random.h"
#include "node/test_kit.h"

namespace palitan::node {
namespace {

using base::Code;
using namespace kit;

TEST(Folder, KeepsWhatItIsGivenAndShowsKeysToNobodyElse) {
  const TempFolder temp;
  const auto made = make_party(temp.path(), "jpn");
  const auto folder = Folder::open(temp.path() / "jpn").value();
  EXPECT_EQ(folder.file().party, "jpn");
  EXPECT_EQ(folder.file().name, "jpn headquarters");
  EXPECT_EQ(folder.token().value(), made.token().value());
  EXPECT_EQ(folder.root_count(), 1u);
  EXPECT_EQ(folder.seats().size(), 3u);
  const auto key = folder.read_key(kAccordKey, kPassphrase).value();
  EXPECT_EQ(key.public_key, office("jpn", "accord").public_key);
  for (const auto* name : {"keys/accord.key", "keys/node.key", "keys/roots/0.key", "api.token"}) {
    struct stat about{};
    ASSERT_EQ(::stat((temp.path() / "jpn" / name).c_str(), &about), 0) << name;
    EXPECT_EQ(about.st_mode & 0777, 0600u) << name;
  }
}

TEST(Folder, RefusesAWrongPassphraseADamagedKeyAndAMissingOne) {
  const TempFolder temp;
  const auto folder = make_party(temp.path(), "jpn");
  EXPECT_EQ(folder.read_key(kAccordKey, "wrong horse").error().code, Code::local_passphrase);
  EXPECT_EQ(folder.read_key("roots/7", kPassphrase).error().code, Code::local_not_found);
  std::fstream file(temp.path() / "jpn/keys/accord.key", std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(20);
  file.put('!');
  file.close();
  EXPECT_EQ(folder.read_key(kAccordKey, kPassphrase).error().code, Code::local_damaged);
}

TEST(Folder, NeverOverwritesAKeyOrAnotherNode) {
  const TempFolder temp;
  const auto folder = make_party(temp.path(), "jpn");
  EXPECT_EQ(folder.write_key(kAccordKey, random_key_pair(), "x", kQuick).error().code, Code::local_draft);
  EXPECT_EQ(folder.read_key(kAccordKey, kPassphrase).value().public_key, office("jpn", "accord").public_key);
  EXPECT_EQ(Folder::create(temp.path() / "jpn", folder.file()).error().code, Code::local_draft);
}

TEST(Folder, NamesTheFieldOfABrokenNodeJson) {
  const TempFolder temp;
  make_party(temp.path(), "jpn");
  const auto with = [&](std::string_view text) {
    std::ofstream(temp.path() / "jpn/node.json") << text;
    return Folder::open(temp.path() / "jpn").error();
  };
  EXPECT_EQ(with("{").code, Code::local_damaged);
  EXPECT_NE(with(R"({"format":1,"party":"Japan","name":"x"})").detail.find("\"party\""), std::string::npos);
  EXPECT_NE(with(R"({"format":1,"party":"jpn","name":7})").detail.find("\"name\""), std::string::npos);
  EXPECT_NE(with(R"({"format":1,"party":"jpn","name":"x","port":70000})").detail.find("\"port\""),
            std::string::npos);
  EXPECT_EQ(with(R"({"format":1,"party":"jpn","name":"x","colour":1})").code, Code::local_damaged);
  EXPECT_EQ(with(R"({"format":2,"party":"jpn","name":"x"})").code, Code::local_newer_database);
  EXPECT_EQ(Folder::open(temp.path() / "nowhere").error().code, Code::local_not_found);
}

TEST(Folder, DescribesItsPartyForTheCeremony) {
  const TempFolder temp;
  const auto party = make_party(temp.path(), "phl").read_party().value();
  const auto again = parse_party_json(party_json(party)).value();
  EXPECT_EQ(codec::encode(again), codec::encode(party));
  auto text = party_json(party);
  text.replace(text.find("\"threshold\": 1"), 14, "\"threshold\": 2");
  EXPECT_EQ(parse_party_json(text).error().code, Code::local_draft);
}

TEST(Folder, FoundsARecordOnceAndLeavesNothingOfARefusedOne) {
  const TempFolder temp;
  const std::vector<Folder> folders = {make_party(temp.path(), "jpn"), make_party(temp.path(), "phl")};
  const auto partnership = found(folders);
  EXPECT_EQ(folders[0].records(), std::vector{partnership});
  const auto store = folders[0].open_record(partnership, true).value();
  const auto founding = *store->logged_bytes(0);
  const auto paper = codec::decode<sync::AccordPaper>(store->accord(0)->bytes).value();
  EXPECT_EQ(folders[0].found_record(founding, paper.note).error().code, Code::local_draft);
  auto third = make_party(temp.path(), "usa");
  EXPECT_FALSE(third.found_record(founding, "not a note").has_value());
  EXPECT_TRUE(third.records().empty());
  EXPECT_TRUE(std::filesystem::is_empty(temp.path() / "usa/record"));
}

TEST(Keyring, OpensSeatsByPassphraseAndKeepsOthersLocked) {
  const TempFolder temp;
  const auto folder = make_party(temp.path(), "jpn");
  auto own = random_key_pair();
  const auto theirs = crypto::key_id(own.public_key);
  ASSERT_TRUE(folder.write_key(seat_key_file(theirs), own, "a clerk's own", kQuick));
  const auto keys = Keyring::unlock(folder, kPassphrase).value();
  EXPECT_TRUE(keys->seat(seat("jpn", "desk")).has_value());
  EXPECT_EQ(keys->seat(theirs).error().code, Code::local_seat_locked);
  EXPECT_EQ(keys->seat(seat("phl", "desk")).error().code, Code::local_no_seat);
  EXPECT_EQ(keys->unlock_seat(theirs, kPassphrase).error().code, Code::local_passphrase);
  ASSERT_TRUE(keys->unlock_seat(theirs, "a clerk's own"));
  EXPECT_EQ((*keys->seat(theirs))->public_key, own.public_key);
  keys->lock_seat(theirs);
  EXPECT_EQ(keys->seat(theirs).error().code, Code::local_seat_locked);
  EXPECT_EQ(Keyring::unlock(folder, "wrong").error().code, Code::local_passphrase);
}

TEST(Keyring, KeepsASeatOpenAsLongAsSomebodyHoldsIt) {
  const TempFolder temp;
  const auto folder = make_party(temp.path(), "jpn");
  auto own = random_key_pair();
  const auto theirs = crypto::key_id(own.public_key);
  ASSERT_TRUE(folder.write_key(seat_key_file(theirs), own, "a clerk's own", kQuick));
  const auto keys = Keyring::unlock(folder, kPassphrase).value();
  ASSERT_TRUE(keys->hold_seat(theirs, "a clerk's own"));
  EXPECT_EQ(keys->hold_seat(theirs, "a guess").error().code, Code::local_passphrase) << "tried though open";
  ASSERT_TRUE(keys->hold_seat(theirs, "a clerk's own"));
  keys->release_seat(theirs);
  EXPECT_TRUE(keys->seat(theirs).has_value()) << "one still holds it";
  keys->release_seat(theirs);
  EXPECT_EQ(keys->seat(theirs).error().code, Code::local_seat_locked);

  ASSERT_TRUE(keys->unlock_seat(theirs, "a clerk's own"));
  ASSERT_TRUE(keys->hold_seat(theirs, "a clerk's own"));
  keys->release_seat(theirs);
  EXPECT_TRUE(keys->seat(theirs).has_value()) << "opened without a holder, too";
  ASSERT_TRUE(keys->hold_seat(theirs, "a clerk's own"));
  keys->lock_seat(theirs);
  EXPECT_TRUE(keys->seat(theirs).has_value());
  keys->release_seat(theirs);
  EXPECT_EQ(keys->seat(theirs).error().code, Code::local_seat_locked);
}

}  // namespace
}  // namespace palitan::node
