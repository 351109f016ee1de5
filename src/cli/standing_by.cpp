#include "cli/standing_by.h"

#include <arpa/inet.h>

#include "api/stand_by.h"
#include "cli/desk.h"
#include "cli/notify.h"
#include "node/log.h"
#include "store/read_fault.h"

namespace palitan::cli {
namespace {

using base::Code;
constexpr std::chrono::milliseconds kLookEvery{200};

bool is_numeric(const std::string& address) {
  in6_addr any{};
  return ::inet_pton(AF_INET, address.c_str(), &any) == 1 ||
         ::inet_pton(AF_INET6, address.c_str(), &any) == 1;
}

store::Reach reach(const std::string& address, std::uint16_t port, const std::string& reached_at) {
  if (api::is_loopback(address)) return {address, port};
  if (!reached_at.empty()) return {reached_at, port};
  return {is_everywhere(address) ? "" : address, port};
}

net::Splice::Options splice(const std::string& address, std::uint16_t port, bool tls) {
  net::Splice::Options out;
  out.address = address;
  out.port = port;
  if (!tls) out.last_words = api::nobody_writes();
  return out;
}

node::StandBy::Options stand_by_options(const node::NodeFile& file, const Listeners& listeners,
                                        const store::Doors& doors) {
  node::StandBy::Options out;
  out.own = doors;
  out.node = splice(file.address, listeners.port.value_or(file.port), file.tls);
  if (listeners.pages) {
    const auto& pages = listeners.pages->server;
    out.pages = splice(pages.address, pages.port, pages.tls);
    out.pages->max_connections = pages.max_connections;
  }
  return out;
}

/// A database that goes away while the books are read is no reason to end: who stands by tries again.
base::Result<std::unique_ptr<node::Service>> try_to_open(const std::shared_ptr<const node::Held>& held,
                                                         const node::ServiceOptions& options) {
  try {
    return node::Service::open(held, options);
  } catch (const store::ReadFault& fault) {
    return base::refuse(Code::local_busy, fault.what());
  }
}

/// The listener of those who watch, which is answered here.
struct Watched {
  std::unique_ptr<net::Server> server;

  Done<void> start(std::optional<std::uint16_t>& port, const node::StandBy& stands_by) {
    if (!port) return {};
    net::Server::Options options;
    options.port = *port;
    options.tls = false;  // and so on loopback alone
    options.threads = 1;
    options.max_body = 4'096;  // nobody sends any
    options.max_connections = 32;
    server = std::make_unique<net::Server>(options, api::stand_by_handler(stands_by));
    const auto started = server->start();
    if (!started) return trouble(started.error());
    port = *started;
    return {};
  }
};

Done<void> say_where(const node::Held& held, const store::Doors& own, const Listeners& listeners) {
  const auto& file = held.folder.file();
  const Serving serving{file.address, own.node.port, file.tls, held.keys->node_key()};
  if (auto written = write_serving(held.folder, serving); !written) return written;
  tell(fmt::format("The node of {} stands by at {}: another process writes its records. Stop it with Ctrl-C.",
                   sync::node_name(file.party, file.node), serving.url()));
  if (listeners.pages) tell(fmt::format("Its pages are at {}", listeners.pages->url(own.pages.port)));
  if (listeners.watch)
    tell(fmt::format("It is watched at http://127.0.0.1:{}/livez, /readyz and /metrics", *listeners.watch));
  std::fflush(stdout);
  notify_manager("READY=1");
  return {};
}

/// Until its turn comes; empty: told to stop.
std::unique_ptr<node::Service> wait_for_turn(const std::shared_ptr<const node::Held>& held,
                                             const node::ServiceOptions& options, node::StandBy& stands_by,
                                             const SignalWatch& signals) {
  std::string said;
  while (!signals.came(std::chrono::milliseconds(0))) {
    if (!stands_by.may_try(kLookEvery)) continue;
    auto service = try_to_open(held, options);
    if (service) return std::move(*service);
    // Another was faster; or it is the database, which may be better in a moment.
    const auto why = base::sentence(service.error());
    if (service.error().code != Code::local_folder_in_use && why != said)
      node::log(node::LogLevel::warn, "it could not take its turn: " + why);
    said = why;
  }
  return nullptr;
}

}  // namespace

void tell(std::string_view says) {
  if (node::log_form() == node::LogForm::json) return node::log(node::LogLevel::info, says);
  fmt::print("{}\n", says);
}

Done<store::Doors> doors_of(const node::NodeFile& file, const Listeners& listeners,
                            const std::string& reached_at) {
  if (!reached_at.empty() && (!is_numeric(reached_at) || is_everywhere(reached_at)))
    return trouble(kUsage,
                   fmt::format("'{}' is no address at which others reach this machine: write a number, "
                               "such as 192.0.2.10.",
                               reached_at));
  store::Doors out;
  out.node = reach(file.address, listeners.port.value_or(file.port), reached_at);
  if (listeners.pages) {
    const auto& pages = listeners.pages->server;
    out.pages = reach(pages.address, pages.port, reached_at);
  }
  return out;
}

Done<Turn> await_turn(const std::shared_ptr<const node::Held>& held, node::ServiceOptions options,
                      Listeners& listeners, const store::Doors& doors, const SignalWatch& signals) {
  const auto& folder = held->folder;
  if (auto shared = node::check_shared(folder); !shared) return trouble(shared.error());
  if (doors.node.address.empty() || (listeners.pages && doors.pages.address.empty()))
    return trouble(kUsage,
                   "It listens on every address of this machine. Say at which one the others reach it: "
                   "--reached-at 192.0.2.10.");
  Turn out;
  auto first = node::Service::open(held, options);
  if (first) {
    out.service = std::move(*first);
    return out;
  }
  if (first.error().code != Code::local_folder_in_use) return trouble(first.error());
  out.stood_by = std::make_unique<node::StandBy>(stand_by_options(folder.file(), listeners, doors));
  auto& stands_by = *out.stood_by;
  if (auto started = stands_by.start(*held); !started) return trouble(started.error());
  options.port = listeners.port = stands_by.own().node.port;
  if (listeners.pages) listeners.pages->server.port = stands_by.own().pages.port;
  Watched watched;
  if (auto started = watched.start(listeners.watch, stands_by); !started)
    return tl::unexpected(started.error());
  if (auto said = say_where(*held, stands_by.own(), listeners); !said) return tl::unexpected(said.error());
  out.service = wait_for_turn(held, options, stands_by, signals);
  if (!out.service) {
    remove_serving(folder);
    return out;
  }
  stands_by.make_room();
  tell("Nobody wrote its records any more. This process does now.");
  return out;
}

}  // namespace palitan::cli
