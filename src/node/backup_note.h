// Internal: what stands at the head of a backup, and whether it is true.
#pragma once
#include "node/backup.h"

namespace palitan::node {

/// As it is kept in that store. Refusal: local_damaged.
base::Result<BackupRecord> look_into(const store::Store& store, const base::Id& partnership);

/// Writes files.txt and backup.note over DIR/folder, and counts them. Refusals: those of writing files.
base::Result<void> write_backup_note(const std::filesystem::path& dir, Backup& backup,
                                     const crypto::KeyPair& node_key);

}  // namespace palitan::node
