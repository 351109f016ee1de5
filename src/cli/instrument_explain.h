// Which clauses of an instrument or overlay speak to a case, asked of the same functions that judge acts.
#pragma once
#include <string>
#include <vector>

#include "cli/instrument_words.h"
#include "papers/instrument_toml.h"

namespace palitan::cli {

/// One thing that a clause says about the case.
struct Speaks {
  std::string question;  ///< "category fuel, given by 'phl'"
  std::string verdict;   ///< "allowed", the name of a refusal, a date, or what is left open
  std::string detail;    ///< what was seen; may be empty
  std::string clause;    ///< empty where none is cited
  bool refused = false;
};

std::vector<std::string> instrument_keys();  ///< what may be asked of an instrument
std::vector<std::string> overlay_keys();     ///< what may be asked of an overlay

std::vector<Speaks> explain(const terms::Instrument& instrument, const CaseWords& at);
std::vector<Speaks> explain(const terms::Overlay& overlay, const CaseWords& at);

/// For people: each finding with its clause, the clause's text, source and certainty. `language`: en, ja or
/// fil; where a clause has no text in it, the English one stands, marked.
std::string explained_text(const std::vector<Speaks>& rows, const std::vector<terms::Clause>& clauses,
                           const std::vector<papers::ClauseText>& texts, const std::string& language);
/// The same as JSON.
std::string explained_json(const std::vector<Speaks>& rows, const std::vector<terms::Clause>& clauses,
                           const std::vector<papers::ClauseText>& texts, const std::string& language);

}  // namespace palitan::cli
