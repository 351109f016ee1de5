// `palitan backup` and `palitan restore`: a copy of the folder without its keys, and a node out of it with
// new ones.
#include <filesystem>

#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "node/backup.h"
#include "node/keyring.h"

namespace palitan::cli {
namespace {
namespace fs = std::filesystem;

struct BackupWords {
  std::string from;
  std::string to;
  bool verify = false;
};

Done<void> back_up(const Context& context, const BackupWords& words) {
  const auto folder = folder_of(context);
  if (!folder) return tl::unexpected(folder.error());
  const auto to = fs::absolute(words.to).lexically_normal().string();
  // The node that serves it has its key open already, and copies while it goes on.
  if (const auto desk = open_desk(context)) {
    const auto made = (*desk)->backup(to);
    if (!made) return tl::unexpected(made.error());
    const auto json = nlohmann::json::parse(*made, nullptr, false);
    fmt::print("Wrote {}: {} files, {} bytes, without keys.\n", to, json.value("files", 0u),
               json.value("bytes", std::uint64_t{0}));
  } else {
    const auto lock = folder->lock();
    if (!lock) return trouble(lock.error());
    const auto passphrase = read_passphrase(context.passphrase_file, "the node's keys");
    if (!passphrase) return tl::unexpected(passphrase.error());
    const auto key = folder->read_key(node::kNodeKey, passphrase->view());
    if (!key) return trouble(key.error());
    const auto made = node::write_backup(*folder, *key, to, context.clock());
    if (!made) return trouble(made.error());
    fmt::print("Wrote {}: {} files, {} bytes, without keys.\n", to, made->files, made->bytes);
  }
  fmt::print("Look whether it is whole, on another machine: palitan restore --from {} --verify\n", to);
  return {};
}

void say(const node::Backup& backup) {
  fmt::print("A backup of {}, taken {}: {} files, {} bytes.\n", backup.node, base::to_text(backup.time),
             backup.files, backup.bytes);
  for (const auto& record : backup.records)
    fmt::print(
        "  {}  height {}, {} statements agreed, {} pending; every signature, cosignature and balance holds\n",
        base::to_hex(record.partnership.view()).substr(0, 16), record.height, record.size, record.pending);
}

Done<void> restore(const Context& context, const BackupWords& words) {
  if (words.verify == !words.to.empty())
    return trouble(
        kUsage,
        "Say what to do with it: --verify looks at it and changes nothing, --to FOLDER makes a node.");
  if (words.verify) {
    const auto checked = node::check_backup(words.from);
    if (!checked) return trouble(checked.error());
    say(*checked);
    return {};
  }
  const auto passphrase = read_passphrase(context.passphrase_file, "the node's new keys", true);
  if (!passphrase) return tl::unexpected(passphrase.error());
  const auto made = node::restore_backup(words.from, words.to, passphrase->view());
  if (!made) return trouble(made.error());
  say(*made);
  fmt::print(
      "Made {} with new keys. What was acknowledged after the backup is with the others; nothing is signed "
      "before they have told it:\n",
      words.to);
  if (sync::is_field_node(made->node)) {
    fmt::print("  have it admitted anew: palitan node prepare --dir {} --again ...; then join.\n", words.to);
    return {};
  }
  fmt::print(
      "  1. palitan node serve --node {0}\n"
      "  2. by stick, there and back, until `palitan sync status` awaits no handover: palitan sync --to "
      "FILE, "
      "palitan import FILE\n"
      "  3. where the root keys are: palitan --node {0} party change-key; then start the node again\n"
      "  4. palitan actor make, palitan actor appoint: new seats for its office-holders\n",
      words.to);
  return {};
}
}  // namespace

void add_backup_commands(CLI::App& app, Context& context) {
  auto words = std::make_shared<BackupWords>();
  auto* out = command(app, context, "backup", "copy the folder while the node serves, without its keys",
                      [&context, words] { return back_up(context, *words); });
  out->add_option("--to", words->to, "a new folder for it")->required();
  auto* in = command(app, context, "restore", "look whether a backup is whole, or make a node from it",
                     [&context, words] { return restore(context, *words); });
  in->add_option("--from", words->from, "the backup")->required();
  in->add_option("--to", words->to, "a new node's folder");
  in->add_flag("--verify", words->verify, "only look, and change nothing");
}

}  // namespace palitan::cli
