// What a visit declares, and the host's word on it.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/money.h"
#include "kernel/visit_figures.h"

namespace palitan::kernel {
namespace {
using base::Code;

base::Result<void> wrong(std::string what) {
  return base::refuse(Code::refused_plan, std::move(what), "visit-plan");
}

bool is_short(const std::string& text) { return !text.empty() && text.size() <= kShortText; }
bool is_count(std::uint64_t count) { return count > 0 && count <= kCountMax; }

base::Result<void> check_sizes(const statement::VisitPlan& x) {
  if (std::max({x.craft.size(), x.arms.size(), x.goods.size(), x.frequencies.size(), x.drivers.size(),
                x.professionals.size(), x.manifest.size()}) > kListMax)
    return wrong(fmt::format("no list of a plan has more than {} lines", kListMax));
  if (!is_short(x.purpose)) return wrong("it names its purpose, shortly");
  if (x.health.size() > kLongText || x.contact.size() > kShortText)
    return wrong("the health declaration or the contact is too long");
  if (x.people.empty() && x.craft.empty()) return wrong("neither people nor craft come");
  return {};
}

base::Result<void> check_people(const std::vector<statement::HeadCount>& people) {
  for (std::size_t i = 0; i < people.size(); ++i)
    if (!is_valid(people[i].people) || !is_count(people[i].count) ||
        (i > 0 && people[i].people <= people[i - 1].people))
      return wrong("groups of people ascend, stand once, and count somebody");
  return {};
}

base::Result<void> check_goods(const std::vector<statement::DangerousGoods>& goods) {
  for (const auto& one : goods) {
    if (!is_un_number(one.un_number))
      return wrong("dangerous goods '" + one.un_number.substr(0, 8) + "': a UN number is four digits");
    if (one.quantity <= 0 || !base::unit(one.unit) || one.description.size() > kShortText)
      return wrong("dangerous goods " + one.un_number + ": quantity above zero, a known unit, a short text");
  }
  return {};
}

base::Result<void> check_manifest(const std::vector<statement::ImportLine>& manifest) {
  std::uint32_t last = 0;
  for (const auto& line : manifest) {
    if (line.number <= last) return wrong("numbers of the manifest ascend from 1");
    last = line.number;
    if (line.quantity <= 0 || !base::unit(line.unit) || !is_short(line.description) || !is_valid(line.regime))
      return wrong(fmt::format(
          "manifest line {}: quantity above zero, a known unit, and what it is, in a short text", last));
  }
  return {};
}

base::Result<void> check_licensed(const std::vector<statement::Licensed>& list, const char* what) {
  std::set<std::string_view> seen;
  for (const auto& one : list)
    if (!is_short(one.licence) || !is_count(one.count) || !seen.insert(one.licence).second)
      return wrong(fmt::format("{}: each licence once, with a count above zero", what));
  return {};
}

base::Result<void> check_window(const statement::VisitPlan& plan, const ActivityFact& activity) {
  if (plan.until < plan.from) return wrong("it ends before it begins");
  for (const auto day : {plan.from, plan.until}) {
    const auto then = activity.on(day);
    if (day < then.from || day > then.until)
      return base::refuse(
          Code::refused_window,
          fmt::format("'{}' runs {} to {}, the visit {} to {}", activity.activity.name, to_text(then.from),
                      to_text(then.until), to_text(plan.from), to_text(plan.until)),
          "activity");
  }
  return {};
}

template <class Here>
Here* find_number(std::vector<Here>& list, std::uint32_t number) {
  for (auto& here : list)
    if (here.number == number) return &here;
  return nullptr;
}

// ---- a plan that the host consented to becomes what is declared; what came stays counted ----

base::Result<void> declare_people(VisitFact& x, const statement::VisitPlan& plan) {
  for (auto& here : x.people) here.declared = 0;
  for (const auto& group : plan.people) {
    auto at = std::find_if(x.people.begin(), x.people.end(),
                           [&](const PeopleHere& here) { return here.people == group.people; });
    if (at == x.people.end()) at = x.people.insert(at, {group.people});
    at->declared = group.count;
  }
  std::erase_if(x.people, [](const PeopleHere& here) { return here.declared == 0 && here.in == 0; });
  std::sort(x.people.begin(), x.people.end(),
            [](const auto& a, const auto& b) { return a.people < b.people; });
  return {};
}

base::Result<void> declare_craft(VisitFact& x, const statement::VisitPlan& plan) {
  for (auto& here : x.craft) here.declared = false;
  for (const auto& craft : plan.craft) {
    auto at = std::find_if(x.craft.begin(), x.craft.end(),
                           [&](const CraftHere& here) { return here.identifier == craft.identifier; });
    if (at == x.craft.end()) at = x.craft.insert(at, {craft.identifier, craft.craft});
    if (at->came && at->craft != craft.craft)
      return wrong(fmt::format("'{}' came as a {}", craft.identifier, name(at->craft)));
    at->craft = craft.craft;
    at->declared = true;
  }
  std::erase_if(x.craft, [](const CraftHere& here) { return !here.declared && !here.came; });
  std::sort(x.craft.begin(), x.craft.end(),
            [](const auto& a, const auto& b) { return a.identifier < b.identifier; });
  return {};
}

base::Result<void> declare_arms(VisitFact& x, const statement::VisitPlan& plan) {
  for (auto& here : x.arms) here.declared = 0;
  for (const auto& line : plan.arms) {
    auto* at = find_number(x.arms, line.number);
    if (at == nullptr) at = &x.arms.emplace_back(ArmsHere{line.number});
    if (at->in > 0 && (at->arms != line.arms || at->type != line.type))
      return wrong(fmt::format("arms line {} came as {} '{}'", line.number, name(at->arms), at->type));
    at->arms = line.arms;
    at->type = line.type;
    at->declared = line.count;
  }
  std::erase_if(x.arms, [](const ArmsHere& here) { return here.declared == 0 && here.in == 0; });
  std::sort(x.arms.begin(), x.arms.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
  return {};
}

base::Result<void> declare_imports(VisitFact& x, const statement::VisitPlan& plan) {
  for (auto& here : x.imports) here.declared = 0;
  for (const auto& line : plan.manifest) {
    auto* at = find_number(x.imports, line.number);
    if (at == nullptr) at = &x.imports.emplace_back(ImportHere{line.number});
    if (at->in > 0 && (at->regime != line.regime || at->unit != line.unit))
      return wrong(
          fmt::format("manifest line {} came for {} in {}", line.number, name(at->regime), at->unit));
    at->regime = line.regime;
    at->description = line.description;
    at->unit = line.unit;
    at->declared = line.quantity;
  }
  std::erase_if(x.imports, [](const ImportHere& here) { return here.declared == 0 && here.in == 0; });
  std::sort(x.imports.begin(), x.imports.end(),
            [](const auto& a, const auto& b) { return a.number < b.number; });
  return {};
}

/// Refusal: refused_plan where a line that came in is something else now.
base::Result<void> declare(VisitFact& x, const statement::VisitPlan& plan) {
  for (const auto part :
       {declare_people, declare_craft, declare_arms, declare_imports, declare_goods, declare_drivers})
    if (auto ok = part(x, plan); !ok) return ok;
  return {};
}

/// The notification or amendment that waits; any other is stale.
base::Result<void> check_waits(const VisitAct& x, const base::Id& of) {
  if (x.visit.proposed && x.visit.proposed->id == of) return {};
  return base::refuse(Code::refused_cited, "not the plan that waits for the host's word",
                      x.rules.consent_clause);
}

/// A condition that stands unchanged in a later consent stays met.
base::Result<std::vector<ConditionFact>> conditions_of(const VisitAct& x,
                                                       const statement::ConsentVisit& body) {
  if (body.conditions.size() > kConditionsMax)
    return base::refuse(Code::refused_plan, fmt::format("at most {} conditions", kConditionsMax),
                        x.rules.consent_clause);
  std::vector<ConditionFact> out;
  std::uint32_t last = 0;
  for (const auto& condition : body.conditions) {
    if (condition.number <= last || condition.text.empty() || condition.text.size() > kLongText)
      return base::refuse(Code::refused_plan, "numbers of conditions ascend from 1, and each says something",
                          x.rules.consent_clause);
    last = condition.number;
    out.push_back({condition, {}});
    for (const auto& old : x.visit.conditions)
      if (old.condition == condition) out.back().met = old.met;
  }
  return out;
}
}  // namespace

base::Result<void> check_craft(const std::vector<statement::Craft>& craft) {
  std::set<std::string_view> seen;
  for (const auto& one : craft)
    if (!is_valid(one.craft) || !is_short(one.identifier) || one.type.size() > kShortText ||
        !seen.insert(one.identifier).second)
      return wrong(fmt::format("craft '{}': each has a short identifier that stands once", one.identifier));
  return {};
}

base::Result<void> check_arms(const std::vector<statement::ArmsLine>& arms) {
  std::uint32_t last = 0;
  std::set<std::string_view> seen;
  for (const auto& line : arms) {
    const auto where = fmt::format("arms line {}", line.number);
    if (line.number <= last) return wrong("numbers of arms ascend from 1");
    last = line.number;
    if (!is_valid(line.arms) || !is_count(line.count) || !is_short(line.type) ||
        line.storage.size() > kShortText)
      return wrong(where + ": a count above zero, its type and storage in short texts");
    const bool weapon = line.arms == statement::ArmsKind::weapon;
    if (line.explosive_grams > (weapon ? 0 : kCountMax))
      return wrong(where + ": only ammunition and explosives have an explosive weight");
    if (!line.identifiers.empty() && (!weapon || line.identifiers.size() > line.count))
      return wrong(where + ": serial numbers are of weapons, at most one each");
    for (std::size_t i = 0; i < line.identifiers.size(); ++i)
      if (!is_short(line.identifiers[i]) || !seen.insert(line.identifiers[i]).second ||
          (i > 0 && line.identifiers[i] <= line.identifiers[i - 1]))
        return wrong(where + ": serial numbers ascend, and each stands once in the whole plan");
  }
  return {};
}

base::Result<void> check_plan(const statement::VisitPlan& plan, const ActivityFact& activity) {
  if (auto ok = check_sizes(plan); !ok) return ok;
  if (auto ok = check_window(plan, activity); !ok) return ok;
  if (auto ok = check_units_and_places(plan.units, plan.places); !ok) return ok;
  if (auto ok = check_people(plan.people); !ok) return ok;
  if (auto ok = check_craft(plan.craft); !ok) return ok;
  if (auto ok = check_arms(plan.arms); !ok) return ok;
  if (auto ok = check_goods(plan.goods); !ok) return ok;
  for (const auto& one : plan.frequencies)
    if (!is_short(one)) return wrong("a frequency is a short text");
  if (auto ok = check_licensed(plan.drivers, "drivers"); !ok) return ok;
  if (auto ok = check_licensed(plan.professionals, "professionals"); !ok) return ok;
  return check_manifest(plan.manifest);
}

base::Result<void> rule(const VisitAct& x, const statement::AmendVisit& body) {
  if (body.reason.empty() || body.reason.size() > kLongText) return wrong("an amendment says its reason");
  if (auto ok = check_visit_law(x.act, x.law, x.activity, x.visit.host, x.visit.visitor); !ok) return ok;
  if (auto ok = check_plan(body.plan, x.activity); !ok) return ok;
  auto tried = x.visit;
  if (auto ok = declare(tried, body.plan); !ok) return ok;
  x.visit.proposed = VisitProposal{x.act.statement.id(), x.act.date, body.plan};
  return {};
}

base::Result<void> rule(const VisitAct& x, const statement::ConsentVisit& body) {
  if (auto ok = check_waits(x, body.of); !ok) return ok;
  if (auto ok = check_visit_law(x.act, x.law, x.activity, x.visit.host, x.visit.visitor); !ok) return ok;
  if (body.reference.size() > kShortText) return wrong("the reference of the clearance is too long");
  auto conditions = conditions_of(x, body);
  if (!conditions) return tl::unexpected(conditions.error());
  // More may have come since the plan was proposed.
  if (auto ok = declare(x.visit, x.visit.proposed->plan); !ok) return ok;
  x.visit.conditions = std::move(*conditions);
  x.visit.plan = std::move(x.visit.proposed->plan);
  x.visit.proposed.reset();
  x.visit.clearance = body.reference;
  if (!x.visit.consented_on) x.visit.consented_on = x.act.date;
  // Some came before the host had said yes; from now on they are guests like any other.
  if (!inside_of(x.visit).empty()) x.visit.state = VisitState::entered;
  return {};
}

base::Result<void> rule(const VisitAct& x, const statement::RefuseVisit& body) {
  if (auto ok = check_waits(x, body.of); !ok) return ok;
  if (body.reason.empty() || body.reason.size() > kLongText) return wrong("a refusal says its reason");
  x.visit.proposed.reset();
  return {};
}

base::Result<void> rule(const VisitAct& x, const statement::MeetCondition& body) {
  for (auto& one : x.visit.conditions) {
    if (one.condition.number != body.number) continue;
    if (one.met) return base::refuse(Code::refused_already, {}, x.rules.consent_clause);
    one.met = x.act.date;
    return {};
  }
  return base::refuse(Code::refused_cited, fmt::format("there is no condition {}", body.number),
                      x.rules.consent_clause);
}

}  // namespace palitan::kernel
