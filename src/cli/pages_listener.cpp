#include "cli/pages_listener.h"

#include <algorithm>

#include "net/authority.h"
#include "node/attachments.h"
#include "node/certificates.h"

namespace palitan::cli {
namespace {

constexpr std::size_t kConnections = 512;  // each open page holds one that waits for what changes

Done<net::TlsIdentity> identity_of(const node::Folder& folder, const PagesWish& wish) {
  const auto files = node::certificate_files(folder);
  const bool own = wish.certificate.empty();
  auto out = node::read_identity(own ? files.certificate : std::filesystem::path(wish.certificate),
                                 own ? files.key : std::filesystem::path(wish.key));
  if (out) return std::move(*out);
  if (own && out.error().code == base::Code::local_not_found)
    return trouble(kUsage,
                   fmt::format("Pages at {} need a certificate. Name one with --pages-certificate and "
                               "--pages-key, or have the node make one: palitan --node {} node certificate "
                               "--name {}",
                               wish.address, folder.dir().string(),
                               is_everywhere(wish.address) ? "HOST" : wish.address));
  return trouble(out.error());
}

}  // namespace

bool is_everywhere(std::string_view address) { return address == "0.0.0.0" || address == "::"; }

std::string PagesListener::url(std::uint16_t port) const {
  // A certificate speaks of names: the first of them is what people type.
  const auto& host = server.tls && !pages.names.empty() ? pages.names.front() : server.address;
  const bool six = host.find(':') != std::string::npos;
  return fmt::format("{}://{}{}{}:{}/", server.tls ? "https" : "http", six ? "[" : "", host, six ? "]" : "",
                     port);
}

Done<PagesListener> pages_listener(const node::Folder& folder, const PagesWish& wish,
                                   std::span<const api::Asset> assets) {
  if (wish.certificate.empty() != wish.key.empty())
    return trouble(kUsage, "--pages-certificate and --pages-key belong together: name both files.");
  PagesListener out;
  out.pages.assets = assets;
  if (!wish.address.empty()) out.server.address = wish.address;
  out.server.port = wish.port.value_or(0);
  out.server.ask_client = false;
  out.server.max_body = node::kAttachmentMax;
  out.server.max_connections = kConnections;
  const bool loopback = api::is_loopback(out.server.address);
  out.server.tls = out.pages.tls = !loopback || !wish.certificate.empty();
  if (out.server.tls) {
    auto identity = identity_of(folder, wish);
    if (!identity) return tl::unexpected(identity.error());
    auto names = net::names_of(identity->certificate_pem);
    if (!names) return trouble(names.error());
    out.pages.names = std::move(*names);
    out.server.identity = std::move(*identity);
  }
  if (!is_everywhere(out.server.address) &&
      std::find(out.pages.names.begin(), out.pages.names.end(), out.server.address) == out.pages.names.end())
    out.pages.names.push_back(out.server.address);
  return out;
}

}  // namespace palitan::cli
