#include "cli/order_draft.h"

#include <algorithm>

#include "cli/line_syntax.h"

namespace palitan::cli {
namespace {
using kernel::OrderFact;
using statement::Kind;
using statement::Means;

/// Every line through its parser.
template <class Parse>
auto parse_all(const std::vector<std::string>& lines, Parse&& parse)
    -> Done<std::vector<typename std::decay_t<decltype(parse(lines[0]))>::value_type>> {
  std::vector<typename std::decay_t<decltype(parse(lines[0]))>::value_type> out;
  for (const auto& text : lines) {
    auto line = parse(text);
    if (!line) return tl::unexpected(line.error());
    out.push_back(std::move(*line));
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
  return out;
}

std::vector<statement::OrderLine> lines_of(const OrderFact& order) {
  std::vector<statement::OrderLine> out;
  for (const auto& at : order.lines) out.push_back(at.line);
  return out;
}

/// The sum of the rounded lines that are to be paid in money.
Done<std::int64_t> total_in_money(const std::vector<statement::OrderLine>& lines, base::Rounding rounding) {
  std::int64_t total = 0;
  for (const auto& line : lines) {
    if (line.means != Means::reimbursement) continue;
    const auto value = kernel::value_of(line, line.quantity, rounding);
    const auto sum = value ? base::add(total, *value) : std::nullopt;
    if (!sum)
      return trouble(kUsage,
                     fmt::format("Line {} has no price, or its value is too large. Write the line with its "
                                 "price: --line \"{} ... 95/1\".",
                                 line.number, line.number));
    total = *sum;
  }
  return total;
}

/// The lines of an offer or amendment and their total: those written, over those the order has.
template <class Body>
Done<Body> proposal(const OrderWords& words, const OrderFact& order) {
  auto written =
      parse_all(words.lines, [&](const auto& text) { return parse_order_line(text, order.currency); });
  if (!written) return tl::unexpected(written.error());
  Body body;
  body.lines = lines_of(order);
  for (auto& line : *written) {
    const auto at = std::find_if(body.lines.begin(), body.lines.end(),
                                 [&](const auto& l) { return l.number == line.number; });
    if (at != body.lines.end())
      *at = std::move(line);
    else
      body.lines.push_back(std::move(line));
  }
  const auto total = total_in_money(body.lines, static_cast<base::Rounding>(order.rounding));
  if (!total) return tl::unexpected(total.error());
  body.total = *total;
  return body;
}

template <class Facts>
std::vector<base::Id> ids_of(const Facts& facts) {
  std::vector<base::Id> out;
  for (const auto& fact : facts) out.push_back(fact.id);
  return out;
}

/// The act that is meant: the one named, else the only one for which `open` holds.
template <class Facts, class Open>
auto pick(const std::string& named, const Facts& facts, Open open, std::string_view what)
    -> Done<const typename Facts::value_type*> {
  const auto found = [&](const base::Id& id) -> const typename Facts::value_type* {
    for (const auto& fact : facts)
      if (fact.id == id) return &fact;
    return nullptr;
  };
  if (!named.empty()) {
    const auto id = pick_id(named, ids_of(facts), what);
    if (!id) return tl::unexpected(id.error());
    return found(*id);
  }
  std::vector<base::Id> waiting;
  for (const auto& fact : facts)
    if (open(fact)) waiting.push_back(fact.id);
  if (waiting.empty()) return trouble(kUsage, fmt::format("This order has no {} that waits for this.", what));
  if (waiting.size() > 1)
    return trouble(kUsage,
                   fmt::format("{} of this kind wait ({}). Name one with --of.", waiting.size(), what));
  return found(waiting.front());
}

Done<std::optional<base::Id>> corrected(const OrderWords& words, const std::vector<base::Id>& ids,
                                        std::string_view what) {
  if (words.corrects.empty()) return std::optional<base::Id>{};
  const auto id = pick_id(words.corrects, ids, what);
  if (!id) return tl::unexpected(id.error());
  return std::optional(*id);
}

std::optional<statement::PaperForm> paper_of(const OrderWords& words) {
  if (words.signed_by.empty()) return std::nullopt;
  return statement::PaperForm{words.signed_by};
}

Done<statement::Issue> issue(const OrderWords& words, const OrderFact& order) {
  statement::Issue body;
  auto lines = parse_all(words.lines, [&](const auto& text) { return parse_line_quantity(text, &order); });
  if (!lines) return tl::unexpected(lines.error());
  body.lines = std::move(*lines);
  if (words.lines.empty())
    for (const auto& at : order.lines)
      if (at.issued < at.line.quantity)
        body.lines.push_back({at.line.number, at.line.quantity - at.issued, {}});
  if (body.lines.empty())
    return trouble(kUsage, "Everything ordered is issued. Amend the order to issue more.");
  const auto old = corrected(words, ids_of(order.issues), "issue");
  if (!old) return tl::unexpected(old.error());
  body.corrects = *old;
  body.place = words.place.empty() ? order.place : words.place;
  body.paper = paper_of(words);
  return body;
}

Done<statement::Receive> receive(const OrderWords& words, const OrderFact& order) {
  const auto taken_in = [&](const kernel::IssueFact& fact) {
    return std::any_of(order.receipts.begin(), order.receipts.end(),
                       [&](const auto& r) { return r.issue == fact.id && !r.corrected; });
  };
  const auto at = pick(
      words.of, order.issues, [&](const auto& fact) { return !fact.corrected && !taken_in(fact); }, "issue");
  if (!at) return tl::unexpected(at.error());
  statement::Receive body;
  body.issue = (*at)->id;
  auto lines = parse_all(words.lines, [&](const auto& text) { return parse_receive_line(text, &order); });
  if (!lines) return tl::unexpected(lines.error());
  body.lines = std::move(*lines);
  if (words.lines.empty())
    for (const auto& line : (*at)->lines) body.lines.push_back({line.number, line.quantity, 0, {}, {}});
  const auto old = corrected(words, ids_of(order.receipts), "receipt");
  if (!old) return tl::unexpected(old.error());
  body.corrects = *old;
  body.place = words.place.empty() ? order.place : words.place;
  body.paper = paper_of(words);
  return body;
}

/// The earliest day that the instrument's clock allows for every line billed.
std::optional<base::Date> earliest_due(const statement::Invoice& body, const OrderGround& ground) {
  std::optional<base::Date> out;
  for (const auto& line : body.lines) {
    const auto* at = ground.order.line(line.number);
    const auto delivered = at != nullptr && at->first_received ? at->first_received
                           : at != nullptr                     ? at->first_issued
                                                               : std::nullopt;
    if (ground.instrument == nullptr || !delivered) continue;
    const auto day = terms::due_on(*ground.instrument, Means::reimbursement, *delivered);
    if (day && (!out || *day > *out)) out = day;
  }
  return out;
}

Done<statement::Invoice> invoice(const OrderWords& words, const OrderGround& ground) {
  const auto& order = ground.order;
  statement::Invoice body;
  auto lines = parse_all(words.lines, [&](const auto& text) { return parse_invoice_line(text, order); });
  if (!lines) return tl::unexpected(lines.error());
  body.lines = std::move(*lines);
  if (words.lines.empty())
    for (const auto& at : order.lines) {
      const auto open = kernel::payable_quantity(at) - at.billed;
      if (open <= 0) continue;
      const auto amount = kernel::amount_to_bill(at, open, static_cast<base::Rounding>(order.rounding));
      if (amount) body.lines.push_back({at.line.number, open, *amount, false});
    }
  if (body.lines.empty()) return trouble(kUsage, "Nothing is received and not yet billed.");
  for (const auto& line : body.lines) body.total += line.amount;
  const auto day = words.due.empty() ? earliest_due(body, ground) : std::nullopt;
  if (day) {
    body.due = *day;
  } else {
    const auto given = parse_day(words.due);
    if (!given) return trouble(kUsage, "Name the day on which the invoice is due: --due 2026-12-31.");
    body.due = *given;
  }
  if (words.number.empty()) return trouble(kUsage, "Give the invoice its number: --number PN-2026-0117.");
  body.number = words.number;
  return body;
}

Done<statement::Query> query(const OrderWords& words, const OrderFact& order) {
  const auto at =
      pick(words.of, order.invoices, [](const auto& x) { return !x.withdrawn && !x.query; }, "invoice");
  if (!at) return tl::unexpected(at.error());
  const auto reason = parse_reason(words.reason.empty() ? "other" : words.reason);
  if (!reason) return tl::unexpected(reason.error());
  return statement::Query{(*at)->id, *reason, words.note};
}

Done<statement::Pay> pay(const OrderWords& words, const OrderFact& order) {
  const auto at =
      pick(words.of, order.invoices, [](const auto& x) { return x.open() > 0; }, "unpaid invoice");
  if (!at) return tl::unexpected(at.error());
  statement::Money amount{(*at)->open(), order.currency};
  if (!words.amount.empty()) {
    auto given = parse_money(words.amount);
    if (!given) return tl::unexpected(given.error());
    amount = std::move(*given);
  }
  return statement::Pay{(*at)->id, amount, words.reference};
}

Done<statement::ReturnInKind> give_back(const OrderWords& words, const OrderFact& order) {
  statement::ReturnInKind body;
  auto lines = parse_all(words.lines, [&](const auto& text) { return parse_return_line(text, order); });
  if (!lines) return tl::unexpected(lines.error());
  body.lines = std::move(*lines);
  if (words.lines.empty())
    for (const auto& at : order.lines) {
      const auto debt = kernel::debt_in_kind(at, static_cast<base::Rounding>(order.rounding));
      const auto owed = debt ? debt->owed - at.cleared - at.locked - (at.returned - at.rejected) : 0;
      const auto& exchange = at.line.exchange;
      if (owed > 0)
        body.lines.push_back({at.line.number,
                              exchange ? exchange->item : at.line.item,
                              exchange ? exchange->unit : at.line.unit,
                              owed,
                              {},
                              at.line.condition});
    }
  if (body.lines.empty()) return trouble(kUsage, "Nothing is owed in kind in this order.");
  body.place = words.place.empty() ? order.place : words.place;
  body.paper = paper_of(words);
  return body;
}

Done<statement::AcceptReturn> accept_return(const OrderWords& words, const OrderFact& order) {
  const auto at = pick(words.of, order.returns, [](const auto& x) { return x.waits(); }, "return");
  if (!at) return tl::unexpected(at.error());
  statement::AcceptReturn body;
  body.return_id = (*at)->id;
  auto lines = parse_all(words.lines, [&](const auto& text) { return parse_line_quantity(text, &order); });
  if (!lines) return tl::unexpected(lines.error());
  body.lines = std::move(*lines);
  if (words.lines.empty())
    for (const auto& line : (*at)->lines) body.lines.push_back({line.number, line.quantity, {}});
  if (!words.reason.empty()) {
    const auto reason = parse_reason(words.reason);
    if (!reason) return tl::unexpected(reason.error());
    body.reason = *reason;
  }
  return body;
}

/// The offer, or the amendment that waits.
const kernel::ProposalFact* open_proposal(const OrderFact& order) {
  const auto& at = order.state == kernel::OrderState::offered ? order.offer : order.amendment;
  return at ? &*at : nullptr;
}

Done<statement::Accept> accept(const OrderWords& words, const OrderFact& order) {
  const auto* at = open_proposal(order);
  if (at == nullptr) return trouble(kUsage, "No offer and no amendment waits for an answer.");
  return statement::Accept{at->id, at->total, paper_of(words)};
}

Done<statement::Decline> decline(const OrderWords& words, const OrderGround& ground) {
  if (words.reason.empty()) return trouble(kUsage, "Say why: --reason \"...\".");
  const auto* at = open_proposal(ground.order);
  return statement::Decline{at != nullptr ? at->id : ground.id, words.reason};
}

/// The supplier confirms payments, the recipient refunds.
Done<statement::Confirm> confirm(const OrderWords& words, const OrderGround& ground) {
  const bool refund = ground.party == ground.order.recipient;
  const auto at = pick(
      words.of, refund ? ground.order.refunds : ground.order.payments,
      [](const auto& x) { return !x.confirmed && !x.withdrawn; }, refund ? "refund" : "payment");
  if (!at) return tl::unexpected(at.error());
  return statement::Confirm{(*at)->id};
}

Done<statement::Withdraw> withdraw(const OrderWords& words, const OrderFact& order) {
  std::vector<base::Id> ids;
  for (const auto* moved : {&order.payments, &order.refunds})
    for (const auto& x : *moved)
      if (!x.confirmed && !x.withdrawn) ids.push_back(x.id);
  for (const auto& x : order.returns)
    if (x.waits()) ids.push_back(x.id);
  for (const auto& x : order.invoices) {
    if (!x.withdrawn) ids.push_back(x.id);
    if (x.query) ids.push_back(*x.query);
  }
  if (words.of.empty())
    return trouble(kUsage, "Name the invoice, query, payment, refund or return that is taken back: --of ID.");
  const auto id = pick_id(words.of, ids, "open invoice, query, payment, refund or return");
  if (!id) return tl::unexpected(id.error());
  return statement::Withdraw{*id, words.reason};
}

Done<statement::ConcurDate> concur_date(const OrderWords& words) {
  statement::ConcurDate body;
  const auto kind = parse_name<Kind>(words.act_kind, "a kind of act");
  if (!kind) return tl::unexpected(kind.error());
  const auto day = parse_day(words.day);
  if (!day) return tl::unexpected(day.error());
  body.kind = *kind;
  body.date = *day;
  return body;
}

Done<std::optional<base::Id>> cited_rates(const OrderWords& words, const OrderGround& ground) {
  if (words.rates.empty() || ground.law == nullptr) return std::optional<base::Id>{};
  const auto id = pick_id(words.rates, ids_of(ground.law->cards), "rate card");
  if (!id) return tl::unexpected(id.error());
  return std::optional(*id);
}

template <class Body>
Done<base::Bytes> written(const Done<Body>& body) {
  if (!body) return tl::unexpected(body.error());
  return codec::encode(*body);
}
}  // namespace

Done<base::Id> pick_id(std::string_view prefix, const std::vector<base::Id>& ids, std::string_view what) {
  const base::Id* found = nullptr;
  for (const auto& id : ids) {
    if (!base::to_hex(id.view()).starts_with(prefix)) continue;
    if (found != nullptr && *found != id)
      return trouble(kUsage,
                     fmt::format("More than one {} begins with '{}'. Write more digits.", what, prefix));
    found = &id;
  }
  if (prefix.empty() || found == nullptr)
    return trouble(kRefused,
                   fmt::format("There is no {} '{}' here. Check it, or wait for the next exchange with the "
                               "partner.",
                               what, prefix));
  return *found;
}

std::optional<statement::Declaration> declared(const OrderWords& words) {
  if (words.ground.empty() && words.decided_by.empty() && words.hinders.empty()) return std::nullopt;
  return statement::Declaration{words.ground, words.hinders == "no", words.decided_by};
}

Done<base::Bytes> order_body(Kind kind, const OrderWords& words, const OrderGround& ground) {
  const auto& order = ground.order;
  switch (kind) {
    case Kind::offer: {
      auto body = proposal<statement::Offer>(words, order);
      if (!body) return tl::unexpected(body.error());
      body->note = words.note;
      body->unit = words.unit;
      body->payee = words.payee;
      body->remit_to = words.remit_to;
      body->declares = declared(words);
      const auto rates = cited_rates(words, ground);
      if (!rates) return tl::unexpected(rates.error());
      body->rates = *rates;
      return written(body);
    }
    case Kind::amend: {
      auto body = proposal<statement::Amend>(words, order);
      if (body) body->reason = words.reason;
      return written(body);
    }
    case Kind::decline:
      return written(decline(words, ground));
    case Kind::accept:
      return written(accept(words, order));
    case Kind::cancel:
      return codec::encode(statement::Cancel{words.reason});
    case Kind::issue:
      return written(issue(words, order));
    case Kind::receive:
      return written(receive(words, order));
    case Kind::invoice:
      return written(invoice(words, ground));
    case Kind::query:
      return written(query(words, order));
    case Kind::pay:
      return written(pay(words, order));
    case Kind::confirm:
      return written(confirm(words, ground));
    case Kind::return_in_kind:
      return written(give_back(words, order));
    case Kind::accept_return:
      return written(accept_return(words, order));
    case Kind::withdraw:
      return written(withdraw(words, order));
    case Kind::concur_date:
      return written(concur_date(words));
    case Kind::close:
      return codec::encode(statement::Close{});
    default:
      if (auto body = debt_body(kind, words, ground)) return *std::move(body);
      return trouble(kUsage, fmt::format("'{}' is not an act of an order.", name(kind)));
  }
}

Done<base::Bytes> request_body(const OrderWords& words, const base::Id& instrument, const base::Id& activity,
                               const std::optional<base::Id>& visit) {
  statement::Request body;
  body.visit = visit;
  body.paper = paper_of(words);
  body.instrument = instrument;
  body.activity = activity;
  body.supplier = words.supplier;
  body.recipient = words.recipient;
  body.currency = words.currency;
  auto lines =
      parse_all(words.lines, [&](const auto& text) { return parse_order_line(text, words.currency); });
  if (!lines) return tl::unexpected(lines.error());
  if (lines->empty())
    return trouble(kUsage,
                   "An order has at least one line: --line \"1 fuel F-76 100000 LTR replacement_in_kind\".");
  body.lines = std::move(*lines);
  body.place = words.place;
  body.needs = words.needs;
  body.reference = words.reference;
  body.unit = words.unit;
  body.bill_to = words.bill_to;
  body.funds = words.funds;
  body.liability = words.liability;
  body.declares = declared(words);
  if (!words.needed_on.empty()) {
    const auto day = parse_day(words.needed_on);
    if (!day) return tl::unexpected(day.error());
    body.needed_on = *day;
  }
  return codec::encode(body);
}

}  // namespace palitan::cli
