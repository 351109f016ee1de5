// Internal: OpenSSL contexts for the two ends. TLS 1.3 only, no tickets, no outside CA.
#pragma once
#include <openssl/ssl.h>

#include <memory>
#include <optional>

#include "base/bytes.h"
#include "base/refusal.h"
#include "net/identity.h"

namespace palitan::net {

struct SslCtxFree {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using SslCtx = std::unique_ptr<SSL_CTX, SslCtxFree>;

/// Asks for a client certificate where `ask_client`, takes any or none: the key is judged above. The
/// certificate may be followed by those of its issuers; its key may be of any kind.
base::Outcome<SslCtx> server_context(const TlsIdentity& identity, bool ask_client);

/// The handshake fails unless the server's certificate holds exactly `pinned`. Validity dates are not looked
/// at: the pin lives in the record, and a ship's clock may be wrong. `own` may be empty. REQUIRES: `pinned`
/// outlives the context and every connection made from it.
base::Outcome<SslCtx> client_context(const base::PublicKey& pinned, const TlsIdentity& own);

/// Ed25519 key of the certificate; empty for another kind.
std::optional<base::PublicKey> ed25519_key(const X509* certificate);
/// The same for the peer of a finished handshake.
std::optional<base::PublicKey> peer_key(const SSL* connection);

}  // namespace palitan::net
