#include "acts.h"

#include <algorithm>
#include <limits>

#include "any_body.h"
#include "kernel/case_table.h"
#include "kernel/case_words.h"
#include "kernel/facts.h"
#include "terms/instrument.h"

namespace palitan::sim {
using kernel::OrderFact;
using kernel::OrderState;
using statement::Kind;
using statement::Means;
using statement::PartyCode;

namespace {
constexpr std::int64_t kUnit = 1'000'000;

template <class Body>
base::Bytes bytes_of(const Body& body) {
  return codec::encode(body);
}
}  // namespace

void Known::add(const Plan& plan, const base::Id& id) {
  all.push_back(id);
  if (plan.kind == Kind::propose_instrument) instruments.push_back(id);
  if (plan.kind == Kind::open_activity) activities.push_back(id);
  if (plan.kind == Kind::request) orders.push_back(id);
  if (is_valid(plan.kind) && kernel::opens_case(plan.kind))
    cases[std::string(kernel::case_kind_of(plan.kind))].push_back(id);
}

base::Bytes instrument_of(const std::vector<PartyCode>& parties) {
  terms::Instrument x;
  x.name = "sim-acsa";
  x.title = "The agreement of the simulated world";
  x.parties = parties;
  for (const char* key : {"art-1", "art-2", "art-3", "art-4", "art-5"})
    x.clauses.push_back({key, "simulator", terms::Certainty::assumed});
  x.activities = {{"exercise", "art-1"}};
  x.categories = {
      {"berthing", "art-2", {Means::reimbursement, Means::equal_value_exchange}},
      {"fuel", "art-2", {Means::reimbursement, Means::replacement_in_kind, Means::return_of_the_same}},
      {"water", "art-2", {Means::reimbursement}}};
  x.exclusions = {{parties.front(), "water", "art-3"}};
  x.clocks = {{Means::reimbursement, 30, "art-4"}, {Means::replacement_in_kind, 60, "art-4"}};
  x.in_force_clause = "art-5";
  x.conversion = terms::Conversion{1, {}, "art-4"};
  x.offset = terms::Offset{1, "art-4"};
  x.write_off_clause = "art-4";
  terms::Ceiling ceiling;
  ceiling.name = "year";
  ceiling.party = parties.back();
  ceiling.currency = "JPY";
  ceiling.amount = 5'000'000;
  ceiling.first_month = 4;
  ceiling.clause = "art-3";
  x.ceilings = {ceiling};
  x.tolerances = {{"fuel", 5'000, "art-2"}};
  x.substitutions = {{"F-76", {"JP-5"}, "art-2"}};
  x.claim_days = 2;
  x.claim_clause = "art-4";
  x.back_dating_days = 10;
  return terms::write(x);
}

base::Date ActMaker::today() const { return base::Effective{world_.now(), 0}.legal_date(); }

base::Id ActMaker::any_id() { return known_.all.empty() ? world_.partnership() : dice_.pick(known_.all); }

std::int64_t ActMaker::quantity(std::int64_t most) {
  if (wild()) {
    const std::int64_t odd[] = {0, -1, most + 1, std::numeric_limits<std::int64_t>::max() - 3, 1};
    return odd[dice_.below(5)];
  }
  if (most <= 1 || dice_.chance(500)) return most;
  return 1 + static_cast<std::int64_t>(dice_.next() % static_cast<std::uint64_t>(most));
}

std::vector<statement::OrderLine> ActMaker::fresh_lines() {
  std::vector<statement::OrderLine> lines;
  const auto count = 1 + dice_.below(3);
  for (std::uint32_t i = 1; i <= count; ++i) {
    statement::OrderLine line;
    line.number = i;
    const auto sort = dice_.below(wild() ? 4 : 3);
    const char* const categories[] = {"fuel", "fuel", "berthing", "weapons"};
    const char* const items[] = {"F-76", "JP-5", "BERTH", "CANNON"};
    const char* const units[] = {"LTR", "LTR", "DAY", "XXX"};
    line.category = categories[sort];
    line.item = items[sort];
    line.unit = units[sort];
    line.description = "goods";
    line.quantity = quantity((1 + dice_.below(500)) * kUnit);
    if (sort < 2 && dice_.chance(600))
      line.means = dice_.chance(700) ? Means::replacement_in_kind : Means::return_of_the_same;
    else if (sort == 2 && dice_.chance(300))
      line.means = Means::equal_value_exchange;
    if (!wild()) line.price = statement::Price{1 + dice_.below(5000), 1 + dice_.below(7)};
    if ((line.means == Means::equal_value_exchange) != wild())
      line.exchange = statement::ExchangeFor{"ROOM", "DAY", quantity(7 * kUnit), "rooms"};
    if (dice_.chance(400)) line.schedule = statement::Schedule{day(dice_.chance(500) ? -5 : 30), "quay"};
    lines.push_back(std::move(line));
  }
  return lines;
}

std::int64_t ActMaker::total_of(const std::vector<statement::OrderLine>& lines) {
  std::int64_t total = wild() ? 1 : 0;
  for (const auto& line : lines)
    if (line.means == Means::reimbursement) {
      const auto value = kernel::value_of(line, line.quantity, base::Rounding::half_even);
      if (!value || __builtin_add_overflow(total, *value, &total)) return 7;
    }
  return total;
}

// ---- bodies

std::optional<base::Bytes> ActMaker::body_of(Kind kind, const base::Id& order_id, const OrderFact& order) {
  std::vector<statement::OrderLine> lines;
  for (const auto& line : order.lines) lines.push_back(line.line);
  const base::Id proposed = order.amendment ? order.amendment->id : order.offer ? order.offer->id : order_id;
  switch (kind) {
    case Kind::offer: {
      for (auto& line : lines) {
        if (wild()) line.quantity = quantity(line.quantity);
        if (line.means == Means::reimbursement && !line.price)
          line.price = statement::Price{1 + dice_.below(5000), 1};
      }
      return bytes_of(statement::Offer{lines, total_of(lines), "offer"});
    }
    case Kind::decline:
      return bytes_of(statement::Decline{wild() ? any_id() : proposed, "no"});
    case Kind::accept: {
      const auto& what = order.state == OrderState::offered ? order.offer : order.amendment;
      if (!what && !wild()) return std::nullopt;
      return bytes_of(
          statement::Accept{wild() || !what ? any_id() : what->id, wild() || !what ? 3 : what->total});
    }
    case Kind::amend: {
      for (auto& line : lines)
        if (dice_.chance(500)) line.quantity += kUnit;
      if (dice_.chance(200) && !lines.empty()) {
        lines.push_back(lines.back());
        ++lines.back().number;
      }
      return bytes_of(statement::Amend{lines, total_of(lines), "more"});
    }
    case Kind::cancel:
      return bytes_of(statement::Cancel{"plans changed"});
    case Kind::close:
      return bytes_of(statement::Close{});
    case Kind::concur_date:
      return bytes_of(statement::ConcurDate{Kind::issue, day(-20)});
    case Kind::issue:
    case Kind::receive:
    case Kind::return_in_kind:
    case Kind::accept_return:
      return goods_body(kind, order);
    case Kind::dispute:
    case Kind::resolve:
    case Kind::respond:
    case Kind::regularise:
    case Kind::confirm_finding:
    case Kind::convert:
    case Kind::write_off:
    case Kind::offset:
    case Kind::credit_note:
    case Kind::refund:
    case Kind::confirm_paper:
      return debt_body(kind, order);
    default:
      return money_body(kind, order);
  }
}

std::optional<base::Bytes> ActMaker::goods_body(Kind kind, const OrderFact& order) {
  if (kind == Kind::issue) {
    statement::Issue body;
    for (const auto& l : order.lines)
      if (l.issued < l.line.quantity || wild())
        body.lines.push_back({l.line.number, quantity(l.line.quantity - l.issued), {}});
    if (!order.issues.empty() && dice_.chance(100)) body.corrects = dice_.pick(order.issues).id;
    if (body.lines.empty() && !wild()) return std::nullopt;
    return bytes_of(body);
  }
  if (kind == Kind::receive) {
    if (order.issues.empty()) return std::nullopt;
    statement::Receive body;
    const auto& issue = dice_.pick(order.issues);
    body.issue = wild() ? any_id() : issue.id;
    for (const auto& line : issue.lines) {
      statement::ReceiveLine at;
      at.number = line.number;
      at.received = quantity(line.quantity);
      if (dice_.chance(100)) at.damaged = quantity(kUnit);
      if ((at.received != line.quantity || at.damaged != 0) && !wild())
        at.reason = statement::Reason::short_delivery;
      body.lines.push_back(at);
    }
    if (!order.receipts.empty() && dice_.chance(150)) body.corrects = dice_.pick(order.receipts).id;
    return bytes_of(body);
  }
  if (kind == Kind::return_in_kind) {
    statement::ReturnInKind body;
    for (const auto& l : order.lines) {
      const auto debt = kernel::debt_in_kind(l, base::Rounding::half_even);
      if (!debt) continue;
      const auto open = debt->owed - (l.returned - l.rejected);
      if (open <= 0 && !wild()) continue;
      const auto slash = debt->commodity.find('/');
      auto item = debt->commodity.substr(0, slash);
      if (item == "F-76" && dice_.chance(300)) item = "JP-5";  // counts as the same kind
      body.lines.push_back({l.line.number,
                            wild() ? "WATER" : item,
                            debt->commodity.substr(slash + 1),
                            quantity(open),
                            {},
                            {}});
    }
    if (body.lines.empty()) return std::nullopt;
    return bytes_of(body);
  }
  if (order.returns.empty()) return std::nullopt;
  const auto& given = dice_.pick(order.returns);
  statement::AcceptReturn body;
  body.return_id = wild() ? any_id() : given.id;
  for (const auto& line : given.lines) body.lines.push_back({line.number, quantity(line.quantity), {}});
  if (!wild()) body.reason = statement::Reason::spoiled;
  return bytes_of(body);
}

std::optional<base::Bytes> ActMaker::money_body(Kind kind, const OrderFact& order) {
  if (kind == Kind::invoice) {
    statement::Invoice body;
    body.number = "I-1";
    body.due = day(wild() ? 1 : 40);
    for (const auto& l : order.lines) {
      const bool claim = l.received == 0 && l.issued > 0 && dice_.chance(300);
      const auto open = (claim ? l.issued : kernel::payable_quantity(l)) - l.billed;
      if (open <= 0 && !wild()) continue;
      statement::InvoiceLine line;
      line.number = l.line.number;
      line.quantity = quantity(open);
      line.claimed = claim;
      const auto value = base::add(l.billed, line.quantity)
                             ? kernel::value_of(l.line, l.billed + line.quantity, base::Rounding::half_even)
                             : std::nullopt;
      line.amount = value ? *value - l.billed_amount : 1;
      if (wild()) ++line.amount;
      if (__builtin_add_overflow(body.total, line.amount, &body.total)) return std::nullopt;
      body.lines.push_back(line);
    }
    if (body.lines.empty()) return std::nullopt;
    return bytes_of(body);
  }
  if (kind == Kind::confirm) {
    const auto& moved = order.refunds.empty() || dice_.chance(300) ? order.payments : order.refunds;
    if (moved.empty()) return std::nullopt;
    return bytes_of(statement::Confirm{wild() ? any_id() : dice_.pick(moved).id});
  }
  if (order.invoices.empty()) return std::nullopt;
  const auto& invoice = dice_.pick(order.invoices);
  const auto id = wild() ? any_id() : invoice.id;
  switch (kind) {
    case Kind::query:
      return bytes_of(statement::Query{id, statement::Reason::price, "too dear"});
    case Kind::withdraw:
      if (!order.payments.empty() && dice_.chance(300))
        return bytes_of(statement::Withdraw{dice_.pick(order.payments).id, "mistyped"});
      return bytes_of(statement::Withdraw{invoice.query && dice_.chance(700) ? *invoice.query : id, "wrong"});
    case Kind::pay: {
      const auto open = invoice.open();
      return bytes_of(statement::Pay{id, {quantity(open), wild() ? "EUR" : order.currency}, "wire"});
    }
    default:
      return std::nullopt;
  }
}

// ---- plans

Plan ActMaker::request(const PartyCode& party) {
  const auto& parties = world_.parties();
  statement::Request body;
  body.instrument = wild() ? any_id() : dice_.pick(known_.instruments);
  body.activity = wild() ? any_id() : dice_.pick(known_.activities);
  do body.supplier = dice_.pick(parties);
  while (body.supplier == party && !wild());
  body.recipient = wild() ? dice_.pick(parties) : party;
  body.currency = wild() ? "XXQ" : "JPY";
  body.lines = fresh_lines();
  body.place = "quay";
  return {"chief", Kind::request, std::nullopt, bytes_of(body), {}};
}

std::optional<Plan> ActMaker::house_act(const PartyCode& party) {
  auto& book = world_.book(party);
  if (known_.instruments.empty() || dice_.chance(15))
    return Plan{
        "chief",
        Kind::propose_instrument,
        {},
        bytes_of(statement::ProposeInstrument{wild() ? base::Bytes{1, 2} : instrument_of(world_.parties())}),
        {}};
  const auto& law = dice_.pick(known_.instruments);
  const auto file = book.get<kernel::CaseFact>(kernel::case_key(law), true);
  if (file && file->instrument) {
    const auto& done = file->instrument->ratifications;
    if (std::none_of(done.begin(), done.end(), [&](const auto& r) { return r.party == party; }) ||
        dice_.chance(20))
      return Plan{"chief",
                  Kind::ratify_instrument,
                  law,
                  bytes_of(statement::RatifyInstrument{day(wild() ? 3 : -60), {}}),
                  {}};
  }
  if (known_.activities.empty() || dice_.chance(20)) {
    statement::OpenActivity body{"exercise", "Sama Sama", world_.parties(), day(-30), day(60), "Subic"};
    if (wild()) body.until = day(-40);
    return Plan{"chief", Kind::open_activity, {}, bytes_of(body), {}};
  }
  const auto& purpose = dice_.pick(known_.activities);
  const auto activity = book.get<kernel::CaseFact>(kernel::case_key(purpose), true);
  if (activity && activity->activity) {
    const auto& done = activity->activity->concurred;
    if (std::find(done.begin(), done.end(), party) == done.end() || dice_.chance(20))
      return Plan{"chief", Kind::concur_activity, purpose, bytes_of(statement::ConcurActivity{}), {}};
  }
  return std::nullopt;
}

std::optional<Plan> ActMaker::order_act(const PartyCode& party) {
  // Mostly the latest: an order must get on for its later acts to be reached.
  const auto& id = dice_.chance(700) ? known_.orders.back() : dice_.pick(known_.orders);
  const auto file = world_.book(party).get<kernel::CaseFact>(kernel::case_key(id), true);
  if (!file || !file->order) return std::nullopt;
  const auto& order = *file->order;
  const bool supplier = order.supplier == party;
  if (!supplier && order.recipient != party && !wild()) return std::nullopt;
  std::vector<Kind> kinds;
  for (const auto& rule : kernel::order_rules()) {
    const bool fits = rule.state == order.state && (rule.side == kernel::Side::answering ||
                                                    (rule.side == kernel::Side::supplier) == supplier);
    const bool rare = rule.kind == Kind::cancel || rule.kind == Kind::concur_date ||
                      rule.kind == Kind::decline || rule.kind == Kind::amend || rule.kind == Kind::query ||
                      rule.kind == Kind::withdraw || rule.kind == Kind::dispute ||
                      rule.kind == Kind::write_off || rule.kind == Kind::respond ||
                      (rule.kind == Kind::offer && rule.state == kernel::OrderState::offered);
    if (fits ? !rare || dice_.chance(12) : dice_.chance(3)) kinds.push_back(rule.kind);
  }
  if (kinds.empty()) return std::nullopt;
  const auto kind = dice_.pick(kinds);
  auto body = body_of(kind, id, order);
  if (!body) return std::nullopt;
  return Plan{"chief", kind, id, std::move(*body), {}};
}

Plan ActMaker::any_act(const PartyCode& party) {
  const auto rows = rows_of(Kind{});
  auto kind = Kind::found;
  while (kind == Kind::found) kind = static_cast<Kind>(rows[dice_.below(rows.size())].number);
  Ingredients from;
  from.parties = world_.parties();
  from.ids = known_.all;
  from.ids.push_back(world_.partnership());
  for (const char* office : {"root", "registrar", "chief", "clerk"})
    from.seats.push_back(world_.seat(party, office));
  from.today = today();
  from.now = world_.now();
  Plan plan{"chief", kind, {}, any_body(kind, from, dice_), {}};
  if (kernel::opens_case(kind)) return plan;
  const auto word = kernel::case_kind_of(kind);
  const auto cases = known_.cases.find(word);
  plan.case_id = word.empty()                  ? world_.partnership()
                 : cases == known_.cases.end() ? any_id()
                                               : dice_.pick(cases->second);
  if (kind == Kind::appoint || kind == Kind::revoke) plan.office = "registrar";
  return plan;
}

void ActMaker::spoil(Plan& plan) {
  if (wild()) plan.office = "clerk";
  if (wild()) plan.effective = base::Effective{{world_.now().ms - 25 * base::kDayMs}, 0};
  if (wild()) plan.effective = base::Effective{{world_.now().ms + 3'600'000}, 480};
  if (wild() && dice_.chance(300)) plan.body = {0xa1, 0x18, 0x63, 0x00};
  if (wild() && dice_.chance(300)) plan.body = {0xa0};
  if (wild() && dice_.chance(300)) plan.case_id = any_id();
}

std::optional<Plan> ActMaker::next(const PartyCode& party) {
  if (dice_.chance(120)) return any_act(party);
  std::optional<Plan> plan;
  const bool house = known_.instruments.empty() || known_.activities.empty() || dice_.chance(60);
  if (house) plan = house_act(party);
  if (!plan && !known_.instruments.empty() && !known_.activities.empty()) {
    if (known_.orders.empty() || dice_.chance(12)) {
      plan = request(party);
    } else {
      for (int tries = 0; tries < 3 && !plan; ++tries) plan = order_act(party);
    }
  }
  if (plan) spoil(*plan);
  return plan;
}

}  // namespace palitan::sim
