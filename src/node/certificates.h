// The certificate of the pages in a node's folder, where a person has it made:
//
//   pages/authority.pem, authority.key       the node's own authority, made once
//   pages/certificate.pem, certificate.key   what the listener of the pages shows
//
// Keys have mode 0600 and no passphrase: the listener must start without a person. Whoever reads
// authority.key can pose as any site to the browsers that were told to trust it.
#pragma once
#include "net/identity.h"
#include "node/folder.h"

namespace palitan::node {

struct CertificateFiles {
  std::filesystem::path authority;    ///< for browsers to trust
  std::filesystem::path certificate;  ///< PEM, as is its key
  std::filesystem::path key;
};
CertificateFiles certificate_files(const Folder& folder);

/// A certificate for these host names and addresses, instead of the one before; the authority is made where
/// there is none. Refusals: local_draft where a name is none; those of write_whole().
base::Result<CertificateFiles> make_certificate(const Folder& folder, const std::vector<std::string>& names,
                                                base::Instant now);

/// Refusals: local_not_found, local_damaged.
base::Result<net::TlsIdentity> read_identity(const std::filesystem::path& certificate,
                                             const std::filesystem::path& key);

}  // namespace palitan::node
