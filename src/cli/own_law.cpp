#include "cli/own_law.h"

#include <algorithm>

#include "cli/files.h"
#include "papers/instrument_toml.h"

namespace palitan::cli {
namespace {
namespace fs = std::filesystem;

Done<terms::Overlay> compiled(const node::Folder& folder, const std::string& text, const std::string& file) {
  auto out = papers::compile_overlay(text, file);
  if (!out) return trouble(out.error());
  const auto& party = folder.file().party;
  if (out->overlay.party != party)
    return trouble(
        kUsage, fmt::format("{} is the law of '{}'; this is a node of '{}'. Add your own party's law.", file,
                            out->overlay.party, party));
  return std::move(out->overlay);
}

fs::path law_of(const node::Folder& folder) { return folder.dir() / "law"; }
}  // namespace

Done<std::vector<terms::Overlay>> read_own_law(const node::Folder& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(law_of(folder), error))
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<terms::Overlay> out;
  for (const auto& path : files) {
    const auto text = read_file(path);
    if (!text) return tl::unexpected(text.error());
    auto overlay = compiled(folder, *text, path.filename().string());
    if (!overlay) return tl::unexpected(overlay.error());
    out.push_back(std::move(*overlay));
  }
  return out;
}

Done<terms::Overlay> add_own_law(const node::Folder& folder, const std::string& file) {
  const auto text = read_file(file);
  if (!text) return tl::unexpected(text.error());
  auto overlay = compiled(folder, *text, fs::path(file).filename().string());
  if (!overlay) return tl::unexpected(overlay.error());
  std::error_code error;
  fs::create_directories(law_of(folder), error);
  const auto place = law_of(folder) / (overlay->name + ".toml");
  if (auto ok = write_file(place, base::view_of(*text)); !ok) return tl::unexpected(ok.error());
  return overlay;
}

}  // namespace palitan::cli
