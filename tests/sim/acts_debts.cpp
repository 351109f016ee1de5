// Disputes, answers, and debts settled otherwise, as office-holders of a simulated world think of them.
#include "acts.h"

namespace palitan::sim {
namespace {
using kernel::OrderFact;
using statement::Kind;

template <class Body>
base::Bytes bytes_of(const Body& body) {
  return codec::encode(body);
}

/// The acts for which `open` holds.
template <class Facts, class Open>
std::vector<base::Id> open_ids(const Facts& facts, Open open) {
  std::vector<base::Id> out;
  for (const auto& fact : facts)
    if (open(fact)) out.push_back(fact.id);
  return out;
}

std::vector<statement::LineQuantity> open_lines(const OrderFact& order) {
  std::vector<statement::LineQuantity> out;
  for (const auto& l : order.lines)
    if (const auto open = l.received - l.replaced - l.converted - l.written_off;
        l.line.means != statement::Means::reimbursement && open > 0)
      out.push_back({l.line.number, open, {}});
  return out;
}
}  // namespace

/// Part of an invoice, or all that is billed beyond the receipt.
std::optional<base::Bytes> ActMaker::credit_body(const OrderFact& order) {
  if (order.invoices.empty()) return std::nullopt;
  const auto& invoice = dice_.pick(order.invoices);
  statement::CreditNote body{wild() ? any_id() : invoice.id, {}, 0, "C-1", wild() ? "" : "less came"};
  for (const auto& part : invoice.lines) {
    const auto* line = order.line(part.number);
    const auto over = line->billed - kernel::payable_quantity(*line);
    const auto less = over > 0 ? over : quantity(part.quantity);
    const auto amount = kernel::amount_to_credit(*line, less, base::Rounding::half_even).value_or(1);
    body.lines.push_back({part.number, less, wild() ? amount + 1 : amount});
    if (__builtin_add_overflow(body.total, body.lines.back().amount, &body.total)) return std::nullopt;
  }
  return bytes_of(body);
}

std::optional<base::Bytes> ActMaker::debt_body(Kind kind, const OrderFact& order) {
  const auto one_of = [&](const std::vector<base::Id>& ids) -> std::optional<base::Id> {
    if (wild()) return any_id();
    return ids.empty() ? std::nullopt : std::optional(dice_.pick(ids));
  };
  const auto any = [](const auto&) { return true; };
  switch (kind) {
    case Kind::dispute: {
      auto ids = open_ids(order.issues, any);
      for (const auto& id : open_ids(order.returns, any)) ids.push_back(id);
      const auto of = one_of(ids);
      if (!of) return std::nullopt;
      return bytes_of(statement::Dispute{*of, statement::Reason::quantity, "not so"});
    }
    case Kind::resolve: {
      const auto of = one_of(open_ids(order.disputes, [](const auto& d) { return !d.outcome; }));
      if (!of) return std::nullopt;
      const statement::Outcome outcomes[] = {statement::Outcome::upheld, statement::Outcome::dismissed,
                                             statement::Outcome::settled};
      return bytes_of(statement::Resolve{*of, outcomes[dice_.below(3)], "so it is"});
    }
    case Kind::respond: {
      const auto of = one_of(open_ids(order.invoices, any));
      if (!of) return std::nullopt;
      const auto response = static_cast<statement::Response>(1 + dice_.below(7));
      return bytes_of(
          statement::Respond{*of, response, {statement::Clarification::prices_incorrect}, {}, "well"});
    }
    case Kind::regularise: {
      std::vector<base::Id> acts;
      for (const auto& x : order.irregular)
        if (!x.settled && x.words.size() < 2 && dice_.chance(300)) acts.push_back(x.act);
      const auto of = one_of(acts);
      if (!of) return std::nullopt;
      const auto way = dice_.chance(700) ? statement::RegularWay::regularised
                                         : static_cast<statement::RegularWay>(2 + dice_.below(2));
      return bytes_of(statement::Regularise{*of, way, "agreed"});
    }
    case Kind::confirm_finding: {
      if (order.findings.empty() && !wild()) return std::nullopt;
      return bytes_of(
          statement::ConfirmFinding{order.findings.empty() ? any_id() : order.findings.back().act, "seen"});
    }
    case Kind::convert:
    case Kind::write_off: {
      auto lines = open_lines(order);
      for (auto& line : lines) line.quantity = quantity(line.quantity);
      if (kind == Kind::convert)
        return lines.empty() ? std::nullopt : std::optional(bytes_of(statement::Convert{lines}));
      const auto unpaid = open_ids(order.invoices, [](const auto& i) { return i.open() > 0; });
      statement::WriteOff body{{}, 0, lines, wild() ? "" : "the minister", "small"};
      if (lines.empty() || dice_.chance(300)) {
        if (unpaid.empty()) return std::nullopt;
        body = {dice_.pick(unpaid), quantity(1 + dice_.below(900)), {}, "the minister", "small"};
      }
      return bytes_of(body);
    }
    case Kind::credit_note:
      return credit_body(order);
    case Kind::refund: {
      if (order.invoices.empty()) return std::nullopt;
      const auto& invoice = dice_.pick(order.invoices);
      return bytes_of(statement::Refund{
          invoice.id, {quantity(std::max<std::int64_t>(1, invoice.refundable())), order.currency}, "back"});
    }
    case Kind::confirm_paper: {
      std::vector<base::Id> acts;
      for (const auto& x : order.from_paper) acts.push_back(x.act);
      const auto of = one_of(acts);
      return of ? std::optional(bytes_of(statement::ConfirmPaper{*of, "seen"})) : std::nullopt;
    }
    default: {
      if (order.invoices.empty()) return std::nullopt;
      const auto& invoice = dice_.pick(order.invoices);
      return bytes_of(statement::Offset{
          invoice.id, any_id(), {quantity(invoice.open()), order.currency}, wild() ? "" : "State 7/2026"});
    }
  }
}

}  // namespace palitan::sim
