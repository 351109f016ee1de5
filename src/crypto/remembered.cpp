#include "crypto/remembered.h"

#include <algorithm>

#include "base/check.h"
#include "crypto/hash.h"

namespace palitan::crypto {
namespace {
thread_local RememberedSignatures* here = nullptr;

base::Hash question(base::ByteView key, base::ByteView signature, base::ByteView message) {
  // Key and signature have fixed lengths, so no two questions run together.
  return Sha256().update(key).update(signature).update(message).finish();
}
}  // namespace

RememberedSignatures* RememberedSignatures::of_this_thread() { return here; }

RememberedSignatures::RememberedSignatures(std::size_t most) : most_(most), before_(here) { here = this; }

RememberedSignatures::~RememberedSignatures() {
  PALITAN_CHECK(here == this);
  here = before_;
}

base::Signature RememberedSignatures::sign(const KeyPair& key, base::ByteView message) {
  ++asked_;
  const auto asked = question(key.secret, {}, message);
  if (const auto known = signatures_.find(asked); known != signatures_.end()) {
    ++answered_;
    return known->second;
  }
  const auto made = sign_now(key, message);
  if (signatures_.size() >= most_) signatures_.clear();
  signatures_.emplace(asked, made);
  // What a whole key pair signs holds under it (RFC 8032, 5.1.7): nobody needs to check that once more.
  if (std::equal(key.public_key.raw.begin(), key.public_key.raw.end(), key.secret.begin() + 32) &&
      passes_strict_check(key.public_key, made))
    keep(question(key.public_key.view(), made.view(), message), true);
  return made;
}

bool RememberedSignatures::verify(const base::PublicKey& key, base::ByteView message,
                                  const base::Signature& signature) {
  ++asked_;
  const auto asked = question(key.view(), signature.view(), message);
  if (const auto known = verdicts_.find(asked); known != verdicts_.end()) {
    ++answered_;
    return known->second;
  }
  const bool verdict = verify_now(key, message, signature);
  keep(asked, verdict);
  return verdict;
}

void RememberedSignatures::keep(const base::Hash& asked, bool verdict) {
  if (verdicts_.size() >= most_) verdicts_.clear();
  verdicts_.emplace(asked, verdict);
}

}  // namespace palitan::crypto
