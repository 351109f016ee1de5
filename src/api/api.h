// The node's HTTP interface: resources, problems, who may do what. Routes are in api/routes.h and
// spec/openapi.yaml.
#pragma once
#include <span>

#include "net/server.h"
#include "node/service.h"

namespace palitan::api {

/// One file of the web application, as it is built into the program.
struct Asset {
  std::string_view path;  ///< "/assets/index-3f2a.js"
  std::string_view type;  ///< media type
  std::string_view gzip;  ///< its bytes, compressed
  std::string_view etag;  ///< with its quotation marks
};

/// What the listener of the pages shows, and by which names it may be addressed beside those of loopback.
struct Pages {
  std::span<const Asset> assets;
  std::vector<std::string> names;
  bool tls = false;
  std::chrono::milliseconds idle = std::chrono::minutes(30);  ///< after which a session that nobody uses ends
};

/// "localhost", or an address of this machine alone.
bool is_loopback(std::string_view host);

/// The handler for Service::start(). Local clients show the bearer token of the node's folder; partners are
/// known by the key of their certificate. Every refusal is application/problem+json.
/// REQUIRES: `service` outlives the handler's last call (Service::stop() ends them).
net::Handler handler(node::Service& service);

/// Which requests stand in the log. Never: who asked, for what, or with which words.
enum class RequestLog {
  none,
  troubled,  ///< refused, failed or slow; a few a second, then how many more there were
  all,
};

/// That handler; the one for Service::start_pages(): the web application, and the same interface for whoever
/// signs in there, but for partners; and the one for Service::start_watch(), which answers whether the node
/// lives, is ready, and in which figures.
struct Handlers {
  net::Handler node;
  net::Handler pages;
  net::Handler watch;
};
Handlers handlers(node::Service& service, Pages pages, RequestLog log = RequestLog::none);

}  // namespace palitan::api
