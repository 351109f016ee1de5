// Drafts of answers, disputes, and debts that are settled otherwise than by payment or return.
#include <algorithm>

#include "cli/line_syntax.h"
#include "cli/order_draft.h"

namespace palitan::cli {
namespace {
using kernel::OrderFact;
using statement::Kind;

/// Several names, ascending.
template <class E>
Done<std::vector<E>> parse_words(const std::vector<std::string>& texts, std::string_view what) {
  std::vector<E> out;
  for (const auto& text : texts) {
    const auto one = parse_name<E>(text, what);
    if (!one) return tl::unexpected(one.error());
    out.push_back(*one);
  }
  std::sort(out.begin(), out.end());
  return out;
}

template <class Body>
Done<base::Bytes> written(const Done<Body>& body) {
  if (!body) return tl::unexpected(body.error());
  return codec::encode(*body);
}

std::vector<base::Id> invoices_of(const OrderFact& order) {
  std::vector<base::Id> out;
  for (const auto& invoice : order.invoices)
    if (!invoice.withdrawn) out.push_back(invoice.id);
  return out;
}

/// The one invoice, or the one named.
Done<base::Id> invoice_meant(const OrderWords& words, const OrderFact& order) {
  const auto ids = invoices_of(order);
  if (words.of.empty() && ids.size() == 1) return ids.front();
  if (words.of.empty()) return trouble(kUsage, "Name the invoice that is meant: --of ID.");
  return pick_id(words.of, ids, "invoice");
}

Done<statement::Respond> respond(const OrderWords& words, const OrderFact& order) {
  const auto invoice = invoice_meant(words, order);
  if (!invoice) return tl::unexpected(invoice.error());
  const auto response = parse_name<statement::Response>(words.response, "a response");
  if (!response) return tl::unexpected(response.error());
  const auto reasons = parse_words<statement::Clarification>(words.reasons, "a reason for --because");
  if (!reasons) return tl::unexpected(reasons.error());
  const auto actions = parse_words<statement::RequestedAction>(words.actions, "an action for --asking");
  if (!actions) return tl::unexpected(actions.error());
  return statement::Respond{*invoice, *response, *reasons, *actions, words.note};
}

Done<statement::Dispute> dispute(const OrderWords& words, const OrderFact& order) {
  std::vector<base::Id> ids;
  for (const auto& x : order.issues) ids.push_back(x.id);
  for (const auto& x : order.receipts) ids.push_back(x.id);
  for (const auto& x : order.returns) ids.push_back(x.id);
  const auto of = pick_id(words.of, ids, "issue, receipt or return");
  if (!of) return tl::unexpected(of.error());
  const auto reason = parse_reason(words.reason.empty() ? "other" : words.reason);
  if (!reason) return tl::unexpected(reason.error());
  return statement::Dispute{*of, *reason, words.note};
}

Done<statement::Resolve> resolve(const OrderWords& words, const OrderFact& order) {
  std::vector<base::Id> open;
  for (const auto& x : order.disputes)
    if (!x.outcome) open.push_back(x.id);
  if (words.of.empty() && open.size() != 1)
    return trouble(kUsage,
                   fmt::format("{} disputes are open. Name the one that is meant: --of ID.", open.size()));
  const auto of = words.of.empty() ? Done<base::Id>(open.front()) : pick_id(words.of, open, "open dispute");
  if (!of) return tl::unexpected(of.error());
  const auto outcome = parse_name<statement::Outcome>(words.outcome, "an outcome");
  if (!outcome) return tl::unexpected(outcome.error());
  return statement::Resolve{*of, *outcome, words.note};
}

/// All of the debts in kind, or the lines written.
Done<std::vector<statement::LineQuantity>> debt_lines(const OrderWords& words, const OrderFact& order) {
  std::vector<statement::LineQuantity> out;
  for (const auto& text : words.lines) {
    auto line = parse_line_quantity(text, &order);
    if (!line) return tl::unexpected(line.error());
    out.push_back(std::move(*line));
  }
  if (!words.lines.empty()) return out;
  for (const auto& at : order.lines) {
    const auto open = at.received - (at.returned - at.rejected) - at.converted - at.written_off;
    if (at.line.means != statement::Means::reimbursement && open > 0)
      out.push_back({at.line.number, open, {}});
  }
  if (out.empty()) return trouble(kUsage, "Nothing is owed in kind in this order.");
  return out;
}

Done<statement::Convert> convert(const OrderWords& words, const OrderFact& order) {
  auto lines = debt_lines(words, order);
  if (!lines) return tl::unexpected(lines.error());
  return statement::Convert{std::move(*lines)};
}

Done<statement::Offset> offset(const OrderWords& words, const OrderFact& order) {
  const auto invoice = invoice_meant(words, order);
  if (!invoice) return tl::unexpected(invoice.error());
  const auto against = base::fixed_from_hex<base::Id>(words.against);
  if (!against) return trouble(kUsage, "Write the whole id of the invoice it is set against: --against ID.");
  const auto amount = parse_money(words.amount);
  if (!amount) return tl::unexpected(amount.error());
  return statement::Offset{*invoice, *against, *amount, words.authority};
}

Done<statement::WriteOff> write_off(const OrderWords& words, const OrderFact& order) {
  statement::WriteOff body;
  body.authority = words.authority;
  body.reason = words.reason;
  if (words.amount.empty()) {
    auto lines = debt_lines(words, order);
    if (!lines) return tl::unexpected(lines.error());
    body.lines = std::move(*lines);
    return body;
  }
  const auto invoice = invoice_meant(words, order);
  if (!invoice) return tl::unexpected(invoice.error());
  const auto amount = parse_money(words.amount);
  if (!amount) return tl::unexpected(amount.error());
  body.invoice = *invoice;
  body.amount = amount->minor;
  return body;
}

Done<statement::Regularise> regularise(const OrderWords& words, const OrderFact& order) {
  std::vector<base::Id> open;
  for (const auto& x : order.irregular)
    if (!x.settled && (open.empty() || open.back() != x.act)) open.push_back(x.act);
  if (words.of.empty() && open.size() != 1)
    return trouble(kUsage,
                   fmt::format("{} acts are irregular. Name the one that is meant: --of ID.", open.size()));
  const auto of = words.of.empty() ? Done<base::Id>(open.front()) : pick_id(words.of, open, "irregular act");
  if (!of) return tl::unexpected(of.error());
  const auto way = parse_name<statement::RegularWay>(words.outcome, "an outcome");
  if (!way) return tl::unexpected(way.error());
  return statement::Regularise{*of, *way, words.note};
}

Done<statement::ConfirmFinding> confirm_finding(const OrderWords& words, const OrderFact& order) {
  std::vector<base::Id> open;
  for (const auto& x : order.findings)
    if (!x.confirmed) open.push_back(x.act);
  if (words.of.empty() && open.size() != 1)
    return trouble(kUsage,
                   fmt::format("{} findings are open. Name the act that is meant: --of ID.", open.size()));
  const auto of = words.of.empty() ? Done<base::Id>(open.front()) : pick_id(words.of, open, "open finding");
  if (!of) return tl::unexpected(of.error());
  return statement::ConfirmFinding{*of, words.note};
}
/// How much more is billed of the line than its receipt shows.
std::int64_t overbilled(const kernel::LineFact& line) {
  return std::max<std::int64_t>(0, line.billed - kernel::payable_quantity(line));
}

/// The invoice named, else the one that bills more than was received.
Done<const kernel::InvoiceFact*> invoice_to_credit(const OrderWords& words, const OrderFact& order) {
  std::vector<base::Id> over;
  for (const auto& invoice : order.invoices)
    if (!invoice.withdrawn && std::any_of(invoice.lines.begin(), invoice.lines.end(), [&](const auto& line) {
          return overbilled(*order.line(line.number)) > 0;
        }))
      over.push_back(invoice.id);
  const auto id =
      words.of.empty() && over.size() == 1 ? Done<base::Id>(over.front()) : invoice_meant(words, order);
  if (!id) return tl::unexpected(id.error());
  for (const auto& invoice : order.invoices)
    if (invoice.id == *id) return &invoice;
  return trouble(kUsage, "Name the invoice that is meant: --of ID.");
}

/// Line by line, each on what the one before left billed: the lines written, else all that is billed beyond
/// the receipt.
Done<statement::CreditNote> credit_note(const OrderWords& words, const OrderFact& order) {
  const auto invoice = invoice_to_credit(words, order);
  if (!invoice) return tl::unexpected(invoice.error());
  statement::CreditNote body{(*invoice)->id, {}, 0, words.number, words.reason};
  if (words.reason.empty()) return trouble(kUsage, "Say why: --reason \"...\".");
  std::vector<statement::LineQuantity> lines;
  for (const auto& text : words.lines) {
    auto line = parse_line_quantity(text, &order);
    if (!line) return tl::unexpected(line.error());
    lines.push_back(std::move(*line));
  }
  if (words.lines.empty())
    for (const auto& billed : (*invoice)->lines)
      if (const auto over = overbilled(*order.line(billed.number)); over > 0)
        lines.push_back({billed.number, std::min(over, billed.quantity), {}});
  if (lines.empty())
    return trouble(kUsage, "No more is billed than was received. Name what is credited: --line \"1 40000\".");
  for (const auto& line : lines) {
    const auto* at = order.line(line.number);
    const auto amount = at == nullptr ? std::nullopt
                                      : kernel::amount_to_credit(*at, line.quantity,
                                                                 static_cast<base::Rounding>(order.rounding));
    body.lines.push_back({line.number, line.quantity, amount.value_or(0)});
    body.total = base::add(body.total, body.lines.back().amount).value_or(0);
  }
  return body;
}

Done<statement::Refund> refund(const OrderWords& words, const OrderFact& order) {
  std::vector<base::Id> over;
  for (const auto& invoice : order.invoices)
    if (invoice.refundable() > 0) over.push_back(invoice.id);
  const auto id =
      words.of.empty() && over.size() == 1 ? Done<base::Id>(over.front()) : invoice_meant(words, order);
  if (!id) return tl::unexpected(id.error());
  statement::Refund body{*id, {0, order.currency}, words.reference};
  for (const auto& invoice : order.invoices)
    if (invoice.id == *id) body.amount.minor = invoice.refundable();
  if (words.amount.empty()) return body;
  const auto amount = parse_money(words.amount);
  if (!amount) return tl::unexpected(amount.error());
  body.amount = *amount;
  return body;
}

Done<statement::ConfirmPaper> confirm_paper(const OrderWords& words, const OrderGround& ground) {
  std::vector<base::Id> open;
  for (const auto& x : ground.order.from_paper)
    if (!x.confirmed && x.party != ground.party) open.push_back(x.act);
  if (words.of.empty() && open.size() != 1)
    return trouble(
        kUsage, fmt::format("{} acts of the other side came from paper and are not confirmed. Name the one "
                            "that is meant: --of ID.",
                            open.size()));
  const auto of = words.of.empty() ? Done<base::Id>(open.front()) : pick_id(words.of, open, "act from paper");
  if (!of) return tl::unexpected(of.error());
  return statement::ConfirmPaper{*of, words.note};
}
}  // namespace

std::optional<Done<base::Bytes>> debt_body(Kind kind, const OrderWords& words, const OrderGround& ground) {
  const auto& order = ground.order;
  switch (kind) {
    case Kind::respond:
      return written(respond(words, order));
    case Kind::dispute:
      return written(dispute(words, order));
    case Kind::resolve:
      return written(resolve(words, order));
    case Kind::convert:
      return written(convert(words, order));
    case Kind::offset:
      return written(offset(words, order));
    case Kind::write_off:
      return written(write_off(words, order));
    case Kind::regularise:
      return written(regularise(words, order));
    case Kind::confirm_finding:
      return written(confirm_finding(words, order));
    case Kind::confirm_paper:
      return written(confirm_paper(words, ground));
    case Kind::credit_note:
      return written(credit_note(words, order));
    case Kind::refund:
      return written(refund(words, order));
    default:
      return std::nullopt;
  }
}

}  // namespace palitan::cli
