// A secret wrapped under a passphrase, as it lies on disk: Argon2id (RFC 9106) for the key, XSalsa20-Poly1305
// around the secret.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/bytes.h"
#include "base/refusal.h"

namespace palitan::crypto {

/// Work that one guess of the passphrase costs.
struct WrapParameters {
  std::uint64_t ops = 3;                          ///< passes over the memory, 1 to kMaxWrapOps
  std::size_t mem_bytes = std::size_t{64} << 20;  ///< 8 KiB to kMaxWrapMemory
};
inline constexpr std::uint64_t kMaxWrapOps = 32;
inline constexpr std::size_t kMaxWrapMemory = std::size_t{1} << 30;

/// The secret, encrypted, with parameters, salt and nonce in front and a SHA-256 of it all at the end, so
/// that damage and a wrong passphrase can be told apart. Parameters outside their range are brought to the
/// nearest bound. REQUIRES: `salt` and `nonce` freshly drawn at random; `mem_bytes` of free memory.
base::Bytes wrap(base::ByteView secret, std::string_view passphrase, const std::array<std::uint8_t, 16>& salt,
                 const std::array<std::uint8_t, 24>& nonce, WrapParameters parameters);

/// The secret again; the caller wipes it. Refuses `local_passphrase` where the passphrase does not fit, and
/// `local_damaged` where the bytes are not as `wrap` wrote them, before any work that they could ask for.
base::Result<base::Bytes> unwrap(base::ByteView wrapped, std::string_view passphrase);

}  // namespace palitan::crypto
