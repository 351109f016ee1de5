// Instrument files: what people write in TOML (spec/terms.md) compiled to what stands in the record.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.h"
#include "terms/instrument.h"

namespace palitan::papers {

/// What a clause says, in our own words; never the text of the agreement.
struct ClauseText {
  std::string clause;  ///< its key in Instrument::clauses
  std::string en;
  std::string ja;   ///< empty where the file has none
  std::string fil;  ///< empty where the file has none
  bool operator==(const ClauseText&) const = default;
};

struct CompiledInstrument {
  terms::Instrument instrument;   ///< passes terms::validate()
  std::vector<ClauseText> texts;  ///< one for each clause, keys ascending
  std::vector<std::string>
      notes;  ///< for whoever proposes it: figures left open, clauses not read in the text
};

/// UTF-8 TOML to an instrument. `file_name` stands in errors only; nothing is opened.
/// Refusal: local_instrument; detail "<file>:<line>: <what was seen>", clause where the fault lies in one.
/// Threads: any; no state is kept.
base::Result<CompiledInstrument> compile_instrument(std::string_view toml_text, std::string_view file_name);

}  // namespace palitan::papers
