// Goods: issue, receive, return in kind. What happened is never refused for its law, only for its form.
#include <algorithm>

#include <fmt/format.h>

#include "base/money.h"
#include "kernel/order_rules.h"
#include "terms/queries.h"

namespace palitan::kernel {
namespace {
using base::Code;
using statement::Means;

std::string amount(std::int64_t micro) { return base::format_decimal(micro, 6); }

template <class Line>
base::Result<void> check_numbers(const OrderFact& order, const std::vector<Line>& lines) {
  std::uint32_t last = 0;
  for (const auto& line : lines) {
    if (line.number <= last || order.line(line.number) == nullptr)
      return base::refuse(Code::refused_line, fmt::format("line {}", line.number), "order-line");
    last = line.number;
  }
  if (lines.empty()) return base::refuse(Code::refused_line, "no line is named", "order-line");
  return {};
}

/// Issued of one line under one issue.
std::int64_t issued_of(const IssueFact& issue, std::uint32_t number) {
  for (const auto& line : issue.lines)
    if (line.number == number) return line.quantity;
  return 0;
}

/// Already taken in under that issue or what it corrects, `except` left out.
std::int64_t taken_of(const OrderFact& order, const base::Id& issue, std::uint32_t number,
                      const ReceiveFact* except) {
  std::int64_t sum = 0;
  for (const auto& receipt : order.receipts) {
    if (receipt.corrected || &receipt == except || !follows(order, issue, receipt.issue)) continue;
    for (const auto& line : receipt.lines)
      if (line.number == number) sum += line.received + line.damaged;
  }
  return sum;
}

/// Adds or takes back one act's figures of its lines.
base::Result<void> add_received(OrderFact& order, const std::vector<statement::ReceiveLine>& lines, int sign,
                                base::Date date) {
  for (const auto& line : lines) {
    auto* at = order.line(line.number);
    if (auto ok = grow(at->received, sign * line.received); !ok) return ok;
    if (auto ok = grow(at->damaged, sign * line.damaged); !ok) return ok;
    if (sign > 0 && (!at->first_received || date < *at->first_received)) at->first_received = date;
  }
  return {};
}
base::Result<void> add_issued(OrderFact& order, const std::vector<statement::LineQuantity>& lines, int sign,
                              base::Date date) {
  for (const auto& line : lines) {
    auto* at = order.line(line.number);
    if (auto ok = grow(at->issued, sign * line.quantity); !ok) return ok;
    if (sign > 0 && (!at->first_issued || date < *at->first_issued)) at->first_issued = date;
  }
  return {};
}

std::uint32_t papers_of(const Act& act) {
  return static_cast<std::uint32_t>(act.content().attachments.size());
}

const IssueFact* find_issue(const OrderFact& order, const base::Id& id) {
  for (const auto& issue : order.issues)
    if (issue.id == id) return &issue;
  return nullptr;
}
bool is_irregular(const OrderFact& order, const base::Id& id) {
  return std::any_of(order.irregular.begin(), order.irregular.end(),
                     [&](const auto& x) { return x.act == id; });
}
}  // namespace

// ---- issue
// ------------------------------------------------------------------------------------------------------------

base::Result<void> form(const OrderAct& x, const statement::Issue& body) {
  if (auto ok = check_numbers(x.order, body.lines); !ok) return ok;
  if (auto ok = check_paper(x.act, body.paper); !ok) return ok;
  for (const auto& line : body.lines) {
    // A correction may say that nothing was issued after all.
    if (line.quantity < 0 || (line.quantity == 0 && !body.corrects))
      return base::refuse(Code::refused_quantity, fmt::format("line {}", line.number), "quantity");
    if (auto ok = check_entered(line.entered, line.quantity, x.order.line(line.number)->line.unit, x.order);
        !ok)
      return ok;
  }
  if (body.corrects) {
    const auto* old = find_issue(x.order, *body.corrects);
    if (old == nullptr || old->corrected)
      return base::refuse(Code::refused_cited, "no such issue to correct", "order");
  }
  return {};
}

base::Result<void> covered(const OrderAct& x, const statement::Issue& body) {
  const auto* old = body.corrects ? find_issue(x.order, *body.corrects) : nullptr;
  for (const auto& line : body.lines) {
    const auto* at = x.order.line(line.number);
    const std::int64_t already = at->issued - (old != nullptr ? issued_of(*old, line.number) : 0);
    const auto after = base::add(already, line.quantity);
    if (!after || *after > at->line.quantity)
      return base::refuse(Code::refused_quantity,
                          fmt::format("line {}: {} ordered, {} issued before, {} now", line.number,
                                      amount(at->line.quantity), amount(already), amount(line.quantity)),
                          "order-line");
  }
  return {};
}

base::Result<void> record(const OrderAct& x, const statement::Issue& body) {
  if (body.corrects) {
    auto* old = find_act(x.order.issues, *body.corrects);
    old->corrected = true;
    if (auto ok = add_issued(x.order, old->lines, -1, x.act.date); !ok) return ok;
  }
  x.order.issues.push_back({x.act.statement.id(), x.act.date, body.lines, false, x.act.content().seat,
                            papers_of(x.act), body.corrects});
  note_paper(x.act, body.paper, x.order);
  if (x.order.accepted_by) confirm_paper_of(x.order, *x.order.accepted_by, x.party());
  return add_issued(x.order, body.lines, 1, x.act.date);
}

namespace {
IrregularFact irregular_line(const OrderAct& x, std::uint32_t line, ledger::Commodity commodity,
                             std::int64_t quantity) {
  IrregularFact out;
  out.act = x.act.statement.id();
  const bool from_supplier = x.side == Side::supplier;
  out.giver = from_supplier ? x.order.supplier : x.order.recipient;
  out.taker = from_supplier ? x.order.recipient : x.order.supplier;
  out.commodity = std::move(commodity);
  out.quantity = quantity;
  out.kind = x.act.kind;
  out.line = line;
  out.date = x.act.date;
  out.seat = x.act.content().seat;
  return out;
}
}  // namespace

std::vector<IrregularFact> moved(const OrderAct& x, const statement::Issue& body) {
  std::vector<IrregularFact> out;
  for (const auto& line : body.lines)
    out.push_back(
        irregular_line(x, line.number, commodity_of(x.order.line(line.number)->line), line.quantity));
  for (auto& line : out) line.corrects = body.corrects;
  return out;
}

// ---- receive
// ----------------------------------------------------------------------------------------------------------

base::Result<void> form(const OrderAct& x, const statement::Receive& body) {
  if (auto ok = check_numbers(x.order, body.lines); !ok) return ok;
  if (auto ok = check_paper(x.act, body.paper); !ok) return ok;
  const auto* issue = find_issue(x.order, body.issue);
  if (issue == nullptr && !is_irregular(x.order, body.issue))
    return base::refuse(Code::refused_cited, "no such issue in this order", "order");
  const ReceiveFact* old = nullptr;
  if (body.corrects) {
    for (const auto& receipt : x.order.receipts)
      if (receipt.id == *body.corrects && !receipt.corrected && follows(x.order, body.issue, receipt.issue))
        old = &receipt;
    if (old == nullptr) return base::refuse(Code::refused_cited, "no such receipt to correct", "order");
  }
  for (const auto& line : body.lines) {
    if (line.received < 0 || line.damaged < 0)
      return base::refuse(Code::refused_quantity, fmt::format("line {}", line.number), "quantity");
    const auto& ordered = x.order.line(line.number)->line;
    if (auto ok = check_entered(line.entered, line.received, ordered.unit, x.order); !ok) return ok;
    if (issue == nullptr) continue;
    const auto taken = base::add(line.received, line.damaged);
    const auto all =
        taken ? base::add(*taken, taken_of(x.order, body.issue, line.number, old)) : std::nullopt;
    if (!all) return base::refuse(Code::refused_overflow, fmt::format("line {}", line.number), "quantity");
    const std::int64_t issued = issued_of(*issue, line.number);
    const bool near = *all == issued || terms::within_tolerance(x.rules, ordered.category, issued, *all);
    if ((!near || line.damaged > 0) && !line.reason) {
      const auto* tolerance = terms::tolerance_of(x.rules, ordered.category);
      return base::refuse(
          Code::refused_reason,
          fmt::format("line {}: {} issued, {} received in all", line.number, amount(issued), amount(*all)),
          tolerance != nullptr ? tolerance->clause : "receipt");
    }
  }
  return {};
}

base::Result<void> covered(const OrderAct& x, const statement::Receive& body) {
  if (find_issue(x.order, body.issue) == nullptr)
    return base::refuse(Code::refused_cited, "the issue is irregular", "order");
  return {};
}

base::Result<void> record(const OrderAct& x, const statement::Receive& body) {
  if (body.corrects) {
    auto* old = find_act(x.order.receipts, *body.corrects);
    old->corrected = true;
    if (auto ok = add_received(x.order, old->lines, -1, x.act.date); !ok) return ok;
  }
  x.order.receipts.push_back({x.act.statement.id(), body.issue, x.act.date, body.lines, false,
                              x.act.content().seat, papers_of(x.act)});
  note_paper(x.act, body.paper, x.order);
  confirm_paper_of(x.order, body.issue, x.party());
  return add_received(x.order, body.lines, 1, x.act.date);
}

// The irregular account already shows what the taker got from the issue itself.
std::vector<IrregularFact> moved(const OrderAct&, const statement::Receive&) { return {}; }

// ---- return in kind
// -----------------------------------------------------------------------------------------------------

base::Result<void> form(const OrderAct& x, const statement::ReturnInKind& body) {
  if (auto ok = check_numbers(x.order, body.lines); !ok) return ok;
  if (auto ok = check_paper(x.act, body.paper); !ok) return ok;
  for (const auto& line : body.lines) {
    if (line.quantity <= 0)
      return base::refuse(Code::refused_quantity, fmt::format("line {}", line.number), "quantity");
    if (!base::unit(line.unit)) return base::refuse(Code::refused_unit, "'" + line.unit + "'", "quantity");
    // What is returned may be the wrong thing, but it becomes a commodity on the books.
    if (!is_item(line.item))
      return base::refuse(Code::refused_unreadable, fmt::format("line {}: item", line.number), "order-line");
    if (auto ok = check_entered(line.entered, line.quantity, line.unit, x.order); !ok) return ok;
  }
  return {};
}

namespace {
/// Is it what the line is owed in kind for: the item, one that counts as the same kind, or the exchange?
base::Result<void> check_kind(const OrderAct& x, const LineFact& at, const statement::ReturnLine& line) {
  const auto& ordered = at.line;
  const bool exchanged = ordered.means == Means::equal_value_exchange && ordered.exchange;
  const auto& item = exchanged ? ordered.exchange->item : ordered.item;
  const auto& unit = exchanged ? ordered.exchange->unit : ordered.unit;
  const auto no = [&](std::string clause) {
    return base::refuse(
        Code::refused_replacement,
        fmt::format("line {}: {}/{} owed, {}/{} returned", line.number, item, unit, line.item, line.unit),
        std::move(clause));
  };
  if (line.unit != unit) return no("replacement");
  if (line.item == item) return {};
  if (ordered.means != Means::replacement_in_kind) return no("replacement");
  if (const auto same = terms::same_kind(x.rules, item, line.item); !same)
    return no(same.error().clause.empty() ? "replacement" : same.error().clause);
  return {};
}
}  // namespace

base::Result<void> covered(const OrderAct& x, const statement::ReturnInKind& body) {
  for (const auto& line : body.lines) {
    const auto* at = x.order.line(line.number);
    const auto debt = debt_in_kind(*at, x.rounding());
    if (!debt)
      return base::refuse(Code::refused_means, fmt::format("line {} is not settled in kind", line.number),
                          "replacement");
    if (auto ok = check_kind(x, *at, line); !ok) return ok;
    const auto after = base::add(at->returned - at->rejected, line.quantity);
    if (!after || base::Int128{*after} + at->cleared + at->locked > debt->owed)
      return base::refuse(Code::refused_oversettled,
                          fmt::format("line {}: {} owed, {} returned before", line.number, amount(debt->owed),
                                      amount(at->returned - at->rejected)),
                          "replacement");
  }
  return {};
}

base::Result<void> record(const OrderAct& x, const statement::ReturnInKind& body) {
  for (const auto& line : body.lines)
    if (auto ok = grow(x.order.line(line.number)->returned, line.quantity); !ok) return ok;
  x.order.returns.push_back({x.act.statement.id(), body.lines, false, x.act.date});
  note_paper(x.act, body.paper, x.order);
  return {};
}

std::vector<IrregularFact> moved(const OrderAct& x, const statement::ReturnInKind& body) {
  std::vector<IrregularFact> out;
  for (const auto& line : body.lines)
    out.push_back(irregular_line(x, line.number, line.item + "/" + line.unit, line.quantity));
  return out;
}

base::Result<void> rule(const OrderAct& x, const statement::AcceptReturn& body) {
  auto* given = find_act(x.order.returns, body.return_id);
  if (given == nullptr)
    return base::refuse(Code::refused_cited, "no such return in this order", "replacement");
  if (!given->waits()) return base::refuse(Code::refused_already, {}, "replacement");
  if (auto ok = check_numbers(x.order, body.lines); !ok) return ok;
  if (body.lines.size() != given->lines.size())
    return base::refuse(Code::refused_line, "answer every line returned", "replacement");
  for (std::size_t i = 0; i < body.lines.size(); ++i) {
    const auto& answer = body.lines[i];
    const auto& line = given->lines[i];
    if (answer.number != line.number)
      return base::refuse(Code::refused_line, fmt::format("line {}", answer.number), "replacement");
    if (answer.quantity < 0 || answer.quantity > line.quantity)
      return base::refuse(Code::refused_quantity,
                          fmt::format("line {}: {} returned", line.number, amount(line.quantity)),
                          "replacement");
    if (answer.quantity < line.quantity && !body.reason)
      return base::refuse(Code::refused_reason,
                          fmt::format("line {}: less accepted than returned", line.number), "replacement");
    auto* at = x.order.line(line.number);
    if (auto ok = grow(at->replaced, answer.quantity); !ok) return ok;
    if (auto ok = grow(at->rejected, line.quantity - answer.quantity); !ok) return ok;
  }
  given->answered = true;
  confirm_paper_of(x.order, given->id, x.party());
  return {};
}

}  // namespace palitan::kernel
