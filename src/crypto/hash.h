// SHA-256 (FIPS 180-4), the only hash of the record.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

#include "base/bytes.h"

namespace palitan::crypto {

/// SHA-256 of `data` in one step. No allocation; safe on any thread.
base::Hash sha256(base::ByteView data);

/// SHA-256 of bytes that come in pieces. One object belongs to one thread at a time; a copy carries on on its
/// own.
class Sha256 {
 public:
  Sha256();
  /// Returns itself, so that short inputs read as one chain.
  Sha256& update(base::ByteView data);
  /// The hash of everything given. REQUIRES: called once, and nothing is given afterwards.
  base::Hash finish();

 private:
  // Room for OpenSSL's state, so that this header shows nothing of OpenSSL.
  alignas(8) std::array<std::byte, 112> state_;
  bool finished_ = false;
};

}  // namespace palitan::crypto
