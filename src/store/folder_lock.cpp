#include "store/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace palitan::store {

base::Result<FolderLock> FolderLock::take(const std::filesystem::path& dir) {
  const std::string path = (dir / "lock").string();
  int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  // A folder on read-only media, or someone else's, can still be read and locked.
  if (file < 0 && (errno == EROFS || errno == EACCES)) file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return base::refuse(base::Code::local_not_found, path + ": " + std::strerror(errno));
  FolderLock lock(file);
  if (::flock(file, LOCK_EX | LOCK_NB) != 0)
    return base::refuse(base::Code::local_folder_in_use, dir.string());
  return lock;
}

FolderLock::FolderLock(FolderLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

FolderLock::~FolderLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace palitan::store
