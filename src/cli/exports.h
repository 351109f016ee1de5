// The record out of a store, as files.
#pragma once
#include <filesystem>

#include "cli/say.h"
#include "store/contract.h"

namespace palitan::cli {

/// For others to read, on a disk or a stick: once it is done it has been written out, and until then what was
/// there before is there. A pipe or a terminal takes the bytes as they are. Trouble: the disk.
Done<void> write_file(const std::filesystem::path& path, base::ByteView bytes);

/// Every agreed statement and accord as a bundle (spec/bundle.md). Trouble: something is above `ceiling`.
Done<base::Bytes> bundle_of(const store::Store& store, statement::Marking ceiling);

}  // namespace palitan::cli
