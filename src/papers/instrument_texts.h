// The clause texts of an instrument, read back from the attachment of its proposal.
#pragma once
#include "papers/instrument_toml.h"

namespace palitan::papers {

/// What text_attachment() wrote. Its hash was signed, yet a partner's program may have written it: what is
/// not of that form is refused. Refusal: bad_value.
base::Result<std::vector<ClauseText>> read_clause_texts(std::string_view json);

}  // namespace palitan::papers
