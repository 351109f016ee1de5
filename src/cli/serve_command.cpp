// `palitan node serve`: a node until it is told to stop.
#include <unistd.h>

#include "api/api.h"
#include "cli/commands.h"
#include "cli/notify.h"
#include "cli/own_law.h"
#include "cli/standing_by.h"
#include "node/log.h"

namespace palitan::cli {
namespace {

struct ServeOptions {
  std::uint16_t port = 0;
  PagesWish pages;
  std::optional<std::uint16_t> watch;
  bool stand_by = false;
  std::string reached_at;
  std::string log = "text";
  bool log_requests = false;
};

/// The pages beside the node, where they were asked for.
Done<void> serve_pages(node::Service& service, const PagesListener& listener, net::Handler handler) {
  const auto port = service.start_pages(listener.server, std::move(handler));
  if (!port) return trouble(port.error());
  tell(fmt::format("Its pages are at {}", listener.url(*port)));
  if (listener.pages.assets.empty()) tell("  (this program was built without them; see web/)");
  return {};
}

/// The figures beside the node, where they were asked for.
Done<void> serve_watch(node::Service& service, std::uint16_t wanted, net::Handler handler) {
  const auto port = service.start_watch(wanted, std::move(handler));
  if (!port) return trouble(port.error());
  tell(fmt::format("It is watched at http://127.0.0.1:{0}/livez, /readyz and /metrics", *port));
  return {};
}

/// The ports as they are now are said to the others.
Done<void> serve_beside(const Listeners& listeners, node::Service& service, store::Doors doors,
                        api::Handlers& handlers) {
  Done<void> done;
  if (listeners.pages) done = serve_pages(service, *listeners.pages, std::move(handlers.pages));
  if (done && listeners.watch) done = serve_watch(service, *listeners.watch, std::move(handlers.watch));
  if (!done) return done;
  doors.node.port = service.port();
  doors.pages.port = service.pages_port();
  if (const auto said = service.announce(doors); !said) return trouble(said.error());
  return {};
}

Done<void> serve_until_told(const ServeOptions& options, const Listeners& listeners, Turn& turn,
                            const store::Doors& doors, const SignalWatch& signals) {
  auto& service = *turn.service;
  const auto log = options.log_requests ? api::RequestLog::all : api::RequestLog::troubled;
  auto handlers = api::handlers(service, listeners.pages ? listeners.pages->pages : api::Pages{}, log);
  const auto port = service.start(std::move(handlers.node));
  if (!port) return trouble(port.error());
  const auto& file = service.folder().file();
  const Serving serving{file.address, *port, file.tls, service.keys().node_key()};
  if (auto ok = write_serving(service.folder(), serving); !ok) return ok;
  tell(fmt::format("The node of {} answers at {}. Stop it with Ctrl-C.",
                   sync::node_name(file.party, file.node), serving.url()));
  for (const auto& overlay : service.options().own_law)
    tell(fmt::format("  asked before its acts are signed: {}", overlay.title));
  if (auto beside = serve_beside(listeners, service, doors, handlers); !beside) {
    remove_serving(service.folder());
    return beside;
  }
  if (turn.stood_by) turn.stood_by->let_in();
  std::fflush(stdout);
  notify_manager("READY=1");
  const bool well = signals.wait(service);
  notify_manager("STOPPING=1");
  remove_serving(service.folder());
  service.stop();
  if (!well)
    return trouble(kFailed, service.writer().halted().value_or("The disk failed; the node has halted."));
  return {};
}

Done<Listeners> listeners_of(const Context& context, const node::Folder& folder,
                             const ServeOptions& options) {
  Listeners out;
  if (options.port != 0) out.port = options.port;
  out.watch = options.watch;
  const auto& pages = options.pages;
  if (!pages.port && !(pages.address + pages.certificate + pages.key).empty())
    return trouble(kUsage, "Say on which port the pages are to be served: --pages 8080.");
  if (pages.port) {
    auto made = pages_listener(folder, pages, context.pages);
    if (!made) return tl::unexpected(made.error());
    out.pages = std::move(*made);
  }
  return out;
}

/// Opens the records at once, or when their turn comes.
Done<Turn> take_turn(const ServeOptions& options, const std::shared_ptr<const node::Held>& held,
                     const node::ServiceOptions& service_options, Listeners& listeners,
                     const store::Doors& doors, const SignalWatch& signals) {
  if (options.stand_by) return await_turn(held, service_options, listeners, doors, signals);
  auto service = node::Service::open(held, service_options);
  if (!service) return trouble(service.error());
  return Turn{std::move(*service), nullptr};
}

Done<void> serve(const Context& context, const ServeOptions& options) {
  const auto folder = folder_of(context);
  if (!folder) return tl::unexpected(folder.error());
  forbid_core_files();
  const auto passphrase = read_passphrase(context.passphrase_file, "the node's keys");
  if (!passphrase) return tl::unexpected(passphrase.error());
  const SignalWatch signals;  // before any thread begins, so that all of them leave signals alone
  node::ServiceOptions service_options;
  auto law = read_own_law(*folder);
  if (!law) return tl::unexpected(law.error());
  service_options.own_law = std::move(*law);
  auto listeners = listeners_of(context, *folder, options);
  if (!listeners) return tl::unexpected(listeners.error());
  service_options.port = listeners->port;
  const auto doors = doors_of(folder->file(), *listeners, options.reached_at);
  if (!doors) return tl::unexpected(doors.error());
  const auto held = node::Service::hold(context.node_dir, passphrase->view());
  if (!held) return trouble(held.error());
  auto turn = take_turn(options, *held, service_options, *listeners, *doors, signals);
  if (!turn) return tl::unexpected(turn.error());
  if (!turn->service) {
    notify_manager("STOPPING=1");
    tell("Stopped. It stood by, and wrote nothing.");
    return {};
  }
  auto done = serve_until_told(options, *listeners, *turn, *doors, signals);
  turn->service.reset();  // the records are closed now, and their WALs taken in
  if (done) tell("Stopped. Everything acknowledged is on disk.");
  return done;
}

Done<void> serve_with_log(const Context& context, const ServeOptions& options) {
  const bool json = options.log == "json";
  if (!json && options.log != "text")
    return trouble(kUsage, fmt::format("'{}' is no form of the log: text or json.", options.log));
  node::set_log_form(json ? node::LogForm::json : node::LogForm::text);
  auto done = serve(context, options);
  if (done || !json) return done;
  node::log(node::LogLevel::error, done.error().says,
            {{"exit", static_cast<std::uint64_t>(done.error().exit)}});
  return trouble(done.error().exit, "");
}

}  // namespace

void add_serve_command(CLI::App& node, Context& context) {
  auto options = std::make_shared<ServeOptions>();
  auto* at = command(node, context, "serve", "serve the folder until Ctrl-C",
                     [&context, options] { return serve_with_log(context, *options); });
  at->add_option("--port", options->port, "port to listen on");
  at->add_option("--pages", options->pages.port, "serve the web application too, on this port");
  at->add_option("--pages-address", options->pages.address,
                 "its address; 127.0.0.1 if left out. Another than loopback needs a certificate");
  at->add_option("--pages-certificate", options->pages.certificate,
                 "PEM file: its certificate, then those of its issuers");
  at->add_option("--pages-key", options->pages.key, "PEM file: the key of that certificate");
  at->add_option("--watch", options->watch,
                 "answer /livez, /readyz and /metrics to programs of this machine, on this port");
  at->add_flag("--stand-by", options->stand_by,
               "where another process writes the records, in a database: pass on to it, and take its place");
  at->add_option(
      "--reached-at", options->reached_at,
      "numeric address at which those that stand by reach this machine; the one that it listens on "
      "if left out");
  at->add_option("--log", options->log, "text (if left out), or json: one object a line");
  at->add_flag("--log-requests", options->log_requests,
               "write every request; else those that were refused, failed or took long");
}

}  // namespace palitan::cli
