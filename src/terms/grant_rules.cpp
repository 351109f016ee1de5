#include "terms/grant_rules.h"

#include <algorithm>

#include "terms/instrument.h"
#include "terms/later.h"

namespace palitan::terms {

base::Result<void> allows_grant(const Instrument& instrument, std::string_view field,
                                std::string_view purpose) {
  const auto& rules = *instrument.grants;
  const auto at = std::find_if(rules.fields.begin(), rules.fields.end(),
                               [&](const GrantField& one) { return one.name == field; });
  if (at == rules.fields.end())
    return base::refuse(base::Code::refused_field, "field '" + std::string(field) + "'", rules.fields_clause);
  if (at->purposes.empty() || std::binary_search(at->purposes.begin(), at->purposes.end(), purpose))
    return {};
  return base::refuse(base::Code::refused_field,
                      "purpose '" + std::string(purpose) + "' of field '" + at->name + "'", at->clause);
}

std::optional<base::Date> report_due(const Instrument& instrument, base::Date last) {
  return later(last, std::nullopt, instrument.grants->report_months);
}
std::optional<base::Date> inspection_due(const Instrument& instrument, base::Date last) {
  return later(last, std::nullopt, instrument.grants->inspection_months);
}
std::optional<base::Date> evaluation_due(const Instrument& instrument, base::Date handed_over) {
  return later(handed_over, std::nullopt, instrument.grants->evaluation_months);
}
std::optional<base::Date> loss_answer_due(const Instrument& instrument, base::Date reported) {
  return later(reported, instrument.grants->loss_days, std::nullopt);
}

}  // namespace palitan::terms
