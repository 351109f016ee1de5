// A report as CSV (RFC 4180).
#pragma once
#include <string>

#include "reports/sheet.h"

namespace palitan::papers {

/// A header of column names, then the rows; amounts with all their decimals and no separators. A text that a
/// spreadsheet would take for a formula (it begins with = + - @) gets an apostrophe before it: references
/// come from strangers' keyboards.
std::string csv_of(const reports::Sheet& sheet);

}  // namespace palitan::papers
