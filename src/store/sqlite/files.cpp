#include "store/sqlite/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <memory>
#include <system_error>
#include <vector>

namespace palitan::store::sqlite {
namespace {

namespace fs = std::filesystem;

sqlite3_vfs* vfs_of(const std::string& name) {
  auto* vfs = sqlite3_vfs_find(name.c_str());
  if (vfs == nullptr) throw Fault{SQLITE_CANTOPEN, 0, "no such vfs: " + name};
  return vfs;
}

/// One file opened past SQLite, to be looked at.
class RawFile {
 public:
  RawFile(sqlite3_vfs* vfs, const fs::path& path)
      : name_(sqlite3_create_filename(path.c_str(), "", "", 0, nullptr), sqlite3_free_filename),
        memory_(static_cast<std::size_t>(vfs->szOsFile) / sizeof(std::max_align_t) + 1) {
    if (!name_) throw Fault{SQLITE_NOMEM, 0, "out of memory"};
    const int code =
        vfs->xOpen(vfs, name_.get(), file(), SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, nullptr);
    if (code != SQLITE_OK)
      throw Fault{code, vfs->xGetLastError(vfs, 0, nullptr), "unable to open database file"};
  }
  RawFile(const RawFile&) = delete;
  RawFile& operator=(const RawFile&) = delete;
  ~RawFile() {
    if (file()->pMethods != nullptr) file()->pMethods->xClose(file());
  }
  int read(std::span<char> out) {
    return file()->pMethods->xRead(file(), out.data(), static_cast<int>(out.size()), 0);
  }

 private:
  sqlite3_file* file() { return reinterpret_cast<sqlite3_file*>(memory_.data()); }
  std::unique_ptr<const char, void (*)(const char*)> name_;
  std::vector<std::max_align_t> memory_;
};

}  // namespace

bool Files::has_bytes(const fs::path& path) const {
  if (!vfs_.empty()) {
    auto* vfs = vfs_of(vfs_);
    int there = 0;
    if (const int code = vfs->xAccess(vfs, path.c_str(), SQLITE_ACCESS_EXISTS, &there); code != SQLITE_OK)
      throw Fault{code, vfs->xGetLastError(vfs, 0, nullptr), "the folder cannot be looked at"};
    return there != 0;
  }
  std::error_code error;
  const auto size = fs::file_size(path, error);
  if (!error) return size > 0;
  if (error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory) return false;
  throw Fault{error == std::errc::permission_denied ? SQLITE_CANTOPEN : SQLITE_IOERR_ACCESS, error.value(),
              path.string() + ": " + error.message()};
}

bool Files::read_start(const fs::path& path, std::span<char> out) const {
  if (!vfs_.empty()) {
    const int code = RawFile(vfs_of(vfs_), path).read(out);
    if (code == SQLITE_IOERR_SHORT_READ) return false;
    if (code != SQLITE_OK) throw Fault{code, 0, "the file cannot be read"};
    return true;
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Fault{SQLITE_CANTOPEN, errno, "unable to open database file"};
  return static_cast<bool>(file.read(out.data(), static_cast<std::streamsize>(out.size())));
}

void Files::sync_folder_of(const fs::path& path) const {
  if (!vfs_.empty()) return;
  const fs::path dir = fs::absolute(path).parent_path();
  const int folder = ::open(dir.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = folder >= 0 && ::fsync(folder) == 0;
  const int error = errno;
  if (folder >= 0) ::close(folder);
  if (!synced) throw Fault{SQLITE_IOERR_DIR_FSYNC, error, "the folder cannot be synced: " + dir.string()};
}

}  // namespace palitan::store::sqlite
