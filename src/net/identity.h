// A self-signed Ed25519 certificate: who one end of a TLS connection is. Nothing but its key is ever trusted.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/refusal.h"

namespace palitan::net {

struct TlsIdentity {
  std::string certificate_pem;
  std::string private_key_pem;  ///< PKCS#8, unencrypted: keep it in memory only

  bool empty() const { return certificate_pem.empty(); }
};

/// The same arguments give the same bytes. `ed25519_seed` is the 32-byte private key of RFC 8032; times are
/// UTC seconds since 1970. `common_name` is for people reading a certificate; nobody checks it. Fails with
/// Kind::stop where the name is not 1 to 64 bytes of UTF-8 or the library refuses.
base::Outcome<TlsIdentity> identity_from_seed(const std::array<std::uint8_t, 32>& ed25519_seed,
                                              std::string_view common_name, std::int64_t not_before,
                                              std::int64_t not_after);

/// The key that a peer pins. Fails with Kind::stop where the certificate cannot be read or is not Ed25519.
base::Outcome<base::PublicKey> public_key_of(const TlsIdentity& identity);

}  // namespace palitan::net
