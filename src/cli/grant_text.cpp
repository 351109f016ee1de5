#include "cli/grant_text.h"

#include "cli/order_view.h"
#include "cli/table.h"
#include "reports/grant_views.h"

namespace palitan::cli {
namespace {
std::string money(const statement::Money& amount) {
  return ledger::amount_text(amount.currency, amount.minor) + " " + amount.currency;
}

std::string milestones(const kernel::GrantFact& grant) {
  Table table({"lot", "milestone", "due", "amount", "reached", "confirmed", "disbursed"});
  const auto& currency = grant.note.obligation.currency;
  const auto day = [](const std::optional<base::Date>& on) { return on ? to_text(*on) : std::string(); };
  for (const auto& lot : grant.lots)
    for (const auto& at : lot.milestones)
      table.add({fmt::format("{} {}", lot.number, lot.title),
                 fmt::format("{} {}", at.milestone.number, at.milestone.title), to_text(at.milestone.due),
                 ledger::amount_text(currency, at.milestone.amount), day(at.reached_on), day(at.confirmed_on),
                 ledger::amount_text(currency, at.disbursed)});
  return grant.lots.empty() ? std::string() : "\n" + table.text(2);
}

std::string things(const CaseView& view) {
  const reports::GrantCase one{view.id, &*view.file.grant, nullptr};
  Table table({"serial", "what", "with", "readiness", "unit", "place", "berth"});
  const auto lines = reports::item_register({&one, 1});
  for (const auto& line : lines)
    table.add({line.item.serial, line.item.description, std::string(name(line.custody)),
               line.readiness ? std::string(name(*line.readiness)) : std::string(), line.custodian,
               line.place.name, line.berth});
  return lines.empty() ? std::string() : "\n" + table.text(2);
}
}  // namespace

std::string grant_text(const CaseView& view) {
  const auto& grant = *view.file.grant;
  std::string out = fmt::format("Grant {} - {}\n  {} to {}, {}: {}, {}\n", short_hex(view.id),
                                grant.note.title, grant.note.donor, grant.note.recipient, grant.note.note,
                                money(grant.note.obligation), name(grant.state));
  for (const auto& conversion : grant.conversions)
    out += fmt::format("  {} said on {}: {} (information, not owed)\n", conversion.said.source,
                       to_text(conversion.said.on), money(conversion.said.amount));
  return out + milestones(grant) + things(view) + "\nActs\n" + acts_text(view.acts);
}

}  // namespace palitan::cli
