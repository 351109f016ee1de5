// What kind of case a file is, and its state, in the words that every list and story uses.
#pragma once
#include "kernel/facts.h"

namespace palitan::kernel {

/// "instrument", "activity", "order", "visit", "grant", "evidence", "account", "credit", "round".
std::string_view kind_of(const CaseFact& file);
/// By the case's table where it has one; of an instrument "proposed" or "ratified", of an activity "opened"
/// or "concurred", of evidence "disclosed".
std::string_view state_of(const CaseFact& file);

/// Does an act of that kind open a case, and so name none? REQUIRES: is_valid(kind).
bool opens_case(statement::Kind kind);
/// The kind of case that such an act opens or belongs to, as kind_of() says it; empty for acts of the
/// partnership and for those that belong to any case. REQUIRES: is_valid(kind).
std::string_view case_kind_of(statement::Kind kind);

}  // namespace palitan::kernel
