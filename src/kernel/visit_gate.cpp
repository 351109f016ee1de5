#include "kernel/visit_gate.h"

#include <fmt/format.h>

namespace palitan::kernel {
namespace {
using base::Code;

/// Why the visit does not stand behind an act of that date; empty: it does.
std::string lack(const VisitFact* visit, const base::Id& activity, base::Date date) {
  if (visit == nullptr) return "the order names no visit";
  if (visit->activity != activity) return "the visit serves another activity";
  if (is_live(*visit, date)) return {};
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
  auto why = lack(named, activity, act.date);
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
