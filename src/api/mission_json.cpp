#include "api/mission_json.h"

#include "base/money.h"

namespace palitan::api {
namespace {

void put(Json& out, const char* name, const std::string& text) {
  if (!text.empty()) out[name] = text;
}
template <class T>
void put(Json& out, const char* name, const std::optional<T>& value) {
  if (value) out[name] = json_of(*value);
}
void put_due(Json& out, const std::optional<base::Date>& by, const std::optional<reports::Level>& level) {
  put(out, "by", by);
  put(out, "level", level);
}

Json row_json(const base::Id& id, const reports::VisitRow& row) {
  return {{"visit", json_of(id)},
          {"state", json_of(row.state)},
          {"live", row.live},
          {"host", row.host},
          {"visitor", row.visitor},
          {"purpose", row.purpose},
          {"from", base::to_text(row.from)},
          {"until", base::to_text(row.until)},
          {"overstayed", row.overstayed}};
}
Json row_json(const base::Id& id, const reports::ConsentRow& row) {
  Json out = {{"visit", json_of(id)},
              {"act", json_of(row.of)},
              {"host", row.host},
              {"amendment", row.amendment},
              {"declared_on", base::to_text(row.declared_on)}};
  put_due(out, row.due, row.level);
  put(out, "clause", row.clause);
  return out;
}
Json row_json(const base::Id& id, const reports::ReexportRow& row) {
  return {{"visit", json_of(id)},       {"number", row.number},          {"description", row.description},
          {"unit", row.unit},           {"inside", json_of(row.inside)}, {"by", base::to_text(row.by)},
          {"level", json_of(row.level)}};
}
Json row_json(const base::Id& id, const reports::ConditionRow& row) {
  Json out = {{"visit", json_of(id)}, {"number", row.number}, {"text", row.text}};
  put_due(out, row.by, row.level);
  return out;
}
Json row_json(const base::Id& id, const kernel::IncidentFact& row) {
  return {{"visit", json_of(id)},
          {"act", json_of(row.id)},
          {"incident", json_of(row.incident)},
          {"party", row.by},
          {"on", base::to_text(row.on)}};
}
Json row_json(const base::Id& id, const reports::OpenRow& row) {
  Json out = {{"visit", json_of(id)}, {"act", json_of(row.id)}, {"what", row.what}, {"detail", row.detail}};
  put(out, "waits_for", row.waits_for);
  if (row.amount) out["amount"] = money_json(*row.amount);
  out["on"] = base::to_text(row.on);
  return out;
}
template <class Row>
Json rows_json(const std::vector<reports::OfVisit<Row>>& rows) {
  Json out = Json::array();
  for (const auto& one : rows) out.push_back(row_json(one.visit, one.row));
  return out;
}

/// A visit's row with what only its file says.
Json visit_rows_json(const reports::VisitsView& view, std::span<const reports::CaseFile> cases) {
  Json out = Json::array();
  for (const auto& one : view.visits) {
    auto row = row_json(one.visit, one.row);
    for (const auto& file : cases) {
      if (file.id != one.visit || !file.file->visit) continue;
      row["reference"] = file.file->visit->reference;
      if (!file.file->visit->activity.is_zero()) row["activity"] = json_of(file.file->visit->activity);
    }
    out.push_back(std::move(row));
  }
  return out;
}

Json present_json(const reports::PresentRow& row) {
  return {{"host", row.host},         {"visitor", row.visitor},     {"officers", row.officers},
          {"enlisted", row.enlisted}, {"civilians", row.civilians}, {"craft", row.craft},
          {"visits", row.visits}};
}

// ---- grants ----

Json grant_json(const reports::GrantCase& one) {
  const auto& note = one.grant->note;
  return {{"grant", json_of(one.id)},
          {"state", json_of(one.grant->state)},
          {"title", note.title},
          {"note", note.note},
          {"donor", note.donor},
          {"recipient", note.recipient},
          {"fiscal_year", base::to_text(note.fiscal_year)},
          {"field", note.field},
          {"purpose", note.purpose},
          {"obligation", money_json(note.obligation)},
          {"disbursed", money_json({kernel::disbursed_of(*one.grant), note.obligation.currency})}};
}

Json portfolio_json(const reports::DonorPortfolio& one) {
  Json lines = Json::array();
  for (const auto& line : one.portfolio.lines)
    lines.push_back({{"fiscal_year", base::to_text(line.fiscal_year)},
                     {"partner", line.partner},
                     {"grants", line.grants},
                     {"agreed", money_json({line.agreed, line.currency})},
                     {"disbursed", money_json({line.disbursed, line.currency})},
                     {"owed", money_json({line.owed, line.currency})},
                     {"offered", money_json({line.offered, line.currency})}});
  Json years = Json::array();
  for (const auto& year : one.portfolio.years)
    years.push_back({{"fiscal_year", base::to_text(year.fiscal_year)},
                     {"grants", year.grants},
                     {"agreed", money_json({year.agreed, year.currency})}});
  return {{"donor", one.donor}, {"lines", std::move(lines)}, {"years", std::move(years)}};
}

Json due_json(const reports::GrantDue& one) {
  Json out = {{"grant", json_of(one.grant)}, {"step", json_of(one.step)}};
  put(out, "by", one.by_party);
  if (one.lot != 0) out["lot"] = one.lot;
  if (one.milestone != 0) out["milestone"] = one.milestone;
  put(out, "serial", one.serial);
  put(out, "act", one.act);
  put(out, "due", one.due);
  out["days_overdue"] = one.days_overdue;
  return out;
}

Json place_json(const statement::Place& place) {
  Json out = Json::object();
  put(out, "locode", place.locode);
  out["name"] = place.name;
  put(out, "latitude", place.latitude);
  put(out, "longitude", place.longitude);
  return out;
}

Json thing_json(const reports::RegisterLine& one) {
  Json out = {{"grant", json_of(one.grant)},
              {"lot", one.lot},
              {"serial", one.item.serial},
              {"description", one.item.description}};
  put(out, "stock_number", one.item.stock_number);
  out["custody"] = json_of(one.custody);
  out["since"] = base::to_text(one.since);
  put(out, "holder", one.holder);
  put(out, "purpose", one.purpose);
  put(out, "readiness", one.readiness);
  put(out, "custodian", one.custodian);
  if (!one.place.name.empty() || !one.place.locode.empty()) out["place"] = place_json(one.place);
  put(out, "berth", one.berth);
  put(out, "berth_grant", one.berth_grant);
  put(out, "reported_on", one.reported_on);
  put(out, "inspected_on", one.inspected_on);
  out["findings_differ"] = one.findings_differ;
  return out;
}

template <class Rows, class Make>
Json list(const Rows& rows, Make make) {
  Json out = Json::array();
  for (const auto& row : rows) out.push_back(make(row));
  return out;
}
}  // namespace

Json money_json(const statement::Money& amount) {
  return {{"minor", json_of(amount.minor)},
          {"currency", amount.currency},
          {"text", ledger::amount_text(amount.currency, amount.minor)}};
}

Json visits_json(const reports::VisitsView& view, std::span<const reports::CaseFile> cases) {
  Json claims = Json::array(), items = Json::array(), uncovered = Json::array();
  for (const auto& one : view.affairs) {
    auto& to = one.row.what == "claim" ? claims : one.row.what == "item" ? items : uncovered;
    to.push_back(row_json(one.visit, one.row));
  }
  return {{"on", base::to_text(view.on)},
          {"in_country", list(view.in_country, present_json)},
          {"visits", visit_rows_json(view, cases)},
          {"consents_awaited", rows_json(view.consents)},
          {"imports_inside", rows_json(view.imports)},
          {"conditions_open", rows_json(view.conditions)},
          {"incidents", rows_json(view.incidents)},
          {"claims", std::move(claims)},
          {"items", std::move(items)},
          {"uncovered", std::move(uncovered)}};
}

Json grants_json(const reports::GrantsView& view) {
  return {{"on", base::to_text(view.on)},
          {"grants", list(view.grants, grant_json)},
          {"portfolio", list(view.portfolios, portfolio_json)},
          {"due", list(view.due, due_json)},
          {"register", list(view.things, thing_json)},
          {"links", list(view.links, [](const reports::GrantRelation& one) -> Json {
             return {{"grant", json_of(one.grant)}, {"to", json_of(one.to)}, {"relation", one.relation}};
           })}};
}

Json public_sheet_json(const base::Id& grant, const reports::PublicSheet& sheet,
                       reports::SheetLabels labels) {
  Json out = {{"grant", json_of(grant)},
              {"title", sheet.title},
              {"donor", sheet.donor},
              {"recipient", sheet.recipient},
              {"fiscal_year", base::to_text(sheet.fiscal_year)},
              {"field", sheet.field},
              {"purpose", sheet.purpose},
              {"obligation", money_json(sheet.obligation)}};
  out["conversions"] = list(sheet.conversions, [](const reports::PublicConversion& one) -> Json {
    return {{"amount", money_json(one.amount)}, {"source", one.source}, {"on", base::to_text(one.on)}};
  });
  out["agreed_on"] = base::to_text(sheet.agreed_on);
  put(out, "delivered_on", sheet.delivered_on);
  put(out, "evaluated_on", sheet.evaluated_on);
  put(out, "result", sheet.result);
  out["links"] = json_of(sheet.links);
  out["language"] = std::string(name(labels));
  out["markdown"] = public_sheet_text(sheet, labels);
  return out;
}

Json activity_json(const base::Id& id, const kernel::ActivityFact& activity, base::Date on) {
  const auto now = activity.on(on);
  const bool all = activity.concurred.size() == activity.activity.parties.size();
  return {{"activity", json_of(id)},
          {"name", activity.activity.name},
          {"type", now.type},
          {"from", base::to_text(now.from)},
          {"until", base::to_text(now.until)},
          {"place", now.place},
          {"places", list(now.places, place_json)},
          {"state", all ? "concurred" : "opened"},
          {"parties", activity.activity.parties},
          {"concurred", activity.concurred}};
}

Json cost_json(const reports::ActivityCost& cost) {
  return {{"giver", cost.giver},
          {"taker", cost.taker},
          {"means", json_of(cost.means)},
          {"commodity", cost.commodity},
          {"received", base::format_decimal(cost.received, 6)},
          {"irregular", base::format_decimal(cost.irregular, 6)},
          {"money", money_json({cost.money, cost.currency})},
          {"worth", money_json({cost.worth, cost.currency})},
          {"lines", cost.lines}};
}

}  // namespace palitan::api
