#include "cli/exports.h"

#include <fstream>

#include "papers/bundle_export.h"
#include "sync/bundle.h"

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

Done<base::Bytes> bundle_of(const store::Store& store) {
  base::Bytes out;
  const auto header = papers::export_bundle(store, true, [&](base::ByteView piece) {
    base::append(out, piece);
    return true;
  });
  if (!header) return trouble(header.error());
  return out;
}

Done<base::Bytes> bundle_of(Desk& desk) {
  const auto status = desk.status();
  if (!status) return tl::unexpected(status.error());
  const auto log = desk.log(0, status->log_size);
  if (!log) return tl::unexpected(log.error());
  sync::Bundle out{{sync::kBundleVersion, desk.partnership(), status->height, status->log_size}, {}};
  std::size_t position = 0;
  for (std::uint64_t height = 0; height <= status->height; ++height) {
    auto note = desk.checkpoint(height);
    if (!note) return tl::unexpected(note.error());
    sync::BundleAccord accord{height, std::move(*note), {}};
    for (; position < log->size() && (*log)[position].height == height; ++position) {
      auto bytes = desk.act_bytes((*log)[position].act.id);
      if (!bytes) return tl::unexpected(bytes.error());
      accord.statements.push_back(std::move(*bytes));
    }
    out.accords.push_back(std::move(accord));
  }
  if (position != status->log_size)
    return trouble(
        kFailed,
        "The node's log and accords do not fit together. Ask again; if it repeats, call the auditor.");
  return sync::write_bundle(out, true);
}

}  // namespace palitan::cli
