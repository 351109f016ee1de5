// The second opinion on signatures, for tests and audits.
#pragma once
#include "base/bytes.h"

namespace palitan::crypto {

/// `passes_strict_check`, then OpenSSL. Gives the verdict of `verify` on every input, by other code.
bool verify_openssl(const base::PublicKey& key, base::ByteView message, const base::Signature& signature);

}  // namespace palitan::crypto
