#include "reports/purpose_views.h"

#include <fmt/format.h>

#include "terms/queries.h"

namespace palitan::reports {
namespace {
using kernel::OrderState;
using kernel::VisitState;

bool binds(const kernel::OrderFact& order) {
  return order.state == OrderState::accepted || order.state == OrderState::delivering;
}
bool binds(const kernel::VisitFact& visit) {
  return visit.plan && (visit.state == VisitState::consented || visit.state == VisitState::entered);
}

/// Why a new act of that day has no cover, and the clause; nothing: it has.
std::optional<std::pair<std::string, std::string>> gap(const kernel::InstrumentFact& law,
                                                       const kernel::ActivityVersion& now, base::Date day) {
  if (const auto ok = terms::allows_activity(law.rules, now.type); !ok)
    return std::pair{ok.error().clause, fmt::format("{} does not cover {}", law.rules.name, now.type)};
  if (day < now.from || day > now.until)
    return std::pair{std::string("activity"),
                     fmt::format("the activity runs {} to {}", to_text(now.from), to_text(now.until))};
  return std::nullopt;
}
}  // namespace

std::vector<UncoveredRow> no_longer_covered(std::span<const CaseFile> cases, const base::Id& activity,
                                            const kernel::ActivityFact& as_it_is, base::Date day) {
  std::vector<UncoveredRow> out;
  const auto now = as_it_is.on(day);
  const auto add = [&](const CaseFile& one, const base::Id& instrument, const char* what,
                       std::string detail) {
    const auto* law = law_in(cases, instrument);
    const auto found = law != nullptr ? gap(*law, now, day) : std::nullopt;
    if (found) out.push_back({one.id, what, std::move(detail), found->first, found->second});
  };
  for (const auto& one : cases) {
    if (const auto& order = one.file->order; order && order->activity == activity && binds(*order))
      add(one, order->instrument, "order", fmt::format("{} supplies {}", order->supplier, order->recipient));
    if (const auto& visit = one.file->visit; visit && visit->activity == activity && binds(*visit))
      add(one, visit->instrument, "visit", fmt::format("{} visits {}", visit->visitor, visit->host));
  }
  return out;
}

}  // namespace palitan::reports
