// What a case is called in lists, in one line.
#pragma once
#include <string>

#include "kernel/facts.h"

namespace palitan::reports {

/// "jpn supplies phl: PHL-2026-014, F-76"; the name of an activity, instrument or round; who visits whom.
std::string case_title(const kernel::CaseFact& file);

}  // namespace palitan::reports
