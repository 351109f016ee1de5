// Answers to invoices, disputes, what both authorities make of irregular acts, and confirmed findings.
#include <algorithm>

#include <fmt/format.h>

#include "kernel/order_rules.h"
#include "terms/queries.h"

namespace palitan::kernel {
namespace {
using base::Code;
using statement::RegularWay;
using statement::Response;

template <class E>
bool ascends(const std::vector<E>& list) {
  return std::is_sorted(list.begin(), list.end()) &&
         std::adjacent_find(list.begin(), list.end()) == list.end();
}

/// Has the other side said the same of every irregular quantity of that act?
bool agreed(const OrderFact& order, const base::Id& act, RegularWay way) {
  return std::all_of(order.irregular.begin(), order.irregular.end(), [&](const IrregularFact& x) {
    if (x.act != act || x.settled) return true;
    return std::count_if(x.words.begin(), x.words.end(), [&](const auto& w) { return w.way == way; }) == 2;
  });
}

/// What the regularised issue replaces is reversed, as it would have been with cover from the start.
base::Result<void> reverse_issue(OrderFact& order, const base::Id& id) {
  auto* old = find_act(order.issues, id);
  if (old == nullptr || old->corrected)
    return base::refuse(Code::refused_cited, "what it was to replace was replaced otherwise", "irregular");
  old->corrected = true;
  for (const auto& line : old->lines)
    if (auto ok = grow(order.line(line.number)->issued, -line.quantity); !ok) return ok;
  return {};
}

/// The irregular issue becomes an issue like any other: what it moved is in transit now.
base::Result<void> make_regular_issue(OrderFact& order, const base::Id& act) {
  IssueFact issue;
  issue.id = act;
  for (const auto& x : order.irregular) {
    if (x.act != act) continue;
    issue.corrects = x.corrects;
    issue.date = x.date;
    issue.seat = x.seat;
    issue.lines.push_back({x.line, x.quantity, {}});
    auto* at = order.line(x.line);
    if (auto ok = grow(at->issued, x.quantity); !ok) return ok;
    if (!at->first_issued || x.date < *at->first_issued) at->first_issued = x.date;
  }
  if (issue.corrects)
    if (auto ok = reverse_issue(order, *issue.corrects); !ok) return ok;
  order.issues.push_back(std::move(issue));
  order.state = OrderState::delivering;
  return {};
}

base::Result<void> make_regular_return(const OrderAct& x, const base::Id& act) {
  ReturnFact given{act, {}, false, {}};
  for (const auto& moved : x.order.irregular) {
    if (moved.act != act) continue;
    auto* at = x.order.line(moved.line);
    const auto debt = debt_in_kind(*at, x.rounding());
    if (!debt || debt->commodity != moved.commodity)
      return base::refuse(Code::refused_replacement,
                          fmt::format("line {}: {} does not settle it", moved.line, moved.commodity),
                          "irregular");
    const auto slash = moved.commodity.find('/');
    given.date = moved.date;
    given.lines.push_back({moved.line,
                           moved.commodity.substr(0, slash),
                           moved.commodity.substr(slash + 1),
                           moved.quantity,
                           {},
                           {}});
    if (auto ok = grow(at->returned, moved.quantity); !ok) return ok;
    if (base::Int128{at->returned} - at->rejected + at->cleared + at->locked > debt->owed)
      return base::refuse(Code::refused_oversettled,
                          fmt::format("line {}: more than is owed; hand it back", moved.line), "irregular");
  }
  x.order.returns.push_back(std::move(given));
  return {};
}
}  // namespace

bool is_disputed(const OrderFact& order, const base::Id& of) {
  return std::any_of(order.disputes.begin(), order.disputes.end(),
                     [&](const auto& d) { return d.of == of && !d.outcome; });
}

base::Result<void> rule(const OrderAct& x, const statement::Respond& body) {
  auto* invoice = find_act(x.order.invoices, body.invoice);
  if (invoice == nullptr || invoice->withdrawn)
    return base::refuse(Code::refused_cited, "no such invoice in this order", "invoice");
  if (!ascends(body.reasons) || !ascends(body.actions))
    return base::refuse(Code::refused_unreadable, "reasons and actions ascend, none twice", "invoice");
  const bool objects = body.response == Response::under_query || body.response == Response::rejected;
  if ((objects || body.response == Response::conditionally_accepted) && body.reasons.empty())
    return base::refuse(Code::refused_reason, fmt::format("'{}' needs a reason", name(body.response)),
                        "invoice");
  if (body.response == Response::paid && invoice->open() != 0)
    return base::refuse(Code::refused_open, fmt::format("{} is still open", invoice->open()), "invoice");
  invoice->response = body.response;
  if (objects) {
    invoice->query = x.act.statement.id();
  } else if (body.response != Response::acknowledged && body.response != Response::in_process) {
    invoice->query.reset();
  }
  return {};
}

base::Result<void> rule(const OrderAct& x, const statement::Dispute& body) {
  const auto& order = x.order;
  const auto is = [&](const auto& acts) {
    return std::any_of(acts.begin(), acts.end(), [&](const auto& a) { return a.id == body.of; });
  };
  if (!is(order.issues) && !is(order.receipts) && !is(order.returns))
    return base::refuse(Code::refused_cited, "no such issue, receipt or return in this order", "dispute");
  if (is_disputed(order, body.of)) return base::refuse(Code::refused_already, {}, "dispute");
  x.order.disputes.push_back(
      {x.act.statement.id(), body.of, x.party(), body.reason, body.note, std::nullopt});
  return {};
}

base::Result<void> rule(const OrderAct& x, const statement::Resolve& body) {
  auto* dispute = find_act(x.order.disputes, body.dispute);
  if (dispute == nullptr)
    return base::refuse(Code::refused_cited, "no such dispute in this order", "dispute");
  if (dispute->outcome) return base::refuse(Code::refused_already, {}, "dispute");
  const bool gives_up = body.outcome == statement::Outcome::dismissed;
  if ((dispute->by == x.party()) != gives_up)
    return base::refuse(
        Code::refused_side,
        gives_up ? "only who raised it may give it up" : "the other side upholds or settles it", "dispute");
  dispute->outcome = body.outcome;
  return {};
}

base::Result<void> rule(const OrderAct& x, const statement::Regularise& body) {
  bool known = false;
  bool is_return = false;
  for (auto& moved : x.order.irregular) {
    if (moved.act != body.act) continue;
    if (moved.settled) return base::refuse(Code::refused_already, {}, "irregular");
    known = true;
    is_return = moved.kind == statement::Kind::return_in_kind;
    std::erase_if(moved.words, [&](const auto& word) { return word.party == x.party(); });
    moved.words.push_back({x.party(), body.way});
  }
  if (!known) return base::refuse(Code::refused_cited, "no such irregular act in this order", "irregular");
  if (body.way == RegularWay::contested || !agreed(x.order, body.act, body.way)) return {};
  if (body.way == RegularWay::regularised) {
    const bool binding = x.order.state == OrderState::accepted || x.order.state == OrderState::delivering;
    if (!binding)
      return base::refuse(Code::refused_state,
                          x.order.state == OrderState::closed
                              ? "the order is closed and covers nothing more"
                              : "accept the order first, then it can be covered",
                          "irregular");
    if (auto ok = is_return ? make_regular_return(x, body.act) : make_regular_issue(x.order, body.act); !ok)
      return ok;
  }
  for (auto& moved : x.order.irregular)
    if (moved.act == body.act) moved.settled = true;
  return {};
}

base::Result<void> rule(const OrderAct& x, const statement::ConfirmFinding& body) {
  for (auto& finding : x.order.findings) {
    if (finding.act != body.act || finding.party != x.party()) continue;
    if (finding.confirmed) return base::refuse(Code::refused_already, {}, "finding");
    if (finding.seat == x.act.content().seat)
      return base::refuse(Code::refused_roles_apart, "another seat of the party confirms it", finding.clause);
    finding.confirmed = true;
    return {};
  }
  return base::refuse(Code::refused_cited, "no such finding of your party in this order", "finding");
}

}  // namespace palitan::kernel
