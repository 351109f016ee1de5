#include "cli/exports.h"

#include <fstream>

#include "node/files.h"
#include "papers/bundle_export.h"

namespace palitan::cli {
Done<void> write_file(const std::filesystem::path& path, base::ByteView bytes) {
  constexpr ::mode_t kPublic = 0644;
  if (std::error_code none;
      !std::filesystem::exists(path, none) || std::filesystem::is_regular_file(path, none)) {
    if (auto ok = node::write_whole(path, bytes, kPublic); !ok)
      return trouble(kFailed, base::sentence(ok.error()));
    return {};
  }
  std::ofstream out(path, std::ios::binary);
  out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) return trouble(kFailed, fmt::format("{} cannot be written.", path.string()));
  return {};
}

Done<base::Bytes> bundle_of(const store::Store& store, statement::Marking ceiling) {
  base::Bytes out;
  const auto header = papers::export_bundle(store, ceiling, true, [&](base::ByteView piece) {
    base::append(out, piece);
    return true;
  });
  if (!header) return trouble(header.error());
  return out;
}

}  // namespace palitan::cli
