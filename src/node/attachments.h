// Attachments: papers, pictures and texts beside the record. A statement signs an attachment's hash, size,
// type and name; the bytes lie here, named by their hash alone:
//
//   attachments/ab/cdef...       the SHA-256 of its bytes in hex, two digits and sixty-two
//   attachments/ab/cdef....part  the first bytes of one that is still on its way from a partner
//
// No verdict depends on whether the bytes are here. A signed name is for people and never becomes a path.
// Each file is written beside its place, synced, renamed, and its folder synced, so a power cut leaves it
// whole or not there; what was half written is swept when the node starts. Every reading checks the hash
// again.
//
// Personal data goes into salted attachments (spec/statement.md, Attachments): the type begins "salted:", and
// sixteen random bytes stand before the content, so that the hash, which stays, tells nobody what was erased.
#pragma once
#include <filesystem>
#include <map>
#include <mutex>

#include "base/bytes.h"
#include "base/refusal.h"

namespace palitan::node {

/// Bytes of one attachment, its salt included.
inline constexpr std::size_t kAttachmentMax = std::size_t{16} << 20;
/// What stays free on the disk for the record itself: attachments must not fill the last of it.
inline constexpr std::uint64_t kDiskReserve = std::uint64_t{64} << 20;
inline constexpr std::size_t kSaltSize = 16;
inline constexpr std::string_view kSaltedPrefix = "salted:";

/// May a node sign this type? Empty stands for application/octet-stream; "salted:" may stand before any. What
/// a browser would run or draw with scripts (HTML, SVG) is not among them.
bool is_attachment_type(std::string_view type);
/// The type to tell a reader of the content, without the salt's mark; what is not known: octets.
std::string media_type_of(std::string_view type);
inline bool is_salted(std::string_view type) { return type.starts_with(kSaltedPrefix); }
/// The content without its salt, where the type says that there is one. Refusal: bad_value (no room for it).
base::Result<base::ByteView> content_of(std::string_view type, base::ByteView blob);
/// The type that a file's ending tells; empty where it tells none of the known ones.
std::string_view type_of_file(const std::filesystem::path& file);
/// The usual ending of a type's files, ".pdf"; empty where there is none.
std::string_view ending_of(std::string_view type);

/// Threads: any. One object per folder that writes: the node that holds the folder's lock.
class Attachments {
 public:
  /// Reads which are here; writes nothing. The folder need not be there.
  explicit Attachments(std::filesystem::path dir, std::uint64_t reserve = kDiskReserve);

  /// Removes what a crash left half written. REQUIRES: the folder's lock is held.
  void sweep();

  /// Durable when it returns. The same once more changes nothing, but mends a damaged file. Refusals:
  /// bad_value (the bytes have another hash), bad_too_large, local_disk_full, local_stopped; nothing is kept
  /// then.
  base::Result<void> put(const base::Hash& hash, base::ByteView bytes);
  /// Bytes of the beginning that is here of one still on its way; 0 where there is none.
  std::uint64_t part_of(const base::Hash& hash) const;
  /// Puts `bytes` behind that beginning, which has `from` bytes; with all `size` of them there the attachment
  /// is here. Bytes of another hash are all forgotten. After a crash the beginning may be shorter, or wrong
  /// and forgotten in the end. Refusals: those of put(); bad_value too where `from` is not its end, or it
  /// would grow beyond `size`.
  base::Result<void> add_part(const base::Hash& hash, std::uint64_t size, std::uint64_t from,
                              base::ByteView bytes);
  void drop_part(const base::Hash& hash);
  /// Refusals: local_not_found, local_damaged (the file's bytes have another hash).
  base::Result<base::Bytes> get(const base::Hash& hash) const;
  bool has(const base::Hash& hash) const { return size_of(hash).has_value(); }
  /// Bytes on disk, without reading them. Nothing: not here.
  std::optional<std::uint64_t> size_of(const base::Hash& hash) const;
  /// Removes the bytes for good; a statement that names the hash stays as it is. False: they were not here.
  /// The same bytes may be named in several partnerships, and one file serves all: whoever erases for one
  /// asks first whether another still names it. Refusal: local_stopped.
  base::Result<bool> erase(const base::Hash& hash);

 private:
  std::filesystem::path path_of(const base::Hash& hash) const;
  std::filesystem::path part_path_of(const base::Hash& hash) const;
  base::Result<void> room_at(const base::Hash& hash, std::uint64_t size) const;
  base::Result<base::Bytes> grow_part(const base::Hash& hash, std::uint64_t size, std::uint64_t from,
                                      base::ByteView bytes);
  base::Result<void> room_for(std::uint64_t size) const;

  std::filesystem::path dir_;
  std::uint64_t reserve_;
  std::mutex writing_;        ///< one file at a time
  mutable std::mutex mutex_;  ///< of the rest
  std::map<base::Hash, std::uint64_t> sizes_;
};

}  // namespace palitan::node
