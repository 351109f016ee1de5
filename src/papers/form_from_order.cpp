#include "papers/form_from_order.h"

#include <algorithm>

#include "papers/form_reading.h"
#include "terms/queries.h"

namespace palitan::papers {
namespace {
using kernel::OrderFact;
using statement::Kind;
using statement::Means;

tl::unexpected<base::Refusal> not_found(std::string_view what, const base::Id& id) {
  return base::refuse(base::Code::local_not_found, fmt::format("{} {}", what, short_id(id)));
}

Entry activity_of(Reading& reading, const OrderFact& order) {
  const auto* file = reading.fact<kernel::CaseFact>(kernel::case_key(order.activity));
  if (file == nullptr || !file->activity) return Gap::missing;
  const auto& a = file->activity->activity;
  std::string out = fmt::format("{}, {} – {}", a.name, base::to_text(a.from), base::to_text(a.until));
  if (order.visit) out += " / " + short_id(*order.visit);
  return out;
}

Entry ground_of(const OrderFact& order) {
  const auto& declared = order.papers.supplier_declares;
  if (!declared || declared->ground.empty()) return Gap::missing;
  std::string out = declared->ground;
  if (declared->does_not_hinder) out += "; does not hinder its own tasks";
  if (!declared->authority.empty()) out += "; " + declared->authority;
  return out;
}

FormLine form_line(const statement::OrderLine& line, base::Rounding rounding) {
  FormLine out;
  out.number = line.number;
  out.item = line.item;
  out.stock_number = line.stock_number;
  out.description = line.description.empty() ? line.category : line.description;
  if (!line.metering.empty()) out.description += ", " + line.metering;
  out.quantity = line.quantity;
  out.unit = line.unit;
  out.means = name(line.means);
  if (line.price) {
    out.price = FormPrice{line.price->minor, line.price->per};
    out.amount = kernel::value_of(line, line.quantity, rounding);
    for (const auto& part : line.components)
      out.components.push_back({part.name, {part.minor, line.price->per}, part.full, part.waiver});
  }
  return out;
}

/// Whose goods a line is, where a first giver consented that they go on: its conditions travel with them.
std::string origins_of(const OrderFact& order, std::uint32_t line) {
  std::string out;
  for (const auto& origin : order.origins) {
    if (origin.line != line) continue;
    out += "; " + origin.giver;
    if (origin.until) out += fmt::format(" (– {})", base::to_text(*origin.until));
    for (const auto& condition : origin.conditions) out += ": " + condition;
  }
  return out;
}

/// (21): what comes back, when and where; a line settled in money needs none.
Entry schedule_of(const std::vector<statement::OrderLine>& lines) {
  std::string out;
  bool needed = false;
  for (const auto& line : lines) {
    if (line.means == Means::reimbursement) continue;
    needed = true;
    std::string one;
    if (line.exchange)
      one =
          fmt::format("{} {} {}", figure(line.exchange->quantity), line.exchange->unit, line.exchange->item);
    if (line.schedule)
      one += fmt::format("{}{}, {}", one.empty() ? "" : ", ", base::to_text(line.schedule->on),
                         line.schedule->place);
    if (!line.condition.empty()) one += (one.empty() ? "" : ", ") + line.condition;
    if (!one.empty()) out += fmt::format("{}{}: {}", out.empty() ? "" : "\n", line.number, one);
  }
  if (!needed) return Gap::not_needed;
  return entry_of(out);
}

std::vector<statement::OrderLine> lines_of(const OrderFact& order) {
  std::vector<statement::OrderLine> out;
  for (const auto& at : order.lines) out.push_back(at.line);
  // Before the acceptance the supplier's terms are what is signed so far.
  if (order.state == kernel::OrderState::offered && order.offer) out = order.offer->lines;
  return out;
}

void add_request(Reading& reading, OrderForm& out, const base::Id& id, const OrderFact& order) {
  const auto& papers = order.papers;
  const auto request = reading.statement(id);
  if (request) out.ordered_on = base::to_text(request->content().effective().legal_date());
  out.receiving = reading.organisation(papers.receiving_unit, order.recipient);
  out.issuing = reading.organisation(papers.issuing_unit, order.supplier);
  out.place = entry_of(order.place);
  out.needed_on = papers.needed_on ? Entry(base::to_text(*papers.needed_on)) : Entry(Gap::not_needed);
  const auto lines = lines_of(order);
  for (const auto& line : lines) {
    out.lines.push_back(form_line(line, static_cast<base::Rounding>(order.rounding)));
    out.lines.back().description += origins_of(order, line.number);
    const std::string means(name(line.means));
    if (std::find(out.means.begin(), out.means.end(), means) == out.means.end()) out.means.push_back(means);
  }
  if (order.accepted_by) out.total = order.total;
  if (!order.accepted_by && order.offer) out.total = order.offer->total;
  out.needs = entry_of(papers.needs);
  out.liability = entry_of(papers.liability);
  out.funds = entry_of(papers.funds);
  out.schedule = schedule_of(lines);
  out.ordering = reading.signature(id);
  if (order.offer) out.offering = reading.signature(order.offer->id);
  if (order.accepted_by) out.accepting = reading.signature(*order.accepted_by);
}

void add_returns(Reading& reading, OrderForm& out, const base::Id& id, const OrderFact& order) {
  for (const auto& given : order.returns) {
    if (given.withdrawn) continue;
    FormReturn one;
    const auto body = reading.body<statement::ReturnInKind>(given.id);
    one.returner = reading.signature(given.id);
    one.date = one.returner.date ? Entry(base::to_text(*one.returner.date)) : Entry(Gap::missing);
    one.place = body ? entry_of(body->place) : Entry(Gap::missing);
    std::optional<statement::AcceptReturn> answer;
    for (const auto& act : reading.record().acts_of(id)) {
      auto accepted = reading.body<statement::AcceptReturn>(act);
      if (!accepted || accepted->return_id != given.id || !given.answered) continue;
      answer = std::move(accepted);
      one.acceptor = reading.signature(act);
    }
    for (const auto& line : given.lines) {
      auto& row = one.lines.emplace_back();
      row.number = line.number;
      row.item = line.item;
      row.unit = line.unit;
      row.returned = line.quantity;
      row.condition = line.condition;
      if (answer) {
        row.accepted = 0;
        for (const auto& taken : answer->lines)
          if (taken.number == line.number) row.accepted = taken.quantity;
      }
    }
    out.returns.push_back(std::move(one));
  }
}
}  // namespace

base::Result<OrderForm> order_form(const RecordReader& record, const base::Id& id) {
  Reading reading(record);
  const auto* order = reading.order(id);
  if (order == nullptr) return not_found("order", id);
  const auto acts = record.acts_of(id);
  OrderForm out;
  out.origin = reading.origin(acts.empty() ? id : acts.back());
  reading.mark(out.origin, id);
  out.document = reading.document(id, *order);
  out.agreement = reading.agreement(order->instrument);
  out.activity = activity_of(reading, *order);
  out.ground = ground_of(*order);
  out.currency = order->currency;
  out.state = name(order->state);
  add_request(reading, out, id, *order);
  out.deliveries = deliveries_of(reading, *order);
  out.bill_to = entry_of(order->papers.bill_to);
  out.payee = entry_of(order->papers.payee);
  out.remit_to = entry_of(order->papers.remit_to);
  for (const auto& invoice : order->invoices)
    if (!invoice.withdrawn) out.bills.push_back(bill_of(reading, id, *order, invoice));
  add_returns(reading, out, id, *order);
  return out;
}

base::Result<InvoiceForm> invoice_form(const RecordReader& record, const base::Id& id,
                                       const base::Id& invoice) {
  Reading reading(record);
  const auto* order = reading.order(id);
  if (order == nullptr) return not_found("order", id);
  const auto found = std::find_if(order->invoices.begin(), order->invoices.end(),
                                  [&](const auto& one) { return one.id == invoice; });
  if (found == order->invoices.end()) return not_found("invoice", invoice);
  InvoiceForm out;
  out.origin = reading.origin(invoice);
  reading.mark(out.origin, id);
  out.document = reading.document(id, *order);
  out.agreement = reading.agreement(order->instrument);
  out.supplier = reading.organisation(order->papers.issuing_unit, order->supplier);
  out.recipient = reading.organisation(order->papers.receiving_unit, order->recipient);
  out.bill_to = entry_of(order->papers.bill_to);
  out.payee = entry_of(order->papers.payee);
  out.remit_to = entry_of(order->papers.remit_to);
  out.currency = order->currency;
  if (const auto* law = reading.instrument(order->instrument)) out.tax_relief = law->rules.tax_relief_clause;
  out.bill = bill_of(reading, id, *order, *found);
  return out;
}

base::Result<ReceiptForm> receipt_form(const RecordReader& record, const base::Id& id,
                                       const base::Id& receive) {
  Reading reading(record);
  const auto* order = reading.order(id);
  if (order == nullptr) return not_found("order", id);
  for (auto& delivery : deliveries_of(reading, *order)) {
    if (delivery.receiver.statement != receive) continue;
    ReceiptForm out;
    out.origin = reading.origin(receive);
    reading.mark(out.origin, id);
    out.document = reading.document(id, *order);
    out.agreement = reading.agreement(order->instrument);
    out.supplier = reading.organisation(order->papers.issuing_unit, order->supplier);
    out.recipient = reading.organisation(order->papers.receiving_unit, order->recipient);
    out.delivery = std::move(delivery);
    return out;
  }
  return not_found("receipt of goods", receive);
}

}  // namespace palitan::papers
