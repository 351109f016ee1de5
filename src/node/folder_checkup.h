// What may be wrong with a node's folder, looked at without a key and without changing anything.
#pragma once
#include "kernel/facts.h"
#include "node/checkup.h"
#include "node/folder.h"

namespace palitan::node {

/// "permissions": keys and token are their owner's alone, who is the user of this process.
Finding check_permissions(const Folder& folder);
/// "keys": the keys that a node needs lie there and look like keys. Says how many seats there are.
Finding check_keys(const Folder& folder);
/// "roots": root keys leave the node after the ceremony (docs/operating/ceremony.md).
Finding check_roots(const Folder& folder);
/// "certificate": of the pages, where one was made: is it good, and for how long.
Finding check_certificate(const Folder& folder, base::Instant now);
/// "backup": how old the last one is.
Finding check_backup_age(const Folder& folder, base::Instant now);

/// "opened": accord key and node key open by the passphrase and are those of the record, where there is one;
/// every seat's file that the passphrase fits holds the key of its name. `of`: the party as each record has
/// it.
Finding check_opened_keys(const Folder& folder, std::string_view passphrase,
                          const std::vector<kernel::PartyFact>& of);

}  // namespace palitan::node
