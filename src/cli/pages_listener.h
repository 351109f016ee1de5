// The listener of the pages, as the command line asks for it.
#pragma once
#include <optional>

#include "api/api.h"
#include "cli/say.h"

namespace palitan::cli {

/// No address of its own: every one of the machine.
bool is_everywhere(std::string_view address);

struct PagesWish {
  std::optional<std::uint16_t> port;  ///< 0: the system picks; empty: no pages
  std::string address;                ///< numeric; empty: 127.0.0.1
  std::string certificate;            ///< PEM files; empty: those of the folder, where it is needed
  std::string key;
};

struct PagesListener {
  net::Server::Options server;
  api::Pages pages;
  /// What a browser is told; `port` is where it listens.
  std::string url(std::uint16_t port) const;
};

/// Plain on loopback, elsewhere over TLS; it may be addressed by its address and by the names of its
/// certificate. Trouble: another address than loopback without a certificate, or files that cannot be read.
Done<PagesListener> pages_listener(const node::Folder& folder, const PagesWish& wish,
                                   std::span<const api::Asset> assets);

}  // namespace palitan::cli
