// The visit's case table as data: what may follow what, by whose hand. API, documents and diagrams are made
// from it.
#pragma once
#include <span>

#include "kernel/visit_fact.h"

namespace palitan::kernel {

#define PALITAN_VISIT_SIDES(X) \
  X(1, host)                   \
  X(2, visitor)
PALITAN_ENUM(VisitSide, PALITAN_VISIT_SIDES)

struct VisitRule {
  VisitState state;
  statement::Kind kind;
  VisitSide side;
  statement::Role role;
  VisitState next;  ///< a last departure leads from `entered` to `departed`; see spec/visit.md
};

/// Every transition; the opening act `notify_visit` (visitor, requester) is not among them.
std::span<const VisitRule> visit_rules();
/// What the table says of an act by one side in one state; null: nothing allows it.
const VisitRule* find_visit_rule(VisitState state, statement::Kind kind, VisitSide side);
/// The role that an act needs of the side that signs it; empty where the table never lets that side.
std::optional<statement::Role> visit_role_for(statement::Kind kind, VisitSide side);

}  // namespace palitan::kernel
