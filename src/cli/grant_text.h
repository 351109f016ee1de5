// A grant in words and tables: the note, what was paid of it, and the things.
#pragma once
#include "cli/record.h"

namespace palitan::cli {

/// REQUIRES: view.file.grant.
std::string grant_text(const CaseView& view);

}  // namespace palitan::cli
