// A party's own law in its node's folder: DIR/law/<name>.toml, as it was checked and put there.
#pragma once
#include "cli/say.h"
#include "node/folder.h"
#include "terms/overlay.h"

namespace palitan::cli {

/// Every overlay of the folder, by file name. Trouble: one cannot be read, or is of another party.
Done<std::vector<terms::Overlay>> read_own_law(const node::Folder& folder);
/// Checks the file and copies it into the folder; it is asked from the node's next start. Returns the
/// overlay. Trouble: it has a fault, or is of another party.
Done<terms::Overlay> add_own_law(const node::Folder& folder, const std::string& file);

}  // namespace palitan::cli
