// What in fact came in, was used and went out. in = out + used + inside holds for every figure, always.
#include <algorithm>

#include <fmt/format.h>

#include "kernel/visit_figures.h"

namespace palitan::kernel {
namespace {
using base::Code;
using statement::Crossing;

base::Result<void> check_paper(const Act& act, const std::optional<statement::PaperForm>& paper) {
  if (!paper || (!paper->signatories.empty() && !act.content().attachments.empty())) return {};
  return base::refuse(Code::refused_paper, {}, "paper");
}

template <class List>
auto* find_number(List& list, std::uint32_t number) {
  const auto at = std::find_if(list.begin(), list.end(), [&](const auto& x) { return x.number == number; });
  return at == list.end() ? nullptr : &*at;
}
template <class List>
auto* find_craft(List& list, const std::string& identifier) {
  const auto at =
      std::find_if(list.begin(), list.end(), [&](const auto& x) { return x.identifier == identifier; });
  return at == list.end() ? nullptr : &*at;
}
template <class List>
auto* find_people(List& list, statement::PeopleKind kind) {
  const auto at = std::find_if(list.begin(), list.end(), [&](const auto& x) { return x.people == kind; });
  return at == list.end() ? nullptr : &*at;
}

const auto kNumber = [](const auto& x) { return x.number; };

/// Everything named ascends and counts something; at least one thing crosses unless nothing has to.
base::Result<void> check_crossing(const Crossing& x, bool may_be_empty) {
  if (!ascend(x.people, [](const auto& p) { return p.people; }) || !ascend(x.arms, kNumber) ||
      !ascend(x.manifest, kNumber) || !ascend(x.craft, [](const auto& c) { return c; }))
    return wrong_count("groups, identifiers and numbers ascend, and each stands once");
  for (const auto& p : x.people)
    if (!is_valid(p.people) || p.count == 0 || p.count > kCountMax)
      return wrong_count(fmt::format("{} {}", p.count, is_valid(p.people) ? name(p.people) : "people"));
  for (const auto& a : x.arms)
    if (a.count == 0 || a.count > kCountMax)
      return wrong_count(fmt::format("arms line {}: {}", a.number, a.count));
  for (const auto& m : x.manifest)
    if (m.quantity <= 0) return wrong_count(fmt::format("manifest line {}: not above zero", m.number));
  if (auto ok = check_goods_moved(x.goods); !ok) return ok;
  if (auto ok = check_drivers_moved(x.drivers); !ok) return ok;
  if (!may_be_empty && x.people.empty() && x.craft.empty() && x.arms.empty() && x.manifest.empty() &&
      x.goods.empty())
    return wrong_count("nothing crosses");
  return {};
}

// ---- entering ----

base::Result<void> come_in(VisitFact& visit, const Crossing& x) {
  for (const auto& p : x.people) {
    auto* here = find_people(visit.people, p.people);
    if (here == nullptr) {
      const auto at = std::find_if(visit.people.begin(), visit.people.end(),
                                   [&](const PeopleHere& other) { return p.people < other.people; });
      here = &*visit.people.insert(at, {p.people});
    }
    if (auto ok = add_figure(here->in, p.count); !ok) return ok;
    if (auto ok = add_figure(here->inside, p.count); !ok) return ok;
  }
  for (const auto& identifier : x.craft) {
    auto* here = find_craft(visit.craft, identifier);
    if (here == nullptr)
      return wrong_count("'" + identifier + "' is in no plan; name it among what was not declared");
    if (here->inside) return wrong_count("'" + identifier + "' is inside already");
    here->inside = here->came = true;
  }
  for (const auto& a : x.arms) {
    auto* here = find_number(visit.arms, a.number);
    if (here == nullptr)
      return wrong_count(
          fmt::format("there is no arms line {}; name it among what was not declared", a.number));
    if (auto ok = add_figure(here->in, a.count); !ok) return ok;
    if (auto ok = add_figure(here->inside, a.count); !ok) return ok;
  }
  for (const auto& m : x.manifest) {
    auto* here = find_number(visit.imports, m.number);
    if (here == nullptr) return wrong_count(fmt::format("there is no manifest line {}", m.number));
    if (auto ok = add_figure(here->in, m.quantity); !ok) return ok;
    if (auto ok = add_figure(here->inside, m.quantity); !ok) return ok;
  }
  return bring_goods(visit, x);
}

/// Arms and craft that no plan names become lines of their own.
base::Result<void> come_undeclared(VisitFact& visit, const statement::Enter& body) {
  for (const auto& craft : body.undeclared_craft) {
    if (find_craft(visit.craft, craft.identifier) != nullptr)
      return wrong_count("'" + craft.identifier + "' is in the plan or came before");
    visit.craft.push_back({craft.identifier, craft.craft, false, true, true});
  }
  for (const auto& line : body.undeclared_arms) {
    if (find_number(visit.arms, line.number) != nullptr)
      return wrong_count(fmt::format("arms line {} is taken; use another number", line.number));
    visit.arms.push_back({line.number, line.arms, line.type, 0, line.count, 0, 0, line.count});
  }
  if (visit.craft.size() > kHereMax || visit.arms.size() > kHereMax)
    return base::refuse(Code::refused_overflow, "craft or arms of one visit", kCountClause);
  std::sort(visit.craft.begin(), visit.craft.end(),
            [](const auto& a, const auto& b) { return a.identifier < b.identifier; });
  std::sort(visit.arms.begin(), visit.arms.end(),
            [](const auto& a, const auto& b) { return a.number < b.number; });
  return {};
}

base::Result<void> beyond(std::string what, const std::string& clause) {
  return base::refuse(Code::refused_undeclared, std::move(what), clause);
}

/// What would be inside or used by then is no more than was declared.
base::Result<void> check_declared(const VisitAct& x, const Crossing& crossing) {
  for (const auto& p : crossing.people) {
    const auto* here = find_people(x.visit.people, p.people);
    const auto declared = here != nullptr ? here->declared : 0;
    const auto inside = (here != nullptr ? here->inside : 0) + p.count;
    if (inside > declared)
      return beyond(fmt::format("{} {} inside, {} declared", inside, name(p.people), declared),
                    x.rules.entry_clause);
  }
  for (const auto& identifier : crossing.craft) {
    const auto* here = find_craft(x.visit.craft, identifier);
    if (here != nullptr && !here->declared)
      return beyond("'" + identifier + "' is not declared", x.rules.entry_clause);
  }
  for (const auto& a : crossing.arms) {
    const auto* here = find_number(x.visit.arms, a.number);
    if (here != nullptr && here->inside + here->expended + a.count > here->declared)
      return beyond(fmt::format("arms line {}: {} came, {} declared", a.number,
                                here->inside + here->expended + a.count, here->declared),
                    x.rules.arms_clause);
  }
  for (const auto& m : crossing.manifest) {
    const auto* here = find_number(x.visit.imports, m.number);
    if (here != nullptr && base::Int128{here->inside} + here->consumed + m.quantity > here->declared)
      return beyond(fmt::format("manifest line {}: more than the {} {} declared", m.number,
                                base::format_decimal(here->declared, 6), here->unit),
                    x.rules.import_clause);
  }
  return check_goods_declared(x, crossing);
}

base::Result<void> check_consent(const VisitAct& x) {
  const auto& visit = x.visit;
  const auto& clause = x.rules.consent_clause;
  if (!visit.plan || !visit.consented_on || *visit.consented_on > x.act.date)
    return base::refuse(Code::refused_not_consented, "nothing was consented to by then", clause);
  return {};
}
base::Result<void> check_window(const VisitAct& x) {
  const auto& plan = *x.visit.plan;
  if (plan.from <= x.act.date && x.act.date <= plan.until) return {};
  return base::refuse(Code::refused_window,
                      fmt::format("the visit runs {} to {}, the act is of {}", to_text(plan.from),
                                  to_text(plan.until), to_text(x.act.date)),
                      x.rules.entry_clause);
}
base::Result<void> check_conditions(const VisitAct& x) {
  for (const auto& one : x.visit.conditions)
    if (!one.met && one.condition.by && *one.condition.by < x.act.date)
      return base::refuse(
          Code::refused_not_consented,
          fmt::format("condition {} was to be met by {}", one.condition.number, to_text(*one.condition.by)),
          x.rules.consent_clause);
  return {};
}

// ---- leaving ----

base::Result<void> go_out(VisitFact& visit, const Crossing& x) {
  for (const auto& p : x.people) {
    auto* here = find_people(visit.people, p.people);
    const auto what = fmt::format("{} {}", p.count, name(p.people));
    if (here == nullptr) return wrong_count(what + " is more than is inside");
    if (auto ok = take_out<std::uint64_t>(here->inside, here->out, p.count, what); !ok) return ok;
  }
  for (const auto& identifier : x.craft) {
    auto* here = find_craft(visit.craft, identifier);
    if (here == nullptr || !here->inside) return wrong_count("'" + identifier + "' is not inside");
    here->inside = false;
  }
  for (const auto& a : x.arms) {
    auto* here = find_number(visit.arms, a.number);
    if (here == nullptr) return wrong_count(fmt::format("there is no arms line {}", a.number));
    const auto what = fmt::format("arms line {}: {}", a.number, a.count);
    if (auto ok = take_out(here->inside, here->out, a.count, what); !ok) return ok;
  }
  for (const auto& m : x.manifest) {
    auto* here = find_number(visit.imports, m.number);
    if (here == nullptr) return wrong_count(fmt::format("there is no manifest line {}", m.number));
    const auto what = fmt::format("manifest line {}: {}", m.number, base::format_decimal(m.quantity, 6));
    if (auto ok = take_out(here->inside, here->out, m.quantity, what); !ok) return ok;
  }
  return take_goods(visit, x);
}

bool is_lost_reported(const VisitFact& visit) {
  return std::any_of(visit.incidents.begin(), visit.incidents.end(),
                     [](const auto& one) { return one.incident == statement::IncidentKind::loss_of_arms; });
}
}  // namespace

base::Result<void> covered(const VisitAct& x, const statement::Enter& body) {
  if (auto ok = check_visit_law(x.act, x.law, x.activity, x.visit.host, x.visit.visitor); !ok) return ok;
  if (auto ok = check_consent(x); !ok) return ok;
  if (auto ok = check_window(x); !ok) return ok;
  if (auto ok = check_activity_window(x.activity, x.act.date); !ok) return ok;
  if (auto ok = check_conditions(x); !ok) return ok;
  if (!body.undeclared_arms.empty()) {
    const auto& line = body.undeclared_arms.front();
    return beyond(fmt::format("{} '{}' is not declared", name(line.arms), line.type), x.rules.arms_clause);
  }
  if (!body.undeclared_craft.empty())
    return beyond("'" + body.undeclared_craft.front().identifier + "' is not declared", x.rules.entry_clause);
  return check_declared(x, body.actual);
}

base::Result<void> record(const VisitAct& x, const statement::Enter& body) {
  const bool undeclared = !body.undeclared_craft.empty() || !body.undeclared_arms.empty();
  if (auto ok = check_crossing(body.actual, undeclared); !ok) return ok;
  if (auto ok = check_place(body.place, "place"); !ok) return ok;
  if (auto ok = check_craft(body.undeclared_craft); !ok) return ok;
  if (auto ok = check_arms(body.undeclared_arms); !ok) return ok;
  if (auto ok = check_paper(x.act, body.paper); !ok) return ok;
  if (auto ok = come_in(x.visit, body.actual); !ok) return ok;
  return come_undeclared(x.visit, body);
}

base::Result<void> covered(const VisitAct& x, const statement::DeclareChange& body) {
  if (auto ok = check_consent(x); !ok) return ok;
  for (const auto& one : body.consumed) {
    const auto* here = find_number(x.visit.imports, one.number);
    if (here != nullptr && here->regime == statement::ImportKind::temporary)
      return beyond(fmt::format("manifest line {} is to go out again, not to be used up", one.number),
                    x.rules.import_clause);
  }
  for (const auto& one : body.expended) {
    const auto* here = find_number(x.visit.arms, one.number);
    if (here != nullptr && here->arms == statement::ArmsKind::weapon && !is_lost_reported(x.visit))
      return beyond(fmt::format("arms line {} is of weapons, and no loss of arms was reported", one.number),
                    x.rules.arms_clause);
  }
  return {};
}

base::Result<void> record(const VisitAct& x, const statement::DeclareChange& body) {
  if (body.expended.empty() && body.consumed.empty() && body.goods.empty())
    return wrong_count("nothing was used");
  if (body.note.size() > kLongText) return wrong_count("the note is too long");
  if (auto ok = check_crossing({{}, {}, body.expended, body.consumed, body.goods}, false); !ok) return ok;
  for (const auto& one : body.expended) {
    auto* here = find_number(x.visit.arms, one.number);
    if (here == nullptr) return wrong_count(fmt::format("there is no arms line {}", one.number));
    const auto what = fmt::format("arms line {}: {}", one.number, one.count);
    if (auto ok = take_out(here->inside, here->expended, one.count, what); !ok) return ok;
  }
  for (const auto& one : body.consumed) {
    auto* here = find_number(x.visit.imports, one.number);
    if (here == nullptr) return wrong_count(fmt::format("there is no manifest line {}", one.number));
    const auto what = fmt::format("manifest line {}: {}", one.number, base::format_decimal(one.quantity, 6));
    if (auto ok = take_out(here->inside, here->consumed, one.quantity, what); !ok) return ok;
  }
  return use_goods(x.visit, body.goods);
}

base::Result<void> covered(const VisitAct& x, const statement::Depart&) {
  if (auto ok = check_consent(x); !ok) return ok;
  return check_window(x);
}

base::Result<void> record(const VisitAct& x, const statement::Depart& body) {
  if (auto ok = check_crossing(body.actual, body.last); !ok) return ok;
  if (auto ok = check_place(body.place, "place"); !ok) return ok;
  if (auto ok = check_paper(x.act, body.paper); !ok) return ok;
  if (auto ok = go_out(x.visit, body.actual); !ok) return ok;
  if (!body.last) return {};
  if (const auto inside = inside_of(x.visit); !inside.empty())
    return base::refuse(Code::refused_inside, inside, kCountClause);
  if (x.visit.state == VisitState::entered) {
    x.visit.state = VisitState::departed;
    x.visit.ended_on = x.act.date;
  }
  return {};
}

}  // namespace palitan::kernel
