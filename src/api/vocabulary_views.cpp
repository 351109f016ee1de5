// The lists that clients build their pages from.
#include "api/routes.h"
#include "api/vocabulary_json.h"
#include "kernel/case_table.h"
#include "kernel/case_words.h"
#include "kernel/grant_table.h"
#include "kernel/visit_table.h"

namespace palitan::api {
namespace {
using statement::Kind;

template <class Side, class State>
Json rule_json(std::optional<State> state, Side side, statement::Role role, State next) {
  Json out = Json::object();
  if (state) out["state"] = std::string(name(*state));
  out["side"] = std::string(name(side));
  out["role"] = std::string(name(role));
  out["next"] = std::string(name(next));
  return out;
}

/// The rows of a case table for one kind; `opening` is not among them.
template <class Rules>
void add_rules(Json& out, Kind kind, const Rules& rules) {
  for (const auto& rule : rules)
    if (rule.kind == kind)
      out.push_back(rule_json(std::optional(rule.state), rule.side, rule.role, rule.next));
}

Json rules_json(Kind kind) {
  using namespace kernel;
  using statement::Role;
  Json out = Json::array();
  if (kind == Kind::request)
    out.push_back(rule_json({}, Side::recipient, Role::requester, OrderState::requested));
  if (kind == Kind::notify_visit)
    out.push_back(rule_json({}, VisitSide::visitor, Role::requester, VisitState::notified));
  if (kind == Kind::offer_grant)
    out.push_back(rule_json({}, GrantSide::donor, Role::approver, GrantState::offered));
  add_rules(out, kind, order_rules());
  add_rules(out, kind, visit_rules());
  add_rules(out, kind, grant_rules());
  return out;
}

std::string_view name_of(statement::Nature nature) {
  switch (nature) {
    case statement::Nature::will:
      return "will";
    case statement::Nature::fact:
      return "fact";
    case statement::Nature::root:
      return "root";
  }
  return "will";
}

Json act_kind_json(Kind kind) {
  const auto type = kernel::case_kind_of(kind);
  Json out = {{"kind", std::string(name(kind))},
              {"number", static_cast<std::uint16_t>(kind)},
              {"nature", std::string(name_of(statement::nature(kind)))},
              {"opens_case", kernel::opens_case(kind)}};
  if (!type.empty()) out["case_type"] = std::string(type);
  out["fields"] = statement::with_body(kind, [](auto fresh) { return detail::fields_of<decltype(fresh)>(); });
  out["rules"] = rules_json(kind);
  return out;
}
}  // namespace

base::Result<net::Response> get_vocabulary(App&, const Call&) {
  static const std::string body = [] {
    Json acts = Json::array();
    Json types = Json::array();
    for (const auto& row : statement::rows_of(Kind{})) {
      acts.push_back(act_kind_json(static_cast<Kind>(row.number)));
      const Json type = acts.back().value("case_type", std::string());
      if (type != "" && std::find(types.begin(), types.end(), type) == types.end()) types.push_back(type);
    }
    return Json({{"acts", std::move(acts)}, {"case_types", std::move(types)}}).dump();
  }();
  return text_response(body, "application/json");
}

base::Result<net::Response> get_refusals(App&, const Call&) {
  Json out = Json::array();
  for (const auto code : base::all_codes())
    out.push_back({{"code", static_cast<std::uint16_t>(code)},
                   {"name", std::string(base::name(code))},
                   {"advice", std::string(base::advice(code))},
                   {"status", base::family(code) == base::Family::accepted ? 201 : status_of(code)}});
  return json_response({{"refusals", std::move(out)}});
}

namespace {
/// A whole case table: its opening row, which has no state, and the rest.
template <class Side, class State, class Rules>
Json table_json(Kind opening, Side side, statement::Role role, State first, const Rules& rules) {
  const auto row_of = [](Kind kind, Json row) {
    row["kind"] = std::string(statement::name(kind));
    return row;
  };
  Json out = Json::array();
  out.push_back(row_of(opening, rule_json(std::optional<State>(), side, role, first)));
  for (const auto& rule : rules)
    out.push_back(row_of(rule.kind, rule_json(std::optional(rule.state), rule.side, rule.role, rule.next)));
  return out;
}
}  // namespace

base::Result<net::Response> get_case_table(App&, const Call&) {
  using namespace kernel;
  using statement::Role;
  return json_response({{"order", table_json(Kind::request, Side::recipient, Role::requester,
                                             OrderState::requested, order_rules())},
                        {"visit", table_json(Kind::notify_visit, VisitSide::visitor, Role::requester,
                                             VisitState::notified, visit_rules())},
                        {"grant", table_json(Kind::offer_grant, GrantSide::donor, Role::approver,
                                             GrantState::offered, grant_rules())}});
}

}  // namespace palitan::api
