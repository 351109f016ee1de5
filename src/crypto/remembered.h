// Signatures that were made or checked before, remembered: for a simulator, in which several nodes of one
// process check the same one.
#pragma once
#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "base/bytes.h"
#include "crypto/sign.h"

namespace palitan::crypto {

/// While one lives, sign() and verify() on the thread that made it answer from it what they found there
/// before, and keep what they find now. Both are pure functions, so no answer differs, only its cost (tests
/// play worlds with and without). A program that serves makes none: each call then looks at one thread-local
/// pointer.
///
/// Belongs to its thread. REQUIRES: those of one thread end in the reverse order of their making.
class RememberedSignatures {
 public:
  /// Holds up to `most` answers of each kind (near 100 bytes each); beyond that it begins anew.
  explicit RememberedSignatures(std::size_t most = 50'000);
  ~RememberedSignatures();
  RememberedSignatures(const RememberedSignatures&) = delete;
  RememberedSignatures& operator=(const RememberedSignatures&) = delete;

  std::uint64_t asked() const { return asked_; }        ///< calls of sign() and verify()
  std::uint64_t answered() const { return answered_; }  ///< of them from memory

  // ---- for sign.cpp ----
  static RememberedSignatures* of_this_thread();
  base::Signature sign(const KeyPair& key, base::ByteView message);
  bool verify(const base::PublicKey& key, base::ByteView message, const base::Signature& signature);

 private:
  void keep(const base::Hash& asked, bool verdict);

  std::size_t most_;
  RememberedSignatures* before_;
  std::uint64_t asked_ = 0;
  std::uint64_t answered_ = 0;
  // By the hash of all that the answer depends on.
  std::unordered_map<base::Hash, bool, base::FixedHasher> verdicts_;
  std::unordered_map<base::Hash, base::Signature, base::FixedHasher> signatures_;
};

/// sign() and verify() as they are without memory.
base::Signature sign_now(const KeyPair& key, base::ByteView message);
bool verify_now(const base::PublicKey& key, base::ByteView message, const base::Signature& signature);

}  // namespace palitan::crypto
