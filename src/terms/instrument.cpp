#include "terms/instrument.h"

#include <algorithm>

#include "terms/later.h"
#include "terms/limits.h"
#include "terms/queries.h"

namespace palitan::terms {
using base::Code;
using base::refuse;
using statement::Means;

namespace {

/// "a, b, c" of what `name_of` gives for each element; "none" of nothing.
template <class List, class NameOf>
std::string listed(const List& list, NameOf name_of) {
  std::string out;
  for (const auto& element : list) {
    if (!out.empty()) out += ", ";
    out += name_of(element);
  }
  return out.empty() ? "none" : out;
}

/// What closes a list is a clause of its own, where the file names it; else what speaks is the part of the
/// case that the record looks at.
std::string list_clause(const Instrument& instrument, std::string_view key, std::string_view otherwise) {
  for (const auto& clause : instrument.clauses)
    if (clause.key == key) return clause.key;
  return std::string(otherwise);
}

/// The listed categories that nothing keeps `supplier` from giving.
std::string open_to(const Instrument& instrument, std::string_view supplier) {
  std::vector<std::string> names;
  for (const auto& rule : instrument.categories)
    if (std::none_of(instrument.exclusions.begin(), instrument.exclusions.end(),
                     [&](const Exclusion& x) { return x.supplier == supplier && x.category == rule.name; }))
      names.push_back(rule.name);
  return listed(names, [](const std::string& name) { return name; });
}

}  // namespace

base::Result<Instrument> read(base::ByteView canonical) {
  if (canonical.size() > kRulesMax)
    return refuse(Code::refused_terms, "the rules are of " + std::to_string(canonical.size()) +
                                           " bytes; at most " + std::to_string(kRulesMax) + " are allowed");
  auto instrument = codec::decode<Instrument>(canonical);
  if (!instrument)
    return refuse(Code::refused_terms,
                  std::string(base::name(instrument.error().code)) + ", " + instrument.error().detail);
  if (auto valid = validate(*instrument); !valid) return tl::unexpected(valid.error());
  return instrument;
}

base::Bytes write(const Instrument& instrument) { return codec::encode(instrument); }

base::Result<void> holds_on(const Instrument& instrument, base::Date in_force, base::Date day) {
  if (day < in_force)
    return refuse(Code::refused_not_in_force,
                  "in force from " + base::to_text(in_force) + ", the act is of " + base::to_text(day),
                  instrument.in_force_clause);
  if (instrument.ends && day >= *instrument.ends)
    return refuse(Code::refused_ended,
                  "ended on " + base::to_text(*instrument.ends) + ", the act is of " + base::to_text(day),
                  instrument.in_force_clause);
  return {};
}

base::Result<void> allows_activity(const Instrument& instrument, std::string_view type) {
  for (const auto& rule : instrument.activities)
    if (rule.type == type) return {};
  return refuse(Code::refused_activity,
                "activity '" + std::string(type) + "' is not listed; listed are: " +
                    listed(instrument.activities, [](const ActivityRule& rule) { return rule.type; }),
                list_clause(instrument, kActivityListClause, "activity"));
}

base::Result<void> allows_line(const Instrument& instrument, std::string_view supplier,
                               std::string_view category, Means means) {
  // Exclusions come first: they hold whatever the list says, and the clause that excludes is the better
  // answer.
  for (const auto& exclusion : instrument.exclusions)
    if (exclusion.supplier == supplier && exclusion.category == category)
      return refuse(Code::refused_excluded,
                    "'" + exclusion.supplier + "' may not supply '" + exclusion.category + "' under " +
                        instrument.name + "; it may supply: " + open_to(instrument, supplier),
                    exclusion.clause);
  const auto rule = std::find_if(instrument.categories.begin(), instrument.categories.end(),
                                 [&](const CategoryRule& r) { return r.name == category; });
  if (rule == instrument.categories.end())
    return refuse(Code::refused_category,
                  "category '" + std::string(category) + "' is not listed; listed are: " +
                      listed(instrument.categories, [](const CategoryRule& r) { return r.name; }),
                  list_clause(instrument, kCategoryListClause, "order-line"));
  if (std::find(rule->means.begin(), rule->means.end(), means) == rule->means.end())
    return refuse(Code::refused_means,
                  "means '" + std::string(name(means)) + "' is not allowed for '" + rule->name +
                      "'; allowed are: " + listed(rule->means, [](Means m) { return std::string(name(m)); }),
                  rule->clause);
  return {};
}

std::optional<base::Date> due_on(const Instrument& instrument, Means means, base::Date delivered) {
  const auto* clock = clock_of(instrument, means);
  return clock == nullptr ? std::nullopt : later(delivered, clock->days, clock->months);
}

}  // namespace palitan::terms
