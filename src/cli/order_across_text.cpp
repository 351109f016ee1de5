#include "cli/order_across_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/money.h"
#include "cli/table.h"

namespace palitan::cli {
namespace {
using kernel::LockState;
using kernel::OrderFact;
using statement::Kind;
using statement::Role;

std::string goods(const OrderFact& order, std::uint32_t number, std::int64_t micro) {
  const auto* line = order.line(number);
  if (line == nullptr) return fmt::format("line {}", number);
  return fmt::format("line {}, {} of {}", number, quantity_text(micro, line->line.unit), line->line.item);
}
std::string terms_of(const std::vector<std::string>& conditions, const std::optional<base::Date>& until) {
  std::string out;
  if (until) out += ", until " + to_text(*until);
  if (!conditions.empty()) out += fmt::format(", on condition: {}", fmt::join(conditions, "; "));
  return out;
}

std::string origin_text(const OrderFact& order, const kernel::OriginFact& one) {
  return fmt::format("{} first came from {}{}", goods(order, one.line, one.quantity), one.giver,
                     terms_of(one.conditions, one.until));
}
std::string transfer_text(const OrderFact& order, const kernel::TransferFact& one) {
  const auto asked =
      fmt::format("{} to go on to {}: ", goods(order, one.asked.line, one.asked.quantity), one.asked.to);
  if (!one.answer) return asked + "NOT ANSWERED YET";
  if (!one.granted) return asked + "refused";
  const auto* line = order.line(one.asked.line);
  return asked + "granted" + terms_of(one.conditions, one.until) + ", " +
         quantity_text(one.passed, line != nullptr ? line->line.unit : "") + " used";
}
/// A mixed stock is a proportion, never a trace.
std::string passed_text(const OrderFact& order, const kernel::PassedFact& one) {
  auto out = fmt::format("{} handed on to {} on {}", goods(order, one.said.line, one.said.quantity),
                         one.said.to, to_text(one.date));
  if (const auto& mixed = one.said.mixed)
    out += fmt::format(", out of {}, of which {} in {} came from this line", mixed->stock,
                       grouped(base::format_decimal(mixed->share, 6)),
                       grouped(base::format_decimal(mixed->total, 6)));
  return out + (one.irregular ? " - WITHOUT COVER" : "");
}
std::string lock_text(const kernel::LockFact& lock) {
  auto out = fmt::format("{} {} for the round {} of netting, until {}: {}",
                         grouped(ledger::amount_text(lock.commodity, lock.terms.amount)), lock.commodity,
                         lock.terms.round, to_text(lock.terms.until), name(lock.state));
  if (lock.state == LockState::cleared)
    out +=
        fmt::format(", of which {} were netted", grouped(ledger::amount_text(lock.commodity, lock.cleared)));
  return out;
}
}  // namespace

std::string order_across_text(const OrderFact& order, const std::string& visit) {
  std::string out;
  const auto say = [&](const std::string& text) { out += "  " + text + "\n"; };
  if (order.visit)
    say("for the visit " + (visit.empty() ? short_id(base::to_hex(order.visit->view())) : visit));
  for (const auto& one : order.origins) say(origin_text(order, one));
  for (const auto& one : order.transfers) say(transfer_text(order, one));
  for (const auto& one : order.passed_on) say(passed_text(order, one));
  for (const auto& one : order.locks) say(lock_text(one));
  return out;
}

std::vector<Step> across_steps(const OrderFact& order) {
  std::vector<Step> out;
  for (const auto& one : order.transfers)
    if (!one.answer)
      out.push_back({order.supplier,
                     Role::approver,
                     Kind::answer_transfer,
                     "answer whether " + goods(order, one.asked.line, one.asked.quantity) + " may go on to " +
                         one.asked.to,
                     {}});
  for (const auto& lock : order.locks) {
    if (lock.state == LockState::proposed) {
      const bool by_supplier = lock.by == order.supplier;
      out.push_back({by_supplier ? order.recipient : order.supplier,
                     by_supplier ? Role::payer : Role::biller,
                     Kind::agree_lock,
                     fmt::format("agree to hold {} for the round {}",
                                 ledger::amount_text(lock.commodity, lock.terms.amount), lock.terms.round),
                     {}});
    } else if (lock.state == LockState::held) {
      out.push_back({order.supplier,
                     Role::biller,
                     Kind::post_clearing,
                     fmt::format("post what the round {} clears of {} held for it, or free it on its proof",
                                 lock.terms.round, ledger::amount_text(lock.commodity, lock.terms.amount)),
                     {}});
    }
  }
  return out;
}

}  // namespace palitan::cli
