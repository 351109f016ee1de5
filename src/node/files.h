// Internal: small files read and written whole.
#pragma once
#include <sys/types.h>

#include <filesystem>

#include "base/bytes.h"
#include "base/refusal.h"

namespace palitan::node {

inline constexpr std::size_t kFileMax = 4 * 1024 * 1024;

/// Refusals: local_not_found, local_damaged (larger than `max`, or unreadable).
base::Result<base::Bytes> read_whole(const std::filesystem::path& path, std::size_t max = kFileMax);

/// Written beside its place, synced, renamed, and the folder synced: after a power cut the old or the new
/// file is there, never half of one. `replace` false: refuses local_draft where the file is there already.
/// A file system without modes takes only what everybody may read.
/// Refusals: local_disk_full, local_stopped.
base::Result<void> write_whole(const std::filesystem::path& path, base::ByteView bytes, ::mode_t mode,
                               bool replace = true);

/// A file that may be larger than memory, as it is now up to its end; over what is there. After a power cut
/// it is whole only where this returned. Refusals: local_not_found, local_disk_full, local_stopped.
base::Result<void> copy_whole(const std::filesystem::path& from, const std::filesystem::path& to,
                              ::mode_t mode);

/// Makes a folder only its owner can enter; it may be there already. Refusal: local_stopped.
base::Result<void> make_folder(const std::filesystem::path& path);
/// The names in a folder survive a power cut. Refusal: local_stopped.
base::Result<void> sync_folder(const std::filesystem::path& path);

}  // namespace palitan::node
