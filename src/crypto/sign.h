// Ed25519 (RFC 8032), strict and without cofactor: what one library accepts every library accepts
// (spec/statement.md).
#pragma once
#include <array>
#include <cstdint>

#include "base/bytes.h"

namespace palitan::crypto {

/// A key pair in memory. Moves, never copies; the secret is wiped when it is destroyed or moved from.
struct KeyPair {
  base::PublicKey public_key;
  std::array<std::uint8_t, 64> secret{};  ///< seed, then public key

  KeyPair() = default;
  KeyPair(KeyPair&& other) noexcept;
  KeyPair& operator=(KeyPair&& other) noexcept;
  KeyPair(const KeyPair&) = delete;
  KeyPair& operator=(const KeyPair&) = delete;
  ~KeyPair();
};

/// The key pair of a 32-byte secret seed. The caller draws the seed and wipes its own copy.
KeyPair key_pair_from_seed(const std::array<std::uint8_t, 32>& seed);

/// Deterministic signature (RFC 8032) over `message`. About 20 microseconds.
base::Signature sign(const KeyPair& key, base::ByteView message);

/// First 8 bytes of SHA-256 of the key; names a seat.
base::KeyId key_id(const base::PublicKey& key);

/// May this key enter the record? Canonical encoding, on the curve, not of small order. Costs a point
/// decompression: ask once when a key is appointed; `verify` makes its own cheaper check.
bool is_strict_public_key(const base::PublicKey& key);

/// The whole strictness of the record that encodings alone can show: A and R canonical (y below p) and not of
/// small order, S below the group order. Behind it every cofactorless library gives one verdict. A few
/// comparisons; no curve arithmetic.
bool passes_strict_check(const base::PublicKey& key, const base::Signature& signature);

/// `passes_strict_check`, then libsodium, which is the whole cost (near 50 microseconds). Safe on any thread.
bool verify(const base::PublicKey& key, base::ByteView message, const base::Signature& signature);

}  // namespace palitan::crypto
