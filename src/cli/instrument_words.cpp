#include "cli/instrument_words.h"

#include <algorithm>

#include "base/money.h"

namespace palitan::cli {
using statement::Means;

namespace {

constexpr const char* kDates[] = {"date",     "delivered", "due",       "in_force",
                                  "invoiced", "issued_on", "trained_on"};
constexpr const char* kQuantities[] = {"issued", "received"};
constexpr const char* kAmounts[] = {"total", "used", "used_supplies"};
constexpr const char* kFlags[] = {"non_hindrance", "service"};

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

}  // namespace

Done<std::vector<statement::Setting>> read_settings(const std::vector<std::string>& words) {
  std::vector<statement::Setting> out;
  for (const auto& word : words) {
    const auto equals = std::min(word.find('='), word.size());
    const auto value = equals < word.size() ? base::parse_decimal(word.substr(equals + 1), 0) : std::nullopt;
    if (!value)
      return trouble(kUsage,
                     fmt::format("'{}' is not a setting. Write it as clock.reimbursement.days=60.", word));
    out.push_back({word.substr(0, equals), *value});
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  return out;
}

Done<CaseWords> CaseWords::read(const std::vector<std::string>& words,
                                const std::vector<std::string>& known) {
  CaseWords out;
  for (const auto& word : words) {
    const auto equals = word.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == word.size())
      return trouble(kUsage, fmt::format("'{}' is not key=value. Write it as category=fuel.", word));
    const auto key = word.substr(0, equals);
    if (std::find(known.begin(), known.end(), key) == known.end())
      return trouble(
          kUsage, fmt::format("'{}' is nothing that can be asked here; known are: {}.", key, joined(known)));
    if (!out.words_.emplace(key, word.substr(equals + 1)).second)
      return trouble(kUsage, fmt::format("'{}' is given twice.", key));
  }
  if (auto fine = out.check(); !fine) return tl::unexpected(fine.error());
  return out;
}

std::string CaseWords::text(const std::string& key) const {
  const auto at = words_.find(key);
  return at == words_.end() ? std::string() : at->second;
}

std::vector<std::string> CaseWords::list(const std::string& key) const {
  std::vector<std::string> out;
  auto rest = text(key);
  for (auto plus = rest.find('+'); plus != std::string::npos; plus = rest.find('+')) {
    out.push_back(rest.substr(0, plus));
    rest.erase(0, plus + 1);
  }
  if (!rest.empty()) out.push_back(rest);
  return out;
}

std::optional<base::Date> CaseWords::date(const std::string& key) const {
  return has(key) ? base::parse_date(text(key)) : std::nullopt;
}

std::optional<Means> CaseWords::means(const std::string& key) const {
  Means out{};
  return from_name(text(key), out) ? std::optional(out) : std::nullopt;
}

std::optional<std::int64_t> CaseWords::figure(const std::string& key, int digits) const {
  const auto out = has(key) ? base::parse_decimal(text(key), digits) : std::nullopt;
  return out && *out >= 0 ? out : std::nullopt;
}

Done<void> CaseWords::check() const {
  const auto wrong = [this](const char* key, const char* is) -> Done<void> {
    return trouble(kUsage, fmt::format("{}={} is not {}.", key, text(key), is));
  };
  for (const auto* key : kDates)
    if (has(key) && !date(key)) return wrong(key, "a date such as 2026-11-20");
  for (const auto* key : kQuantities)
    if (has(key) && !figure(key, 6)) return wrong(key, "a figure such as 1200.5");
  const auto currency = base::currency(text("currency"));
  for (const auto* key : kAmounts)
    if (has(key) && (!currency || !figure(key, currency->minor_digits)))
      return wrong(key, "an amount in a known currency, as total=1200 currency=JPY");
  for (const auto* key : kFlags)
    if (has(key) && text(key) != "yes" && text(key) != "no") return wrong(key, "yes or no");
  if (has("means") && !means("means")) {
    std::vector<std::string> names;
    for (const auto& row : rows_of(Means{})) names.emplace_back(row.name);
    return trouble(kUsage,
                   fmt::format("means={} is not known; known are: {}.", text("means"), joined(names)));
  }
  return {};
}

}  // namespace palitan::cli
