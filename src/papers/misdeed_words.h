// A proven misdeed said in the reader's language: who, with which office and key, and which papers show it.
#pragma once
#include <string>

#include "kernel/misdeed.h"
#include "papers/import_fault.h"

namespace palitan::papers {

/// One sentence: culprit, what was done, where. No word of it is the record's but names, which are quoted.
std::string misdeed_says(const kernel::ProvenMisdeed& misdeed, SheetLanguage language);
/// The lines below it: key in words, the two acts or papers with their ids, and what follows for the record.
std::string misdeed_lines(const kernel::ProvenMisdeed& misdeed, SheetLanguage language);

}  // namespace palitan::papers
