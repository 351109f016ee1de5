#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "crypto/cross_check.h"
#include "crypto/fingerprint.h"
#include "crypto/hash.h"
#include "crypto/sign.h"
#include "crypto/vault.h"

namespace palitan::crypto {
namespace {
using base::Bytes;
using base::Code;
using base::view_of;

KeyPair key_of(std::uint8_t seed) {
  std::array<std::uint8_t, 32> bytes{};
  bytes.fill(seed);
  return key_pair_from_seed(bytes);
}

TEST(Sha256, AgreesWithFips180) {
  EXPECT_EQ(base::to_hex(sha256({}).view()),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(base::to_hex(sha256(view_of("abc")).view()),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Sha256, PiecesGiveTheSameHashAsTheWhole) {
  const Bytes data(300, 0x5a);
  const base::ByteView whole = data;
  for (std::size_t cut = 0; cut <= data.size(); ++cut) {
    EXPECT_EQ(Sha256().update(whole.first(cut)).update(whole.subspan(cut)).finish(), sha256(data));
  }
}

TEST(Sign, AgreesWithRfc8032) {
  std::array<std::uint8_t, 32> seed{};
  const auto bytes =
      base::from_hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb").value();
  std::copy(bytes.begin(), bytes.end(), seed.begin());
  const auto key = key_pair_from_seed(seed);
  EXPECT_EQ(base::to_hex(key.public_key.view()),
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  const Bytes message = {0x72};
  EXPECT_EQ(base::to_hex(sign(key, message).view()),
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
}

TEST(Sign, ASignatureHoldsForItsKeyAndMessageOnly) {
  const auto key = key_of(1);
  const Bytes message(200, 7);
  const auto signature = sign(key, message);
  EXPECT_TRUE(verify(key.public_key, message, signature));
  EXPECT_TRUE(verify_openssl(key.public_key, message, signature));
  EXPECT_FALSE(verify(key_of(2).public_key, message, signature));
  for (std::size_t bit = 0; bit < 512; ++bit) {
    auto bent = signature;
    bent.raw[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    EXPECT_FALSE(verify(key.public_key, message, bent)) << bit;
    EXPECT_FALSE(verify_openssl(key.public_key, message, bent)) << bit;
  }
}

TEST(Sign, AnEmptyMessageCanBeSigned) {
  const auto key = key_of(3);
  EXPECT_TRUE(verify(key.public_key, {}, sign(key, {})));
  EXPECT_TRUE(verify_openssl(key.public_key, {}, sign(key, {})));
}

TEST(Sign, TheKeyIdBeginsTheHashOfTheKey) {
  const auto key = key_of(4);
  EXPECT_EQ(base::to_hex(key_id(key.public_key).view()),
            base::to_hex(sha256(key.public_key.view()).view()).substr(0, 16));
}

TEST(Sign, AMovedKeyPairLeavesNoSecretBehind) {
  auto first = key_of(5);
  const auto secret = first.secret;
  const auto second = std::move(first);
  EXPECT_EQ(second.secret, secret);
  EXPECT_EQ(first.secret, (std::array<std::uint8_t, 64>{}));  // NOLINT: looking at what is left is the point
}

TEST(Sign, OnlyStrictKeysMayEnterTheRecord) {
  EXPECT_TRUE(is_strict_public_key(key_of(6).public_key));
  for (const char* bad : {
           "0000000000000000000000000000000000000000000000000000000000000000",  // order 4
           "0100000000000000000000000000000000000000000000000000000000000080",  // order 1, wrong sign
           "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",  // order 2, wrong sign
           "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",  // order 8
           "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",  // p, another way to write 0
           "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",  // p + 3
           "0200000000000000000000000000000000000000000000000000000000000000",  // not on the curve
       }) {
    EXPECT_FALSE(is_strict_public_key(base::fixed_from_hex<base::PublicKey>(bad).value())) << bad;
  }
}

class Vault : public testing::Test {
 protected:
  const Bytes secret_ = Bytes(32, 0x42);
  const std::array<std::uint8_t, 16> salt_{1, 2, 3};
  const std::array<std::uint8_t, 24> nonce_{4, 5, 6};
  const WrapParameters quick_{.ops = 1, .mem_bytes = 8192};
  Bytes wrapped_ = wrap(secret_, "tatlong bangka", salt_, nonce_, quick_);
};

TEST_F(Vault, TheRightPassphraseOpensIt) {
  EXPECT_EQ(unwrap(wrapped_, "tatlong bangka").value(), secret_);
  EXPECT_EQ(unwrap(wrap({}, "", salt_, nonce_, quick_), "").value(), Bytes{});
}

TEST_F(Vault, TheSecretDoesNotShow) {
  EXPECT_EQ(std::search(wrapped_.begin(), wrapped_.end(), secret_.begin(), secret_.begin() + 4),
            wrapped_.end());
}

TEST_F(Vault, AWrongPassphraseIsToldFromDamage) {
  EXPECT_EQ(unwrap(wrapped_, "tatlong bangko").error().code, Code::local_passphrase);
  for (std::size_t i = 0; i < wrapped_.size(); ++i) {
    auto bent = wrapped_;
    bent[i] ^= 1;
    EXPECT_EQ(unwrap(bent, "tatlong bangka").error().code, Code::local_damaged) << i;
    EXPECT_EQ(unwrap(base::ByteView(wrapped_).first(i), "tatlong bangka").error().code, Code::local_damaged)
        << i;
  }
}

TEST_F(Vault, AHostileFileCannotAskForMoreThanTheBounds) {
  for (const std::size_t at : {8U, 16U}) {  // ops, memory
    auto hostile = wrapped_;
    hostile[at] = 0x7f;
    const auto hash = sha256(base::ByteView(hostile).first(hostile.size() - 32));
    std::copy(hash.raw.begin(), hash.raw.end(), hostile.end() - 32);
    EXPECT_EQ(unwrap(hostile, "tatlong bangka").error().code, Code::local_damaged);
  }
}

TEST(Fingerprint, TheWordsAreShortDistinctAndInOrder) {
  const auto& words = fingerprint_word_list();
  std::set<std::string_view> beginnings;
  for (const auto word : words) {
    EXPECT_GE(word.size(), 3U) << word;
    EXPECT_LE(word.size(), 7U) << word;
    EXPECT_EQ(word.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), std::string_view::npos) << word;
    EXPECT_TRUE(beginnings.insert(word.substr(0, 3)).second) << word;
  }
  EXPECT_TRUE(std::is_sorted(words.begin(), words.end()));
}

TEST(Fingerprint, SixteenWordsInFourGroups) {
  base::Hash hash;
  for (std::size_t i = 0; i < 32; ++i) hash.raw[i] = static_cast<std::uint8_t>(i * 17);
  const std::string words =
      "adobe batch buffalo coconut - eagle funnel horse ladder - machine nut pencil radio - silk tango "
      "vessel zinc";
  EXPECT_EQ(fingerprint_words(hash), words);
  hash.raw[15] ^= 1;
  EXPECT_NE(fingerprint_words(hash), words);
}

}  // namespace
}  // namespace palitan::crypto
