#include "cli/exports.h"

#include <fstream>

#include "papers/bundle_export.h"

namespace palitan::cli {
Done<void> write_file(const std::filesystem::path& path, const base::Bytes& bytes) {
  const auto beside = std::filesystem::path(path.string() + ".part");
  std::ofstream out(beside, std::ios::binary | std::ios::trunc);
  out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  out.close();
  std::error_code error;
  if (out) std::filesystem::rename(beside, path, error);
  if (!out || error) return trouble(kFailed, fmt::format("{} cannot be written.", path.string()));
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
