// A backup of a node's folder, taken while it serves, and what comes back out of it.
//
//   DIR/backup.note      what it holds, signed by the node's TLS key (spec/node.md)
//   DIR/files.txt        every file: SHA-256, size, path
//   DIR/folder/          node.json, party.json, law/, delegations/, attachments/, record/<partnership>.db
//
// No key is in it: a restored node never uses an old one (spec/log.md, section 9). One thread at a time for
// each folder written to.
#pragma once
#include "node/folder.h"

namespace palitan::node {

struct BackupRecord {
  base::Id partnership;
  std::uint64_t height = 0;
  std::uint64_t size = 0;   ///< of the log
  base::Hash checkpoint;    ///< its hash
  base::Hash derived;       ///< store::derived_hash()
  std::size_t pending = 0;  ///< statements that no accord held yet; not part of the note
};
struct Backup {
  sync::NodeName node;
  base::Instant time;
  std::vector<BackupRecord> records;
  std::size_t files = 0;
  std::uint64_t bytes = 0;
};

/// Writes a backup into `dir`, which must not be there; nothing is left at `dir` on refusal. The folder may
/// be served meanwhile. Refusals: local_draft (`dir` is there), local_disk_full, local_stopped,
/// local_damaged.
base::Result<Backup> write_backup(const Folder& folder, const crypto::KeyPair& node_key,
                                  const std::filesystem::path& dir, base::Instant now);

/// When the last backup of this folder was written, as far as the folder knows. Empty: never.
std::optional<base::Instant> last_backup(const Folder& folder);

/// Reads all of it and changes nothing: every hash, every page, every signature and cosignature, and the
/// derived tables rebuilt from the statements beside it (in the folder for temporary files). Refusals:
/// local_not_found, local_damaged with what is wrong, local_newer_database, local_upgrade.
base::Result<Backup> check_backup(const std::filesystem::path& dir);

/// A folder from a backup that check_backup() accepted, with keys of its own under `passphrase`, which opens
/// as restored: it signs no accord before the others have handed over (Book::mark_restored), and no seat's
/// key is in it. Nothing is left at `to` on refusal. Refusals: those of check_backup(); local_draft (`to` is
/// there).
base::Result<Backup> restore_backup(const std::filesystem::path& dir, const std::filesystem::path& to,
                                    std::string_view passphrase, crypto::WrapParameters parameters = {});

}  // namespace palitan::node
