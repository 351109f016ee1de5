// Certificates that browsers trust when a person tells them to: an authority of the node's own, and what it
// vouches for. ECDSA P-256: browsers take no Ed25519.
#pragma once
#include <string>
#include <vector>

#include "net/identity.h"

namespace palitan::net {

/// A self-signed authority with a fresh key, which can vouch for nothing but ends of connections. Times are
/// UTC seconds since 1970. Fails with Kind::stop where `common_name` is not 1 to 64 bytes of UTF-8.
base::Outcome<TlsIdentity> make_authority(std::string_view common_name, std::int64_t not_before,
                                          std::int64_t not_after);

/// A fresh key and its certificate for `names`: host names and numeric addresses. Fails with Kind::stop where
/// the authority cannot be used or a name is neither. REQUIRES: `names` not empty.
base::Outcome<TlsIdentity> make_certificate(const TlsIdentity& authority,
                                            const std::vector<std::string>& names, std::int64_t not_before,
                                            std::int64_t not_after);

/// The names that the first certificate of the text is for, in their order; addresses as text. Fails with
/// Kind::stop where it cannot be read.
base::Outcome<std::vector<std::string>> names_of(std::string_view certificate_pem);
/// Until when the first certificate of the text is good, as UTC seconds since 1970. Fails with Kind::stop
/// where it cannot be read.
base::Outcome<std::int64_t> good_until(std::string_view certificate_pem);
/// SHA-256 of the first certificate of the text, as browsers show it: "3F:2A:…". Fails with Kind::stop.
base::Outcome<std::string> fingerprint_of(std::string_view certificate_pem);

}  // namespace palitan::net
