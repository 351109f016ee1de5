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
    default: {
      if (order.invoices.empty()) return std::nullopt;
      const auto& invoice = dice_.pick(order.invoices);
      return bytes_of(statement::Offset{
          invoice.id, any_id(), {quantity(invoice.open()), order.currency}, wild() ? "" : "State 7/2026"});
    }
  }
}

}  // namespace palitan::sim
