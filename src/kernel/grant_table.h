// The grant's case table as data: what may follow what, by whose hand. API, documents and diagrams are made
// from it.
#pragma once
#include <span>

#include "kernel/grant_fact.h"

namespace palitan::kernel {

#define PALITAN_GRANT_SIDES(X) \
  X(1, donor)                  \
  X(2, recipient)
PALITAN_ENUM(GrantSide, PALITAN_GRANT_SIDES)

struct GrantRule {
  GrantState state;
  statement::Kind kind;
  GrantSide side;
  statement::Role role;
  GrantState next;  ///< the confirmation of a handover leads to `delivered`; see spec/grant.md
};

/// Every transition; the opening act `offer_grant` (donor, approver) is not among them.
std::span<const GrantRule> grant_rules();
/// What the table says of an act by one side in one state; null: nothing allows it.
const GrantRule* find_grant_rule(GrantState state, statement::Kind kind, GrantSide side);
/// The role that an act needs of the side that signs it; empty where the table never lets that side.
std::optional<statement::Role> grant_role_for(statement::Kind kind, GrantSide side);

}  // namespace palitan::kernel
