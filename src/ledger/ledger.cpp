#include "ledger/ledger.h"

#include <fmt/format.h>

#include <map>

#include "base/money.h"

namespace palitan::ledger {

std::string to_text(const Account& account) {
  return fmt::format("{}:{}:{}", account.holder, name(account.kind), account.other);
}

std::optional<Account> parse_account(std::string_view text) {
  const auto first = text.find(':');
  const auto second = text.find(':', first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos) return std::nullopt;
  Account out;
  out.holder = text.substr(0, first);
  out.other = text.substr(second + 1);
  if (!from_name(text.substr(first + 1, second - first - 1), out.kind)) return std::nullopt;
  return out;
}

std::string amount_text(std::string_view commodity, std::int64_t amount) {
  if (!is_money(commodity)) return base::format_decimal(amount, 6);
  const auto info = base::currency(commodity);
  return base::format_fixed(amount, info ? info->minor_digits : 0);
}

bool Position::add(const Account& account, const Commodity& commodity, std::int64_t amount) {
  if (amount == 0) return true;
  const auto [at, fresh] = amounts_.try_emplace(Key{account, commodity}, 0);
  const auto sum = base::add(at->second, amount);
  if (sum && *sum != 0) {
    at->second = *sum;
    return true;
  }
  if (sum || fresh) amounts_.erase(at);
  return sum.has_value();
}

std::int64_t Position::at(const Account& account, const Commodity& commodity) const {
  const auto found = amounts_.find({account, commodity});
  return found == amounts_.end() ? 0 : found->second;
}

std::optional<std::vector<Posting>> difference(const Position& before, const Position& after) {
  Position delta = after;
  for (const auto& [key, amount] : before.amounts()) {
    const auto negated = base::subtract(0, amount);
    if (!negated || !delta.add(key.first, key.second, *negated)) return std::nullopt;
  }
  std::vector<Posting> out;
  out.reserve(delta.amounts().size());
  for (const auto& [key, amount] : delta.amounts()) out.push_back({key.first, key.second, amount});
  return out;
}

bool sums_to_zero(const std::vector<Posting>& postings) {
  std::map<std::string_view, base::Int128> sums;
  for (const auto& posting : postings) sums[posting.commodity] += posting.amount;
  for (const auto& [commodity, sum] : sums)
    if (sum != 0) return false;
  return true;
}

}  // namespace palitan::ledger
