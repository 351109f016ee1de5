// Internal: reports as people read them.
#pragma once
#include "cli/record.h"

namespace palitan::cli {

/// A report's JSON as title, table and notes; what is left out is named. Trouble: it is no such JSON.
Done<std::string> report_text(const std::string& json);

}  // namespace palitan::cli
