// The record out of a store, as files.
#pragma once
#include <filesystem>

#include "cli/say.h"
#include "store/contract.h"

namespace palitan::cli {

/// Written beside its place and renamed. Trouble: the disk.
Done<void> write_file(const std::filesystem::path& path, const base::Bytes& bytes);

/// Every agreed statement and accord as a bundle (spec/bundle.md). Trouble: something is above `ceiling`.
Done<base::Bytes> bundle_of(const store::Store& store, statement::Marking ceiling);

}  // namespace palitan::cli
