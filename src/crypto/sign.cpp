#include "crypto/sign.h"

#include <sodium.h>

#include <algorithm>

#include "base/check.h"
#include "crypto/hash.h"
#include "crypto/remembered.h"

namespace palitan::crypto {
namespace {

using Encoding =
    std::array<std::uint8_t, 32>;  // little-endian number; in a point the top bit is the sign of x

// Group order L = 2^252 + 27742317777372353535851937790883648493, little-endian (RFC 8032, 5.1).
constexpr Encoding kOrder = {0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7,
                             0xa2, 0xde, 0xf9, 0xde, 0x14, 0,    0,    0,    0,    0,    0,
                             0,    0,    0,    0,    0,    0,    0,    0,    0,    0x10};

// Field prime p = 2^255 - 19.
constexpr Encoding kPrime = {0xed, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                             0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                             0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f};

// The y of the eight points whose order divides 8: 0 (order 4), 1 (order 1), p-1 (order 2) and the two of
// order 8. With either sign, so ten encodings; those with y = 1 or p-1 and the sign bit set name no point and
// are refused with them.
constexpr std::array<Encoding, 5> kSmallOrder = {{
    {0},
    {1},
    {0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
     0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f},
    {0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0,
     0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05},
    {0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f,
     0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a},
}};

bool below(const Encoding& value, const Encoding& bound) {
  return std::lexicographical_compare(value.rbegin(), value.rend(), bound.rbegin(), bound.rend());
}

bool is_canonical_large_point(Encoding point) {
  point[31] &= 0x7f;
  return below(point, kPrime) &&
         std::find(kSmallOrder.begin(), kSmallOrder.end(), point) == kSmallOrder.end();
}

}  // namespace

KeyPair::KeyPair(KeyPair&& other) noexcept : public_key(other.public_key), secret(other.secret) {
  sodium_memzero(other.secret.data(), other.secret.size());
}

KeyPair& KeyPair::operator=(KeyPair&& other) noexcept {
  if (this == &other) return *this;
  public_key = other.public_key;
  secret = other.secret;
  sodium_memzero(other.secret.data(), other.secret.size());
  return *this;
}

KeyPair::~KeyPair() { sodium_memzero(secret.data(), secret.size()); }

KeyPair key_pair_from_seed(const std::array<std::uint8_t, 32>& seed) {
  KeyPair out;
  PALITAN_CHECK(crypto_sign_seed_keypair(out.public_key.raw.data(), out.secret.data(), seed.data()) == 0);
  return out;
}

base::Signature sign(const KeyPair& key, base::ByteView message) {
  auto* memory = RememberedSignatures::of_this_thread();
  return memory == nullptr ? sign_now(key, message) : memory->sign(key, message);
}

base::Signature sign_now(const KeyPair& key, base::ByteView message) {
  base::Signature out;
  PALITAN_CHECK(
      crypto_sign_detached(out.raw.data(), nullptr, message.data(), message.size(), key.secret.data()) == 0);
  return out;
}

base::KeyId key_id(const base::PublicKey& key) {
  return *base::KeyId::from(sha256(key.view()).view().first(base::KeyId::kSize));
}

bool is_strict_public_key(const base::PublicKey& key) {
  // Adding a point to itself makes libsodium decode it and ask whether it lies on the curve; the sum is of no
  // interest.
  Encoding twice;
  return is_canonical_large_point(key.raw) &&
         crypto_core_ed25519_add(twice.data(), key.raw.data(), key.raw.data()) == 0;
}

bool passes_strict_check(const base::PublicKey& key, const base::Signature& signature) {
  Encoding r;
  Encoding s;
  std::copy_n(signature.raw.begin(), 32, r.begin());
  std::copy_n(signature.raw.begin() + 32, 32, s.begin());
  return below(s, kOrder) && is_canonical_large_point(r) && is_canonical_large_point(key.raw);
}

bool verify(const base::PublicKey& key, base::ByteView message, const base::Signature& signature) {
  auto* memory = RememberedSignatures::of_this_thread();
  return memory == nullptr ? verify_now(key, message, signature) : memory->verify(key, message, signature);
}

bool verify_now(const base::PublicKey& key, base::ByteView message, const base::Signature& signature) {
  return passes_strict_check(key, signature) &&
         crypto_sign_verify_detached(signature.raw.data(), message.data(), message.size(), key.raw.data()) ==
             0;
}

}  // namespace palitan::crypto
