// What an instrument says of grants of security assistance: the three brakes, and the clocks that follow.
// spec/terms.md has the fields.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/refusal.h"

namespace palitan::terms {

struct Instrument;

/// A field of use that grants may serve.
struct GrantField {
  std::string name;  ///< "humanitarian"
  std::string clause;
  std::vector<std::string> purposes;  ///< ascending; none: any
};
template <class A>
void describe(A& a, GrantField& x) {
  a.field(1, "name", x.name);
  a.field(2, "clause", x.clause);
  a.field(3, "purposes", x.purposes);
}

struct GrantRules {
  std::string clause;  ///< what a grant is, and that the note is the obligation
  std::string donor;   ///< party that grants
  std::string currency;
  std::uint32_t first_month = 4;   ///< of the donor's fiscal year
  std::vector<GrantField> fields;  ///< names ascending
  std::string fields_clause;       ///< the list is closed
  std::string consent_clause;      ///< to transfer, to use otherwise, to dispose
  std::string monitoring_clause;
  std::optional<std::uint32_t> report_months;      ///< setting "grants.report_months"
  std::optional<std::uint32_t> inspection_months;  ///< setting "grants.inspection_months"
  std::string evaluation_clause;
  std::optional<std::uint32_t> evaluation_months;  ///< from handover; setting "grants.evaluation_months"
  std::string loss_clause;
  std::optional<std::uint32_t> loss_days;  ///< until a loss is answered; setting "grants.loss_days"
  std::string publication_clause;          ///< empty: no public sheet
};
template <class A>
void describe(A& a, GrantRules& x) {
  a.field(1, "clause", x.clause);
  a.field(2, "donor", x.donor);
  a.field(3, "currency", x.currency);
  a.field(4, "first_month", x.first_month);
  a.field(5, "fields", x.fields);
  a.field(6, "fields_clause", x.fields_clause);
  a.field(7, "consent_clause", x.consent_clause);
  a.field(8, "monitoring_clause", x.monitoring_clause);
  a.field(9, "report_months", x.report_months);
  a.field(10, "inspection_months", x.inspection_months);
  a.field(11, "evaluation_clause", x.evaluation_clause);
  a.field(12, "evaluation_months", x.evaluation_months);
  a.field(13, "loss_clause", x.loss_clause);
  a.field(14, "loss_days", x.loss_days);
  a.field(15, "publication_clause", x.publication_clause);
}

/// Is the purpose one of the field's? Refusal: refused_field. REQUIRES: instrument.grants.
base::Result<void> allows_grant(const Instrument& instrument, std::string_view field,
                                std::string_view purpose);
// Days on which something is due; nothing where no clock runs. REQUIRES of each: instrument.grants.
std::optional<base::Date> report_due(const Instrument& instrument, base::Date last);
std::optional<base::Date> inspection_due(const Instrument& instrument, base::Date last);
std::optional<base::Date> evaluation_due(const Instrument& instrument, base::Date handed_over);
std::optional<base::Date> loss_answer_due(const Instrument& instrument, base::Date reported);

}  // namespace palitan::terms
