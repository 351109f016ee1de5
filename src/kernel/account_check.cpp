// Invariants of an account, by other code than its rules: what was cut never moves, and nothing closes but on
// two equal words with every query answered.
#include "kernel/account_check.h"

#include <map>
#include <set>

#include "base/number.h"

namespace palitan::kernel {

void check_account(const AccountFact& account, const AccountFact* before) {
  std::map<std::string_view, base::Int128> sums;
  for (const auto& row : account.balances) {
    PALITAN_CHECK(row.amount != 0);
    sums[row.commodity] += row.amount;
  }
  // Every posting has its other end between the same two.
  for (const auto& [commodity, sum] : sums) PALITAN_CHECK(sum == 0);
  std::set<std::string_view> spoke;
  for (const auto& word : account.words) PALITAN_CHECK(spoke.insert(word.party).second);
  PALITAN_CHECK(spoke.size() <= 2);
  if (account.state == AccountState::agreed) {
    PALITAN_CHECK(spoke.size() == 2 && spoke.contains(account.cut.first) &&
                  spoke.contains(account.cut.second));
    PALITAN_CHECK(account.words[0].open == account.words[1].open);
    for (const auto& query : account.queries) PALITAN_CHECK(query.answer.has_value());
  }
  if (before == nullptr) return;
  PALITAN_CHECK(before->state != AccountState::agreed && before->state != AccountState::replaced);
  PALITAN_CHECK(account.balances == before->balances && account.cut_at == before->cut_at &&
                account.queries.size() >= before->queries.size());
}

}  // namespace palitan::kernel
