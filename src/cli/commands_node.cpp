// Running a node and looking at it.
#include "api/api.h"
#include "base/money.h"
#include "cli/commands.h"
#include "cli/links_text.h"
#include "cli/own_law.h"
#include "cli/pages_listener.h"
#include "cli/serve.h"
#include "net/authority.h"
#include "node/certificates.h"
#include "node/files.h"
#include "node/service.h"

namespace palitan::cli {
namespace {

struct NodeOptions {
  std::string dir;
  std::string address;
  std::uint16_t port = 0;
  std::vector<std::string> peers;
  std::string ceiling;
  std::string law;
  PagesWish pages;
  std::vector<std::string> names;
};

/// "phl=127.0.0.1:7702", or "phl/BRP Gabriela Silang=...".
Done<node::PeerAddress> parse_peer(const std::string& text) {
  const auto equals = text.find('=');
  const auto colon = text.rfind(':');
  const auto wrong =
      trouble(kUsage, fmt::format("'{}' is not a partner's address. Write it as phl=192.0.2.7:7700.", text));
  if (equals == std::string::npos || colon == std::string::npos || colon < equals) return wrong;
  const auto name = text.substr(0, equals);
  node::PeerAddress out{sync::party_of(name), text.substr(equals + 1, colon - equals - 1), 0,
                        sync::field_of(name)};
  if (name.find('/') != name.npos && !sync::is_field_name(out.node)) return wrong;
  const auto port = base::parse_decimal(text.substr(colon + 1), 0);
  if (!port || *port <= 0 || *port > 65'535 || !statement::is_party_code(out.party)) return wrong;
  out.port = static_cast<std::uint16_t>(*port);
  return out;
}

Done<void> init(const Context& context, const NodeOptions& options) {
  const auto dir = options.dir.empty() ? context.node_dir : options.dir;
  auto folder = node::Folder::open(dir);
  if (!folder) return trouble(folder.error());
  auto file = folder->file();
  if (!options.address.empty()) file.address = options.address;
  if (options.port != 0) file.port = options.port;
  if (!options.ceiling.empty() && !from_name(options.ceiling, file.ceiling))
    return trouble(kUsage,
                   fmt::format("'{}' is no marking: unclassified, official or restricted.", options.ceiling));
  if (!options.peers.empty()) file.peers.clear();
  for (const auto& text : options.peers) {
    auto peer = parse_peer(text);
    if (!peer) return tl::unexpected(peer.error());
    file.peers.push_back(std::move(*peer));
  }
  const auto lock = folder->lock();
  if (!lock) return trouble(lock.error());
  if (auto ok = folder->save(file); !ok) return trouble(ok.error());
  fmt::print("The node of {} will listen on {} port {}.\n", file.party, file.address,
             file.port == 0 ? "(picked at each start)" : std::to_string(file.port));
  fmt::print("  it signs, takes and hands out nothing marked above {}\n", name(file.ceiling));
  for (const auto& peer : file.peers)
    fmt::print("  partner {} at {}:{}\n", peer.name(), peer.host, peer.port);
  fmt::print("Start it with: palitan node serve --node {}\n", dir);
  return {};
}

Done<void> add_law(const Context& context, const NodeOptions& options) {
  const auto folder = folder_of(context);
  if (!folder) return tl::unexpected(folder.error());
  const auto law = add_own_law(*folder, options.law);
  if (!law) return tl::unexpected(law.error());
  fmt::print(
      "{}\n  is asked before acts of {} are signed, from the node's next start. It never enters the "
      "record.\n",
      law->title, law->party);
  return {};
}

/// The pages beside the node, where they were asked for.
Done<void> serve_pages(node::Service& service, PagesListener listener, net::Handler handler) {
  const auto port = service.start_pages(listener.server, std::move(handler));
  if (!port) return trouble(port.error());
  fmt::print("Its pages are at {}\n", listener.url(*port));
  if (listener.pages.assets.empty()) fmt::print("  (this program was built without them; see web/)\n");
  return {};
}

Done<void> certificate(const Context& context, const NodeOptions& options) {
  const auto folder = folder_of(context);
  if (!folder) return tl::unexpected(folder.error());
  const auto files = node::make_certificate(*folder, options.names, context.clock());
  if (!files) return trouble(files.error());
  const auto authority = node::read_whole(files->authority);
  if (!authority) return trouble(authority.error());
  const auto fingerprint = net::fingerprint_of(base::text_of(*authority));
  if (!fingerprint) return trouble(fingerprint.error());
  std::string names;
  for (const auto& name : options.names) names += (names.empty() ? "" : ", ") + name;
  fmt::print(
      "A certificate for {}, good for 13 months.\n  certificate  {}\n  key          {}\n"
      "Carry the node's authority to each computer that opens the pages, and have its browser trust it for "
      "websites:\n  authority    {}\n  SHA-256      {}\n"
      "Compare these digits with what the browser shows; docs/operating/pages.md has the steps.\n"
      "Serve the pages with: palitan --node {} node serve --pages 8080 --pages-address ADDRESS\n",
      names, files->certificate.string(), files->key.string(), files->authority.string(), *fingerprint,
      folder->dir().string());
  return {};
}

Done<void> serve(const Context& context, const NodeOptions& options) {
  const auto folder = folder_of(context);
  if (!folder) return tl::unexpected(folder.error());
  forbid_core_files();
  const auto passphrase = read_passphrase(context.passphrase_file, "the node's keys");
  if (!passphrase) return tl::unexpected(passphrase.error());
  const SignalWatch signals;  // before any thread begins, so that all of them leave signals alone
  node::ServiceOptions service_options;
  if (options.port != 0) service_options.port = options.port;
  auto law = read_own_law(*folder);
  if (!law) return tl::unexpected(law.error());
  service_options.own_law = std::move(*law);
  const auto& pages = options.pages;
  if (!pages.port && !(pages.address + pages.certificate + pages.key).empty())
    return trouble(kUsage, "Say on which port the pages are to be served: --pages 8080.");
  const auto listener = pages_listener(*folder, options.pages, context.pages);
  if (options.pages.port && !listener) return tl::unexpected(listener.error());
  auto service = node::Service::open(context.node_dir, passphrase->view(), service_options);
  if (!service) return trouble(service.error());
  auto handlers = api::handlers(**service, listener ? listener->pages : api::Pages{});
  const auto port = (*service)->start(std::move(handlers.node));
  if (!port) return trouble(port.error());
  const Serving serving{folder->file().address, *port, folder->file().tls, (*service)->keys().node_key()};
  if (auto ok = write_serving(*folder, serving); !ok) return ok;
  fmt::print("The node of {} answers at {}. Stop it with Ctrl-C.\n",
             sync::node_name(folder->file().party, folder->file().node), serving.url());
  for (const auto& overlay : (*service)->options().own_law)
    fmt::print("  asked before its acts are signed: {}\n", overlay.title);
  if (options.pages.port)
    if (auto ok = serve_pages(**service, *listener, std::move(handlers.pages)); !ok) {
      remove_serving(*folder);
      return ok;
    }
  std::fflush(stdout);
  const bool well = signals.wait(**service);
  remove_serving(*folder);
  (*service)->stop();
  if (!well)
    return trouble(kFailed, (*service)->writer().halted().value_or("The disk failed; the node has halted."));
  fmt::print("Stopped. Everything acknowledged is on disk.\n");
  return {};
}

Done<void> status(const Context& context) {
  const auto record = open_record(context);
  if (!record) return tl::unexpected(record.error());
  const auto seen = (*record)->status();
  if (!seen) return tl::unexpected(seen.error());
  fmt::print("{}", status_text(*seen));
  auto* desk = dynamic_cast<Desk*>(record->get());
  if (desk == nullptr) {
    fmt::print("  nobody serves {} now\n", context.node_dir);
    return {};
  }
  const auto links = desk->links();
  if (!links) return tl::unexpected(links.error());
  fmt::print("  served at     {}\n", desk->where());
  print_links(*links);
  return {};
}

}  // namespace

void add_node_commands(CLI::App& app, Context& context) {
  auto* at = app.add_subcommand("node", "set up, serve and look at a node");
  at->require_subcommand(1)->fallthrough();
  auto options = std::make_shared<NodeOptions>();
  auto* set_up = command(*at, context, "init", "say where the node listens and where its partners answer",
                         [&context, options] { return init(context, *options); });
  set_up->add_option("--dir", options->dir, "the node's folder");
  set_up->add_option("--address", options->address, "address to listen on");
  set_up->add_option("--peer", options->peers, "a partner's node, as phl=192.0.2.7:7700; repeat for each")
      ->allow_extra_args(false);
  set_up->add_option(
      "--ceiling", options->ceiling,
      "the highest handling marking it may hold: unclassified, official (at first) or restricted");
  auto* run_it = command(*at, context, "serve", "serve the folder until Ctrl-C",
                         [&context, options] { return serve(context, *options); });
  run_it->add_option("--pages", options->pages.port, "serve the web application too, on this port");
  run_it->add_option("--pages-address", options->pages.address,
                     "its address; 127.0.0.1 if left out. Another than loopback needs a certificate");
  run_it->add_option("--pages-certificate", options->pages.certificate,
                     "PEM file: its certificate, then those of its issuers");
  run_it->add_option("--pages-key", options->pages.key, "PEM file: the key of that certificate");
  auto* vouch = command(*at, context, "certificate",
                        "make a certificate for the pages, by an authority of the node's own",
                        [&context, options] { return certificate(context, *options); });
  vouch->add_option("--name", options->names, "a host name or address of the pages; repeat for each")
      ->allow_extra_args(false)
      ->required();
  for (auto* one : {set_up, run_it}) one->add_option("--port", options->port, "port to listen on");
  auto* law = command(*at, context, "law", "add the party's own law, asked before its acts are signed",
                      [&context, options] { return add_law(context, *options); });
  law->add_option("file", options->law, "an overlay, as instruments/overlays/jpn-sdf-act.toml")->required();
  add_reads_command(*at, context);
  add_field_commands(*at, context);
  command(*at, context, "status", "log, root, cosignatures, what is pending, links",
          [&context] { return status(context); });
}

}  // namespace palitan::cli
