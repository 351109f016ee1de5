// Agreed accounts: what their figures are, for whoever states or shows one (spec/account.md).
#pragma once
#include "kernel/facts.h"

namespace palitan::kernel {

inline constexpr std::size_t kOpenItemsMax = 400;    ///< that one statement of an account names
inline constexpr std::size_t kQueriesMax = 100;      ///< on one account
inline constexpr std::size_t kBalancesMax = 20'000;  ///< of one cut

/// SHA-256 of the canonical bytes of the cut's balances: what both parties sign.
base::Hash hash_of(const std::vector<statement::AccountBalance>& balances);
/// Ascending by case, line, commodity, cause, none twice.
bool in_order(const std::vector<statement::OpenItem>& open);
/// Is the account between these two, and is `party` one of them?
inline bool is_side(const AccountFact& account, std::string_view party) {
  return party == account.cut.first || party == account.cut.second;
}
/// Has a query no answer yet?
bool awaits_answer(const AccountFact& account);

}  // namespace palitan::kernel
