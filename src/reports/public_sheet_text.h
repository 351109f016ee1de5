// What of a grant is fit to be published, as text for people: Markdown, its labels in one of three languages.
// What was written in the record stays in the language it was written in.
#pragma once
#include <string>

#include "reports/grant_views.h"

namespace palitan::reports {

#define PALITAN_SHEET_LABELS(X) \
  X(1, en)                      \
  X(2, ja)                      \
  X(3, fil)
PALITAN_ENUM(SheetLabels, PALITAN_SHEET_LABELS)

std::string public_sheet_text(const PublicSheet& sheet, SheetLabels labels = SheetLabels::en);

}  // namespace palitan::reports
