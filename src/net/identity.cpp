#include "net/identity.h"

#include "net/openssl_kit.h"
#include "net/tls.h"

namespace palitan::net {
namespace {

/// The serial number is taken from the key, so that the certificate depends on nothing but the arguments.
bool set_serial(X509* certificate, EVP_PKEY* key) {
  std::array<std::uint8_t, 32> raw{};
  std::size_t size = raw.size();
  if (EVP_PKEY_get_raw_public_key(key, raw.data(), &size) != 1) return false;
  std::uint64_t serial = 1;  // never zero
  for (int i = 0; i < 7; ++i) serial = serial << 8 | raw[static_cast<std::size_t>(i)];
  return ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial) == 1;
}

bool add_extension(X509* certificate, int nid, const char* value) {
  std::unique_ptr<X509_EXTENSION, Deleter<X509_EXTENSION_free>> extension{
      X509V3_EXT_conf_nid(nullptr, nullptr, nid, value)};
  return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool fill(X509* certificate, EVP_PKEY* key, std::string_view name, std::int64_t from, std::int64_t to) {
  X509_NAME* subject = X509_get_subject_name(certificate);
  return X509_set_version(certificate, X509_VERSION_3) == 1 && set_serial(certificate, key) &&
         ASN1_TIME_set(X509_getm_notBefore(certificate), from) != nullptr &&
         ASN1_TIME_set(X509_getm_notAfter(certificate), to) != nullptr &&
         X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                                    reinterpret_cast<const unsigned char*>(name.data()),
                                    static_cast<int>(name.size()), -1, 0) == 1 &&
         X509_set_issuer_name(certificate, subject) == 1 && X509_set_pubkey(certificate, key) == 1 &&
         add_extension(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
         add_extension(certificate, NID_key_usage, "critical,digitalSignature") &&
         add_extension(certificate, NID_ext_key_usage, "serverAuth,clientAuth") &&
         X509_sign(certificate, key, nullptr) > 0;  // Ed25519 names no digest
}

}  // namespace

base::Outcome<TlsIdentity> identity_from_seed(const std::array<std::uint8_t, 32>& ed25519_seed,
                                              std::string_view common_name, std::int64_t not_before,
                                              std::int64_t not_after) {
  if (common_name.empty() || common_name.size() > 64)
    return stop("the certificate's name must be 1 to 64 bytes");
  const Pkey key{EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, ed25519_seed.data(), 32)};
  const Certificate certificate{X509_new()};
  if (!key || !certificate || !fill(certificate.get(), key.get(), common_name, not_before, not_after))
    return stop("the certificate could not be made");
  const Bio public_part{BIO_new(BIO_s_mem())};
  const Bio secret_part{BIO_new(BIO_s_secmem())};
  if (!public_part || !secret_part || PEM_write_bio_X509(public_part.get(), certificate.get()) != 1 ||
      PEM_write_bio_PKCS8PrivateKey(secret_part.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
    return stop("the certificate could not be written");
  return TlsIdentity{text_of(public_part.get()), text_of(secret_part.get())};
}

base::Outcome<base::PublicKey> public_key_of(const TlsIdentity& identity) {
  const Bio bio{
      BIO_new_mem_buf(identity.certificate_pem.data(), static_cast<int>(identity.certificate_pem.size()))};
  const Certificate certificate{bio ? PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr) : nullptr};
  if (!certificate) return stop("the certificate cannot be read");
  const auto key = ed25519_key(certificate.get());
  if (!key) return stop("the certificate's key is not Ed25519");
  return *key;
}

}  // namespace palitan::net
