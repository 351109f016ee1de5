// What kind of case a file is, and its state, in the words that every list and story uses.
#pragma once
#include "kernel/facts.h"

namespace palitan::kernel {

/// "instrument", "activity", "order", "visit", "grant", "evidence", "account", "credit", "round".
std::string_view kind_of(const CaseFact& file);
/// By the case's table where it has one; of an instrument "proposed" or "ratified", of an activity "opened"
/// or "concurred", of evidence "disclosed".
std::string_view state_of(const CaseFact& file);

}  // namespace palitan::kernel
