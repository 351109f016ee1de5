#include "kernel/ceilings.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/money.h"
#include "terms/queries.h"

namespace palitan::kernel {
namespace {
using base::Code;

/// The ceilings that an order's two sides fall under: the recipient's debts, the supplier's credits.
std::vector<const terms::Ceiling*> ceilings_of(const OrderFact& order, const terms::Instrument& rules) {
  auto out = terms::ceilings_for(rules, order.recipient, terms::LedgerSide::debts, order.currency);
  const auto credits = terms::ceilings_for(rules, order.supplier, terms::LedgerSide::credits, order.currency);
  out.insert(out.end(), credits.begin(), credits.end());
  return out;
}

/// What the order's lines take of one ceiling; nothing where a figure does not fit.
std::optional<CeilingUse> use_of(const OrderFact& order, const terms::Instrument& rules,
                                 const terms::Ceiling& ceiling, std::string_view activity, base::Date date) {
  CeilingUse out{ceiling.name, terms::fiscal_year_of(ceiling, date).begins, 0, 0};
  for (const auto& l : order.lines) {
    if (l.line.means != statement::Means::reimbursement || !terms::counts(ceiling, l.line.category, activity))
      continue;
    const auto value = value_of(l.line, l.line.quantity, static_cast<base::Rounding>(order.rounding));
    const auto sum = value ? base::add(out.amount, *value) : std::nullopt;
    if (!sum) return std::nullopt;
    out.amount = *sum;
    if (!terms::is_service(rules, l.line.category)) out.supplies += *value;
  }
  return out;
}

base::Result<void> check_ceiling(const terms::Ceiling& ceiling, const CeilingUse& before,
                                 const CeilingUse& now, const CeilingFact& total) {
  const auto info = base::currency(ceiling.currency);
  const auto money = [&](std::int64_t minor) {
    return base::format_fixed(minor, info ? info->minor_digits : 0) + " " + ceiling.currency;
  };
  const auto over = [&](std::int64_t taken, std::int64_t added, std::int64_t limit, const char* what) {
    return base::refuse(Code::refused_ceiling,
                        fmt::format("{}{}: {} taken in the year from {}, {} more would pass {}", ceiling.name,
                                    what, money(taken - added), now.begins, money(added), money(limit)),
                        ceiling.clause);
  };
  if (now.amount > before.amount && total.amount > ceiling.amount)
    return over(total.amount, now.amount - before.amount, ceiling.amount, "");
  if (ceiling.supplies_amount && now.supplies > before.supplies && total.supplies > *ceiling.supplies_amount)
    return over(total.supplies, now.supplies - before.supplies, *ceiling.supplies_amount, ", supplies");
  return {};
}
}  // namespace

std::vector<FactKey> ceiling_needs(const OrderFact& order, const terms::Instrument& rules, base::Date date) {
  std::vector<FactKey> out;
  for (const auto& use : order.ceilings) out.push_back(ceiling_key(order.instrument, use.name, use.begins));
  for (const auto* ceiling : ceilings_of(order, rules))
    out.push_back(
        ceiling_key(order.instrument, ceiling->name,
                    terms::fiscal_year_of(*ceiling, order.papers.accepted_on.value_or(date)).begins));
  return out;
}

base::Result<std::vector<std::pair<FactKey, CeilingFact>>> take_ceilings(const Act& act, OrderFact& order,
                                                                         const terms::Instrument& rules) {
  const auto* purpose = act.facts.get<CaseFact>(case_key(order.activity));
  PALITAN_CHECK(purpose != nullptr && purpose->activity);
  const bool cancelled = order.state == OrderState::cancelled;
  std::vector<std::pair<FactKey, CeilingFact>> totals;
  std::vector<CeilingUse> uses;
  for (const auto* ceiling : ceilings_of(order, rules)) {
    const auto date = order.papers.accepted_on.value_or(act.date);
    auto now = use_of(order, rules, *ceiling, purpose->activity->on(date).type, date);
    if (!now) return base::refuse(Code::refused_overflow, ceiling->name, ceiling->clause);
    if (cancelled) now->amount = now->supplies = 0;
    CeilingUse before{ceiling->name, now->begins, 0, 0};
    for (const auto& use : order.ceilings)
      if (use.name == now->name && use.begins == now->begins) before = use;
    const auto key = ceiling_key(order.instrument, now->name, now->begins);
    const auto* known = act.facts.get<CeilingFact>(key);
    CeilingFact total = known != nullptr ? *known : CeilingFact{};
    const auto amount = base::add(total.amount, now->amount - before.amount);
    if (!amount) return base::refuse(Code::refused_overflow, ceiling->name, ceiling->clause);
    total = {*amount, total.supplies + now->supplies - before.supplies};
    if (auto ok = check_ceiling(*ceiling, before, *now, total); !ok) return tl::unexpected(ok.error());
    totals.emplace_back(key, total);
    uses.push_back(std::move(*now));
  }
  order.ceilings = std::move(uses);
  return totals;
}

}  // namespace palitan::kernel
