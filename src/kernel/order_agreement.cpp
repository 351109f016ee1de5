// Request to acceptance, amendment, cancellation, closing.
#include <algorithm>

#include <fmt/format.h>

#include "base/money.h"
#include "kernel/completeness.h"
#include "kernel/order_across.h"
#include "kernel/visit_gate.h"
#include "terms/queries.h"

namespace palitan::kernel {
namespace {
using base::Code;
using statement::Means;
using statement::OrderLine;

/// Lines, law, prices, total and warrant of an offer or amendment.
base::Result<void> check_terms(const OrderAct& x, const std::vector<OrderLine>& lines, std::int64_t total,
                               const std::optional<base::Id>& rates, bool prices_stand = false) {
  if (auto ok = check_lines(lines); !ok) return ok;
  if (auto ok = check_allowed(x.rules, x.order.supplier, lines); !ok) return ok;
  if (auto ok = check_priced(x, lines, rates, prices_stand); !ok) return ok;
  const auto computed = total_of(lines, x.rounding());
  if (!computed) return tl::unexpected(computed.error());
  if (*computed != total)
    return base::refuse(Code::refused_amount, fmt::format("total is {}, signed {}", *computed, total),
                        "order-total");
  return check_limit(x.act, x.order.currency, total);
}

/// As much of the same for each unit of the line. What was delivered is worth what was agreed for it.
bool same_exchange(const OrderLine& a, const OrderLine& b) {
  if (!a.exchange || !b.exchange) return a.exchange == b.exchange;
  return a.exchange->item == b.exchange->item && a.exchange->unit == b.exchange->unit &&
         base::Int128{a.exchange->quantity} * b.quantity == base::Int128{b.exchange->quantity} * a.quantity;
}

/// The same goods under the same numbers; quantity, price and means may differ.
base::Result<void> check_same_goods(const std::vector<OrderLine>& lines, const OrderFact& order,
                                    bool may_add) {
  std::size_t known = 0;
  for (const auto& line : lines) {
    const auto* old = order.line(line.number);
    if (old == nullptr) {
      if (may_add) continue;
      return base::refuse(Code::refused_line, fmt::format("line {} was not requested", line.number),
                          "order-line");
    }
    ++known;
    if (old->line.category != line.category || old->line.item != line.item || old->line.unit != line.unit)
      return base::refuse(Code::refused_line,
                          fmt::format("line {}: category, item or unit differ", line.number), "order-line");
    const bool moved = old->issued > 0;
    if (moved && (old->line.means != line.means || old->line.price != line.price ||
                  !same_exchange(old->line, line) || line.quantity < old->issued))
      return base::refuse(Code::refused_line, fmt::format("line {} was issued already", line.number),
                          "order-line");
  }
  if (known != order.lines.size())
    return base::refuse(Code::refused_line, "a line is left out", "order-line");
  return {};
}

bool same_prices(const std::vector<OrderLine>& lines, const OrderFact& order) {
  return std::all_of(lines.begin(), lines.end(), [&](const OrderLine& line) {
    const auto* old = order.line(line.number);
    return old != nullptr && old->line.price == line.price && old->line.components == line.components;
  });
}

void take_lines(OrderFact& order, const ProposalFact& proposal) {
  std::vector<LineFact> lines;
  for (const auto& line : proposal.lines) {
    const auto* old = order.line(line.number);
    lines.push_back(old != nullptr ? *old : LineFact{});
    lines.back().line = line;
  }
  order.lines = std::move(lines);
  order.total = proposal.total;
}
}  // namespace

base::Result<void> grow(std::int64_t& at, std::int64_t amount) {
  const auto sum = base::add(at, amount);
  if (!sum) return base::refuse(Code::refused_overflow, {}, "quantity");
  at = *sum;
  return {};
}

namespace {
OrderPapers papers_of(const Act& act, const statement::Request& body) {
  OrderPapers out;
  out.requested_on = act.date;
  out.requester = act.content().seat;
  out.receiving_unit = body.unit;
  out.bill_to = body.bill_to;
  out.funds = body.funds;
  out.liability = body.liability;
  out.needs = body.needs;
  out.needed_on = body.needed_on;
  out.recipient_declares = body.declares;
  return out;
}
}  // namespace

base::Result<Change> judge_request(const Act& act) {
  auto body = act.body<statement::Request>();
  if (!body) return tl::unexpected(body.error());
  if (auto ok = check_role(act, statement::Role::requester); !ok) return tl::unexpected(ok.error());
  if (auto ok = check_paper(act, body->paper); !ok) return tl::unexpected(ok.error());
  if (body->supplier == body->recipient || act.partnership.party(body->supplier) == nullptr ||
      act.partnership.party(body->recipient) == nullptr)
    return base::refuse(Code::refused_party, body->supplier + " to " + body->recipient, "order");
  if (act.seat.party != body->recipient)
    return base::refuse(Code::refused_side, "the recipient requests", "order");
  if (!base::currency(body->currency))
    return base::refuse(Code::refused_currency, "'" + body->currency + "'", "order");
  if (auto ok = check_lines(body->lines); !ok) return tl::unexpected(ok.error());
  const auto law = check_cover(act, body->instrument, body->activity, body->supplier, body->recipient);
  if (!law)
    return tl::unexpected(name_other_basis(act, body->instrument, body->activity, body->supplier,
                                           body->recipient, body->lines, law.error()));
  const auto& rules = (*law)->rules;
  if (auto ok = check_time(act, rules.back_dating_days); !ok) return tl::unexpected(ok.error());
  const auto gate =
      check_visit_gate(act, rules, body->visit, body->activity, body->supplier, body->recipient);
  if (!gate) return tl::unexpected(gate.error());
  if (auto ok = terms::allows_currency(rules, body->currency); !ok) return tl::unexpected(ok.error());
  if (auto ok = check_allowed(rules, body->supplier, body->lines); !ok) return tl::unexpected(ok.error());
  if (auto ok = terms::is_trained(rules, act.seat.trained_on, act.date); !ok)
    return tl::unexpected(ok.error());
  for (const auto& line : body->lines)
    if (auto ok = terms::allows_unit(rules, line.category, line.unit); !ok) return tl::unexpected(ok.error());
  CaseFact file;
  auto& order = file.order.emplace();
  order.instrument = body->instrument;
  order.activity = body->activity;
  order.supplier = body->supplier;
  order.recipient = body->recipient;
  order.currency = body->currency;
  order.rounding = rules.rounding;
  order.place = body->place;
  order.reference = body->reference;
  order.visit = body->visit;
  order.papers = papers_of(act, *body);
  note_paper(act, body->paper, order);
  order.hands = {{act.content().seat, act.seat.party, statement::Role::requester}};
  if (*gate)
    order.findings = {
        {act.statement.id(), act.seat.party, act.content().seat, rules.visit_clause, **gate, false}};
  for (const auto& line : body->lines) order.lines.emplace_back().line = line;
  Change change;
  change.state = static_cast<std::uint16_t>(order.state);
  change.put(case_key(act.statement.id()), std::move(file));
  return change;
}

base::Result<void> rule(const OrderAct& x, const statement::Offer& body) {
  if (auto ok = check_same_goods(body.lines, x.order, false); !ok) return ok;
  if (auto ok = check_terms(x, body.lines, body.total, body.rates); !ok) return ok;
  x.order.offer = ProposalFact{x.act.statement.id(), x.party(), body.lines, body.total};
  x.order.rates = body.rates;
  confirm_paper_of(x.order, x.act.statement.case_of(), x.party());
  auto& papers = x.order.papers;
  papers.issuing_unit = body.unit;
  papers.payee = body.payee;
  papers.remit_to = body.remit_to;
  papers.supplier_declares = body.declares;
  papers.offerer = x.act.content().seat;
  return {};
}

base::Result<void> rule(const OrderAct& x, const statement::Decline& body) {
  if (x.order.state == OrderState::requested || x.order.state == OrderState::offered) {
    const bool fits = body.of == x.act.statement.case_of() || (x.order.offer && x.order.offer->id == body.of);
    if (!fits) return base::refuse(Code::refused_cited, "not the request or the last offer", "order");
    return {};
  }
  if (!x.order.amendment || x.order.amendment->id != body.of)
    return base::refuse(Code::refused_cited, "not the open amendment", "order");
  if (x.order.amendment->by == x.party())
    return base::refuse(Code::refused_side, "the other side answers an amendment", "order");
  x.order.amendment.reset();
  return {};
}

base::Result<void> rule(const OrderAct& x, const statement::Accept& body) {
  auto& proposal = x.order.state == OrderState::offered ? x.order.offer : x.order.amendment;
  if (!proposal || proposal->id != body.of)
    return base::refuse(Code::refused_cited, "not the last offer or the open amendment", "order");
  if (proposal->by == x.party()) return base::refuse(Code::refused_side, "the other side accepts", "order");
  if (proposal->total != body.total)
    return base::refuse(Code::refused_amount,
                        fmt::format("total is {}, signed {}", proposal->total, body.total), "order-total");
  if (auto ok = check_limit(x.act, x.order.currency, body.total); !ok) return ok;
  // Goods may have moved since an amendment was proposed: what it says must still fit.
  if (auto ok = check_same_goods(proposal->lines, x.order, true); !ok) return ok;
  if (auto ok = check_origins(x.order, proposal->lines); !ok) return ok;
  if (auto ok = check_paper(x.act, body.paper); !ok) return ok;
  note_paper(x.act, body.paper, x.order);
  take_lines(x.order, *proposal);
  x.order.accepted_by = x.act.statement.id();
  if (x.order.state != OrderState::offered) {
    x.order.amendment.reset();
    return {};
  }
  x.order.papers.accepted_on = x.act.date;
  x.order.papers.accepter = x.act.content().seat;
  return check_gate(x.order, x.rules, terms::order_elements(x.rules));
}

base::Result<void> rule(const OrderAct& x, const statement::Amend& body) {
  if (x.order.amendment)
    return base::refuse(Code::refused_already, "an amendment waits for its answer", "order");
  if (auto ok = check_same_goods(body.lines, x.order, true); !ok) return ok;
  // Prices that stay were held against their card when the order was offered; other ones need it today.
  const bool stand = same_prices(body.lines, x.order);
  if (auto ok = check_terms(x, body.lines, body.total, x.order.rates, stand); !ok) return ok;
  x.order.amendment = ProposalFact{x.act.statement.id(), x.party(), body.lines, body.total};
  return {};
}

base::Result<void> rule(const OrderAct&, const statement::Cancel&) { return {}; }

base::Result<void> rule(const OrderAct& x, const statement::Close&) {
  if (!is_settled(x.order) || x.order.amendment)
    return base::refuse(Code::refused_open, "a line or an amendment is open", "order-close");
  for (const auto& invoice : x.order.invoices)
    if (invoice.query) return base::refuse(Code::refused_open, "a query is open", "order-close");
  for (const auto& given : x.order.returns)
    if (given.waits())
      return base::refuse(Code::refused_open, "a return waits for its answer", "order-close");
  for (const auto& dispute : x.order.disputes)
    if (!dispute.outcome) return base::refuse(Code::refused_disputed, {}, "order-close");
  return check_gate(x.order, x.rules, terms::receipt_elements(x.rules));
}

base::Result<void> rule(const OrderAct& x, const statement::ConcurDate& body) {
  x.order.dates.push_back(body);
  x.order.dates_for.push_back(x.side == Side::supplier ? x.order.recipient : x.order.supplier);
  return {};
}

}  // namespace palitan::kernel
