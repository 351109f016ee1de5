// Instrument files: what people write in TOML (spec/terms.md) compiled to what stands in the record.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.h"
#include "terms/instrument.h"
#include "terms/overlay.h"

namespace palitan::papers {

/// What a clause says, in our own words; never the text of the agreement.
struct ClauseText {
  std::string clause;  ///< its key in Instrument::clauses
  std::string en;
  std::string ja;        ///< empty where the file has none
  std::string fil;       ///< empty where the file has none
  bool informs = false;  ///< meant to be read only: no rule cites it
  bool operator==(const ClauseText&) const = default;
};

/// What falls under a category, for people.
struct ExampleText {
  std::string category;
  std::string en;
  std::string ja;   ///< empty where the file has none
  std::string fil;  ///< empty where the file has none
  bool operator==(const ExampleText&) const = default;
};

struct CompiledInstrument {
  terms::Instrument instrument;       ///< passes terms::validate()
  std::vector<ClauseText> texts;      ///< one for each clause, keys ascending
  std::vector<ExampleText> examples;  ///< of some categories, names ascending
  std::vector<std::string>
      notes;  ///< for whoever proposes it: figures left open, clauses not read in the text
  std::vector<std::string> warnings;  ///< "<file>:<line>: <what>": no fault, but worth a look
};

/// UTF-8 TOML to an instrument. `file_name` stands in errors only; nothing is opened.
/// Refusal: local_instrument; detail "<file>:<line>: <what was seen>", clause where the fault lies in one.
/// Threads: any; no state is kept.
base::Result<CompiledInstrument> compile_instrument(std::string_view toml_text, std::string_view file_name);

/// The texts as one attachment of the proposal: JSON, the same bytes for the same texts.
/// {"instrument": name, "clauses": [{"clause", "en", "ja", "fil"}], "examples": [{"category", ...}]}
std::string text_attachment(const CompiledInstrument& compiled);

struct CompiledOverlay {
  terms::Overlay overlay;             ///< passes terms::validate()
  std::vector<ClauseText> texts;      ///< one for each clause, keys ascending
  std::vector<std::string> notes;     ///< clauses not read in the text
  std::vector<std::string> warnings;  ///< "<file>:<line>: <what>"
};

/// Is it the file of an overlay (it has a `party`) rather than of an instrument (`parties`)?
bool is_overlay_file(std::string_view toml_text);
/// As compile_instrument().
base::Result<CompiledOverlay> compile_overlay(std::string_view toml_text, std::string_view file_name);

}  // namespace palitan::papers
