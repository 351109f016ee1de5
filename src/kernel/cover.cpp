#include "kernel/cover.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/money.h"
#include "kernel/case_rules.h"
#include "kernel/reading.h"

namespace palitan::kernel {
namespace {
using base::Code;
using statement::Means;

base::Result<void> check_line(const statement::OrderLine& line) {
  const auto where = fmt::format("line {}", line.number);
  if (line.quantity <= 0) return base::refuse(Code::refused_quantity, where, "order-line");
  if (!base::unit(line.unit))
    return base::refuse(Code::refused_unit, where + ": '" + line.unit + "'", "order-line");
  if (!is_item(line.item))
    return base::refuse(Code::refused_unreadable, where + ": item is 1 to 12 of A-Z, 0-9 and '-'",
                        "order-line");
  if (line.price && (line.price->minor < 0 || line.price->per <= 0 || line.price->per > 1'000'000))
    return base::refuse(Code::refused_amount, where + ": price", "order-line");
  return {};
}
}  // namespace

bool is_item(std::string_view text) {
  return !text.empty() && text.size() <= 12 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

base::Result<const InstrumentFact*> check_cover(const Act& act, const base::Id& instrument,
                                                const base::Id& activity, std::string_view supplier,
                                                std::string_view recipient) {
  const auto* law = act.facts.get<CaseFact>(case_key(instrument));
  if (law == nullptr || !law->instrument)
    return base::refuse(Code::refused_cited, "no instrument under that id", "order");
  const auto& rules = law->instrument->rules;
  for (const auto party : {supplier, recipient})
    if (std::find(rules.parties.begin(), rules.parties.end(), party) == rules.parties.end())
      return base::refuse(Code::refused_party, fmt::format("'{}' is not a party to {}", party, rules.name),
                          rules.in_force_clause);
  if (!law->instrument->in_force)
    return base::refuse(Code::refused_not_in_force, rules.name + " is not ratified by every party",
                        rules.in_force_clause);
  if (auto ok = terms::holds_on(rules, *law->instrument->in_force, act.date); !ok)
    return tl::unexpected(ok.error());
  const auto* purpose = act.facts.get<CaseFact>(case_key(activity));
  if (purpose == nullptr || !purpose->activity)
    return base::refuse(Code::refused_cited, "no activity under that id", "order");
  const auto& a = *purpose->activity;
  const auto then = a.on(act.date);
  if (auto ok = terms::allows_activity(rules, then.type); !ok) return tl::unexpected(ok.error());
  for (const auto party : {supplier, recipient})
    if (std::find(a.concurred.begin(), a.concurred.end(), party) == a.concurred.end())
      return base::refuse(Code::refused_not_concurred,
                          fmt::format("'{}' has not concurred in '{}'", party, a.activity.name), "activity");
  if (act.date < then.from || act.date > then.until)
    return base::refuse(Code::refused_window,
                        fmt::format("'{}' runs {} to {}, the act is of {}", a.activity.name,
                                    to_text(then.from), to_text(then.until), to_text(act.date)),
                        "activity");
  return &*law->instrument;
}

base::Refusal name_other_basis(const Act& act, const base::Id& instrument, const base::Id& activity,
                               std::string_view supplier, std::string_view recipient,
                               const std::vector<statement::OrderLine>& lines, base::Refusal why) {
  if (why.code != Code::refused_not_in_force && why.code != Code::refused_ended) return why;
  const auto* purpose = act.facts.get<CaseFact>(case_key(activity));
  if (purpose == nullptr || !purpose->activity) return why;
  const auto type = purpose->activity->on(act.date).type;
  for (const auto& id : act.partnership.instruments) {
    const auto* law = id == instrument ? nullptr : peek<CaseFact>(act.facts, case_key(id));
    if (law == nullptr || !law->instrument || !law->instrument->in_force) continue;
    const auto& rules = law->instrument->rules;
    const auto is_party = [&](std::string_view code) {
      return std::find(rules.parties.begin(), rules.parties.end(), code) != rules.parties.end();
    };
    if (!is_party(supplier) || !is_party(recipient) ||
        !terms::holds_on(rules, *law->instrument->in_force, act.date) ||
        !terms::allows_activity(rules, type) || !check_allowed(rules, supplier, lines))
      continue;
    why.detail += fmt::format("; {} is in force on that day and carries it", rules.name);
    return why;
  }
  return why;
}

base::Refusal name_other_basis(const Act& act, const OrderFact& order, base::Refusal why) {
  std::vector<statement::OrderLine> lines;
  for (const auto& at : order.lines) lines.push_back(at.line);
  return name_other_basis(act, order.instrument, order.activity, order.supplier, order.recipient, lines,
                          std::move(why));
}

base::Result<void> check_lines(const std::vector<statement::OrderLine>& lines) {
  if (lines.empty() || lines.size() > 200)
    return base::refuse(Code::refused_line, "an order has 1 to 200 lines", "order-line");
  std::uint32_t last = 0;
  for (const auto& line : lines) {
    if (line.number <= last)
      return base::refuse(Code::refused_line, "line numbers ascend from 1", "order-line");
    last = line.number;
    if (auto ok = check_line(line); !ok) return ok;
  }
  return {};
}

base::Result<void> check_allowed(const terms::Instrument& rules, std::string_view supplier,
                                 const std::vector<statement::OrderLine>& lines) {
  for (const auto& line : lines)
    if (auto ok = terms::allows_line(rules, supplier, line.category, line.means); !ok) return ok;
  return {};
}

base::Result<std::int64_t> total_of(const std::vector<statement::OrderLine>& lines, base::Rounding rounding) {
  std::int64_t total = 0;
  for (const auto& line : lines) {
    if (line.means != Means::reimbursement) continue;
    if (!line.price)
      return base::refuse(Code::refused_amount, fmt::format("line {} has no price", line.number),
                          "order-line");
    const auto value = value_of(line, line.quantity, rounding);
    const auto sum = value ? base::add(total, *value) : std::nullopt;
    if (!sum) return base::refuse(Code::refused_overflow, fmt::format("line {}", line.number), "order-line");
    total = *sum;
  }
  return total;
}

base::Result<void> check_entered(const std::optional<statement::Entered>& entered, std::int64_t quantity,
                                 std::string_view unit, const OrderFact& order) {
  if (!entered) return {};
  if (!base::unit(entered->unit))
    return base::refuse(Code::refused_unit, "'" + entered->unit + "'", "quantity");
  if (entered->quantity < 0 || entered->numerator <= 0 || entered->denominator <= 0)
    return base::refuse(Code::refused_quantity, "what was entered", "quantity");
  const auto ratio = reading_ratio(*entered, unit);
  if (!ratio) return base::refuse(ratio.error().code, ratio.error().detail, "quantity");
  if (*ratio && base::Int128{(*ratio)->numerator} * entered->denominator !=
                    base::Int128{(*ratio)->denominator} * entered->numerator)
    return base::refuse(Code::refused_conversion,
                        fmt::format("one {} is {}/{} {}, signed {}/{}", entered->unit, (*ratio)->numerator,
                                    (*ratio)->denominator, unit, entered->numerator, entered->denominator),
                        "quantity");
  const auto converted = base::multiply_divide(entered->quantity, entered->numerator, entered->denominator,
                                               static_cast<base::Rounding>(order.rounding));
  if (!converted) return base::refuse(Code::refused_overflow, "what was entered", "quantity");
  if (*converted != quantity)
    return base::refuse(
        Code::refused_quantity,
        fmt::format("{} {} is {}, the line says {}", base::format_decimal(entered->quantity, 6),
                    entered->unit, base::format_decimal(*converted, 6), base::format_decimal(quantity, 6)),
        "quantity");
  return {};
}

}  // namespace palitan::kernel
