// OpenSSL's one-shot calls look the algorithm up by name on every call, which costs several times the hash of
// a statement itself. The plain functions below are the same code without the lookup and without an
// allocation.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "crypto/hash.h"

#include <openssl/sha.h>

#include <new>

#include "base/check.h"

namespace palitan::crypto {
namespace {
SHA256_CTX* context(std::array<std::byte, 112>& state) {
  static_assert(sizeof(SHA256_CTX) <= sizeof state);
  return std::launder(reinterpret_cast<SHA256_CTX*>(state.data()));
}
}  // namespace

base::Hash sha256(base::ByteView data) {
  SHA256_CTX state;
  base::Hash out;
  SHA256_Init(&state);
  SHA256_Update(&state, data.data(), data.size());
  SHA256_Final(out.raw.data(), &state);
  return out;
}

Sha256::Sha256() { SHA256_Init(new (state_.data()) SHA256_CTX); }

Sha256& Sha256::update(base::ByteView data) {
  PALITAN_CHECK(!finished_);
  SHA256_Update(context(state_), data.data(), data.size());
  return *this;
}

base::Hash Sha256::finish() {
  PALITAN_CHECK(!finished_);
  finished_ = true;
  base::Hash out;
  SHA256_Final(out.raw.data(), context(state_));
  return out;
}

}  // namespace palitan::crypto
