// Reminder and account: what all orders of two parties leave open.
#include <algorithm>

#include "papers/form_reading.h"
#include "reports/order_row.h"
#include "terms/queries.h"

namespace palitan::papers {
namespace {

/// Does an open dispute stand on that act?
bool is_disputed(const kernel::OrderFact& order, const base::Id& act) {
  return std::any_of(order.disputes.begin(), order.disputes.end(),
                     [&](const auto& d) { return d.of == act && !d.outcome; });
}
bool is_line_disputed(const kernel::OrderFact& order, std::uint32_t number) {
  const auto names = [&](const auto& lines) {
    return std::any_of(lines.begin(), lines.end(), [&](const auto& l) { return l.number == number; });
  };
  for (const auto& issue : order.issues)
    if (is_disputed(order, issue.id) && names(issue.lines)) return true;
  for (const auto& receipt : order.receipts)
    if (is_disputed(order, receipt.id) && names(receipt.lines)) return true;
  for (const auto& given : order.returns)
    if (is_disputed(order, given.id) && names(given.lines)) return true;
  return false;
}

std::string clause_for(const terms::Instrument& rules, statement::Means means) {
  for (const auto& clock : rules.clocks)
    if (clock.means == means) return clock.clause;
  return {};
}

std::string one_line(const Entry& entry) {
  auto out = entry.text;
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

void add_overdue(std::vector<OverdueRow>& rows, const std::string& document, const kernel::OrderFact& order,
                 const terms::Instrument& rules, base::Date as_of) {
  const auto add = [&](std::string what, base::Date due, std::int64_t owed, std::string commodity,
                       std::string clause) {
    rows.push_back({document, std::move(what), due, as_of.days - due.days, owed, std::move(commodity),
                    std::move(clause)});
  };
  for (const auto& invoice : order.invoices)
    if (const auto due = reports::payment_due(invoice, rules);
        invoice.open() > 0 && !invoice.query && due < as_of)
      add(fmt::format("Invoice {}", invoice.number), due, invoice.open(), order.currency,
          rules.payment ? rules.payment->clause : clause_for(rules, statement::Means::reimbursement));
  for (const auto& at : order.lines) {
    const auto debt = kernel::debt_in_kind(at, static_cast<base::Rounding>(order.rounding));
    const auto due = kernel::due_of(at, rules);
    if (!debt || debt->open <= 0 || !due || !(*due < as_of) || is_line_disputed(order, at.line.number))
      continue;
    add(fmt::format("Line {}: {}", at.line.number,
                    at.line.description.empty() ? at.line.item : at.line.description),
        *due, debt->open, debt->commodity, clause_for(rules, at.line.means));
  }
}

void add_disputes(Reading& reading, std::vector<DisputeLine>& rows, const std::string& document,
                  const kernel::OrderFact& order) {
  for (const auto& invoice : order.invoices) {
    if (!invoice.query || invoice.withdrawn) continue;
    const auto query = reading.body<statement::Query>(*invoice.query);
    rows.push_back({document, fmt::format("Invoice {}", invoice.number),
                    std::string(query ? name(query->reason) : "other"), invoice.open(), order.currency});
  }
  for (const auto& dispute : order.disputes) {
    if (dispute.outcome) continue;
    const auto act = reading.statement(dispute.of);
    const auto kind = act && act->kind() ? std::string(name(*act->kind())) : std::string("act");
    rows.push_back({document,
                    fmt::format("{} {}", kind, short_id(dispute.of)),
                    std::string(name(dispute.reason)),
                    std::nullopt,
                    {}});
  }
}

bool is_between(const kernel::OrderFact& order, const std::string& a, const std::string& b) {
  return (order.supplier == a && order.recipient == b) || (order.supplier == b && order.recipient == a);
}
}  // namespace

base::Result<ReminderForm> reminder_form(const RecordReader& record, const std::vector<base::Id>& orders,
                                         const std::string& creditor, const std::string& debtor,
                                         base::Date as_of, int level) {
  Reading reading(record);
  ReminderForm out;
  out.origin = reading.origin(record.partnership);
  out.from = reading.party_name(creditor);
  out.to = reading.party_name(debtor);
  out.as_of = as_of;
  out.level = level;
  for (const auto& id : orders) {
    const auto* order = reading.order(id);
    if (order == nullptr) return base::refuse(base::Code::local_not_found, "order " + short_id(id));
    if (order->supplier != creditor || order->recipient != debtor) continue;
    const auto* law = reading.instrument(order->instrument);
    if (law == nullptr) continue;
    const bool first = out.rows.empty();
    add_overdue(out.rows, one_line(reading.document(id, *order)), *order, law->rules, as_of);
    if (out.rows.empty()) continue;
    const auto acts = record.acts_of(id);
    const auto marked = out.origin.marking;
    if (first) out.origin = reading.origin(acts.empty() ? id : acts.back());
    out.origin.marking = marked;
    reading.mark(out.origin, id);
    if (!first) continue;
    out.agreement = reading.agreement(order->instrument);
    if (!order->papers.bill_to.empty()) out.to = fmt::format("{}\n{}", out.to.text, order->papers.bill_to);
  }
  std::stable_sort(out.rows.begin(), out.rows.end(),
                   [](const auto& a, const auto& b) { return a.due < b.due; });
  return out;
}

base::Result<AccountForm> account_form(const RecordReader& record, const ledger::Position& agreed,
                                       const std::vector<base::Id>& orders, const std::string& a,
                                       const std::string& b, std::uint64_t log_size,
                                       base::Instant agreed_at) {
  Reading reading(record);
  AccountForm out;
  out.origin = reading.origin(record.partnership);
  out.parties = {reading.party_name(a), reading.party_name(b)};
  out.height = record.point ? record.point->height : 0;
  out.log_size = log_size;
  out.agreed_at = agreed_at;
  for (const auto& [key, amount] : agreed.amounts()) {
    const auto& [account, commodity] = key;
    const bool ours =
        (account.holder == a && account.other == b) || (account.holder == b && account.other == a);
    if (ours)
      out.balances.push_back(
          {std::string(name(account.kind)), upper(account.holder), upper(account.other), commodity, amount});
  }
  for (const auto& id : orders) {
    const auto* order = reading.order(id);
    if (order == nullptr) return base::refuse(base::Code::local_not_found, "order " + short_id(id));
    if (!is_between(*order, a, b)) continue;
    reading.mark(out.origin, id);
    add_disputes(reading, out.disputes, one_line(reading.document(id, *order)), *order);
  }
  return out;
}

}  // namespace palitan::papers
