// Any key, message and signature: what ours accepts OpenSSL accepts, asked plainly and without our strict
// check before it; and our own second opinion always says the same as the first. Input: 32 bytes of key, 64
// of signature, then the message. The mutator signs well and then bends what it signed.
#include <openssl/err.h>
#include <openssl/evp.h>

#include <memory>

#include "base/check.h"
#include "crypto/cross_check.h"
#include "crypto/sign.h"
#include "kit/dice.h"

namespace {
using namespace palitan;

constexpr std::size_t kHead = 32 + 64;

bool openssl_accepts(const base::PublicKey& key, base::ByteView message, const base::Signature& signature) {
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> public_key(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.raw.data(), key.raw.size()), &EVP_PKEY_free);
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  const bool good = public_key && context &&
                    EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, public_key.get()) == 1 &&
                    EVP_DigestVerify(context.get(), signature.raw.data(), signature.raw.size(),
                                     message.data(), message.size()) == 1;
  ERR_clear_error();
  return good;
}

/// The order of the group, little end first: S + L is the same number to a verifier that does not look.
constexpr std::uint8_t kOrder[32] = {0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7,
                                     0xa2, 0xde, 0xf9, 0xde, 0x14, 0,    0,    0,    0,    0,    0,
                                     0,    0,    0,    0,    0,    0,    0,    0,    0,    0x10};

void add_order(std::uint8_t* s) {
  unsigned carry = 0;
  for (std::size_t i = 0; i < 32; ++i) {
    carry += s[i] + kOrder[i];
    s[i] = static_cast<std::uint8_t>(carry);
    carry >>= 8;
  }
}

/// Points of small order and encodings that are not canonical.
void odd_point(std::uint8_t* point, fuzz::Dice& dice) {
  static const std::vector<std::string> kPoints = {
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0100000000000000000000000000000000000000000000000000000000000000",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"};
  const auto bytes = *base::from_hex(dice.of(kPoints));
  std::copy(bytes.begin(), bytes.end(), point);
  if (dice.one_in(2)) point[31] = static_cast<std::uint8_t>(point[31] | 0x80);
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < kHead) return 0;
  base::PublicKey key;
  base::Signature signature;
  std::copy_n(data, 32, key.raw.begin());
  std::copy_n(data + 32, 64, signature.raw.begin());
  const base::ByteView message(data + kHead, size - kHead);
  const bool ours = crypto::verify(key, message, signature);
  PALITAN_CHECK(ours == crypto::verify_openssl(key, message, signature));
  if (ours) PALITAN_CHECK(openssl_accepts(key, message, signature));
  if (ours) PALITAN_CHECK(crypto::passes_strict_check(key, signature));
  return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  fuzz::Dice dice(seed);
  if (max_size < kHead || dice.one_in(16)) return LLVMFuzzerMutate(data, size, max_size);
  base::Bytes out(data, data + size);
  if (out.size() < kHead) out.resize(kHead);
  if (dice.one_in(2)) {
    auto message = fuzz::changed_bytes(base::ByteView(out).subspan(kHead));
    std::array<std::uint8_t, 32> secret{};
    secret[0] = static_cast<std::uint8_t>(dice.below(8));
    const auto key = crypto::key_pair_from_seed(secret);
    const auto signature = crypto::sign(key, message);
    out.assign(key.public_key.raw.begin(), key.public_key.raw.end());
    out.insert(out.end(), signature.raw.begin(), signature.raw.end());
    base::append(out, message);
  }
  switch (dice.below(8)) {
    case 0:
      add_order(out.data() + 64);
      break;
    case 1:
      odd_point(out.data() + 32, dice);
      break;
    case 2:
      odd_point(out.data(), dice);
      break;
    case 3:
      odd_point(out.data(), dice);
      odd_point(out.data() + 32, dice);
      break;
    case 4:
      out[dice.below(out.size())] ^= static_cast<std::uint8_t>(1u << dice.below(8));
      break;
    case 5:
      std::fill_n(out.data() + 64, 32, std::uint8_t{0});
      break;
    default:
      break;
  }
  return fuzz::give_back(out, data, size, max_size);
}
