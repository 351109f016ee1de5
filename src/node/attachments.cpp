#include "node/attachments.h"

#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "crypto/hash.h"
#include "node/files.h"

namespace palitan::node {
namespace {

namespace fs = std::filesystem;
using base::Code;

constexpr ::mode_t kPrivate = 0600;
constexpr std::string_view kOctets = "application/octet-stream";

struct MediaType {
  std::string_view type;
  std::array<std::string_view, 3> endings;
};
constexpr MediaType kTypes[] = {
    {kOctets, {}},
    {"application/cose", {".cose"}},
    {"application/json", {".json"}},
    {"application/pdf", {".pdf"}},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", {".xlsx"}},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", {".docx"}},
    {"image/jpeg", {".jpg", ".jpeg"}},
    {"image/png", {".png"}},
    {"image/tiff", {".tif", ".tiff"}},
    {"text/csv", {".csv"}},
    {"text/plain", {".txt"}},
};

std::string_view without_salt(std::string_view type) {
  if (is_salted(type)) type.remove_prefix(kSaltedPrefix.size());
  return type;
}

bool is_known(std::string_view type) {
  return std::any_of(std::begin(kTypes), std::end(kTypes), [&](const auto& one) { return one.type == type; });
}

/// The hash that a file's place stands for; nothing for anything else that lies there.
std::optional<base::Hash> hash_at(const fs::path& path) {
  return base::fixed_from_hex<base::Hash>(path.parent_path().filename().string() + path.filename().string());
}

/// What a folder holds; what cannot be read is not there. The iterator's own ++ would throw.
std::vector<fs::directory_entry> entries_of(const fs::path& dir) {
  std::vector<fs::directory_entry> out;
  std::error_code error;
  for (fs::directory_iterator at(dir, error), end; !error && at != end; at.increment(error))
    out.push_back(*at);
  return out;
}

/// Every file two folders down.
template <class Each>
void each_file(const fs::path& dir, const Each& each) {
  std::error_code error;
  for (const auto& inner : entries_of(dir))
    if (inner.is_directory(error) && !inner.is_symlink(error))
      for (const auto& file : entries_of(inner.path())) each(file);
}

}  // namespace

bool is_attachment_type(std::string_view type) {
  const auto plain = without_salt(type);
  return plain.empty() || is_known(plain);
}

std::string media_type_of(std::string_view type) {
  const auto plain = without_salt(type);
  return std::string(is_known(plain) ? plain : kOctets);
}

base::Result<base::ByteView> content_of(std::string_view type, base::ByteView blob) {
  if (!is_salted(type)) return blob;
  if (blob.size() < kSaltSize)
    return base::refuse(Code::bad_value, "a salted attachment begins with sixteen bytes of salt");
  return blob.subspan(kSaltSize);
}

std::string_view type_of_file(const fs::path& file) {
  auto ending = file.extension().string();
  for (auto& c : ending)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (ending.empty()) return {};
  for (const auto& one : kTypes)
    if (std::find(one.endings.begin(), one.endings.end(), ending) != one.endings.end()) return one.type;
  return {};
}

std::string_view ending_of(std::string_view type) {
  const auto plain = without_salt(type);
  for (const auto& one : kTypes)
    if (one.type == plain) return one.endings.front();
  return {};
}

Attachments::Attachments(fs::path dir, std::uint64_t reserve) : dir_(std::move(dir)), reserve_(reserve) {
  each_file(dir_, [&](const fs::directory_entry& file) {
    std::error_code error;
    const auto hash = hash_at(file.path());
    if (!hash || !file.is_regular_file(error)) return;
    const auto size = file.file_size(error);
    if (!error) sizes_[*hash] = size;
  });
}

void Attachments::sweep() {
  const std::lock_guard writing(writing_);
  each_file(dir_, [](const fs::directory_entry& file) {
    if (file.path().extension() == ".new") ::unlink(file.path().c_str());
  });
}

fs::path Attachments::path_of(const base::Hash& hash) const {
  const auto hex = base::to_hex(hash.view());
  return dir_ / hex.substr(0, 2) / hex.substr(2);
}

/// The record's own commits stop the node where the disk is full; a picture must not bring it there.
base::Result<void> Attachments::room_for(std::uint64_t size) const {
  struct ::statvfs seen{};
  if (::statvfs(dir_.c_str(), &seen) != 0) return {};  // writing will tell
  const auto left = static_cast<std::uint64_t>(seen.f_bavail) * seen.f_frsize;
  if (left >= reserve_ && left - reserve_ >= size) return {};
  return base::refuse(Code::local_disk_full, "the last " + std::to_string(reserve_ >> 20) +
                                                 " MiB of the disk are kept for the record");
}

/// Its folder, made where it is not there, with room for so much.
base::Result<void> Attachments::room_at(const base::Hash& hash, std::uint64_t size) const {
  // Outer folder first: each name must survive a power cut before what lies below it is told to be there.
  for (const auto& made : {dir_, path_of(hash).parent_path()}) {
    if (const auto done = make_folder(made); !done) return done;
    if (const auto done = sync_folder(made.parent_path()); !done) return done;
  }
  return room_for(size);
}

base::Result<void> Attachments::put(const base::Hash& hash, base::ByteView bytes) {
  if (bytes.size() > kAttachmentMax)
    return base::refuse(
        Code::bad_too_large,
        std::to_string(bytes.size()) + " bytes; an attachment has at most " + std::to_string(kAttachmentMax));
  if (const auto real = crypto::sha256(bytes); real != hash)
    return base::refuse(Code::bad_value, "the bytes have the hash " + base::to_hex(real.view()));
  const std::lock_guard writing(writing_);
  if (has(hash) && get(hash)) return {};
  if (const auto room = room_at(hash, bytes.size()); !room) return room;
  if (const auto done = write_whole(path_of(hash), bytes, kPrivate); !done) return done;
  const std::lock_guard lock(mutex_);
  sizes_[hash] = bytes.size();
  return {};
}

base::Result<base::Bytes> Attachments::get(const base::Hash& hash) const {
  auto bytes = read_whole(path_of(hash), kAttachmentMax);
  if (!bytes) return bytes;
  if (crypto::sha256(*bytes) != hash)
    return base::refuse(Code::local_damaged, path_of(hash).string() + " has another hash than its name");
  return bytes;
}

std::optional<std::uint64_t> Attachments::size_of(const base::Hash& hash) const {
  const std::lock_guard lock(mutex_);
  const auto found = sizes_.find(hash);
  return found == sizes_.end() ? std::nullopt : std::optional(found->second);
}

base::Result<bool> Attachments::erase(const base::Hash& hash) {
  drop_part(hash);
  const std::lock_guard writing(writing_);
  const auto path = path_of(hash);
  if (::unlink(path.c_str()) != 0) {
    const int number = errno;
    if (number != ENOENT && number != ENOTDIR)
      return base::refuse(Code::local_stopped, path.string() + " cannot be removed");
    const std::lock_guard lock(mutex_);
    sizes_.erase(hash);
    return false;
  }
  {
    const std::lock_guard lock(mutex_);
    sizes_.erase(hash);
  }
  if (const auto done = sync_folder(path.parent_path()); !done) return tl::unexpected(done.error());
  return true;
}

}  // namespace palitan::node
