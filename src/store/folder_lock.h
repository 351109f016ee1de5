// One process serves a folder at a time.
#pragma once
#include <filesystem>

#include "base/refusal.h"

namespace palitan::store {

/// Holds DIR/lock for as long as it lives; the kernel lets go when the process ends, however it ends, so a
/// file left behind means nothing. Movable, not copyable.
class FolderLock {
 public:
  /// Refusal: local_folder_in_use where another holds it (in this process too); local_not_found where there
  /// is no such folder or it cannot be opened.
  static base::Result<FolderLock> take(const std::filesystem::path& dir);

  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;
  ~FolderLock();

 private:
  explicit FolderLock(int file) : file_(file) {}
  int file_ = -1;
};

}  // namespace palitan::store
