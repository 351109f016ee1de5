// `palitan party change-key`: another accord key for the party, signed by its roots.
#include "cli/commands.h"
#include "node/random.h"

namespace palitan::cli {
namespace {

struct KeyWords {
  std::string roots;
  std::string reason = "planned";
};

/// The folder's accord key where the record does not know it yet (after a restore), else a new one in its
/// place.
Done<base::PublicKey> key_to_name(const node::Folder& folder, const base::PublicKey& known,
                                  std::string_view passphrase) {
  const auto here = folder.read_key(node::kAccordKey, passphrase);
  if (!here) return trouble(here.error());
  if (here->public_key != known) return here->public_key;
  const auto fresh = node::random_key_pair();
  if (auto done = folder.renew_key(node::kAccordKey, fresh, passphrase); !done) return trouble(done.error());
  return fresh.public_key;
}

Done<void> change(const Context& context, const KeyWords& words) {
  const auto folder = folder_of(context);
  if (!folder) return tl::unexpected(folder.error());
  if (!folder->file().node.empty())
    return trouble(kUsage,
                   "A field node has no accord key. Its headquarters changes that, and admits it again.");
  const auto roots =
      node::Folder::open(words.roots.empty() ? folder->dir() : std::filesystem::path(words.roots));
  if (!roots) return trouble(roots.error());
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto seen = (*desk)->status();
  if (!seen) return tl::unexpected(seen.error());
  if (seen->waiting_for.starts_with("handover"))
    return trouble(kRefused,
                   fmt::format("Not yet: this node waits for the {}. Until then nobody knows what the roots "
                               "signed last, and a root that signs one number twice cannot be replaced.",
                               seen->waiting_for));
  const auto known = (*desk)->accord_key();
  if (!known) return tl::unexpected(known.error());
  const auto passphrase = read_passphrase(context.passphrase_file, "the root keys and the node's keys");
  if (!passphrase) return tl::unexpected(passphrase.error());
  statement::ChangeAccordKey body;
  if (!from_name(words.reason, body.reason))
    return trouble(kUsage, fmt::format("'{}' is no reason: planned, lost or restored.", words.reason));
  const auto accord = key_to_name(*folder, *known, passphrase->view());
  if (!accord) return tl::unexpected(accord.error());
  const auto node_key = folder->read_key(node::kNodeKey, passphrase->view());
  if (!node_key) return trouble(node_key.error());
  body.accord_key = *accord;
  body.node_key = node_key->public_key;
  const auto time = when(context, "");
  if (!time) return tl::unexpected(time.error());
  const auto id = act_as_root(**desk, *roots, passphrase->view(), std::move(body), *time);
  if (!id) return tl::unexpected(id.error());
  fmt::print(
      "The roots named another accord key: {}. Start the node again now: it then signs with that key.\n",
      short_hex(*id));
  return {};
}
}  // namespace

void add_key_commands(CLI::App& party, Context& context) {
  auto words = std::make_shared<KeyWords>();
  auto* at = command(party, context, "change-key", "name another accord key, signed by the roots",
                     [&context, words] { return change(context, *words); });
  at->add_option("--roots", words->roots, "the folder in which the root keys lie; this node's if left out");
  at->add_option("--reason", words->reason, "planned, lost or restored")->capture_default_str();
}

}  // namespace palitan::cli
