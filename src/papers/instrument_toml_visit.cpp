// [visits] of an instrument's file: whose forces may come, with what.
#include "papers/instrument_toml_reader.h"

namespace palitan::papers {

void read_visit_rules(Reader& r, const toml_tree::Node& root, terms::Instrument& x) {
  r.one(root, "visits", [&](const toml_tree::Node& table) {
    const std::string where = "visits";
    r.only(table,
           {"clause", "consent_days", "consent", "entry", "arms", "imports", "incidents", "claims",
            "committee", "jurisdiction"},
           where);
    r.stands_at("visits", table.line);
    terms::VisitRules rules;
    rules.clause = r.cited(table, "clause", where);
    rules.consent_days = r.number(table, "consent_days", where, "days");
    rules.consent_clause = r.cited(table, "consent", where);
    rules.entry_clause = r.cited(table, "entry", where);
    rules.arms_clause = r.cited(table, "arms", where);
    rules.import_clause = r.cited(table, "imports", where);
    rules.incident_clause = r.cited(table, "incidents", where, false);
    rules.claims_clause = r.cited(table, "claims", where, false);
    rules.committee_clause = r.cited(table, "committee", where, false);
    rules.jurisdiction_clause = r.cited(table, "jurisdiction", where, false);
    x.visits = std::move(rules);
  });
  x.visit_flagged = r.flag(root, "visit_flagged", "the instrument");
  if (const auto* node = root.get("visit_flagged")) r.stands_at("visit_flagged", node->line);
}

}  // namespace palitan::papers
