// HMAC-SHA-256 (RFC 2104): a secret made out of another one, which does not give the other one away.
#pragma once
#include "crypto/hash.h"

namespace palitan::crypto {

base::Hash hmac_sha256(base::ByteView key, base::ByteView data);

}  // namespace palitan::crypto
