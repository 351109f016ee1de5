// Whether the parts of an instrument fit together: read() and the compiler of instrument files both ask here.
#include "terms/validate_parts.h"

namespace palitan::terms {
namespace parts {
namespace {

base::Result<void> heading(const Instrument& x) {
  if (!is_word(x.name, '-'))
    return wrong("name " + shown(x.name) + " is not lower-case letters, digits and '-'");
  if (!is_line_of_text(x.title))
    return wrong("title is empty, longer than " + std::to_string(kTextMax) + " bytes, or not plain text");
  for (const auto& party : x.parties)
    if (!statement::is_party_code(party)) return wrong("party " + shown(party) + " is not three letters a-z");
  return ordered("parties", x.parties, 2, kPartiesMax, [](const auto& party) { return party; });
}

base::Result<void> activities(const Instrument& x) {
  for (const auto& rule : x.activities) {
    if (!is_word(rule.type, '_'))
      return wrong("activity " + shown(rule.type) + " is not lower-case letters, digits and '_'");
    if (auto cited = cites(x, "activity '" + rule.type + "'", rule.clause); !cited) return cited;
  }
  return ordered("activities", x.activities, x.grants ? 0 : 1, kActivitiesMax,
                 [](const ActivityRule& rule) { return rule.type; });
}

/// Units, components and preference of one category.
base::Result<void> measures(const CategoryRule& rule) {
  const auto what = " of category '" + rule.name + "'";
  for (const auto& unit : rule.units)
    if (!base::unit(unit)) return wrong("unit " + shown(unit) + what + " is not known");
  for (const auto& component : rule.components)
    if (!is_word(component, '_'))
      return wrong("component " + shown(component) + what + " is not lower-case letters, digits and '_'");
  for (std::size_t i = 0; i < rule.preference.size(); ++i) {
    const auto means = rule.preference[i];
    if (std::find(rule.means.begin(), rule.means.end(), means) == rule.means.end())
      return wrong("preference" + what + " names means that are not allowed");
    if (std::count(rule.preference.begin(), rule.preference.end(), means) != 1)
      return wrong("preference" + what + " names '" + std::string(name(means)) + "' twice");
  }
  const auto self = [](const std::string& word) { return word; };
  if (auto order = ordered("units" + what, rule.units, 0, kUnitsMax, self); !order) return order;
  return ordered("components" + what, rule.components, 0, kComponentsMax, self);
}

base::Result<void> categories(const Instrument& x) {
  for (const auto& rule : x.categories) {
    if (!is_word(rule.name, '_'))
      return wrong("category " + shown(rule.name) + " is not lower-case letters, digits and '_'");
    if (auto cited = cites(x, "category '" + rule.name + "'", rule.clause); !cited) return cited;
    for (const auto means : rule.means)
      if (!is_valid(means)) return wrong("category '" + rule.name + "' names unknown means", rule.clause);
    if (auto order = ordered("means of category '" + rule.name + "'", rule.means, 1, kClocksMax,
                             [](statement::Means means) { return means; });
        !order)
      return wrong(order.error().detail, rule.clause);
    if (auto fine = measures(rule); !fine) return wrong(fine.error().detail, rule.clause);
  }
  return ordered("categories", x.categories, x.visits || x.grants || x.credits ? 0 : 1, kCategoriesMax,
                 [](const CategoryRule& rule) { return rule.name; });
}

base::Result<void> exclusions(const Instrument& x) {
  for (const auto& exclusion : x.exclusions) {
    const auto what = "exclusion of " + shown(exclusion.category);
    if (!is_word(exclusion.category, '_')) return wrong(what + ": not lower-case letters, digits and '_'");
    if (!is_party(x, exclusion.supplier))
      return wrong(what + ": supplier " + shown(exclusion.supplier) + " is not a party");
    if (auto cited = cites(x, what, exclusion.clause); !cited) return cited;
  }
  if (auto order = ordered("exclusions", x.exclusions, 0, kExclusionsMax,
                           [](const Exclusion& e) { return std::pair(e.supplier, e.category); });
      !order)
    return order;
  // What nobody may supply must not be listed as if somebody could.
  for (const auto& rule : x.categories) {
    const auto barred = std::count_if(x.exclusions.begin(), x.exclusions.end(),
                                      [&](const Exclusion& e) { return e.category == rule.name; });
    if (static_cast<std::size_t>(barred) == x.parties.size())
      return wrong("category '" + rule.name + "' is listed, yet excluded for every party", rule.clause);
  }
  return {};
}

base::Result<void> figures(const Instrument& x) {
  if (auto cited = cites(x, "in_force", x.in_force_clause); !cited) return cited;
  if (x.claim_days && x.claim_clause.empty())
    return wrong("claim_days is set, but no claim_clause allows claims");
  if (!x.claim_clause.empty())
    if (auto cited = cites(x, "claim", x.claim_clause); !cited) return cited;
  if (auto days = in_range("claim_days", x.claim_days, kDaysMax, x.claim_clause); !days) return days;
  if (x.back_dating_days > kDaysMax)
    return wrong("back_dating_days is " + std::to_string(x.back_dating_days) + "; allowed are 0 to " +
                 std::to_string(kDaysMax));
  if (x.rounding > static_cast<std::uint16_t>(base::Rounding::down))
    return wrong("rounding is " + std::to_string(x.rounding) +
                 "; allowed are 0 half_even, 1 half_up, 2 down");
  return {};
}

base::Result<void> clauses(const Instrument& x) { return clause_list(x.clauses); }
base::Result<void> clocks(const Instrument& x) { return clock_list(x.clauses, x.clocks); }

}  // namespace

base::Result<void> clause_list(const std::vector<Clause>& clauses) {
  for (const auto& clause : clauses) {
    if (!is_word(clause.key, '-'))
      return wrong("clause key " + shown(clause.key) + " is not lower-case letters, digits and '-'");
    if (!is_line_of_text(clause.source))
      return wrong("source is empty, longer than " + std::to_string(kTextMax) + " bytes, or not plain text",
                   clause.key);
    if (!is_valid(clause.certainty)) return wrong("certainty is not one of the four", clause.key);
  }
  return ordered("clauses", clauses, 1, kClausesMax, [](const Clause& clause) { return clause.key; });
}

base::Result<void> clock_list(const std::vector<Clause>& clauses, const std::vector<Clock>& clocks) {
  for (const auto& clock : clocks) {
    if (!is_valid(clock.means)) return wrong("a clock names unknown means");
    const auto what = "clock of '" + std::string(name(clock.means)) + "'";
    if (auto cited = cites(clauses, what, clock.clause); !cited) return cited;
    if (clock.days && clock.months) return wrong(what + " has days and months; give one", clock.clause);
    if (auto days = in_range(what + ": days", clock.days, kDaysMax, clock.clause); !days) return days;
    if (auto months = in_range(what + ": months", clock.months, kMonthsMax, clock.clause); !months)
      return months;
  }
  return ordered("clocks", clocks, 0, kClocksMax, [](const Clock& clock) { return clock.means; });
}

}  // namespace parts

base::Result<void> validate(const Instrument& instrument) {
  // The order matters: what is cited must be known to be sorted before anything that cites it is looked at.
  for (const auto& part :
       {parts::heading, parts::clauses, parts::activities, parts::categories, parts::exclusions,
        parts::clocks, parts::figures, parts::frame, parts::waits, parts::ceilings, parts::procedure,
        parts::goods, parts::money, parts::visits, parts::grants, parts::exchange})
    if (auto fine = part(instrument); !fine) return fine;
  if (const auto size = write(instrument).size(); size > kRulesMax)
    return parts::wrong("the rules are of " + std::to_string(size) + " bytes; at most " +
                        std::to_string(kRulesMax) + " are allowed");
  return {};
}

}  // namespace palitan::terms
