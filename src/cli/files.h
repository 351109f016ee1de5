// Files that a command reads and writes for its user.
#pragma once
#include <filesystem>

#include "base/bytes.h"
#include "cli/say.h"

namespace palitan::cli {

/// All of it. Trouble: no such file, a folder, a disk that cannot be read to the end.
Done<std::string> read_file(const std::filesystem::path& path);

/// For others to read, on a disk or a stick: once it is done it has been written out, and until then what was
/// there before is there. A pipe or a terminal takes the bytes as they are. Trouble: the disk.
Done<void> write_file(const std::filesystem::path& path, base::ByteView bytes);

}  // namespace palitan::cli
