// The field nodes that are known here, by their delegations, and this node's own. Any thread.
//
//   delegations/<first digits of its SHA-256>.cbor     in the node's folder, as spec/sync.md, section 5, has
//   it
//
// What stands there was signed by an accord key that counted when it came; whether it still counts is asked
// of the record each time it is used, so that a changed accord key ends what the old one said.
#pragma once
#include <shared_mutex>

#include "kernel/facts.h"
#include "node/folder.h"
#include "sync/delegation.h"

namespace palitan::node {

class Delegations {
 public:
  /// What lies in the folder; a file that cannot be read is passed over.
  explicit Delegations(const Folder& folder);

  /// Kept from now on, in the folder too, instead of what was known of that node. False: it was known.
  /// Refusals: those of sync::read_delegation; bad_signature where no accord key of its party in `among`
  /// signed it; local_not_authorised where it does not hold at `now`, or of another partnership; local_busy
  /// (too many); those of writing a file.
  base::Result<bool> keep(base::ByteView bytes, const kernel::PartnershipFact& among, base::Instant now);

  /// Those of a partnership that hold now and whose accord key counts; ascending by name.
  std::vector<sync::Delegation> of(const kernel::PartnershipFact& among, base::Instant now) const;
  /// The one that such a key shows.
  std::optional<sync::Delegation> by_key(const kernel::PartnershipFact& among, const base::PublicKey& tls_key,
                                         base::Instant now) const;
  std::optional<sync::Delegation> by_name(const kernel::PartnershipFact& among, const sync::NodeName& name,
                                          base::Instant now) const;
  /// What it was told last, whether that holds now or not; by an accord key that counts.
  std::optional<sync::Delegation> of_node(const kernel::PartnershipFact& among,
                                          const sync::NodeName& name) const;

 private:
  static bool counts(const sync::Delegation& delegation, const kernel::PartnershipFact& among,
                     base::Instant now);

  std::filesystem::path dir_;
  mutable std::shared_mutex mutex_;
  std::map<std::pair<base::Id, sync::NodeName>, sync::Delegation> all_;
};

}  // namespace palitan::node
