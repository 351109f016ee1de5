// Setting a node up and looking at it.
#include "base/money.h"
#include "cli/commands.h"
#include "cli/links_text.h"
#include "cli/own_law.h"
#include "net/authority.h"
#include "node/certificates.h"
#include "node/files.h"

namespace palitan::cli {
namespace {

struct NodeOptions {
  std::string dir;
  std::string address;
  std::uint16_t port = 0;
  std::vector<std::string> peers;
  std::string ceiling;
  std::string law;
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
  set_up->add_option("--port", options->port, "port to listen on");
  set_up->add_option("--peer", options->peers, "a partner's node, as phl=192.0.2.7:7700; repeat for each")
      ->allow_extra_args(false);
  set_up->add_option(
      "--ceiling", options->ceiling,
      "the highest handling marking it may hold: unclassified, official (at first) or restricted");
  auto* vouch = command(*at, context, "certificate",
                        "make a certificate for the pages, by an authority of the node's own",
                        [&context, options] { return certificate(context, *options); });
  vouch->add_option("--name", options->names, "a host name or address of the pages; repeat for each")
      ->allow_extra_args(false)
      ->required();
  add_serve_command(*at, context);
  auto* law = command(*at, context, "law", "add the party's own law, asked before its acts are signed",
                      [&context, options] { return add_law(context, *options); });
  law->add_option("file", options->law, "an overlay, as instruments/overlays/jpn-sdf-act.toml")->required();
  add_reads_command(*at, context);
  add_field_commands(*at, context);
  command(*at, context, "status", "log, root, cosignatures, what is pending, links",
          [&context] { return status(context); });
}

}  // namespace palitan::cli
