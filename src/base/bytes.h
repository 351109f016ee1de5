// Bytes, views of them, and fixed identifiers.
#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace palitan::base {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

/// N raw bytes with value semantics; `Tag` keeps two identifiers of one size apart. Ordered bytewise.
template <std::size_t N, class Tag>
struct Fixed {
  static constexpr std::size_t kSize = N;
  std::array<std::uint8_t, N> raw{};

  auto operator<=>(const Fixed&) const = default;
  ByteView view() const { return {raw.data(), raw.size()}; }
  bool is_zero() const { return *this == Fixed{}; }

  /// REQUIRES: `bytes.size() == N` for a value; otherwise nothing.
  static std::optional<Fixed> from(ByteView bytes) {
    if (bytes.size() != N) return std::nullopt;
    Fixed out;
    std::memcpy(out.raw.data(), bytes.data(), N);
    return out;
  }
};

using Hash = Fixed<32, struct HashTag>;            ///< SHA-256
using Id = Fixed<32, struct IdTag>;                ///< of a statement: SHA-256 of what is signed
using KeyId = Fixed<8, struct KeyIdTag>;           ///< first 8 bytes of SHA-256 of a public key; names a seat
using PublicKey = Fixed<32, struct PublicKeyTag>;  ///< Ed25519
using Signature = Fixed<64, struct SignatureTag>;  ///< Ed25519

inline ByteView view_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view text_of(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline void append(Bytes& to, ByteView from) { to.insert(to.end(), from.begin(), from.end()); }

std::string to_hex(ByteView bytes);
/// Lower-case hex only, even length; anything else gives nothing.
std::optional<Bytes> from_hex(std::string_view hex);
template <class F>
std::optional<F> fixed_from_hex(std::string_view hex) {
  auto bytes = from_hex(hex);
  return bytes ? F::from(*bytes) : std::nullopt;
}

/// RFC 4648 standard alphabet with padding.
std::string to_base64(ByteView bytes);
/// Canonical form only: padding required, unused bits zero, no white space.
std::optional<Bytes> from_base64(std::string_view text);

/// For hash maps. Identifiers are hashes already, so their first bytes spread well enough.
struct FixedHasher {
  template <std::size_t N, class Tag>
  std::size_t operator()(const Fixed<N, Tag>& value) const {
    std::size_t out = 0;
    std::memcpy(&out, value.raw.data(), sizeof out < N ? sizeof out : N);
    return out;
  }
};

}  // namespace palitan::base
