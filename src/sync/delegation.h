// A party's word that a TLS key is one of its own nodes: a ship's, beside the one that signs its accords.
// spec/sync.md, section 5.
#pragma once
#include "crypto/sign.h"
#include "statement/statement.h"
#include "sync/node_name.h"

namespace palitan::sync {

inline constexpr std::size_t kDelegationMax = 1024;  ///< bytes

struct Delegation {
  base::Id partnership;
  statement::PartyCode party;
  std::string node;         ///< a field name
  base::PublicKey tls_key;  ///< which the node shows
  base::Instant from;
  base::Instant until;  ///< the first instant at which it does not hold any more
  std::optional<base::Signature>
      signature{};  ///< over the text "palitan delegation/v1" LF and the map without it

  NodeName name() const { return node_name(party, node); }
  bool holds_at(base::Instant now) const { return from <= now && now < until; }
};
template <class A>
void describe(A& a, Delegation& x) {
  a.field(1, "partnership", x.partnership);
  a.field(2, "party", x.party);
  a.field(3, "node", x.node);
  a.field(4, "tls_key", x.tls_key);
  a.field(5, "from", x.from);
  a.field(6, "until", x.until);
  a.field(7, "signature", x.signature);
}

/// What two nodes show each other of the field nodes that they know.
struct Introduction {
  std::vector<base::Bytes> delegations;
};
template <class A>
void describe(A& a, Introduction& x) {
  a.field(1, "delegations", x.delegations);
}

/// Signs it with a party's accord key. REQUIRES: `node` is a field name.
base::Bytes write_delegation(Delegation delegation, const crypto::KeyPair& accord_key);
/// Its fields; the signature is not looked at. Refusals: bad_ as the form has them, bad_too_large.
base::Result<Delegation> read_delegation(base::ByteView bytes);
/// Signed by that accord key? Refusal: bad_signature.
base::Result<void> check_delegation(const Delegation& delegation, const base::PublicKey& accord_key);

}  // namespace palitan::sync
