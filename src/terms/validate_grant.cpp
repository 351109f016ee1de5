// The part of an instrument that speaks of grants.
#include "terms/validate_parts.h"

namespace palitan::terms::parts {
namespace {

base::Result<void> fields(const Instrument& x) {
  const auto& rules = *x.grants;
  for (const auto& field : rules.fields) {
    const auto what = "grant field " + shown(field.name);
    if (!is_word(field.name, '_')) return wrong(what + " is not lower-case letters, digits and '_'");
    if (auto cited = cites(x, what, field.clause); !cited) return cited;
    for (const auto& purpose : field.purposes)
      if (!is_word(purpose, '_'))
        return wrong(what + ": purpose " + shown(purpose) + " is not lower-case letters, digits and '_'",
                     field.clause);
    if (auto order = ordered(what + ": purposes", field.purposes, 0, kGrantFieldsMax,
                             [](const std::string& word) { return word; });
        !order)
      return order;
  }
  return ordered("grant fields", rules.fields, 1, kGrantFieldsMax,
                 [](const GrantField& field) { return field.name; });
}

base::Result<void> clocks_of_grants(const GrantRules& rules) {
  if (auto ok = in_range("grants: report_months", rules.report_months, kMonthsMax, rules.monitoring_clause);
      !ok)
    return ok;
  if (auto ok =
          in_range("grants: inspection_months", rules.inspection_months, kMonthsMax, rules.monitoring_clause);
      !ok)
    return ok;
  if (auto ok =
          in_range("grants: evaluation_months", rules.evaluation_months, kMonthsMax, rules.evaluation_clause);
      !ok)
    return ok;
  return in_range("grants: loss_days", rules.loss_days, kDaysMax, rules.loss_clause);
}

}  // namespace

base::Result<void> grants(const Instrument& x) {
  if (!x.grants) return {};
  const auto& rules = *x.grants;
  struct Cited {
    const char* what;
    const std::string& clause;
    bool needed;
  };
  for (const auto& [what, clause, needed] : {Cited{"grants", rules.clause, true},
                                             {"grants: closed_list", rules.fields_clause, true},
                                             {"grants: consent", rules.consent_clause, true},
                                             {"grants: monitoring", rules.monitoring_clause, true},
                                             {"grants: evaluation", rules.evaluation_clause, true},
                                             {"grants: loss", rules.loss_clause, true},
                                             {"grants: publication", rules.publication_clause, false}})
    if (needed || !clause.empty())
      if (auto cited = cites(x, what, clause); !cited) return cited;
  if (!is_party(x, rules.donor))
    return wrong("grants: donor " + shown(rules.donor) + " is not a party", rules.clause);
  if (!base::currency(rules.currency))
    return wrong("grants: currency " + shown(rules.currency) + " is not known", rules.clause);
  if (rules.first_month < 1 || rules.first_month > 12)
    return wrong("grants: first_month is " + std::to_string(rules.first_month) + "; allowed are 1 to 12",
                 rules.clause);
  if (auto fine = fields(x); !fine) return fine;
  return clocks_of_grants(rules);
}

}  // namespace palitan::terms::parts
