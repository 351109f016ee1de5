#include "ledger/ledger.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/money.h"

namespace palitan::ledger {

std::string to_text(const Account& account) {
  std::string out = account.holder;
  out.append(":").append(name(account.kind)).append(":").append(account.other);
  return out;
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
  // Looked for without a key of its own: keys are three strings.
  const auto sought = std::tie(account, commodity);
  const auto at = std::partition_point(amounts_.begin(), amounts_.end(), [&](const auto& entry) {
    return std::tie(entry.first.first, entry.first.second) < sought;
  });
  if (at == amounts_.end() || std::tie(at->first.first, at->first.second) != sought) {
    if (amounts_.empty()) amounts_.reserve(8);
    amounts_.emplace_hint(amounts_.empty() ? amounts_.end() : at, Key{account, commodity}, amount);
    return true;
  }
  const auto sum = base::add(at->second, amount);
  if (!sum) return false;
  if (*sum == 0)
    amounts_.erase(at);
  else
    at->second = *sum;
  return true;
}

std::int64_t Position::at(const Account& account, const Commodity& commodity) const {
  const auto found = amounts_.find({account, commodity});
  return found == amounts_.end() ? 0 : found->second;
}

std::optional<std::vector<Posting>> difference(const Position& before, const Position& after) {
  std::vector<Posting> out;
  out.reserve(std::max(before.amounts().size(), after.amounts().size()));
  const auto put = [&](const Position::Key& key, std::optional<std::int64_t> amount) {
    if (amount && *amount != 0) out.push_back({key.first, key.second, *amount});
    return amount.has_value();
  };
  // What cannot be negated is refused, also where the difference would fit: so it has always been judged.
  const auto from = [](std::int64_t old, std::int64_t amount) {
    const auto negated = base::subtract(0, old);
    return negated ? base::add(amount, *negated) : std::nullopt;
  };
  auto was = before.amounts().begin();
  for (const auto& [key, amount] : after.amounts()) {
    for (; was != before.amounts().end() && was->first < key; ++was)
      if (!put(was->first, from(was->second, 0))) return std::nullopt;
    const bool known = was != before.amounts().end() && was->first == key;
    if (!put(key, known ? from(was->second, amount) : amount)) return std::nullopt;
    if (known) ++was;
  }
  for (; was != before.amounts().end(); ++was)
    if (!put(was->first, from(was->second, 0))) return std::nullopt;
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
