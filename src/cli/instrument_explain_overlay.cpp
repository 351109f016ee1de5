// What a party's own law says on a case.
#include "base/money.h"
#include "cli/instrument_explain.h"
#include "terms/queries.h"

namespace palitan::cli {
using terms::Overlay;

namespace {

terms::OwnCase case_of(const CaseWords& at, int digits) {
  terms::OwnCase out;
  out.supplier = at.text("supplier");
  out.recipient = at.text("recipient");
  out.activity = at.text("activity");
  out.currency = at.text("currency");
  out.date = at.date("date").value_or(base::Date{});
  out.onward = at.list("onward");
  out.lines.push_back({at.text("category"), at.figure("total", digits).value_or(0), at.yes("service")});
  return out;
}

std::string ground_clause(const Overlay& x, const std::string& name) {
  for (const auto& ground : x.grounds)
    if (ground.name == name) return ground.clause;
  return {};
}

void say_ceilings(const Overlay& x, const CaseWords& at, const terms::OwnCase& own, int digits,
                  std::vector<Speaks>& rows) {
  for (const auto* ceiling : terms::own_ceilings(x, own)) {
    const bool counted = terms::counts(*ceiling, at.text("category"), own.activity);
    const auto most = base::format_fixed(ceiling->amount, digits) + " " + ceiling->currency;
    std::string year;
    if (at.has("date")) {
      const auto fiscal = terms::fiscal_year_of(ceiling->first_month, own.date);
      year = "fiscal year " + to_text(fiscal.from) + " to " + to_text(fiscal.until) +
             (ceiling->each ? ", for each partner" : ", for all its partners together");
    }
    rows.push_back({"ceiling '" + ceiling->name + "'", counted ? "at most " + most : "does not count: exempt",
                    year, ceiling->clause});
  }
}

}  // namespace

std::vector<std::string> overlay_keys() {
  return {"activity", "authority", "category",      "currency",     "date",      "delivered",
          "ground",   "means",     "non_hindrance", "onward",       "recipient", "service",
          "supplier", "total",     "used",          "used_supplies"};
}

std::vector<Speaks> explain(const Overlay& overlay, const CaseWords& at) {
  const auto info = base::currency(at.text("currency"));
  const int digits = info ? info->minor_digits : 0;
  const auto own = case_of(at, digits);
  const statement::Declaration declared{at.text("ground"), at.yes("non_hindrance"), at.text("authority")};
  std::vector<terms::CeilingUse> used;
  for (const auto* ceiling : terms::own_ceilings(overlay, own))
    used.push_back({ceiling->name, at.figure("used", digits).value_or(0),
                    at.figure("used_supplies", digits).value_or(0)});
  std::vector<Speaks> rows;
  const auto question = "'" + own.supplier + "' gives to '" + own.recipient + "'";
  if (const auto found = terms::overlay_findings(overlay, declared, own, used); !found)
    rows.push_back({question, std::string(base::name(found.error().code)), found.error().detail,
                    found.error().clause, true});
  else if (own.supplier != overlay.party && own.recipient != overlay.party)
    rows.push_back({question, "not the affair of this law", "it binds '" + overlay.party + "' alone", ""});
  else
    rows.push_back({question, "allowed", "", ground_clause(overlay, declared.ground)});
  say_ceilings(overlay, at, own, digits, rows);
  const auto means = at.means("means");
  const auto delivered = at.has("delivered") ? at.date("delivered") : at.date("date");
  if (means && delivered)
    for (const auto& clock : overlay.clocks)
      if (clock.means == *means)
        rows.push_back({"last day that this law allows to settle",
                        to_text(*settled_by(overlay, *means, *delivered)), "", clock.clause});
  if (!overlay.retransfer_clause.empty())
    rows.push_back(
        {"passing on", "only to those who have an agreement of their own", "", overlay.retransfer_clause});
  return rows;
}

}  // namespace palitan::cli
