#include "store/sqlite/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <memory>
#include <system_error>
#include <vector>

namespace palitan::store::sqlite {
namespace {

namespace fs = std::filesystem;

sqlite3_vfs* vfs_of(const std::string& name) {
  auto* vfs = sqlite3_vfs_find(name.empty() ? nullptr : name.c_str());
  if (vfs == nullptr) throw Fault{SQLITE_CANTOPEN, 0, "no such vfs: " + name};
  return vfs;
}

/// One file opened past SQLite.
class RawFile {
 public:
  RawFile(sqlite3_vfs* vfs, const fs::path& path, int flags)
      : vfs_(vfs),
        name_(sqlite3_create_filename(path.c_str(), "", "", 0, nullptr), sqlite3_free_filename),
        memory_(static_cast<std::size_t>(vfs->szOsFile) / sizeof(std::max_align_t) + 1) {
    if (!name_) throw Fault{SQLITE_NOMEM, 0, "out of memory"};
    check(vfs->xOpen(vfs, name_.get(), file(), flags, nullptr));
  }
  RawFile(const RawFile&) = delete;
  RawFile& operator=(const RawFile&) = delete;
  ~RawFile() {
    if (file()->pMethods != nullptr) methods().xClose(file());
  }
  /// False: it is shorter.
  bool read(std::int64_t at, std::span<char> out) {
    const int code = methods().xRead(file(), out.data(), static_cast<int>(out.size()), at);
    if (code == SQLITE_IOERR_SHORT_READ) return false;
    check(code);
    return true;
  }
  std::int64_t size() {
    sqlite3_int64 out = 0;
    check(methods().xFileSize(file(), &out));
    return out;
  }
  void write(std::int64_t at, std::span<const char> bytes) {
    check(methods().xWrite(file(), bytes.data(), static_cast<int>(bytes.size()), at));
  }
  void sync() { check(methods().xSync(file(), SQLITE_SYNC_FULL)); }

 private:
  sqlite3_file* file() { return reinterpret_cast<sqlite3_file*>(memory_.data()); }
  const sqlite3_io_methods& methods() { return *file()->pMethods; }
  void check(int code) {
    if (code != SQLITE_OK) throw Fault{code, vfs_->xGetLastError(vfs_, 0, nullptr), sqlite3_errstr(code)};
  }
  sqlite3_vfs* vfs_;
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
    return RawFile(vfs_of(vfs_), path, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB).read(0, out);
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Fault{SQLITE_CANTOPEN, errno, "unable to open database file"};
  return static_cast<bool>(file.read(out.data(), static_cast<std::streamsize>(out.size())));
}

void Files::write_again(const fs::path& path) const {
  if (!has_bytes(path)) return;
  // With these flags SQLite's files sync their folder at the first sync.
  RawFile file(vfs_of(vfs_), path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_WAL);
  std::vector<char> chunk(std::size_t{64} * 1024);  // one call writes less than 128 KiB
  const auto size = file.size();
  for (std::int64_t at = 0; at < size;) {
    const auto part = std::span(chunk).first(
        static_cast<std::size_t>(std::min<std::int64_t>(size - at, static_cast<std::int64_t>(chunk.size()))));
    if (!file.read(at, part)) throw Fault{SQLITE_IOERR_SHORT_READ, 0, "the WAL became shorter"};
    file.write(at, part);
    at += static_cast<std::int64_t>(part.size());
  }
  file.sync();
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
