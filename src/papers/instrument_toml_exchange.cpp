// [credits] and [netting] of an instrument's file.
#include <algorithm>

#include "base/number.h"
#include "papers/instrument_toml_reader.h"

namespace palitan::papers {
namespace {

void rates(Reader& r, const toml_tree::Node& credits, terms::CreditRules& rules) {
  r.entries(credits, "rate", [&](const toml_tree::Node& table) {
    const auto asset = r.text(table, "asset", "a rate of [credits]");
    const auto where = "rate of '" + asset + "'";
    r.only(table, {"asset", "from", "numerator", "denominator", "source"}, where);
    r.stands_at("credits: " + where, table.line);
    terms::CreditRate rate;
    rate.asset = asset;
    if (const auto from = r.date(table, "from", where))
      rate.from = *from;
    else
      r.fail(table.line, where + " says no day from which it holds: from");
    rate.numerator = r.number(table, "numerator", where, "units").value_or(1);
    rate.denominator = r.number(table, "denominator", where, "units").value_or(1);
    rate.source = r.text(table, "source", where);
    rules.rates.push_back(std::move(rate));
  });
  std::sort(rules.rates.begin(), rules.rates.end(), [](const auto& a, const auto& b) {
    return std::pair(a.asset, a.from) < std::pair(b.asset, b.from);
  });
}

}  // namespace

void read_exchange_rules(Reader& r, const toml_tree::Node& root, terms::Instrument& x) {
  r.one(root, "credits", [&](const toml_tree::Node& table) {
    const std::string where = "credits";
    r.only(table, {"clause", "item", "unit", "assignment", "balance_limit", "rate"}, where);
    r.stands_at("credits", table.line);
    terms::CreditRules rules;
    rules.clause = r.cited(table, "clause", where);
    rules.item = r.text(table, "item", where);
    rules.unit = r.text(table, "unit", where);
    rules.assignment_clause = r.cited(table, "assignment", where, false);
    if (const auto limit = r.number(table, "balance_limit", where, "units"))
      rules.balance_limit = std::int64_t{*limit} * std::int64_t{1'000'000};
    rates(r, table, rules);
    x.credits = std::move(rules);
  });
  r.one(root, "netting", [&](const toml_tree::Node& table) {
    const std::string where = "netting";
    r.only(table, {"clause", "lock_days"}, where);
    r.stands_at("netting", table.line);
    terms::NettingRules rules;
    rules.clause = r.cited(table, "clause", where);
    rules.lock_days = r.number(table, "lock_days", where, "days");
    x.netting = std::move(rules);
  });
}

}  // namespace palitan::papers
