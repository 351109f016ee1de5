#include "crypto/vault.h"

#include <sodium.h>

#include <algorithm>

#include "base/check.h"
#include "crypto/hash.h"

namespace palitan::crypto {
namespace {
using base::Bytes;
using base::ByteView;
using base::Code;

// Layout: magic 8 | ops 8 | memory 8 | salt 16 | nonce 24 | secretbox (16 more than the secret) | SHA-256 of
// all before. Numbers are big-endian.
constexpr std::string_view kMagic = "palivlt1";
constexpr std::size_t kSaltAt = 24;
constexpr std::size_t kNonceAt = 40;
constexpr std::size_t kBoxAt = 64;
constexpr std::size_t kSmallest = kBoxAt + crypto_secretbox_MACBYTES + base::Hash::kSize;
constexpr std::size_t kMinMemory = crypto_pwhash_MEMLIMIT_MIN;

void append_number(Bytes& out, std::uint64_t value) {
  for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<std::uint8_t>(value >> shift));
}

std::uint64_t number_at(ByteView bytes, std::size_t at) {
  std::uint64_t out = 0;
  for (const auto b : bytes.subspan(at, 8)) out = out << 8 | b;
  return out;
}

/// The key of the box; wiped at the end of its life.
struct BoxKey {
  std::array<std::uint8_t, crypto_secretbox_KEYBYTES> raw{};
  BoxKey() = default;
  BoxKey(const BoxKey&) = delete;
  BoxKey& operator=(const BoxKey&) = delete;
  ~BoxKey() { sodium_memzero(raw.data(), raw.size()); }

  /// False only where the machine lacks the memory.
  bool derive(std::string_view passphrase, const std::uint8_t* salt, std::uint64_t ops, std::size_t memory) {
    return crypto_pwhash(raw.data(), raw.size(), passphrase.data(), passphrase.size(), salt, ops, memory,
                         crypto_pwhash_ALG_ARGON2ID13) == 0;
  }
};
}  // namespace

Bytes wrap(ByteView secret, std::string_view passphrase, const std::array<std::uint8_t, 16>& salt,
           const std::array<std::uint8_t, 24>& nonce, WrapParameters parameters) {
  const auto ops = std::clamp<std::uint64_t>(parameters.ops, 1, kMaxWrapOps);
  const auto memory = std::clamp(parameters.mem_bytes, kMinMemory, kMaxWrapMemory);
  BoxKey key;
  PALITAN_CHECK(key.derive(passphrase, salt.data(), ops, memory));
  Bytes out;
  out.reserve(kSmallest + secret.size());
  base::append(out, base::view_of(kMagic));
  append_number(out, ops);
  append_number(out, memory);
  base::append(out, salt);
  base::append(out, nonce);
  out.resize(kBoxAt + crypto_secretbox_MACBYTES + secret.size());
  crypto_secretbox_easy(out.data() + kBoxAt, secret.data(), secret.size(), nonce.data(), key.raw.data());
  base::append(out, sha256(out).view());
  return out;
}

base::Result<Bytes> unwrap(ByteView wrapped, std::string_view passphrase) {
  if (wrapped.size() < kSmallest || base::text_of(wrapped.first(kMagic.size())) != kMagic) {
    return base::refuse(Code::local_damaged, "this is not a wrapped key");
  }
  const auto body = wrapped.first(wrapped.size() - base::Hash::kSize);
  if (sha256(body) != base::Hash::from(wrapped.last(base::Hash::kSize))) {
    return base::refuse(Code::local_damaged, "the wrapped key does not match its own hash");
  }
  const auto ops = number_at(body, kMagic.size());
  const auto memory = number_at(body, kMagic.size() + 8);
  // The hash is no secret: whoever made the file could ask for any amount of work and memory.
  if (ops < 1 || ops > kMaxWrapOps || memory < kMinMemory || memory > kMaxWrapMemory) {
    return base::refuse(Code::local_damaged, "the wrapped key asks for more work or memory than is allowed");
  }
  BoxKey key;
  if (!key.derive(passphrase, body.data() + kSaltAt, ops, memory)) {
    return base::refuse(Code::local_busy, "not enough memory to open the key");
  }
  const auto box = body.subspan(kBoxAt);
  Bytes secret(box.size() - crypto_secretbox_MACBYTES);
  if (crypto_secretbox_open_easy(secret.data(), box.data(), box.size(), body.data() + kNonceAt,
                                 key.raw.data()) != 0) {
    return base::refuse(Code::local_passphrase);
  }
  return secret;
}

}  // namespace palitan::crypto
