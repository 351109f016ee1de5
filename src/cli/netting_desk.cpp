#include "cli/netting_desk.h"

#include <algorithm>

#include "base/money.h"
#include "cli/order_draft.h"

namespace palitan::cli {
namespace {
using kernel::OrderFact;

constexpr int kMicroDigits = 6;

/// Everything of the order that is open and free, in the order in which it stands there.
std::vector<DebtMeant> debts_of(const OrderFact& order) {
  std::vector<DebtMeant> out;
  for (const auto& line : order.lines) {
    const auto debt = kernel::debt_in_kind(line, static_cast<base::Rounding>(order.rounding));
    const auto free = debt ? debt->open - line.locked - (line.returned - line.replaced - line.rejected) : 0;
    if (free > 0) out.push_back({line.line.number, {}, free});
  }
  for (const auto& invoice : order.invoices)
    if (!invoice.withdrawn && invoice.free() > 0) out.push_back({0, invoice.id, invoice.free()});
  return out;
}

bool is_invoice(const OrderFact& order, const base::Id& id, const std::string& name) {
  return std::any_of(order.invoices.begin(), order.invoices.end(), [&](const auto& one) {
    return one.id == id && (one.number == name || base::to_hex(id.view()).starts_with(name));
  });
}
}  // namespace

Done<DebtMeant> debt_to_hold(const OrderFact& order, std::uint32_t line, const std::string& invoice,
                             const std::string& amount) {
  auto fit = debts_of(order);
  std::erase_if(fit, [&](const DebtMeant& one) {
    return (line != 0 && one.line != line) ||
           (!invoice.empty() && (!one.invoice || !is_invoice(order, *one.invoice, invoice)));
  });
  if (fit.empty()) return trouble(kRefused, "Nothing of that is open and free.");
  if (fit.size() > 1) return trouble(kUsage, "Several debts are open. Name one with --line or --invoice.");
  auto out = fit.front();
  if (amount.empty()) return out;
  const auto info = base::currency(order.currency);
  const auto figure =
      base::parse_decimal(amount, out.invoice ? (info ? info->minor_digits : 0) : kMicroDigits);
  if (!figure || *figure <= 0) return trouble(kUsage, fmt::format("'{}' is no amount, like 4.", amount));
  out.amount = *figure;
  return out;
}

const kernel::LockFact* lock_meant(const OrderFact& order, const std::string& digits,
                                   const std::function<bool(const kernel::LockFact&)>& fits) {
  const kernel::LockFact* found = nullptr;
  for (const auto& one : order.locks) {
    if (!fits(one) || !base::to_hex(one.id.view()).starts_with(digits)) continue;
    if (found != nullptr) return nullptr;
    found = &one;
  }
  return found;
}

Done<std::vector<base::Id>> held_for(Desk& there, const base::Id& partnership,
                                     const kernel::RoundFact& round) {
  const auto wanted = [&](const kernel::LockFact& lock) {
    return lock.state == kernel::LockState::held && lock.terms.partnership.raw == partnership.raw &&
           lock.terms.round == round.round.round && lock.commodity == round.round.commodity &&
           std::none_of(round.debts.begin(), round.debts.end(),
                        [&](const auto& debt) { return debt.lock.raw == lock.id.raw; });
  };
  const auto rows = there.cases();
  if (!rows) return tl::unexpected(rows.error());
  std::vector<base::Id> out;
  for (const auto& row : *rows) {
    if (row.kind != "order") continue;
    const auto view = there.case_file(row.id);
    if (!view) return tl::unexpected(view.error());
    const auto& locks = view->file.order->locks;
    if (std::none_of(locks.begin(), locks.end(), wanted)) continue;
    for (const auto& act : view->acts) {
      if (act.kind != "agree_lock" || !act.agreed || act.code != "accepted") continue;
      const auto body = body_of<statement::AgreeLock>(there, act.id);
      if (!body) return tl::unexpected(body.error());
      const auto id = base::fixed_from_hex<base::Id>(act.id);
      if (id && std::any_of(locks.begin(), locks.end(),
                            [&](const auto& lock) { return lock.id == body->lock && wanted(lock); }))
        out.push_back(*id);
    }
  }
  return out;
}

std::int64_t RoundEnd::cleared_of(const base::Id& lock) const {
  for (const auto& one : cleared)
    if (one.lock.raw == lock.raw) return one.amount;
  return 0;
}

Done<RoundEnd> end_of_round(Desk& there, const std::string& round) {
  const auto rows = there.cases();
  if (!rows) return tl::unexpected(rows.error());
  for (const auto& row : *rows) {
    if (row.kind != "round") continue;
    const auto view = there.case_file(row.id);
    if (!view) return tl::unexpected(view.error());
    const auto& fact = *view->file.round;
    if (fact.round.round != round) continue;
    const bool cleared = fact.state == kernel::RoundState::cleared;
    if (!cleared && fact.state != kernel::RoundState::lapsed)
      return trouble(kRefused, fmt::format("The round {} is still {}.", round, name(fact.state)));
    RoundEnd out;
    if (cleared) out.cleared = fact.clearing->cleared;
    // The last accepted word is the one that ended it.
    const ActRow* last = nullptr;
    for (const auto& act : view->acts)
      if (act.kind == (cleared ? "agree_clearing" : "lapse_round") && act.code == "accepted") last = &act;
    const auto id = last != nullptr ? base::fixed_from_hex<base::Id>(last->id) : std::nullopt;
    if (!id || !last->agreed)
      return trouble(kRefused, "The round's end is not agreed by all yet. Wait for the accord.");
    out.act = *id;
    return out;
  }
  return trouble(kRefused, fmt::format("There is no round '{}' in that book.", round));
}

}  // namespace palitan::cli
