// Internal: a case as JSON.
#pragma once
#include "api/json_view.h"
#include "kernel/facts.h"

namespace palitan::api {

std::string_view case_type(const kernel::CaseFact& file);  ///< "instrument", "activity", "order"
/// The state in one word: an order's by the case table; "proposed", "ratified"; "opened", "concurred".
std::string case_state(const kernel::CaseFact& file);
/// One line of a list.
Json case_summary(const base::Id& id, const kernel::CaseFact& file);
/// Everything: figures, what is open, positions, and what may come next by whose hand.
Json case_json(const base::Id& id, const kernel::CaseFact& file, const kernel::PartnershipFact& partnership);

}  // namespace palitan::api
