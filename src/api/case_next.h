// Internal: what may come next in a case that has no table of its own, and by whose hand. The judge has the
// last word; this keeps a list of choices short.
#pragma once
#include "api/json_view.h"
#include "kernel/facts.h"

namespace palitan::api {

/// {"kind", "party", "role"}, as the cases with a table list it.
Json step_json(statement::Kind kind, std::string_view party, statement::Role role);

/// Concurrence in the opening and in every change proposed ("change": its id), and new changes.
Json next_of(const kernel::ActivityFact& activity);
/// Nothing once it is agreed or replaced. Where a role may be either, both are listed.
Json next_of(const kernel::AccountFact& account);
Json next_of(const kernel::CreditFact& credit);
Json next_of(const kernel::RoundFact& round);

}  // namespace palitan::api
