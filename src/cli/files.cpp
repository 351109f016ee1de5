#include "cli/files.h"

#include <array>
#include <fstream>

#include "node/files.h"

namespace palitan::cli {
namespace fs = std::filesystem;

Done<std::string> read_file(const fs::path& path) {
  std::error_code none;
  std::ifstream in(path, std::ios::binary);
  if (!in || fs::is_directory(path, none))
    return trouble(kFailed, fmt::format("'{}' cannot be opened.", path.string()));
  std::string out;
  std::array<char, 65'536> part;
  while (in.read(part.data(), part.size()), in.gcount() > 0)
    out.append(part.data(), static_cast<std::size_t>(in.gcount()));
  if (in.bad()) return trouble(kFailed, fmt::format("'{}' cannot be read to its end.", path.string()));
  return out;
}

Done<void> write_file(const fs::path& path, base::ByteView bytes) {
  constexpr ::mode_t kPublic = 0644;
  if (std::error_code none; !fs::exists(path, none) || fs::is_regular_file(path, none)) {
    if (auto ok = node::write_whole(path, bytes, kPublic); !ok)
      return trouble(kFailed, base::sentence(ok.error()));
    return {};
  }
  std::ofstream out(path, std::ios::binary);
  out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) return trouble(kFailed, fmt::format("'{}' cannot be written.", path.string()));
  return {};
}

}  // namespace palitan::cli
