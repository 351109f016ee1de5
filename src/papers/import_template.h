// Empty sheets for people to fill in.
#pragma once
#include "base/refusal.h"
#include "papers/import_fault.h"

namespace palitan::papers {

/// The header alone, with a byte order mark so that spreadsheets open it as UTF-8.
std::string template_csv(SheetKind kind, SheetLanguage language);
/// A workbook: the page to fill in, called like the sheet, with lists to choose from; a page of instructions;
/// a hidden page of codes. `categories`: of the agreements in force; may be empty. `names`: of units and
/// currencies, "LTR" and "litre"; stand below the instructions. Failure: stop, where the library refuses.
base::Outcome<std::string> template_xlsx(SheetKind kind, SheetLanguage language,
                                         const std::vector<std::string>& categories,
                                         const std::vector<std::pair<std::string, std::string>>& names = {});

}  // namespace palitan::papers
