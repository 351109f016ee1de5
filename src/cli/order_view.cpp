#include "cli/order_view.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/money.h"
#include "cli/order_across_text.h"
#include "cli/table.h"
#include "reports/cost_cover.h"

namespace palitan::cli {
namespace {
using kernel::LineFact;
using kernel::OrderFact;
using kernel::OrderState;
using statement::Kind;
using statement::Means;
using statement::Role;

/// Issued under that issue of that line and taken in by nobody yet.
std::int64_t untaken(const OrderFact& order, const kernel::IssueFact& issue,
                     const statement::LineQuantity& line) {
  std::int64_t left = line.quantity;
  for (const auto& receipt : order.receipts) {
    if (receipt.issue != issue.id || receipt.corrected) continue;
    for (const auto& taken : receipt.lines)
      if (taken.number == line.number) left -= taken.received + taken.damaged;
  }
  return left;
}
bool answered(const OrderFact& order, const kernel::IssueFact& issue) {
  return std::any_of(order.receipts.begin(), order.receipts.end(),
                     [&](const auto& r) { return r.issue == issue.id && !r.corrected; });
}

/// Collects steps in the order in which they are found.
struct Steps {
  const OrderFact& order;
  std::vector<Step> out{};

  void supplier(Role role, Kind kind, std::string says, std::optional<base::Date> by = {}) {
    out.push_back({order.supplier, role, kind, std::move(says), by});
  }
  void recipient(Role role, Kind kind, std::string says, std::optional<base::Date> by = {}) {
    out.push_back({order.recipient, role, kind, std::move(says), by});
  }
};

std::string line_text(const LineFact& at, std::int64_t quantity) {
  return fmt::format("line {}, {} of {}", at.line.number, quantity_text(quantity, at.line.unit),
                     at.line.item);
}

void goods_steps(Steps& steps) {
  for (const auto& at : steps.order.lines)
    if (at.issued < at.line.quantity)
      steps.supplier(Role::issuer, Kind::issue, "issue " + line_text(at, at.line.quantity - at.issued));
  for (const auto& issue : steps.order.issues) {
    if (issue.corrected) continue;
    for (const auto& line : issue.lines) {
      const auto left = untaken(steps.order, issue, line);
      const auto* at = steps.order.line(line.number);
      if (left == 0 || at == nullptr) continue;
      if (!answered(steps.order, issue))
        steps.recipient(Role::receiver, Kind::receive,
                        fmt::format("record what was received of issue {}: {}",
                                    short_id(base::to_hex(issue.id.view())), line_text(*at, left)));
      else
        steps.supplier(
            Role::issuer, Kind::issue,
            fmt::format("{} of issue {} did not arrive as issued: correct the issue, or wait for the rest",
                        line_text(*at, left), short_id(base::to_hex(issue.id.view()))));
    }
  }
}

void money_steps(Steps& steps) {
  const auto& order = steps.order;
  for (const auto& at : order.lines)
    if (const auto open = kernel::payable_quantity(at) - at.billed; open > 0)
      steps.supplier(Role::biller, Kind::invoice, "send the invoice for " + line_text(at, open));
  for (const auto& invoice : order.invoices) {
    if (invoice.withdrawn) continue;
    const auto left = money_text(invoice.open(), order.currency);
    if (invoice.query)
      steps.supplier(Role::biller, Kind::withdraw,
                     fmt::format("answer the query on invoice {} ({})", invoice.number, left));
    else if (invoice.free() > 0)  // what is held for a round is not paid meanwhile
      steps.recipient(
          Role::payer, Kind::pay,
          fmt::format("pay invoice {}: {}", invoice.number, money_text(invoice.free(), order.currency)),
          invoice.due);
  }
  for (const auto& at : order.lines)
    if (const auto over = at.billed - kernel::payable_quantity(at); over > 0 && at.first_received)
      steps.supplier(Role::biller, Kind::credit_note,
                     fmt::format("credit {}: billed and not received", line_text(at, over)));
  for (const auto& invoice : order.invoices)
    if (invoice.refundable() > 0)
      steps.supplier(Role::biller, Kind::refund,
                     fmt::format("refund {} of invoice {}", money_text(invoice.refundable(), order.currency),
                                 invoice.number));
  for (const auto& pay : order.payments)
    if (!pay.confirmed && !pay.withdrawn)
      steps.supplier(Role::biller, Kind::confirm,
                     fmt::format("confirm that {} arrived", money_text(pay.amount, order.currency)));
  for (const auto& refund : order.refunds)
    if (!refund.confirmed && !refund.withdrawn)
      steps.recipient(
          Role::payer, Kind::confirm,
          fmt::format("confirm that the refund of {} arrived", money_text(refund.amount, order.currency)));
}

/// "replace in kind line 1, 100 LTR of F-76", "give for line 2 100 MTQ of WATER".
std::string settles(const LineFact& at, const kernel::KindDebt& debt, std::int64_t left) {
  if (at.line.means == Means::replacement_in_kind) return "replace in kind " + line_text(at, left);
  if (at.line.means == Means::return_of_the_same)
    return "give back " + line_text(at, left) +
           (at.line.condition.empty() ? "" : fmt::format(", {}", at.line.condition));
  const auto slash = debt.commodity.find('/');
  return fmt::format("give in exchange for line {} {} of {}", at.line.number,
                     quantity_text(left, debt.commodity.substr(slash + 1)), debt.commodity.substr(0, slash));
}

void dispute_steps(Steps& steps) {
  const auto& order = steps.order;
  for (const auto& dispute : order.disputes) {
    if (dispute.outcome) continue;
    const auto says = fmt::format("resolve the dispute {} ({})", short_id(base::to_hex(dispute.id.view())),
                                  name(dispute.reason));
    dispute.by == order.supplier ? steps.recipient(Role::approver, Kind::resolve, says)
                                 : steps.supplier(Role::approver, Kind::resolve, says);
  }
  for (const auto& finding : order.findings) {
    if (finding.confirmed) continue;
    const auto says = fmt::format("confirm that {}", finding.says);
    finding.party == order.supplier ? steps.supplier(Role::custodian, Kind::confirm_finding, says)
                                    : steps.recipient(Role::custodian, Kind::confirm_finding, says);
  }
}

/// Whoever did not enter the form says whether the entry says what was signed; it holds nobody up.
void paper_steps(Steps& steps) {
  const auto& order = steps.order;
  for (const auto& entered : order.from_paper) {
    if (entered.confirmed) continue;
    const auto says = fmt::format("confirm what {} entered from paper ({})", entered.party,
                                  short_id(base::to_hex(entered.act.view())));
    entered.party == order.supplier ? steps.recipient(Role::approver, Kind::confirm_paper, says)
                                    : steps.supplier(Role::approver, Kind::confirm_paper, says);
  }
}

void kind_steps(Steps& steps, const terms::Instrument* instrument) {
  const auto& order = steps.order;
  for (const auto& at : order.lines) {
    const auto debt = kernel::debt_in_kind(at, static_cast<base::Rounding>(order.rounding));
    const auto left = debt ? debt->owed - at.cleared - at.locked - (at.returned - at.rejected) : 0;
    if (left > 0)
      steps.recipient(Role::issuer, Kind::return_in_kind, settles(at, *debt, left),
                      instrument != nullptr ? kernel::due_of(at, *instrument) : std::nullopt);
  }
  for (const auto& given : order.returns)
    if (given.waits())
      steps.supplier(
          Role::receiver, Kind::accept_return,
          fmt::format("accept what was returned with {}", short_id(base::to_hex(given.id.view()))));
}

/// "100 of 100 EA at 95 JPY" in one cell: price or a dash.
std::string price_text(const statement::OrderLine& line, std::string_view currency) {
  if (!line.price) return "-";
  const auto info = base::currency(currency);
  const auto amount = base::format_fixed(line.price->minor, info ? info->minor_digits : 0);
  return line.price->per == 1 ? amount : fmt::format("{} per {}", amount, line.price->per);
}

std::string figure(std::int64_t micro) { return grouped(base::format_decimal(micro, 6)); }

std::string_view means_text(Means means) {
  switch (means) {
    case Means::reimbursement:
      return "money";
    case Means::replacement_in_kind:
      return "in kind";
    case Means::equal_value_exchange:
      return "exchange";
    case Means::return_of_the_same:
      return "return";
  }
  return "";
}

/// "60 000 back", with what else became of the debt.
std::string settled_text(const LineFact& at) {
  auto out = figure(at.replaced) + " back";
  if (at.converted != 0) out += ", " + figure(at.converted) + " to cash";
  if (at.written_off != 0) out += ", " + figure(at.written_off) + " written off";
  if (at.cleared != 0) out += ", " + figure(at.cleared) + " netted";
  if (at.locked != 0) out += ", " + figure(at.locked) + " held for netting";
  return out;
}

std::string lines_text(const OrderFact& order) {
  Table table({"line", "item", "what", "unit", "ordered", "issued", "received", "damaged", "settled by",
               "price", "settled"},
              {0, 4, 5, 6, 7, 9, 10});
  for (const auto& at : order.lines) {
    const bool in_kind = at.line.means != Means::reimbursement;
    table.add({std::to_string(at.line.number), at.line.item,
               at.line.description.empty() ? at.line.category : at.line.description, at.line.unit,
               figure(at.line.quantity), figure(at.issued), figure(at.received), figure(at.damaged),
               std::string(means_text(at.line.means)), price_text(at.line, order.currency),
               in_kind ? settled_text(at) : figure(at.billed) + " billed"});
  }
  return table.text(2);
}

/// What it asks beside what it costs in full, where the two differ or parts are named.
std::string cover_text(const OrderFact& order) {
  const auto cost = reports::cost_cover(order);
  const auto share = cost ? cost->per_mille() : std::nullopt;
  const bool parted = std::any_of(order.lines.begin(), order.lines.end(),
                                  [](const auto& at) { return !at.line.components.empty(); });
  if (!share || !parted) return {};
  return fmt::format("  asked {} of {} full cost: {}\n", money_text(cost->asked, order.currency),
                     money_text(cost->full, order.currency), reports::percent_text(*share));
}

std::string steps_text(const OrderView& view) {
  const auto steps = next_steps(view.order, view.instrument);
  if (steps.empty()) return "Nothing is owed any more.\n";
  std::string out = "Next\n";
  for (const auto& step : steps) {
    out += fmt::format("  {} ({}): {}", step.party, name(step.role), step.says);
    if (step.due)
      out += fmt::format(" by {}{}", to_text(*step.due), *step.due < view.today ? " - OVERDUE" : "");
    out += ".\n";
  }
  return out;
}
}  // namespace

std::string quantity_text(std::int64_t micro, std::string_view unit) {
  return grouped(base::format_decimal(micro, 6)) + " " + std::string(unit);
}
std::string money_text(std::int64_t minor, std::string_view currency) {
  const auto info = base::currency(currency);
  return grouped(base::format_fixed(minor, info ? info->minor_digits : 0)) + " " + std::string(currency);
}

std::vector<Step> next_steps(const OrderFact& order, const terms::Instrument* instrument) {
  Steps steps{order};
  switch (order.state) {
    case OrderState::requested:
      steps.supplier(Role::approver, Kind::offer, "offer terms, or decline");
      break;
    case OrderState::offered:
      steps.recipient(Role::approver, Kind::accept,
                      fmt::format("accept the offer{}, or decline",
                                  order.offer && order.offer->total != 0
                                      ? " of " + money_text(order.offer->total, order.currency)
                                      : ""));
      break;
    case OrderState::accepted:
    case OrderState::delivering:
      if (order.amendment) {
        const bool by_supplier = order.amendment->by == order.supplier;
        const std::string says = "accept or decline the amendment";
        by_supplier ? steps.recipient(Role::approver, Kind::accept, says)
                    : steps.supplier(Role::approver, Kind::accept, says);
      }
      goods_steps(steps);
      money_steps(steps);
      kind_steps(steps, instrument);
      dispute_steps(steps);
      for (auto& step : across_steps(order)) steps.out.push_back(std::move(step));
      if (steps.out.empty() && kernel::is_settled(order))
        steps.recipient(Role::approver, Kind::close, "close the order (either side may)");
      paper_steps(steps);
      break;
    case OrderState::closed:
      steps.out = across_steps(order);  // its goods may go on later
      break;
    case OrderState::declined:
    case OrderState::cancelled:
      break;
  }
  return std::move(steps.out);
}

std::string acts_text(const std::vector<ActRow>& acts) {
  Table table({"date", "act", "by", "office", "verdict", "", "id"});
  for (const auto& act : acts)
    table.add({act.date, act.kind, act.party, act.office,
               act.clause.empty() ? act.code : fmt::format("{} ({})", act.code, act.clause),
               act.agreed ? "agreed" : "pending", short_id(act.id)});
  return table.text(2);
}

std::string order_text(const OrderView& view) {
  const auto& order = view.order;
  std::string out = fmt::format("Order {} - {}{}\n", short_id(view.id), name(order.state),
                                order.disowned ? " - DISOWNED BY FORK" : "");
  out += fmt::format("  {} supplies {}", order.supplier, order.recipient);
  if (!order.place.empty()) out += ", " + order.place;
  if (!view.activity.empty()) out += ", for " + view.activity;
  if (!order.reference.empty()) out += fmt::format("  (reference {})", order.reference);
  out += "\n";
  if (view.instrument != nullptr) out += fmt::format("  under {}\n", view.instrument->title);
  if (order.total != 0)
    out += fmt::format("  total to be paid {}\n", money_text(order.total, order.currency));
  out += cover_text(order);
  if (view.not_held != 0) out += fmt::format("  signed, not held here: {} attachments\n", view.not_held);
  out += "\nLines\n" + lines_text(order);
  for (const auto& x : order.irregular)
    if (!x.settled)
      out += fmt::format("  IRREGULAR: {} moved from {} to {} without valid cover ({}).\n",
                         grouped(ledger::amount_text(x.commodity, x.quantity)) + " " + x.commodity, x.giver,
                         x.taker, x.clause);
  for (const auto& x : order.from_paper)
    if (!x.confirmed)
      out += fmt::format("  FROM PAPER, UNCONFIRMED: act {} is the word of {} alone.\n",
                         short_id(base::to_hex(x.act.view())), x.party);
  if (const auto across = order_across_text(order, view.visit); !across.empty())
    out += "\nBeyond this order\n" + across;
  out += "\nActs\n" + acts_text(view.acts) + "\n" + steps_text(view);
  return out;
}

}  // namespace palitan::cli
