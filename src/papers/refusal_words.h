// A refusal said in the reader's language.
#pragma once
#include "papers/import_fault.h"
#include "papers/instrument_toml.h"

namespace palitan::papers {

/// As base::sentence(): name, clause with its text, what to do, what was seen. `clause`: null where its text
/// is not at hand. English where a sentence or text stands in no other language.
std::string refusal_says(const base::Refusal& refusal, const ClauseText* clause, SheetLanguage language);

}  // namespace palitan::papers
