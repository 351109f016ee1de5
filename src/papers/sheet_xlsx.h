// A report as a workbook (Office Open XML) of one sheet.
#pragma once
#include "base/refusal.h"
#include "reports/sheet.h"

namespace palitan::papers {

/// Title, header, rows and notes; dates and figures as such, so that people may calculate with them. A figure
/// of more than fifteen digits is written as text: a spreadsheet would round it. Texts are never formulas.
/// Equal sheets give equal bytes. Failure: stop, where the library refuses (memory, more than 1,048,000
/// rows).
base::Outcome<std::string> xlsx_of(const reports::Sheet& sheet, base::Date made_on);

}  // namespace palitan::papers
