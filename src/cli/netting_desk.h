// What the commands of netting find in the books: debts that may be held, locks, and how a round ended.
#pragma once
#include "cli/across_desk.h"

namespace palitan::cli {

struct DebtMeant {
  std::uint32_t line = 0;
  std::optional<base::Id> invoice = {};
  std::int64_t amount = 0;
};
/// `amount` empty: all that is open and free. Neither line nor invoice: the only debt there is. Trouble:
/// none, several, no amount of that commodity.
Done<DebtMeant> debt_to_hold(const kernel::OrderFact& order, std::uint32_t line, const std::string& invoice,
                             const std::string& amount);

/// The only lock that fits, and begins with `digits`; null: none, or several.
const kernel::LockFact* lock_meant(const kernel::OrderFact& order, const std::string& digits,
                                   const std::function<bool(const kernel::LockFact&)>& fits);

/// The agreed words to what `there` holds for the round in `partnership` and that has not entered it yet.
Done<std::vector<base::Id>> held_for(Desk& there, const base::Id& partnership,
                                     const kernel::RoundFact& round);

/// The act that ended a round, and what it cleared.
struct RoundEnd {
  base::Id act;
  std::vector<statement::ClearedDebt> cleared;
  std::int64_t cleared_of(const base::Id& lock) const;
};
/// Trouble: no round of that name, not ended, or its end is not agreed yet.
Done<RoundEnd> end_of_round(Desk& there, const std::string& round);

}  // namespace palitan::cli
