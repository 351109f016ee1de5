// Two officers found a partnership with files alone.
#include "cli/ceremony.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace palitan::cli {
namespace {
namespace fs = std::filesystem;

/// Two machines that share nothing: a folder each.
class Ceremony : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "palitan-ceremony-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    dir_ = pattern;
    for (const auto* code : {"jpn", "phl"}) {
      const auto party = make_party(dir_ / code, {code, code, 3, 2}, pass_, {1, 8 << 10});
      ASSERT_TRUE(party) << party.error().says;
      parties_.push_back(*party);
    }
  }
  void TearDown() override { fs::remove_all(dir_); }
  node::Folder folder(const char* code) { return *node::Folder::open(dir_ / code); }
  FoundingFile draft() {
    auto file = draft_founding(folder("jpn"), pass_, {parties_[1]}, "exchange of notes", {1'795'000'000'123});
    EXPECT_TRUE(file) << (file ? "" : file.error().says);
    return *file;
  }

  fs::path dir_;
  std::string pass_ = "correct horse";
  std::vector<statement::Party> parties_;
};

TEST_F(Ceremony, EndsInTheSamePartnershipOnBothMachines) {
  auto file = draft();
  ASSERT_TRUE(sign_founding(folder("jpn"), pass_, {parties_[1]}, file));
  // A stick carries the file as text.
  auto there = parse_founding(founding_text(file));
  ASSERT_TRUE(there) << there.error().says;
  ASSERT_TRUE(sign_founding(folder("phl"), pass_, {parties_[0]}, *there));
  const auto back = parse_founding(founding_text(*there));
  ASSERT_TRUE(back) << back.error().says;
  EXPECT_TRUE(missing_signatures(*back).empty());
  const auto jpn = finish_founding(folder("jpn"), *back);
  const auto phl = finish_founding(folder("phl"), *back);
  ASSERT_TRUE(jpn) << jpn.error().says;
  ASSERT_TRUE(phl) << phl.error().says;
  EXPECT_EQ(*jpn, *phl);
  EXPECT_EQ(*jpn, partnership_of(file));
  EXPECT_EQ(folder("jpn").records(), std::vector{*jpn});
}

TEST_F(Ceremony, SignaturesMadeApartAreMerged) {
  const auto file = draft();
  auto one = file, two = file;
  ASSERT_TRUE(sign_founding(folder("jpn"), pass_, {parties_[1]}, one));
  ASSERT_TRUE(sign_founding(folder("phl"), pass_, {parties_[0]}, two));
  EXPECT_FALSE(finish_founding(folder("jpn"), one));
  EXPECT_EQ(missing_signatures(one).front(), "phl/root-0");
  const auto all = merge_foundings({two, one});
  ASSERT_TRUE(all) << all.error().says;
  EXPECT_TRUE(finish_founding(folder("phl"), *all));
}

TEST_F(Ceremony, AnOfficerDoesNotSignForAPartyThatWasNotCompared) {
  auto file = draft();
  auto swapped = parties_[0];
  std::swap(swapped.roots[0], swapped.roots[1]);
  const auto refused = sign_founding(folder("phl"), pass_, {swapped}, file);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().says.find("'jpn'"), std::string::npos) << refused.error().says;
  EXPECT_FALSE(sign_founding(folder("phl"), pass_, {}, file));
  EXPECT_TRUE(file.signatures.empty());
}

TEST_F(Ceremony, TheFirstPartyDrafts) {
  const auto refused = draft_founding(folder("phl"), pass_, {parties_[0]}, "x", {0});
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().says.find("'jpn'"), std::string::npos);
}

TEST_F(Ceremony, AWrongPassphraseAndASpoiltFileAreSaid) {
  const auto refused = draft_founding(folder("jpn"), "wrong", {parties_[1]}, "x", {0});
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().says.find("local_passphrase"), std::string::npos) << refused.error().says;
  auto text = founding_text(draft());
  EXPECT_FALSE(parse_founding(text.substr(1)));
  EXPECT_FALSE(parse_founding("{}"));
  const auto at = text.find("\"founding\": \"") + 40;
  text[at] = text[at] == 'A' ? 'B' : 'A';
  EXPECT_FALSE(parse_founding(text));
}

TEST_F(Ceremony, FingerprintsDifferAndStay) {
  EXPECT_NE(fingerprint_of(parties_[0]), fingerprint_of(parties_[1]));
  const auto read = folder("jpn").read_party();
  ASSERT_TRUE(read);
  EXPECT_EQ(fingerprint_of(*read), fingerprint_of(parties_[0]));
  EXPECT_TRUE(fingerprint_uri(*read).starts_with("palitan-party:jpn:"));
}

}  // namespace
}  // namespace palitan::cli
