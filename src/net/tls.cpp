#include "net/tls.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <string>

namespace palitan::net {
namespace {

tl::unexpected<base::Failure> stop(const char* what) {
  char reason[160] = "";
  if (const auto code = ERR_get_error()) ERR_error_string_n(code, reason, sizeof reason);
  ERR_clear_error();
  return tl::unexpected(base::Failure{base::Failure::Kind::stop, std::string{what} + " (" + reason + ")"});
}

/// Keys come unencrypted; without this the library would ask for a password on the terminal.
int no_password(char*, int, int, void*) { return 0; }

/// What follows the certificate: its issuers', which the client may not know.
bool use_issuers(SSL_CTX* context, BIO* text) {
  while (X509* issuer = PEM_read_bio_X509(text, nullptr, no_password, nullptr)) {
    const bool good = SSL_CTX_add1_chain_cert(context, issuer) == 1;
    X509_free(issuer);
    if (!good) return false;
  }
  ERR_clear_error();  // the end of the text is one to the library
  return true;
}

bool use_identity(SSL_CTX* context, const TlsIdentity& identity) {
  BIO* certificate_text =
      BIO_new_mem_buf(identity.certificate_pem.data(), static_cast<int>(identity.certificate_pem.size()));
  BIO* key_text =
      BIO_new_mem_buf(identity.private_key_pem.data(), static_cast<int>(identity.private_key_pem.size()));
  X509* certificate = PEM_read_bio_X509(certificate_text, nullptr, no_password, nullptr);
  EVP_PKEY* key = PEM_read_bio_PrivateKey(key_text, nullptr, no_password, nullptr);
  const bool good = certificate && key && SSL_CTX_use_certificate(context, certificate) == 1 &&
                    SSL_CTX_use_PrivateKey(context, key) == 1 && SSL_CTX_check_private_key(context) == 1 &&
                    use_issuers(context, certificate_text);
  EVP_PKEY_free(key);
  X509_free(certificate);
  BIO_free(key_text);
  BIO_free(certificate_text);
  return good;
}

/// Settings of both ends. Without tickets every connection proves both keys anew.
SslCtx make_context(const SSL_METHOD* method) {
  SslCtx context{SSL_CTX_new(method)};
  if (!context) return context;
  SSL_CTX_set_min_proto_version(context.get(), TLS1_3_VERSION);
  SSL_CTX_set_max_proto_version(context.get(), TLS1_3_VERSION);
  SSL_CTX_set_options(context.get(), SSL_OP_NO_TICKET);
  SSL_CTX_set_num_tickets(context.get(), 0);
  SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
  return context;
}

int accept_any(X509_STORE_CTX*, void*) { return 1; }

int accept_pinned(X509_STORE_CTX* store, void* pinned) {
  const auto key = ed25519_key(X509_STORE_CTX_get0_cert(store));
  if (key && *key == *static_cast<const base::PublicKey*>(pinned)) return 1;
  X509_STORE_CTX_set_error(store, X509_V_ERR_CERT_REJECTED);
  return 0;
}

}  // namespace

base::Outcome<SslCtx> server_context(const TlsIdentity& identity, bool ask_client) {
  SslCtx context = make_context(TLS_server_method());
  if (!context) return stop("no TLS context");
  if (!use_identity(context.get(), identity)) return stop("the TLS certificate or key cannot be used");
  if (!ask_client) return context;
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);  // asks; a client may answer with none
  SSL_CTX_set_cert_verify_callback(context.get(), accept_any, nullptr);
  return context;
}

base::Outcome<SslCtx> client_context(const base::PublicKey& pinned, const TlsIdentity& own) {
  SslCtx context = make_context(TLS_client_method());
  if (!context) return stop("no TLS context");
  if (!own.empty() && !use_identity(context.get(), own))
    return stop("the TLS certificate or key cannot be used");
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  // The library hands the pin back untouched; it only lacks a const.
  SSL_CTX_set_cert_verify_callback(context.get(), accept_pinned, const_cast<base::PublicKey*>(&pinned));
  return context;
}

std::optional<base::PublicKey> ed25519_key(const X509* certificate) {
  const EVP_PKEY* key = certificate ? X509_get0_pubkey(certificate) : nullptr;
  if (!key || EVP_PKEY_get_id(key) != EVP_PKEY_ED25519) return std::nullopt;
  base::PublicKey out;
  std::size_t size = out.raw.size();
  if (EVP_PKEY_get_raw_public_key(key, out.raw.data(), &size) != 1 || size != out.raw.size())
    return std::nullopt;
  return out;
}

std::optional<base::PublicKey> peer_key(const SSL* connection) {
  return ed25519_key(SSL_get0_peer_certificate(connection));
}

}  // namespace palitan::net
