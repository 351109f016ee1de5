#include "node/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace palitan::node {
namespace {

using base::Code;

tl::unexpected<base::Refusal> fault(const std::filesystem::path& path, int number) {
  const bool full = number == ENOSPC || number == EDQUOT;
  return base::refuse(full ? Code::local_disk_full : Code::local_stopped,
                      path.string() + ": " + std::strerror(number));
}

/// Closes on every way out.
struct File {
  int number;
  ~File() {
    if (number >= 0) ::close(number);
  }
};

bool write_all(int file, base::ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(file, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(n));
  }
  return true;
}

}  // namespace

base::Result<base::Bytes> read_whole(const std::filesystem::path& path, std::size_t max) {
  const File file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.number < 0) {
    return base::refuse(errno == ENOENT || errno == ENOTDIR ? Code::local_not_found : Code::local_damaged,
                        path.string() + ": " + std::strerror(errno));
  }
  base::Bytes out;
  std::uint8_t part[16'384];
  for (;;) {
    const ssize_t n = ::read(file.number, part, sizeof part);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return base::refuse(Code::local_damaged, path.string() + ": " + std::strerror(errno));
    if (n == 0) return out;
    if (out.size() + static_cast<std::size_t>(n) > max)
      return base::refuse(Code::local_damaged, path.string() + " is larger than such a file can be");
    base::append(out, {part, static_cast<std::size_t>(n)});
  }
}

namespace {
/// fchmod: the mode must not depend on the umask of whoever started the program. A stick's file system may
/// know no modes; there goes only what everybody may read.
bool set_mode(int file, ::mode_t mode) {
  return ::fchmod(file, mode) == 0 || (errno == EPERM && (mode & S_IROTH) != 0);
}
}  // namespace

base::Result<void> write_whole(const std::filesystem::path& path, base::ByteView bytes, ::mode_t mode,
                               bool replace) {
  auto beside = path;
  beside += ".new";
  ::unlink(beside.c_str());  // left behind by a crash
  const File file{::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)};
  if (file.number < 0) return fault(beside, errno);
  if (!set_mode(file.number, mode) || !write_all(file.number, bytes) || ::fsync(file.number) != 0) {
    const int number = errno;
    ::unlink(beside.c_str());
    return fault(beside, number);
  }
  // link() refuses to replace, so that two ceremonies cannot both believe that theirs is the key.
  const int placed = replace ? ::rename(beside.c_str(), path.c_str()) : ::link(beside.c_str(), path.c_str());
  const int number = errno;
  if (placed != 0 || !replace) ::unlink(beside.c_str());
  if (placed != 0 && number == EEXIST)
    return base::refuse(Code::local_draft, path.string() + " is there already and is never overwritten");
  if (placed != 0) return fault(path, number);
  return sync_folder(path.parent_path());
}

base::Result<void> copy_whole(const std::filesystem::path& from, const std::filesystem::path& to,
                              ::mode_t mode) {
  const File in{::open(from.c_str(), O_RDONLY | O_CLOEXEC)};
  if (in.number < 0 && (errno == ENOENT || errno == ENOTDIR))
    return base::refuse(Code::local_not_found, from.string());
  if (in.number < 0) return fault(from, errno);
  const File out{::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)};
  if (out.number < 0 || !set_mode(out.number, mode)) return fault(to, errno);
  std::uint8_t part[16'384];
  for (;;) {
    const ssize_t n = ::read(in.number, part, sizeof part);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return fault(from, errno);
    if (n == 0) break;
    if (!write_all(out.number, {part, static_cast<std::size_t>(n)})) return fault(to, errno);
  }
  if (::fsync(out.number) != 0) return fault(to, errno);
  return sync_folder(to.parent_path());
}

base::Result<void> make_folder(const std::filesystem::path& path) {
  std::error_code error;
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), error);
  if (::mkdir(path.c_str(), 0700) != 0) {
    const int number = errno;
    if (number != EEXIST || !std::filesystem::is_directory(path, error)) return fault(path, number);
  }
  return {};
}

base::Result<void> sync_folder(const std::filesystem::path& path) {
  const std::filesystem::path named = path.empty() ? "." : path;
  const File file{::open(named.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (file.number < 0 || ::fsync(file.number) != 0) return fault(named, errno);
  return {};
}

}  // namespace palitan::node
