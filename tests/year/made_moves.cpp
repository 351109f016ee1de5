// The acts that depend on what has happened so far.
#include <algorithm>

#include "made_order.h"
#include "terms/queries.h"

namespace palitan::year {
using statement::Means;
using statement::Reason;

void Order::raise(Dice& dice) {
  for (auto& line : lines_) line.quantity += dice.between(1, 5'000'000);
  total_ = 0;
  for (const auto& line : lines_)
    if (line.means == Means::reimbursement)
      total_ += *kernel::value_of(line, line.quantity, static_cast<base::Rounding>(fact().rounding));
  const auto amendment = say(request_.recipient, statement::Amend{lines_, total_, "more"});
  say(request_.supplier, statement::Accept{amendment, total_});
}

void Order::issue(Dice& dice, bool all) {
  statement::Issue body;
  for (const auto& line : fact().lines) {
    const auto left = line.line.quantity - line.issued;
    if (!all && dice.one_in(3)) continue;  // another day: lines are not all delivered at once
    const auto now = all ? left : std::max<std::int64_t>(1, left / dice.between(2, 4));
    if (left > 0) body.lines.push_back({line.line.number, now, {}});
  }
  if (!body.lines.empty()) say(request_.supplier, body);
}

void Order::receive(Dice& dice, bool short_of) {
  // A copy: each act changes the fact.
  const auto issues = fact().issues;
  const auto receipts = fact().receipts;
  for (const auto& issue : issues) {
    const bool answered =
        std::any_of(receipts.begin(), receipts.end(), [&](const auto& r) { return r.issue == issue.id; });
    if (answered || issue.corrected) continue;
    statement::Receive body{issue.id, {}, {}, {}};
    for (const auto& line : issue.lines) {
      statement::ReceiveLine got{line.number, line.quantity, 0, {}, {}};
      if (short_of && dice.below(3) > 0) {
        const auto missing = std::max<std::int64_t>(1, line.quantity / dice.between(5, 60));
        got.damaged = dice.one_in(3) ? missing / 2 : 0;
        got.received -= missing;
        got.reason = Reason::short_delivery;
      }
      body.lines.push_back(got);
    }
    // Some are entered a day or two later than they happened, never before what they follow.
    const auto on =
        std::max(last_, base::add_days(made_.record.today(), -static_cast<std::int32_t>(dice.below(3))));
    say(request_.recipient, body, on);
  }
}

void Order::correct_receipt(Dice& dice) {
  const auto receipts = fact().receipts;
  for (const auto& old : receipts) {
    if (old.corrected) continue;
    statement::Receive body{old.issue, old.lines, {}, old.id};
    for (auto& line : body.lines) {
      const auto change = std::max<std::int64_t>(1, line.received / dice.between(20, 90));
      line.received =
          dice.one_in(2) ? line.received + change : std::max<std::int64_t>(0, line.received - change);
      line.reason = Reason::measurement;
    }
    say(request_.recipient, body);
    return;
  }
}

void Order::correct_issue() {
  const auto issues = fact().issues;
  const auto receipts = fact().receipts;
  for (const auto& old : issues) {
    if (old.corrected) continue;
    statement::Issue body{old.lines, {}, old.id};
    bool differs = false;
    for (const auto& receipt : receipts) {
      if (receipt.issue != old.id || receipt.corrected) continue;
      for (std::size_t i = 0; i < body.lines.size(); ++i) {
        const auto taken = receipt.lines[i].received + receipt.lines[i].damaged;
        differs = differs || taken != body.lines[i].quantity;
        body.lines[i].quantity = taken;
      }
    }
    if (differs && body.lines.front().quantity >= 0) {
      say(request_.supplier, body);
      return;
    }
  }
}

void Order::bill(bool claimed) {
  statement::Invoice body;
  body.due = base::add_days(made_.record.today(), 30);
  for (const auto& line : fact().lines) {
    const auto top = claimed ? line.issued : kernel::payable_quantity(line);
    const auto quantity = top - line.billed;
    const bool in_money = line.line.means == Means::reimbursement || line.converted > 0;
    if (!in_money || quantity <= 0 || !line.line.price) continue;
    const auto amount = kernel::amount_to_bill(line, quantity, static_cast<base::Rounding>(fact().rounding));
    body.lines.push_back({line.line.number, quantity, *amount, claimed});
    body.total += *amount;
    if (const auto due = kernel::due_of(line, rules())) body.due = std::max(body.due, *due);
  }
  body.number = "INV-" + number_;
  if (!body.lines.empty()) say(request_.supplier, body);
}

std::optional<base::Id> Order::open_invoice() const {
  for (const auto& invoice : fact().invoices)
    if (!invoice.withdrawn && !invoice.query && invoice.open() == invoice.total && invoice.total > 0)
      return invoice.id;
  return std::nullopt;
}

void Order::pay(Dice& dice, bool all) {
  for (const auto& invoice : fact().invoices) {
    const bool received = std::all_of(invoice.lines.begin(), invoice.lines.end(), [&](const auto& part) {
      const auto* line = fact().line(part.number);
      return line->billed <= kernel::payable_quantity(*line);
    });
    if (invoice.withdrawn || invoice.query || invoice.open() <= 0 || !received) continue;
    const auto amount = all ? invoice.open() : std::max<std::int64_t>(1, invoice.open() / dice.between(2, 4));
    say(request_.recipient, statement::Pay{invoice.id, {amount, request_.currency}, "wire"});
    return;
  }
}

void Order::withdraw_pay() {
  for (const auto& paid : fact().payments)
    if (!paid.confirmed && !paid.withdrawn) {
      say(request_.recipient, statement::Withdraw{paid.id, "mistyped"});
      return;
    }
}

/// All that is billed beyond the receipt, of the first invoice that bills too much.
void Order::credit() {
  for (const auto& invoice : fact().invoices) {
    statement::CreditNote body{invoice.id, {}, 0, "CN-" + number_, "less came"};
    for (const auto& part : invoice.lines) {
      const auto* line = fact().line(part.number);
      const auto over = line->billed - kernel::payable_quantity(*line);
      if (over <= 0) continue;
      const auto amount = kernel::amount_to_credit(*line, over, static_cast<base::Rounding>(fact().rounding));
      body.lines.push_back({part.number, over, *amount});
      body.total += *amount;
    }
    if (invoice.withdrawn || body.lines.empty()) continue;
    say(request_.supplier, body);
    return;
  }
}

void Order::refund() {
  for (const auto& invoice : fact().invoices)
    if (invoice.refundable() > 0) {
      say(request_.supplier,
          statement::Refund{invoice.id, {invoice.refundable(), request_.currency}, "wire back"});
      return;
    }
}

void Order::confirm_refund() {
  for (const auto& back : fact().refunds)
    if (!back.confirmed && !back.withdrawn) {
      say(request_.recipient, statement::Confirm{back.id});
      return;
    }
}

void Order::give_back(Dice& dice, bool all) {
  statement::ReturnInKind body;
  for (const auto& line : fact().lines) {
    const auto debt = kernel::debt_in_kind(line, static_cast<base::Rounding>(fact().rounding));
    if (!debt) continue;
    const auto left = debt->owed - (line.returned - line.rejected);
    if (left <= 0) continue;
    const auto slash = debt->commodity.find('/');
    const auto now = all ? left : std::max<std::int64_t>(1, left / dice.between(2, 5));
    body.lines.push_back(
        {line.line.number, debt->commodity.substr(0, slash), debt->commodity.substr(slash + 1), now, {}, {}});
  }
  if (!body.lines.empty()) say(request_.recipient, body);
}

void Order::take_back(Dice& dice, bool all) {
  for (const auto& given : fact().returns) {
    if (given.answered) continue;
    statement::AcceptReturn body{given.id, {}, {}};
    for (const auto& line : given.lines) {
      const auto refused = all ? 0 : line.quantity / dice.between(3, 9);
      body.lines.push_back({line.number, line.quantity - refused, {}});
      if (refused > 0) body.reason = Reason::spoiled;
    }
    say(request_.supplier, body);
    return;
  }
}

void Order::convert(Dice& dice) {
  statement::Convert body;
  for (const auto& line : fact().lines) {
    const auto due = kernel::due_of(line, rules());
    const auto from = due ? terms::conversion_on(rules(), *due) : std::nullopt;
    if (!from || made_.record.today() < *from || !line.line.price) continue;
    // In the line's unit; of an exchange a share well below what is open.
    const auto debt = kernel::debt_in_kind(line, static_cast<base::Rounding>(fact().rounding));
    if (!debt || debt->open <= 4 || line.returned - line.rejected != line.replaced) continue;
    const auto open = line.line.exchange ? line.received / 4 : debt->open;
    const auto quantity = line.line.exchange ? open : std::max<std::int64_t>(1, open / dice.between(1, 3));
    if (quantity > 0) body.lines.push_back({line.line.number, quantity, {}});
  }
  if (!body.lines.empty()) say(request_.supplier, body);
}

void Order::give_up(Dice& dice, bool money) {
  statement::WriteOff body;
  body.authority = "treasury";
  body.reason = "small";
  if (money) {
    for (const auto& invoice : fact().invoices)
      if (!invoice.withdrawn && invoice.open() > 0) {
        body.invoice = invoice.id;
        body.amount = dice.one_in(2) ? invoice.open() : std::max<std::int64_t>(1, invoice.open() / 2);
      }
    if (body.invoice) say(request_.supplier, body);
    return;
  }
  for (const auto& line : fact().lines) {
    const auto open = line.received - line.converted - line.written_off - line.replaced;
    if (open > 1) body.lines.push_back({line.line.number, open / 2, {}});
  }
  if (!body.lines.empty()) say(request_.supplier, body);
}

void Order::offset() {
  const auto mine = open_invoice();
  if (!mine || !rules().offset) return;
  const auto delivered = fact().lines.front().first_received;
  const auto from = delivered ? terms::offset_from(rules(), *delivered) : std::nullopt;
  if (!from || made_.record.today() < *from) return;
  auto& others = made_.unpaid[{request_.recipient, request_.supplier, request_.currency}];
  if (others.empty()) {
    made_.unpaid[{request_.supplier, request_.recipient, request_.currency}].push_back({*id_, *mine});
    return;
  }
  const auto theirs = others.back();
  others.pop_back();
  const auto open_of = [](const kernel::OrderFact& order, const base::Id& id) {
    for (const auto& invoice : order.invoices)
      if (invoice.id == id) return invoice.open();
    return std::int64_t{0};
  };
  const auto amount =
      std::min(open_of(fact(), *mine), open_of(made_.record.order(theirs.order), theirs.invoice));
  // Both cases' last acts are named, so that what happened in either comes before.
  say(request_.supplier,
      statement::Offset{*mine, theirs.invoice, {amount, request_.currency}, "letter 7 of the ministry"});
}

void Order::make_regular() {
  const statement::Regularise body{*irregular_, statement::RegularWay::regularised, {}};
  say(request_.supplier, body);
  say(request_.recipient, body);
}

}  // namespace palitan::year
