#include "reports/visit_views.h"

#include <fmt/format.h>

#include <map>

namespace palitan::reports {
namespace {
using kernel::VisitFact;

/// A count of the kernel stays below 2^62.
std::int64_t figure(std::uint64_t count) { return static_cast<std::int64_t>(count); }

const statement::VisitPlan* plan_of(const VisitFact& visit) {
  if (visit.plan) return &*visit.plan;
  return visit.proposed ? &visit.proposed->plan : nullptr;
}

const statement::PartyCode& other_side(const VisitFact& visit, const statement::PartyCode& party) {
  return party == visit.host ? visit.visitor : visit.host;
}
}  // namespace

VisitRow visit_row(const base::Id& id, const VisitFact& visit, base::Date today) {
  VisitRow out;
  out.id = id;
  out.state = visit.state;
  out.live = kernel::is_live(visit, today);
  out.host = visit.host;
  out.visitor = visit.visitor;
  if (const auto* plan = plan_of(visit)) {
    out.purpose = plan->purpose;
    out.from = plan->from;
    out.until = plan->until;
    out.overstayed = plan->until < today && !kernel::inside_of(visit).empty();
  }
  return out;
}

std::vector<InsideRow> inside_rows(const VisitFact& visit) {
  std::vector<InsideRow> out;
  for (const auto& x : visit.people) {
    const auto beyond = x.inside > x.declared;
    out.push_back({std::string(name(x.people)),
                   {},
                   {},
                   figure(x.declared),
                   figure(x.in),
                   figure(x.out),
                   0,
                   figure(x.inside),
                   beyond});
  }
  for (const auto& x : visit.craft)
    out.push_back({std::string(name(x.craft)),
                   x.identifier,
                   {},
                   x.declared,
                   x.came,
                   x.came && !x.inside,
                   0,
                   x.inside,
                   x.came && !x.declared});
  for (const auto& x : visit.arms)
    out.push_back({fmt::format("arms {}", x.number),
                   x.type,
                   {},
                   figure(x.declared),
                   figure(x.in),
                   figure(x.out),
                   figure(x.expended),
                   figure(x.inside),
                   x.inside + x.expended > x.declared});
  for (const auto& x : visit.imports)
    out.push_back({fmt::format("import {}", x.number), x.description, x.unit, x.declared, x.in, x.out,
                   x.consumed, x.inside, base::Int128{x.inside} + x.consumed > x.declared});
  for (const auto& x : visit.goods)
    out.push_back({"UN " + x.un_number,
                   {},
                   x.unit,
                   x.declared,
                   x.in,
                   x.out,
                   x.used,
                   x.inside,
                   base::Int128{x.inside} + x.used > x.declared});
  for (const auto& x : visit.drivers)
    out.push_back({"drivers",
                   x.licence,
                   {},
                   figure(x.declared),
                   figure(x.in),
                   figure(x.out),
                   0,
                   figure(x.inside),
                   x.inside > x.declared});
  return out;
}

std::vector<PresentRow> present(const std::vector<const VisitFact*>& visits) {
  std::map<std::pair<std::string, std::string>, PresentRow> rows;
  for (const auto* visit : visits) {
    if (kernel::inside_of(*visit).empty()) continue;
    auto& row = rows[{visit->host, visit->visitor}];
    row.host = visit->host;
    row.visitor = visit->visitor;
    ++row.visits;
    for (const auto& x : visit->people) {
      auto& at = x.people == statement::PeopleKind::officer    ? row.officers
                 : x.people == statement::PeopleKind::enlisted ? row.enlisted
                                                               : row.civilians;
      at += x.inside;
    }
    for (const auto& x : visit->craft) row.craft += x.inside ? 1 : 0;
  }
  std::vector<PresentRow> out;
  for (auto& [key, row] : rows) out.push_back(std::move(row));
  return out;
}

std::optional<ConsentRow> consent_awaited(const VisitFact& visit, const terms::Instrument& rules,
                                          base::Date today) {
  if (!visit.proposed) return std::nullopt;
  ConsentRow out;
  out.of = visit.proposed->id;
  out.host = visit.host;
  out.amendment = visit.plan.has_value();
  out.declared_on = visit.proposed->on;
  out.due = terms::consent_by(rules, out.declared_on);
  if (out.due) out.level = level_of(*out.due, today);
  if (rules.visits) out.clause = rules.visits->consent_clause;
  return out;
}

std::vector<ReexportRow> not_reexported(const VisitFact& visit, base::Date today) {
  std::vector<ReexportRow> out;
  const auto by = visit.plan ? visit.plan->until : today;
  for (const auto& x : visit.imports)
    if (x.regime == statement::ImportKind::temporary && x.inside > 0)
      out.push_back({x.number, x.description, x.unit, x.inside, by, level_of(by, today)});
  return out;
}

std::vector<ConditionRow> unmet_conditions(const VisitFact& visit, base::Date today) {
  std::vector<ConditionRow> out;
  for (const auto& x : visit.conditions) {
    if (x.met) continue;
    ConditionRow row{x.condition.number, x.condition.text, x.condition.by, {}};
    if (row.by) row.level = level_of(*row.by, today);
    out.push_back(std::move(row));
  }
  return out;
}

std::vector<OpenRow> open_affairs(const VisitFact& visit) {
  std::vector<OpenRow> out;
  for (const auto& x : visit.claims)
    if (!x.outcome) out.push_back({x.id, "claim", "by " + x.by, other_side(visit, x.by), x.amount, x.on});
  for (const auto& x : visit.items) {
    if (x.resolved) continue;
    OpenRow row{x.id, "item", x.subject, {}, {}, x.on};
    if (x.said.size() == 1) row.waits_for = other_side(visit, x.said.front().party);
    out.push_back(std::move(row));
  }
  for (const auto& x : visit.uncovered)
    if (!x.settled) out.push_back({x.act, std::string(name(x.kind)), x.clause, {}, {}, x.on});
  return out;
}

}  // namespace palitan::reports
