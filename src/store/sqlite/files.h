// What must be known of a database's files before SQLite opens them: through the VFS that will open them, or
// through the system where none is named.
#pragma once
#include <filesystem>
#include <span>

#include "store/sqlite/connection.h"

namespace palitan::store::sqlite {

class Files {
 public:
  /// `vfs`: a registered name; empty: the system's files.
  explicit Files(std::string vfs) : vfs_(std::move(vfs)) {}

  /// False: no such file, or an empty one. Throws Fault where that cannot be told: "absent" would then make a
  /// new database where there is one.
  bool has_bytes(const std::filesystem::path& path) const;
  /// The file's first bytes; false where it is shorter. Throws Fault.
  bool read_start(const std::filesystem::path& path, std::span<char> out) const;
  /// Writes the whole file over itself and syncs it and its folder: what was readable is durable afterwards,
  /// even where an earlier sync failed. A file that is absent stays so. REQUIRES: nobody writes to it. Throws
  /// Fault.
  void write_again(const std::filesystem::path& path) const;
  /// A new file's name is durable only when its folder is. With a named VFS: its first sync of the WAL does
  /// that. Throws Fault.
  void sync_folder_of(const std::filesystem::path& path) const;

 private:
  std::string vfs_;
};

}  // namespace palitan::store::sqlite
