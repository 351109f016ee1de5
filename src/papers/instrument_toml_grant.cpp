// [grants] of an instrument's file: what may be granted, and the three brakes.
#include "papers/instrument_toml_reader.h"

namespace palitan::papers {
namespace {

void fields(Reader& r, const toml_tree::Node& grants, terms::GrantRules& rules) {
  r.each(grants, "field", true, "grants", [&](const std::string& name, const toml_tree::Node& table) {
    const auto where = "grant field '" + name + "'";
    r.only(table, {"clause", "purposes"}, where);
    r.stands_at(where, table.line);
    rules.fields.push_back({name, r.cited(table, "clause", where), r.sorted(table, "purposes", where)});
  });
}

}  // namespace

void read_grant_rules(Reader& r, const toml_tree::Node& root, terms::Instrument& x) {
  r.one(root, "grants", [&](const toml_tree::Node& table) {
    const std::string where = "grants";
    r.only(table,
           {"clause", "donor", "currency", "first_month", "field", "closed_list", "consent", "monitoring",
            "report_months", "inspection_months", "evaluation", "evaluation_months", "loss", "loss_days",
            "publication"},
           where);
    r.stands_at("grants", table.line);
    terms::GrantRules rules;
    rules.clause = r.cited(table, "clause", where);
    rules.donor = r.text(table, "donor", where);
    rules.currency = r.text(table, "currency", where);
    rules.first_month = r.number(table, "first_month", where, "months").value_or(rules.first_month);
    fields(r, table, rules);
    rules.fields_clause = r.cited(table, "closed_list", where);
    rules.consent_clause = r.cited(table, "consent", where);
    rules.monitoring_clause = r.cited(table, "monitoring", where);
    rules.report_months = r.number(table, "report_months", where, "months");
    rules.inspection_months = r.number(table, "inspection_months", where, "months");
    rules.evaluation_clause = r.cited(table, "evaluation", where);
    rules.evaluation_months = r.number(table, "evaluation_months", where, "months");
    rules.loss_clause = r.cited(table, "loss", where);
    rules.loss_days = r.number(table, "loss_days", where, "days");
    rules.publication_clause = r.cited(table, "publication", where, false);
    x.grants = std::move(rules);
  });
}

}  // namespace palitan::papers
