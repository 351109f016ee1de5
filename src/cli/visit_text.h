// A visit in words and tables: declared, consented, actual, open.
#pragma once
#include "cli/record.h"

namespace palitan::cli {

/// REQUIRES: view.file.visit.
std::string visit_text(const CaseView& view, base::Date today);

}  // namespace palitan::cli
