#include "node/certificates.h"

#include "net/authority.h"
#include "node/files.h"

namespace palitan::node {
namespace {

namespace fs = std::filesystem;
using base::Code;

constexpr ::mode_t kPrivate = 0600;
constexpr ::mode_t kPublic = 0644;
constexpr std::int64_t kDay = 86'400;
constexpr std::int64_t kAuthorityLasts = 3'650 * kDay;
constexpr std::int64_t kCertificateLasts = 397 * kDay;  // longer ones are refused by some browsers
constexpr std::int64_t kBefore = kDay;                  // clocks differ

fs::path folder_of(const Folder& folder) { return folder.dir() / "pages"; }
fs::path authority_key(const Folder& folder) { return folder_of(folder) / "authority.key"; }

base::Result<void> write_identity(const net::TlsIdentity& identity, const fs::path& certificate,
                                  const fs::path& key) {
  // The key first: a certificate without its key would be taken for one that works.
  if (const auto done = write_whole(key, base::view_of(identity.private_key_pem), kPrivate); !done)
    return done;
  return write_whole(certificate, base::view_of(identity.certificate_pem), kPublic);
}

base::Result<net::TlsIdentity> authority_of(const Folder& folder, std::int64_t now) {
  const auto files = certificate_files(folder);
  auto known = read_identity(files.authority, authority_key(folder));
  if (known || known.error().code != Code::local_not_found) return known;
  auto made =
      net::make_authority("Palitan node of " + folder.file().party, now - kBefore, now + kAuthorityLasts);
  if (!made) return base::refuse(Code::local_stopped, made.error().what);
  if (const auto done = write_identity(*made, files.authority, authority_key(folder)); !done)
    return tl::unexpected(done.error());
  return std::move(*made);
}

}  // namespace

CertificateFiles certificate_files(const Folder& folder) {
  const auto at = folder_of(folder);
  return {at / "authority.pem", at / "certificate.pem", at / "certificate.key"};
}

base::Result<CertificateFiles> make_certificate(const Folder& folder, const std::vector<std::string>& names,
                                                base::Instant now) {
  if (const auto done = make_folder(folder_of(folder)); !done) return tl::unexpected(done.error());
  const auto seconds = now.ms / 1'000;
  const auto authority = authority_of(folder, seconds);
  if (!authority) return tl::unexpected(authority.error());
  const auto made = net::make_certificate(*authority, names, seconds - kBefore, seconds + kCertificateLasts);
  if (!made) return base::refuse(Code::local_draft, made.error().what);
  auto files = certificate_files(folder);
  if (const auto done = write_identity(*made, files.certificate, files.key); !done)
    return tl::unexpected(done.error());
  return files;
}

base::Result<net::TlsIdentity> read_identity(const fs::path& certificate, const fs::path& key) {
  const auto public_part = read_whole(certificate);
  if (!public_part) return tl::unexpected(public_part.error());
  const auto secret_part = read_whole(key);
  if (!secret_part) return tl::unexpected(secret_part.error());
  return net::TlsIdentity{std::string(base::text_of(*public_part)), std::string(base::text_of(*secret_part))};
}

}  // namespace palitan::node
