// Which agreement speaks to an act, and what the clause says that a refusal leans on.
#pragma once
#include "kernel/facts.h"
#include "papers/instrument_toml.h"
#include "statement/statement.h"

namespace palitan::papers {

/// The case of the instrument that an act stands under: the one its body names, else its case's. `body`: as
/// signed; `case_id` and `file`: of the case it belongs to, where there is one. Nothing where the act stands
/// under none.
std::optional<base::Id> instrument_under(statement::Kind kind, base::ByteView body,
                                         const std::optional<base::Id>& case_id,
                                         const kernel::CaseFact* file);

/// Null where no text stands for that clause.
const ClauseText* text_of_clause(const std::vector<ClauseText>& texts, std::string_view clause);

}  // namespace palitan::papers
