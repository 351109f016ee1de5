// One path for every act of a visit: side, role, time, table, rule. Nothing is posted: a visit owes nothing;
// what it is given is on the orders that name it.
#include <algorithm>

#include <fmt/format.h>

#include "kernel/case_rules.h"
#include "kernel/visit_gate.h"
#include "kernel/visit_rules.h"

namespace palitan::kernel {
namespace {
using base::Code;
using statement::Kind;

std::optional<VisitSide> side_of(const VisitFact& visit, std::string_view party) {
  if (party == visit.host) return VisitSide::host;
  if (party == visit.visitor) return VisitSide::visitor;
  return std::nullopt;
}

/// Case files that a visit leans on; null where the id names no such thing.
const InstrumentFact* law_of(const Act& act, const base::Id& id) {
  const auto* file = act.facts.get<CaseFact>(case_key(id));
  return file != nullptr && file->instrument ? &*file->instrument : nullptr;
}
const ActivityFact* activity_of(const Act& act, const base::Id& id) {
  const auto* file = act.facts.get<CaseFact>(case_key(id));
  return file != nullptr && file->activity ? &*file->activity : nullptr;
}

Change changed(const base::Id& case_id, VisitFact after) {
  Change change;
  change.state = static_cast<std::uint16_t>(after.state);
  CaseFact file;
  file.visit.emplace(std::move(after));
  change.put(case_key(case_id), std::move(file));
  return change;
}

base::Result<Change> judge_notify(const Act& act) {
  auto body = act.body<statement::NotifyVisit>();
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_role(act, statement::Role::requester); !ok) return tl::unexpected(ok.error());
  if (body->host == body->visitor || act.partnership.party(body->host) == nullptr ||
      act.partnership.party(body->visitor) == nullptr)
    return base::refuse(Code::refused_party, body->visitor + " to " + body->host, "visit");
  if (act.seat.party != body->visitor)
    return base::refuse(Code::refused_side, "the visiting party notifies", "visit");
  const auto* law = law_of(act, body->instrument);
  const auto* activity = activity_of(act, body->activity);
  if (law == nullptr || activity == nullptr)
    return base::refuse(Code::refused_cited, "no instrument or no activity under that id", "visit");
  if (!law->rules.visits)
    return base::refuse(Code::refused_authority, law->rules.name + " says nothing of visits", "visit");
  if (auto ok = check_visit_law(act, *law, *activity, body->host, body->visitor); !ok)
    return tl::unexpected(ok.error());
  if (auto ok = check_time(act, law->rules.back_dating_days); !ok) return tl::unexpected(ok.error());
  if (body->reference.size() > kShortText)
    return base::refuse(Code::refused_plan, "the reference is too long", law->rules.visits->clause);
  if (auto ok = check_plan(body->plan, *activity); !ok) return tl::unexpected(ok.error());
  VisitFact visit;
  visit.instrument = body->instrument;
  visit.activity = body->activity;
  visit.host = std::move(body->host);
  visit.visitor = std::move(body->visitor);
  visit.reference = std::move(body->reference);
  visit.proposed = VisitProposal{act.statement.id(), act.date, std::move(body->plan)};
  return changed(act.statement.id(), std::move(visit));
}

base::Result<const VisitRule*> check_table(const VisitAct& x) {
  const auto* found = find_visit_rule(x.visit.state, x.act.kind, x.side);
  if (found == nullptr)
    return base::refuse(Code::refused_state, fmt::format("the visit is {}", name(x.visit.state)),
                        "visit-table");
  return found;
}

template <class Body>
base::Result<Change> judge_will(const VisitAct& x, const Body& body) {
  if (auto ok = check_time(x.act, x.law.rules.back_dating_days); !ok) return tl::unexpected(ok.error());
  const auto found = check_table(x);
  if (!found) return tl::unexpected(found.error());
  if (auto ok = rule(x, body); !ok) return tl::unexpected(ok.error());
  // The rule itself may have moved the visit on.
  if (x.visit.state == (*found)->state) x.visit.state = (*found)->next;
  return changed(x.act.statement.case_of(), std::move(x.visit));
}

/// The figures count what happened, with or without cover.
template <class Body>
base::Result<Change> judge_fact(const VisitAct& x, const Body& body) {
  const auto* found = find_visit_rule(x.visit.state, x.act.kind, x.side);
  const auto cover = [&]() -> base::Result<void> {
    if (auto ok = check_time(x.act, x.law.rules.back_dating_days); !ok) return ok;
    if (auto ok = covered(x, body); !ok) return ok;
    if (found == nullptr) return tl::unexpected(check_table(x).error());
    return {};
  }();
  if (auto ok = record(x, body); !ok) return tl::unexpected(ok.error());
  if (!cover) {
    if (x.visit.uncovered.size() >= kAffairsMax)
      return base::refuse(Code::refused_overflow, "acts without cover", x.rules.clause);
    x.visit.uncovered.push_back({x.act.statement.id(), x.act.kind,
                                 static_cast<std::uint16_t>(cover.error().code), cover.error().clause,
                                 x.act.date, false});
  }
  if (found != nullptr && found->next != found->state) x.visit.state = found->next;
  auto change = changed(x.act.statement.case_of(), std::move(x.visit));
  if (!cover) change.irregular = cover.error();
  return change;
}

template <class Body>
base::Result<Change> judge_body(const Act& act, const VisitFact& before, VisitSide side) {
  const auto body = act.body<Body>();
  if (!body) return tl::unexpected(body.error());
  const auto* law = law_of(act, before.instrument);
  const auto* activity = activity_of(act, before.activity);
  PALITAN_CHECK(law != nullptr && activity != nullptr && law->rules.visits);
  auto visit = before;
  const VisitAct x{act, visit, *law, *activity, side};
  if constexpr (requires { record(x, *body); })
    return judge_fact(x, *body);
  else if constexpr (requires { rule(x, *body); })
    return judge_will(x, *body);
  else
    return base::refuse(Code::refused_cited, "not an act of a visit", "visit");
}
}  // namespace

base::Result<void> check_visit_law(const Act& act, const InstrumentFact& law, const ActivityFact& activity,
                                   const statement::PartyCode& host, const statement::PartyCode& visitor) {
  const auto& rules = law.rules;
  for (const auto& party : {host, visitor}) {
    if (std::find(rules.parties.begin(), rules.parties.end(), party) == rules.parties.end())
      return base::refuse(Code::refused_party, fmt::format("'{}' is not a party to {}", party, rules.name),
                          rules.in_force_clause);
    if (std::find(activity.concurred.begin(), activity.concurred.end(), party) == activity.concurred.end())
      return base::refuse(Code::refused_not_concurred,
                          fmt::format("'{}' has not concurred in '{}'", party, activity.activity.name),
                          rules.visits->clause);
  }
  if (!law.in_force)
    return base::refuse(Code::refused_not_in_force, rules.name + " is not ratified by every party",
                        rules.in_force_clause);
  if (auto ok = terms::holds_on(rules, *law.in_force, act.date); !ok) return ok;
  return terms::allows_activity(rules, activity.on(act.date).type);
}

base::Result<void> check_activity_window(const ActivityFact& activity, base::Date day) {
  const auto then = activity.on(day);
  if (then.from <= day && day <= then.until) return {};
  return base::refuse(Code::refused_window,
                      fmt::format("'{}' runs {} to {}, the act is of {}", activity.activity.name,
                                  to_text(then.from), to_text(then.until), to_text(day)),
                      "activity");
}

base::Result<Change> judge_visit_act(const Act& act) {
  if (act.kind == Kind::notify_visit) return judge_notify(act);
  const auto* file = act.facts.get<CaseFact>(case_key(act.statement.case_of()));
  if (file == nullptr || !file->visit)
    return base::refuse(Code::refused_cited, "the case is not a visit", "visit");
  const auto& visit = *file->visit;
  const auto side = side_of(visit, act.seat.party);
  if (!side)
    return base::refuse(Code::refused_party, "'" + act.seat.party + "' is no side of this visit", "visit");
  const auto role = visit_role_for(act.kind, *side);
  if (!role)
    return base::refuse(Code::refused_side, fmt::format("{} is not for the {}", name(act.kind), name(*side)),
                        "visit-table");
  if (auto ok = check_role(act, *role); !ok) return tl::unexpected(ok.error());
  return statement::with_body(act.kind,
                              [&](auto fresh) { return judge_body<decltype(fresh)>(act, visit, *side); });
}

Change disown_visit(const Act& act, const base::Refusal& why) {
  const auto* file = act.facts.get<CaseFact>(case_key(act.statement.case_of()));
  const auto side = file != nullptr && file->visit ? side_of(*file->visit, act.seat.party) : std::nullopt;
  if (!side || statement::nature(act.kind) != statement::Nature::fact) return {};
  const auto* law = law_of(act, file->visit->instrument);
  const auto* activity = activity_of(act, file->visit->activity);
  Change change;
  statement::with_body(act.kind, [&](auto fresh) {
    using Body = decltype(fresh);
    if constexpr (requires(const VisitAct& x, const Body& b) { record(x, b); }) {
      const auto body = act.body<Body>();
      auto tried = *file->visit;
      const VisitAct x{act, tried, *law, *activity, *side};
      if (!body || tried.uncovered.size() >= kAffairsMax || !record(x, *body)) return;
      auto visit = *file->visit;  // the figures of the agreed branch stand
      visit.uncovered.push_back(
          {act.statement.id(), act.kind, static_cast<std::uint16_t>(why.code), why.clause, act.date, false});
      change = changed(act.statement.case_of(), std::move(visit));
    }
  });
  return change;
}

namespace {
/// A visit, and what it leans on once it is read.
void want_visit(const base::Id& id, const Facts& facts, Wants& wants) {
  wants.push_back(case_key(id));
  const auto* file = peek<CaseFact>(facts, case_key(id));
  if (file == nullptr || !file->visit) return;
  wants.push_back(case_key(file->visit->instrument));
  wants.push_back(case_key(file->visit->activity));
}
}  // namespace

void visit_wants(const statement::Statement& act, const Facts& facts, Wants& wants) {
  const auto kind = act.kind();
  if (!kind) return;
  const auto number = static_cast<unsigned>(*kind);
  if (*kind == Kind::notify_visit) {
    if (const auto body = statement::read_body<statement::NotifyVisit>(act.content())) {
      wants.push_back(case_key(body->instrument));
      wants.push_back(case_key(body->activity));
    }
  } else if (*kind == Kind::request) {
    if (const auto body = statement::read_body<statement::Request>(act.content()); body && body->visit)
      want_visit(*body->visit, facts, wants);
  } else if (number > 30 && number < 80) {
    const auto* file = peek<CaseFact>(facts, case_key(act.case_of()));
    if (file == nullptr) return;
    if (file->visit)
      want_visit(act.case_of(), facts, wants);
    else if (file->order && file->order->visit)
      want_visit(*file->order->visit, facts, wants);
  }
}

}  // namespace palitan::kernel
