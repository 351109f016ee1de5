#include "net/authority.h"

#include <ctime>

#include <arpa/inet.h>
#include <openssl/ec.h>
#include <openssl/rand.h>

#include <algorithm>

#include "net/openssl_kit.h"

namespace palitan::net {
namespace {

/// Of a fresh certificate; random, so that no two of one authority are alike (RFC 5280 section 4.1.2.2).
bool set_serial(X509* certificate) {
  unsigned char raw[16];
  if (RAND_bytes(raw, sizeof raw) != 1) return false;
  raw[0] = static_cast<unsigned char>((raw[0] & 0x3f) | 0x40);  // positive, and of full length
  const std::unique_ptr<BIGNUM, Deleter<BN_free>> number{BN_bin2bn(raw, sizeof raw, nullptr)};
  return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool add_extension(X509* issuer, X509* certificate, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const Extension extension{X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str())};
  return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool fill(X509* certificate, EVP_PKEY* key, std::string_view name, std::int64_t from, std::int64_t to) {
  return X509_set_version(certificate, X509_VERSION_3) == 1 && set_serial(certificate) &&
         ASN1_TIME_set(X509_getm_notBefore(certificate), from) != nullptr &&
         ASN1_TIME_set(X509_getm_notAfter(certificate), to) != nullptr &&
         X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                                    reinterpret_cast<const unsigned char*>(name.data()),
                                    static_cast<int>(name.size()), -1, 0) == 1 &&
         X509_set_pubkey(certificate, key) == 1;
}

base::Outcome<TlsIdentity> written(X509* certificate, EVP_PKEY* key) {
  const Bio public_part{BIO_new(BIO_s_mem())};
  const Bio secret_part{BIO_new(BIO_s_secmem())};
  if (!public_part || !secret_part || PEM_write_bio_X509(public_part.get(), certificate) != 1 ||
      PEM_write_bio_PKCS8PrivateKey(secret_part.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1)
    return stop("the certificate could not be written");
  return TlsIdentity{text_of(public_part.get()), text_of(secret_part.get())};
}

bool is_address(const std::string& name) {
  unsigned char raw[16];
  return inet_pton(AF_INET, name.c_str(), raw) == 1 || inet_pton(AF_INET6, name.c_str(), raw) == 1;
}

bool is_host(const std::string& name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  };
  return !name.empty() && name.size() <= 253 && name.front() != '.' && name.front() != '-' &&
         std::all_of(name.begin(), name.end(), fits);
}

/// "DNS:node.example,IP:192.0.2.7" (RFC 5280 section 4.2.1.6); empty where a name is neither.
std::string alternative_names(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) {
    if (!is_address(name) && !is_host(name)) return {};
    out += (out.empty() ? "" : ",") + std::string(is_address(name) ? "IP:" : "DNS:") + name;
  }
  return out;
}

Certificate read_certificate(std::string_view pem) {
  const auto bio = bio_of(pem);
  return Certificate{bio ? PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr) : nullptr};
}

std::string address_text(const ASN1_OCTET_STRING* raw) {
  char out[INET6_ADDRSTRLEN] = "";
  const int family = ASN1_STRING_length(raw) == 4 ? AF_INET : AF_INET6;
  if (family == AF_INET6 && ASN1_STRING_length(raw) != 16) return {};
  inet_ntop(family, ASN1_STRING_get0_data(raw), out, sizeof out);
  return out;
}

}  // namespace

base::Outcome<TlsIdentity> make_authority(std::string_view common_name, std::int64_t not_before,
                                          std::int64_t not_after) {
  if (common_name.empty() || common_name.size() > 64)
    return stop("the authority's name must be 1 to 64 bytes");
  const Pkey key{EVP_EC_gen("P-256")};
  const Certificate made{X509_new()};
  auto* const at = made.get();
  if (!key || !made || !fill(at, key.get(), common_name, not_before, not_after) ||
      X509_set_issuer_name(at, X509_get_subject_name(at)) != 1 ||
      !add_extension(at, at, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") ||
      !add_extension(at, at, NID_key_usage, "critical,keyCertSign,cRLSign") ||
      !add_extension(at, at, NID_ext_key_usage, "serverAuth") ||
      !add_extension(at, at, NID_subject_key_identifier, "hash") ||
      X509_sign(at, key.get(), EVP_sha256()) == 0)
    return stop("the authority could not be made");
  return written(at, key.get());
}

base::Outcome<TlsIdentity> make_certificate(const TlsIdentity& authority,
                                            const std::vector<std::string>& names, std::int64_t not_before,
                                            std::int64_t not_after) {
  const auto alternatives = alternative_names(names);
  if (alternatives.empty()) return stop("a name is neither a host's nor a numeric address");
  const auto issuer = read_certificate(authority.certificate_pem);
  const auto secret = bio_of(authority.private_key_pem);
  const Pkey issuer_key{secret ? PEM_read_bio_PrivateKey(secret.get(), nullptr, nullptr, nullptr) : nullptr};
  if (!issuer || !issuer_key || X509_check_private_key(issuer.get(), issuer_key.get()) != 1)
    return stop("the authority's certificate or key cannot be read");
  const Pkey key{EVP_EC_gen("P-256")};
  const Certificate made{X509_new()};
  auto* const at = made.get();
  if (!key || !made || !fill(at, key.get(), names.front().substr(0, 64), not_before, not_after) ||
      X509_set_issuer_name(at, X509_get_subject_name(issuer.get())) != 1 ||
      !add_extension(issuer.get(), at, NID_basic_constraints, "critical,CA:FALSE") ||
      !add_extension(issuer.get(), at, NID_key_usage, "critical,digitalSignature") ||
      !add_extension(issuer.get(), at, NID_ext_key_usage, "serverAuth") ||
      !add_extension(issuer.get(), at, NID_subject_alt_name, alternatives) ||
      !add_extension(issuer.get(), at, NID_subject_key_identifier, "hash") ||
      !add_extension(issuer.get(), at, NID_authority_key_identifier, "keyid:always") ||
      X509_sign(at, issuer_key.get(), EVP_sha256()) == 0)
    return stop("the certificate could not be made");
  return written(at, key.get());
}

base::Outcome<std::vector<std::string>> names_of(std::string_view certificate_pem) {
  const auto certificate = read_certificate(certificate_pem);
  if (!certificate) return stop("the certificate cannot be read");
  std::vector<std::string> out;
  const std::unique_ptr<GENERAL_NAMES, Deleter<GENERAL_NAMES_free>> names{static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate.get(), NID_subject_alt_name, nullptr, nullptr))};
  for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type == GEN_DNS)
      out.emplace_back(reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.dNSName)),
                       static_cast<std::size_t>(ASN1_STRING_length(name->d.dNSName)));
    if (name->type == GEN_IPADD) out.push_back(address_text(name->d.iPAddress));
  }
  return out;
}

base::Outcome<std::int64_t> good_until(std::string_view certificate_pem) {
  const auto certificate = read_certificate(certificate_pem);
  std::tm until{};
  if (!certificate || ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &until) != 1)
    return stop("the certificate cannot be read");
  return static_cast<std::int64_t>(::timegm(&until));
}

base::Outcome<std::string> fingerprint_of(std::string_view certificate_pem) {
  const auto certificate = read_certificate(certificate_pem);
  unsigned char raw[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  if (!certificate || X509_digest(certificate.get(), EVP_sha256(), raw, &size) != 1)
    return stop("the certificate cannot be read");
  std::string out;
  constexpr char kDigits[] = "0123456789ABCDEF";
  for (unsigned i = 0; i < size; ++i) {
    if (i > 0) out += ':';
    out += kDigits[raw[i] >> 4];
    out += kDigits[raw[i] & 15];
  }
  return out;
}

}  // namespace palitan::net
