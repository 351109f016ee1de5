#include "reports/calendar_rows.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/money.h"

namespace palitan::reports {
namespace {

std::string short_hex(const base::Id& id) { return base::to_hex(id.view()).substr(0, 12); }

/// "PHL-2026-014", or the first digits of the id.
std::string called(const OrderRow& order) {
  return order.reference.empty() ? short_hex(order.id) : order.reference;
}
std::string spoken(std::string_view name) {
  std::string out(name);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}
std::string at_line(std::uint32_t line) { return line == 0 ? std::string() : fmt::format("-{}", line); }

class OrderDays {
 public:
  OrderDays(const Index& index, std::string_view party, const CalendarWords& words,
            std::vector<CalendarRow>& out)
      : index_(index), party_(party), words_(words), out_(out) {}

  void take(const OrderRow& order) {
    for (const auto& debt : order.debts) {
      if (side(order, debt.from_supplier) != party_) continue;
      const auto of = debt.act ? "-" + short_hex(*debt.act) : at_line(debt.line);
      const auto& commodity = index_.names().text(debt.commodity);
      out_.push_back({order.id,
                      fmt::format("{}{}", name(debt.awaits), of),
                      debt.by.value_or(debt.due),
                      {},
                      fmt::format("{}: {} {} {} ({})", called(order), words_.step(debt.awaits),
                                  ledger::amount_text(commodity, debt.amount), commodity, other(order)),
                      std::string(name(debt.awaits))});
    }
    for (const auto& step : order.awaited) {
      if (!step.by || side(order, step.from_supplier) != party_) continue;
      const auto of = step.act ? "-" + short_hex(*step.act) : at_line(step.line);
      out_.push_back({order.id,
                      fmt::format("{}{}", name(step.step), of),
                      *step.by,
                      {},
                      fmt::format("{}: {} ({})", called(order), words_.step(step.step), other(order)),
                      std::string(name(step.step))});
    }
  }

 private:
  const std::string& side(const OrderRow& order, bool supplier) const {
    return index_.names().text(supplier ? order.supplier : order.recipient);
  }
  const std::string& other(const OrderRow& order) const { return side(order, side(order, true) != party_); }

  const Index& index_;
  std::string_view party_;
  const CalendarWords& words_;
  std::vector<CalendarRow>& out_;
};
}  // namespace

CalendarWords::CalendarWords()
    : step([](Step one) { return spoken(name(one)); }),
      grant_step([](GrantStep one) { return spoken(name(one)); }),
      visit([](const auto& visitor, const auto& host) { return fmt::format("{} visits {}", visitor, host); }),
      consent([](const auto& who, const auto& host) {
        return fmt::format("{}: answer of {} is due", who, host);
      }),
      import([](const auto& who, const auto& what) {
        return fmt::format("{}: {} leaves the country", who, what);
      }) {}

std::vector<CalendarRow> order_days(const Index& index, std::string_view party, const CalendarWords& words) {
  std::vector<CalendarRow> out;
  OrderDays days(index, party, words, out);
  index.each_under_way(true, [&](const OrderRow& order, bool) { days.take(order); });
  return out;
}

std::vector<CalendarRow> visit_days(const VisitsView& view, std::string_view party,
                                    const CalendarWords& words) {
  std::vector<CalendarRow> out;
  std::map<base::Id, std::string> ours;  // "phl visits jpn"
  for (const auto& [id, row] : view.visits) {
    if (row.host != party && row.visitor != party) continue;
    const auto& who = ours[id] = words.visit(row.visitor, row.host);
    using kernel::VisitState;
    const bool over = row.state == VisitState::refused || row.state == VisitState::closed;
    if (!over)
      out.push_back({id, "window", row.from, row.until, fmt::format("{}: {}", who, row.purpose), "visit"});
  }
  for (const auto& [id, row] : view.consents)
    if (ours.contains(id) && row.due)
      out.push_back(
          {id, "consent-" + short_hex(row.of), *row.due, {}, words.consent(ours[id], row.host), "consent"});
  for (const auto& [id, row] : view.imports)
    if (ours.contains(id))
      out.push_back({id,
                     fmt::format("import-{}", row.number),
                     row.by,
                     {},
                     words.import(ours[id], row.description),
                     "import"});
  for (const auto& [id, row] : view.conditions)
    if (ours.contains(id) && row.by)
      out.push_back({id,
                     fmt::format("condition-{}", row.number),
                     *row.by,
                     {},
                     fmt::format("{}: {}", ours[id], row.text),
                     "condition"});
  return out;
}

std::vector<CalendarRow> grant_days(const GrantsView& view, std::string_view party,
                                    const CalendarWords& words) {
  std::vector<CalendarRow> out;
  for (const auto& one : view.due) {
    if (!one.due || (!one.by_party.empty() && one.by_party != party)) continue;
    const auto grant = std::find_if(view.grants.begin(), view.grants.end(),
                                    [&](const GrantCase& other) { return other.id == one.grant; });
    if (grant == view.grants.end()) continue;
    const auto& note = grant->grant->note;
    if (note.donor != party && note.recipient != party) continue;
    std::string of = at_line(one.lot) + at_line(one.milestone);
    if (!one.serial.empty()) of += "-" + base::to_hex(base::view_of(one.serial));
    if (one.act) of += "-" + short_hex(*one.act);
    out.push_back({one.grant,
                   fmt::format("{}{}", name(one.step), of),
                   *one.due,
                   {},
                   fmt::format("{}: {}{}", note.title, words.grant_step(one.step),
                               one.serial.empty() ? "" : " " + one.serial),
                   "grant"});
  }
  return out;
}

}  // namespace palitan::reports
