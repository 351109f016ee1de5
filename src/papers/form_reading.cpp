#include "papers/form_reading.h"

#include <algorithm>

#include "kernel/marking.h"

namespace palitan::papers {

Signature Reading::signature(const base::Id& id) {
  Signature out;
  const auto found = record_.act(id);
  const auto act = statement(id);
  if (!found || !act) return out;
  const auto& content = act->content();
  out.statement = id;
  out.date = content.effective().legal_date();
  out.agreed = found->agreed;
  if (const auto* seat = fact<kernel::SeatFact>(kernel::seat_key(content.seat))) {
    out.holder = seat->holder;
    out.office = seat->root ? "root key" : seat->office;
    out.unit = seat->unit;
    out.party = upper(seat->party);
    if (!seat->root) out.warrant = short_id(seat->appointment);
  }
  return out;
}

std::optional<base::Id> Reading::last_of(const base::Id& order, statement::Kind kind) const {
  std::optional<base::Id> out;
  for (const auto& id : record_.acts_of(order)) {
    const auto found = record_.act(id);
    const auto act = statement(id);
    if (found && act && act->kind() == kind && found->code == base::Code::accepted) out = id;
  }
  return out;
}

std::string Reading::party_name(const std::string& code) {
  if (const auto founding = body<statement::Found>(record_.partnership))
    for (const auto& party : founding->parties)
      if (party.code == code && !party.name.empty()) return party.name;
  return upper(code);
}

Origin Reading::origin(const base::Id& id) const {
  Origin out{{record_.partnership, id, {}}, upper(record_.party)};
  const auto found = record_.act(id);
  if (found && found->agreed) out.code.point = record_.point;
  return out;
}

void Reading::mark(Origin& origin, const base::Id& case_id) const {
  for (const auto& id : record_.acts_of(case_id))
    if (const auto act = statement(id))
      origin.marking = std::max(origin.marking, kernel::marking_of(act->content()));
}

Entry Reading::document(const base::Id& id, const kernel::OrderFact& order) const {
  return order.reference.empty() ? Entry(short_id(id))
                                 : Entry(fmt::format("{}\n{}", order.reference, short_id(id)));
}

Entry Reading::agreement(const base::Id& id) {
  const auto* law = instrument(id);
  if (law == nullptr) return Gap::missing;
  std::string out = fmt::format("{}\n{}", law->rules.title, law->rules.name);
  if (law->in_force) out += ", in force " + base::to_text(*law->in_force);
  return out;
}

Entry Reading::organisation(const std::string& unit, const std::string& party) {
  return unit.empty() ? Entry(party_name(party)) : Entry(fmt::format("{}\n{}", unit, party_name(party)));
}

FormBill bill_of(Reading& reading, const base::Id& order_id, const kernel::OrderFact& order,
                 const kernel::InvoiceFact& invoice) {
  FormBill out;
  out.number = entry_of(invoice.number);
  out.due = base::to_text(invoice.due);
  out.total = invoice.total;
  out.paid = invoice.paid;
  out.offset = invoice.offset + invoice.cleared;  // a round of netting is an offset among several
  out.written_off = invoice.written_off;
  out.credited = invoice.credited;
  out.refunded = invoice.refunded;
  out.withdrawn = invoice.withdrawn;
  out.queried = invoice.query.has_value();
  if (invoice.response) out.response = name(*invoice.response);
  out.biller = reading.signature(invoice.id);
  out.date = out.biller.date ? Entry(base::to_text(*out.biller.date)) : Entry(Gap::missing);
  for (const auto& billed : invoice.lines) {
    FormBillLine line;
    line.number = billed.number;
    line.quantity = billed.quantity;
    line.amount = billed.amount;
    line.claimed = billed.claimed;
    if (const auto* at = order.line(billed.number)) {
      line.item = at->line.stock_number.empty() ? at->line.item : at->line.stock_number;
      line.description = at->line.description.empty() ? at->line.category : at->line.description;
      line.unit = at->line.unit;
      if (at->line.price) line.price = FormPrice{at->line.price->minor, at->line.price->per};
    }
    out.lines.push_back(std::move(line));
  }
  out.reference = Gap::later;
  for (const auto& act : reading.record().acts_of(order_id)) {
    const auto pay = reading.body<statement::Pay>(act);
    const auto stands = std::any_of(order.payments.begin(), order.payments.end(),
                                    [&](const auto& p) { return p.id == act && !p.withdrawn; });
    if (pay && stands && pay->invoice == invoice.id && !pay->reference.empty())
      out.reference.text += (out.reference.text.empty() ? "" : ", ") + pay->reference;
  }
  return out;
}

namespace {
const std::optional<statement::FuelReading>* fuel_of(const std::optional<statement::Entered>& entered) {
  return entered ? &entered->fuel : nullptr;
}
void set_fuel(FormDeliveryLine& line, const std::optional<statement::Entered>& entered) {
  const auto* fuel = fuel_of(entered);
  if (fuel == nullptr || !*fuel) return;
  line.temperature = (*fuel)->temperature;
  line.density = (*fuel)->density;
}

FormDeliveryLine& line_of(FormDelivery& delivery, const kernel::OrderFact& order, std::uint32_t number) {
  for (auto& line : delivery.lines)
    if (line.number == number) return line;
  auto& out = delivery.lines.emplace_back();
  out.number = number;
  if (const auto* at = order.line(number)) {
    out.item = at->line.stock_number.empty() ? at->line.item : at->line.stock_number;
    out.unit = at->line.unit;
  }
  return out;
}

std::string hand_signed(const std::optional<statement::PaperForm>& paper) {
  std::string out;
  for (const auto& name : paper ? paper->signatories : std::vector<std::string>{})
    out += (out.empty() ? "on paper: " : ", ") + name;
  return out;
}

void add_issue(Reading& reading, FormDelivery& out, const kernel::OrderFact& order,
               const kernel::IssueFact& issue, bool with_lines) {
  const auto body = reading.body<statement::Issue>(issue.id);
  out.date = base::to_text(issue.date);
  out.place = entry_of(body && !body->place.empty() ? body->place : order.place);
  if (body) out.conditions = hand_signed(body->paper);
  out.issuer = reading.signature(issue.id);
  for (const auto& given : with_lines ? issue.lines : std::vector<statement::LineQuantity>{}) {
    auto& line = line_of(out, order, given.number);
    line.issued = given.quantity;
    set_fuel(line, given.entered);
  }
}

void add_receipt(Reading& reading, FormDelivery& out, const kernel::OrderFact& order,
                 const kernel::ReceiveFact& receipt) {
  const auto body = reading.body<statement::Receive>(receipt.id);
  if (body) {
    const auto paper = hand_signed(body->paper);
    if (!paper.empty()) out.conditions += (out.conditions.empty() ? "" : "; ") + paper;
  }
  out.receiver = reading.signature(receipt.id);
  for (const auto& taken : receipt.lines) {
    auto& line = line_of(out, order, taken.number);
    line.received = taken.received;
    line.damaged = taken.damaged;
    if (taken.reason) line.reason = name(*taken.reason);
    if (!line.temperature) set_fuel(line, taken.entered);
  }
}
}  // namespace

std::vector<FormDelivery> deliveries_of(Reading& reading, const kernel::OrderFact& order) {
  std::vector<FormDelivery> out;
  for (const auto& issue : order.issues) {
    if (issue.corrected) continue;
    bool first = true;
    for (const auto& receipt : order.receipts) {
      // What was received under an issue is received under the one that corrects it.
      if (receipt.corrected || !kernel::follows(order, issue.id, receipt.issue)) continue;
      FormDelivery delivery;
      add_issue(reading, delivery, order, issue, first);
      add_receipt(reading, delivery, order, receipt);
      out.push_back(std::move(delivery));
      first = false;
    }
    if (!first) continue;
    FormDelivery open;
    add_issue(reading, open, order, issue, true);
    out.push_back(std::move(open));
  }
  return out;
}

}  // namespace palitan::papers
