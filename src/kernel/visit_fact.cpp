#include "kernel/visit_fact.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/money.h"

namespace palitan::kernel {

bool is_live(const VisitFact& visit, base::Date day) {
  return visit.plan && visit.consented_on && *visit.consented_on <= day && visit.plan->from <= day &&
         day <= visit.plan->until && (!visit.ended_on || day <= *visit.ended_on);
}

std::string inside_of(const VisitFact& visit) {
  std::string out;
  const auto add = [&](const std::string& what) { out += (out.empty() ? "" : ", ") + what; };
  for (const auto& here : visit.people)
    if (here.inside > 0) add(fmt::format("{} {}", here.inside, name(here.people)));
  for (const auto& here : visit.craft)
    if (here.inside) add(fmt::format("{} {}", name(here.craft), here.identifier));
  for (const auto& here : visit.arms)
    if (here.inside > 0) add(fmt::format("arms line {}: {}", here.number, here.inside));
  for (const auto& here : visit.imports)
    if (here.inside > 0)
      add(fmt::format("manifest line {}: {} {}", here.number, base::format_decimal(here.inside, 6),
                      here.unit));
  for (const auto& here : visit.goods)
    if (here.inside > 0)
      add(fmt::format("UN {}: {} {}", here.un_number, base::format_decimal(here.inside, 6), here.unit));
  for (const auto& here : visit.drivers)
    if (here.inside > 0) add(fmt::format("{} drivers ({})", here.inside, here.licence));
  return out;
}

std::string open_of(const VisitFact& visit) {
  for (const auto& one : visit.conditions)
    if (!one.met) return fmt::format("condition {} is not met", one.condition.number);
  for (const auto& claim : visit.claims)
    if (!claim.outcome) return fmt::format("a claim of {} is open", claim.by);
  for (const auto& item : visit.items)
    if (!item.resolved) return fmt::format("'{}' is open before the joint committee", item.subject);
  for (const auto& act : visit.uncovered)
    if (!act.settled)
      return fmt::format("{} of {} had no cover: bring it before the joint committee", name(act.kind),
                         to_text(act.on));
  return {};
}

}  // namespace palitan::kernel
