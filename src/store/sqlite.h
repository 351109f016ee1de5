// The store in one SQLite file (WAL, synchronous=FULL). One file is one partnership's.
//
// Exactly one connection writes and checkpoints; readers have their own connections, which can do neither,
// because SQLite before 3.51.3 can lose a checkpoint that meets a write of another connection (its
// "WAL-reset" fault).
#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "store/contract.h"
#include "store/read_fault.h"

namespace palitan::store {

struct SqliteOptions {
  bool read_only =
      false;           ///< commit() fails; nothing in the folder is written to. REQUIRES: nothing serves it.
  bool check = false;  ///< look at every page on opening: seconds for a large file
  int page_size = 4096;         ///< of a new file
  int cache_kib = 16 * 1024;    ///< of the writer
  int reader_cache_kib = 2048;  ///< of each reader
  int checkpoint_pages = 4096;  ///< length of the WAL from which a commit also checkpoints
  int busy_ms = 5000;           ///< how long to wait for somebody else who writes
  int max_pages = 0;            ///< a ceiling that stands for a full disk; 0: none
  std::string vfs{};            ///< SQLite's name of the file system to use; empty: the system's
};

/// Opens the file, or makes it where absent. What a process that died left in the WAL is written and synced
/// once more before anybody reads: all that the store answers would survive a power cut. Refusals, each
/// leaving the file as it was: local_newer_database, local_damaged, local_disk_full, local_not_found
/// (read_only, or no such folder), local_folder_in_use (another program writes to it), local_stopped (the
/// disk failed). The store's reads throw ReadFault where the file is damaged or the disk fails.
base::Result<std::unique_ptr<Store>> open_sqlite(const std::filesystem::path& path,
                                                 const SqliteOptions& options = {});

/// Copies a file as it stands after one of its commits, also while a node serves it; `to` is a database of
/// its own, synced, without a WAL. Refusals: those of open_sqlite for `from`; local_draft where `to` is there
/// already; local_disk_full, local_stopped. Nothing is left at `to` on refusal.
base::Result<void> copy_sqlite(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace palitan::store
