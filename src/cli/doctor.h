// What an operator may have wrong, looked at from outside of the node: in its folder, and through the node
// where one serves it.
#pragma once
#include "cli/record.h"
#include "node/checkup.h"
#include "node/folder.h"

namespace palitan::cli {

/// One look at the node, or at one of its books.
struct Look {
  std::string book;  ///< "jpn-phl 3f2a91c07b44"; empty: the whole node
  node::Finding finding;
};

struct Examination {
  std::string place;  ///< "https://127.0.0.1:7700", or who else holds the folder; empty: nobody does
  std::vector<Look> looks;

  std::size_t count(node::Standing standing) const;
};

/// Changes nothing. `passphrase` empty: keys are not opened. Where the node serves the folder it is asked,
/// and what would disturb it is not looked at, which is said.
Examination examine(const node::Folder& folder, std::optional<std::string_view> passphrase,
                    base::Instant now);

/// The same looks at one book, from a folder that nobody serves or from the node: agreed and pending acts,
/// attachments, clock.
std::vector<node::Finding> look_at_book(Record& record, base::Instant now);

}  // namespace palitan::cli
