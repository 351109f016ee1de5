// Internal: what stands at the head of a backup, and whether it is true.
#pragma once
#include "node/backup.h"
#include "store/sqlite.h"

namespace palitan::node {

/// As it is kept in that store. Refusal: local_damaged.
base::Result<BackupRecord> look_into(const store::Store& store, const base::Id& partnership);

/// Writes files.txt and backup.note over DIR/folder, and counts them. Refusals: those of writing files.
base::Result<void> write_backup_note(const std::filesystem::path& dir, Backup& backup,
                                     const crypto::KeyPair& node_key);

/// What the act says; where a record or a folder cannot be read meanwhile, that, as a refusal: local_damaged,
/// local_stopped.
template <class Act>
base::Result<Backup> as_refusal(const Act& act) {
  try {
    return act();
  } catch (const store::ReadFault& fault) {
    return base::refuse(base::Code::local_damaged, fault.what());
  } catch (const std::filesystem::filesystem_error& fault) {
    return base::refuse(base::Code::local_stopped, fault.what());
  }
}

}  // namespace palitan::node
