#include "kernel/visit_gate.h"

#include <fmt/format.h>

#include "kernel/visit_rules.h"

namespace palitan::kernel {
namespace {
using base::Code;

/// Why the visit's own agreement no longer covers it, by what its activity is on that date; empty: it does.
/// The activity's window is asked of the order itself.
std::string fallen(const Act& act, const VisitFact& visit) {
  const auto* law = act.facts.get<CaseFact>(case_key(visit.instrument));
  const auto* purpose = act.facts.get<CaseFact>(case_key(visit.activity));
  PALITAN_CHECK(law != nullptr && law->instrument && purpose != nullptr && purpose->activity);
  const auto& activity = *purpose->activity;
  if (auto ok = check_visit_law(act, *law->instrument, activity, visit.host, visit.visitor); !ok)
    return fmt::format("the visit is no longer covered by {}: {} ({})", law->instrument->rules.name,
                       base::name(ok.error().code), ok.error().detail);
  return {};
}

/// Why the visit does not stand behind the act; empty: it does.
std::string lack(const Act& act, const VisitFact* visit, const base::Id& activity) {
  const auto date = act.date;
  if (visit == nullptr) return "the order names no visit";
  if (visit->activity != activity) return "the visit serves another activity";
  if (is_live(*visit, date)) return fallen(act, *visit);
  if (!visit->plan) return fmt::format("the visit is {}", name(visit->state));
  return fmt::format("the visit is {}, consented to for {} to {}; the act is of {}", name(visit->state),
                     to_text(visit->plan->from), to_text(visit->plan->until), to_text(date));
}
}  // namespace

base::Result<std::optional<std::string>> check_visit_gate(const Act& act, const terms::Instrument& rules,
                                                          const std::optional<base::Id>& visit,
                                                          const base::Id& activity, std::string_view supplier,
                                                          std::string_view recipient) {
  const VisitFact* named = nullptr;
  const auto& clause = rules.visit_clause;
  if (visit) {
    const auto* file = act.facts.get<CaseFact>(case_key(*visit));
    if (file == nullptr || !file->visit)
      return base::refuse(Code::refused_cited, "no visit under that id", clause.empty() ? "order" : clause);
    named = &*file->visit;
    const bool pair = (named->host == supplier && named->visitor == recipient) ||
                      (named->host == recipient && named->visitor == supplier);
    if (!pair)
      return base::refuse(Code::refused_visit,
                          fmt::format("the visit is of {} in {}", named->visitor, named->host),
                          clause.empty() ? "order" : clause);
  }
  if (clause.empty()) return std::optional<std::string>();
  auto why = lack(act, named, activity);
  if (why.empty()) return std::optional<std::string>();
  if (rules.visit_flagged) return std::optional(std::move(why));
  return base::refuse(Code::refused_visit, std::move(why), clause);
}

base::Result<void> pass_visit_gate(const Act& act, const terms::Instrument& rules, OrderFact& order) {
  auto gate = check_visit_gate(act, rules, order.visit, order.activity, order.supplier, order.recipient);
  if (!gate) return tl::unexpected(gate.error());
  if (*gate)
    order.findings.push_back(
        {act.statement.id(), act.seat.party, act.content().seat, rules.visit_clause, **gate, false});
  return {};
}

}  // namespace palitan::kernel
