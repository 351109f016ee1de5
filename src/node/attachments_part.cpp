// Attachments that come in pieces: what is here of one goes on where it broke off.
#include <fcntl.h>
#include <unistd.h>

#include "crypto/hash.h"
#include "node/attachments.h"
#include "node/files.h"

namespace palitan::node {
using base::Code;
namespace fs = std::filesystem;

fs::path Attachments::part_path_of(const base::Hash& hash) const { return path_of(hash).string() + ".part"; }

std::uint64_t Attachments::part_of(const base::Hash& hash) const {
  std::error_code error;
  const auto size = fs::file_size(part_path_of(hash), error);
  return error ? 0 : size;
}

void Attachments::drop_part(const base::Hash& hash) { ::unlink(part_path_of(hash).c_str()); }

namespace {
/// Nothing waits for it to be durable: after a power cut it is fetched again from where it ends.
bool append(const fs::path& path, base::ByteView bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return false;
  bool good = true;
  while (good && !bytes.empty()) {
    const auto done = ::write(file, bytes.data(), bytes.size());
    good = done > 0;
    if (good) bytes = bytes.subspan(static_cast<std::size_t>(done));
  }
  return ::close(file) == 0 && good;
}
}  // namespace

/// All bytes once they are there, the hash not yet looked at; none before.
base::Result<base::Bytes> Attachments::grow_part(const base::Hash& hash, std::uint64_t size,
                                                 std::uint64_t from, base::ByteView bytes) {
  const std::lock_guard writing(writing_);
  if (from != part_of(hash) || bytes.empty() || from + bytes.size() > size || size > kAttachmentMax)
    return base::refuse(Code::bad_value, "it is not the piece that was asked for");
  if (const auto room = room_at(hash, size - from); !room) return tl::unexpected(room.error());
  if (!append(part_path_of(hash), bytes)) {
    drop_part(hash);
    return base::refuse(Code::local_disk_full, part_path_of(hash).string() + " cannot be written");
  }
  if (from + bytes.size() < size) return base::Bytes{};
  return read_whole(part_path_of(hash), kAttachmentMax);
}

base::Result<void> Attachments::add_part(const base::Hash& hash, std::uint64_t size, std::uint64_t from,
                                         base::ByteView bytes) {
  const auto whole = grow_part(hash, size, from, bytes);
  if (!whole) return tl::unexpected(whole.error());
  if (whole->empty()) return {};
  auto kept = put(hash, *whole);
  // Wrong bytes would be wrong for ever; for a full disk they are kept no longer either.
  drop_part(hash);
  return kept;
}

}  // namespace palitan::node
