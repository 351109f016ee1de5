// The body of any act there is, filled by dice: every kind of the vocabulary and every combination of its
// fields, with words, dates, parties and ids that mostly make sense, so that more than the first rule gets to
// judge them.
#pragma once
#include <map>

#include "dice.h"
#include "statement/statement.h"

namespace palitan::sim {

struct Ingredients {
  std::vector<statement::PartyCode> parties;
  std::vector<base::Id> ids;       ///< acts that were signed
  std::vector<base::KeyId> seats;  ///< that were appointed
  base::Date today;
  base::Instant now;
};

/// Canonical bytes of a body of that kind. REQUIRES: parties, ids and seats are not empty; is_valid(kind).
base::Bytes any_body(statement::Kind kind, const Ingredients& from, Dice& dice);

}  // namespace palitan::sim
