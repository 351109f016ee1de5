#include "served/served_node.h"

#include <iostream>
#include <thread>

#include "api/api.h"
#include "node/service.h"
#include "served/process.h"

namespace palitan::bench {
namespace {
std::vector<std::string> command_of(const ServeWish& wish) {
  std::vector<std::string> out = {fs::read_symlink("/proc/self/exe").string(), "serve", wish.dir, "--now",
                                  std::to_string(wish.now)};
  if (wish.pages) out.push_back("--pages");
  return out;
}

/// The listener of people, as `palitan node serve` opens it, but on loopback over TLS and with the node's
/// key, which a client of the benchmark can pin.
base::Result<std::uint16_t> start_pages(node::Service& service, net::Handler handler) {
  net::Server::Options options;
  options.ask_client = false;
  options.max_connections = 512;
  auto identity = service.keys().identity();
  if (!identity) return tl::unexpected(identity.error());
  options.identity = std::move(*identity);
  return service.start_pages(std::move(options), std::move(handler));
}

std::uint16_t port_in(const std::string& line) {
  return static_cast<std::uint16_t>(std::strtoul(line.c_str(), nullptr, 10));
}
}  // namespace

int serve(const ServeWish& wish) {
  node::ServiceOptions options;
  if (wish.now != 0) options.clock = clock_from({wish.now});
  auto service = node::Service::open(wish.dir, kPassphrase, options);
  if (!service) return std::cerr << base::sentence(service.error()) << "\n", 1;
  api::Pages pages;
  pages.tls = true;
  // The node's assets are no part of what is measured here: an empty list still opens the listener, and what
  // is read ahead for searches only where there are pages is read ahead.
  static const api::Asset kNothing{"/", "text/plain", "", "\"none\""};
  if (wish.pages) pages.assets = {&kNothing, 1};
  auto handlers = api::handlers(**service, pages);
  const auto port = (*service)->start(std::move(handlers.node));
  if (!port) return std::cerr << base::sentence(port.error()) << "\n", 1;
  std::cout << *port << "\n" << (*service)->token() << std::endl;
  if (wish.pages) {
    const auto pages_port = start_pages(**service, std::move(handlers.pages));
    if (!pages_port) return std::cerr << base::sentence(pages_port.error()) << "\n", 1;
    std::cout << *pages_port << std::endl;
  }
  for (std::string line; std::getline(std::cin, line);) continue;
  (*service)->stop();
  return 0;
}

ServedNode::ServedNode(const ServeWish& wish, const std::string& party) : child_(command_of(wish)) {
  target_.server_key = kernel::kit::key_named(party + " node").public_key;
  target_.request_timeout = std::chrono::minutes(5);  // how long an answer takes is measured, not ended
}

tl::expected<std::unique_ptr<ServedNode>, std::string> ServedNode::start(const ServeWish& wish,
                                                                         const std::string& party) {
  std::unique_ptr<ServedNode> out(new ServedNode(wish, party));
  if (auto ok = out->hear(wish.pages); !ok) return tl::unexpected(ok.error());
  return out;
}

Ran ServedNode::hear(bool pages) {
  const auto port = child_.hear(), token = child_.hear();
  const auto pages_port = pages ? child_.hear() : std::nullopt;
  if (!port || !token || (pages && !pages_port)) return failed("the serving process ended");
  target_.port = port_in(*port);
  token_ = *token;
  if (pages_port) pages_port_ = port_in(*pages_port);
  net::Client client(target_);
  net::Request request;
  request.target = "/v1/status";
  request.headers = {{"Authorization", "Bearer " + token_}};
  const auto answer = client.send(request);
  if (!answer || answer->status != 200)
    return failed("status: " + (answer ? answer->body : answer.error().what));
  start_up_ = began_.seconds();
  return {};
}

net::Target ServedNode::pages() const {
  auto out = target_;
  out.port = pages_port_;
  return out;
}

tl::expected<double, std::string> ServedNode::memory_mb() const {
  const auto mb = resident_mb(child_.pid());
  return mb ? tl::expected<double, std::string>(*mb) : failed("the serving process ended");
}

tl::expected<double, std::string> ServedNode::settle(double at_most) const {
  constexpr double kIdle = 0.05;  // of a second's processor time
  const Watch watch;
  auto before = cpu_seconds(child_.pid());
  while (before && watch.seconds() < at_most) {
    const auto at = watch.seconds();
    std::this_thread::sleep_for(std::chrono::seconds(1));
    const auto now = cpu_seconds(child_.pid());
    if (!now) break;
    if (*now - *before < kIdle) return at;
    before = now;
  }
  return failed("the serving process does not come to rest");
}

}  // namespace palitan::bench
