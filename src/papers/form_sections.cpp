#include "papers/form_sections.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/money.h"

namespace palitan::papers {
namespace {

/// A figure that may still have to come.
Cell figure_cell(const std::optional<std::int64_t>& micro) {
  if (micro) return {figure(*micro), {}, {}};
  return {{}, {}, Gap::later};
}

std::string fuel_text(const FormDeliveryLine& line) {
  std::string out;
  if (line.temperature) out += base::format_fixed(*line.temperature, 2) + " °C";
  if (line.density) out += (out.empty() ? "" : "\n") + base::format_fixed(*line.density, 3) + " kg/m³";
  return out;
}

std::string remarks_text(const FormDeliveryLine& line, Language language) {
  std::string out = line.reason.empty() ? std::string() : both("reason", line.reason, language);
  if (!line.remarks.empty()) out += (out.empty() ? "" : " - ") + line.remarks;
  return out;
}

Block three(const Setter& setter, std::vector<Block> blocks, double first, double other) {
  return setter.row({first, other, kWide - first - other}, blocks);
}
}  // namespace

bool is_provisional(const std::vector<const Signature*>& signatures) {
  return std::any_of(signatures.begin(), signatures.end(),
                     [](const auto* s) { return s->is_signed() && !s->agreed; });
}

void place_delivery(Flow& flow, const Setter& setter, std::vector<Block> before,
                    const FormDelivery& delivery) {
  const double date = 118;
  const double place = 210;
  before.push_back(
      three(setter,
            {setter.field(date, 21, Word::transfer_date, delivery.date),
             setter.field(place, 21, Word::transfer_place, delivery.place),
             setter.field(kWide - date - place, 0, Word::conditions,
                          delivery.conditions.empty() ? Entry(Gap::later) : Entry(delivery.conditions))},
            date, place));
  Table table(setter, {{22, 0, Word::line, Align::right},
                       {86, 4, Word::item, Align::left},
                       {70, 6, Word::issued, Align::right},
                       {70, 6, Word::received, Align::right},
                       {58, 0, Word::damaged, Align::right},
                       {34, 7, Word::unit, Align::left},
                       {62, 0, Word::fuel, Align::left},
                       {kWide - 402, 0, Word::remarks, Align::left}});
  for (const auto& line : delivery.lines)
    table.add({{std::to_string(line.number), {}, {}},
               {line.item, {}, {}},
               figure_cell(line.issued),
               figure_cell(line.received),
               figure_cell(line.damaged),
               {line.unit, {}, {}},
               {{}, fuel_text(line), {}},
               {{}, remarks_text(line, setter.language()), {}}});
  flow.place_table(
      std::move(before), table,
      {setter.two_signatures(25, Word::issuer, delivery.issuer, 15, Word::receiver, delivery.receiver)});
}

void place_return(Flow& flow, const Setter& setter, std::vector<Block> before, const FormReturn& given) {
  const double date = 90;
  before.push_back(
      setter.row({date, kWide - date}, {setter.field(date, 0, Word::return_of, given.date),
                                        setter.field(kWide - date, 0, Word::place, given.place)}));
  Table table(setter, {{22, 0, Word::line, Align::right},
                       {110, 4, Word::item, Align::left},
                       {80, 0, Word::returned, Align::right},
                       {80, 0, Word::accepted, Align::right},
                       {40, 7, Word::unit, Align::left},
                       {kWide - 332, 0, Word::condition, Align::left}});
  for (const auto& line : given.lines)
    table.add({{std::to_string(line.number), {}, {}},
               {line.item, {}, {}},
               figure_cell(line.returned),
               figure_cell(line.accepted),
               {line.unit, {}, {}},
               {{}, line.condition, {}}});
  flow.place_table(
      std::move(before), table,
      {setter.two_signatures(0, Word::returner, given.returner, 0, Word::return_acceptor, given.acceptor)});
}

void place_bill(Flow& flow, const Setter& setter, std::vector<Block> before, const FormBill& bill,
                const std::string& currency) {
  const double number = 170;
  const double date = 100;
  auto shown = bill.number;
  if (bill.withdrawn) shown.text += " - " + both(Word::withdrawn, setter.language());
  if (bill.queried) shown.text += " - " + both(Word::queried, setter.language());
  if (!bill.response.empty()) shown.text += " - " + both("response", bill.response, setter.language());
  before.push_back(setter.row(
      {number, date, date, kWide - number - 2 * date},
      {setter.field(number, 0, Word::invoice_number, shown),
       setter.field(date, 0, Word::invoice_date, bill.date), setter.field(date, 0, Word::due, bill.due),
       setter.field(kWide - number - 2 * date, 0, Word::reference, bill.reference)}));
  Table table(setter, {{22, 0, Word::line, Align::right},
                       {82, 4, Word::item, Align::left},
                       {kWide - 406, 5, Word::description, Align::left},
                       {82, 6, Word::billed, Align::right},
                       {40, 7, Word::unit, Align::left},
                       {80, 8, Word::price, Align::right},
                       {100, 9, Word::line_amount, Align::right}});
  for (const auto& line : bill.lines)
    table.add({{std::to_string(line.number), {}, {}},
               {line.item, {}, {}},
               {line.description, line.claimed ? both(Word::claimed, setter.language()) : "", {}},
               {figure(line.quantity), {}, {}},
               {line.unit, {}, {}},
               line.price ? Cell{price_figure(*line.price, currency), {}, {}} : Cell{{}, {}, Gap::missing},
               {money_figure(line.amount, currency), {}, {}}});
  const auto sum = [&](int element, Word word, std::int64_t minor, bool strong) {
    return setter.sum(element, word, fmt::format("{} {}", currency, money_figure(minor, currency)), strong);
  };
  std::vector<Block> after{sum(11, Word::invoice_total, bill.total, true)};
  const auto open = bill.total - bill.credited - bill.paid + bill.refunded - bill.offset - bill.written_off;
  if (bill.credited != 0) after.push_back(sum(0, Word::credited, bill.credited, false));
  if (bill.paid != 0) after.push_back(sum(0, Word::paid, bill.paid, false));
  if (bill.refunded != 0) after.push_back(sum(0, Word::refunded, bill.refunded, false));
  if (bill.offset != 0) after.push_back(sum(0, Word::offset, bill.offset, false));
  if (bill.written_off != 0) after.push_back(sum(0, Word::written_off, bill.written_off, false));
  if (open != bill.total) after.push_back(sum(0, Word::left, open, false));
  after.push_back(setter.row({kWide}, {setter.signature(kWide, 0, Word::biller, bill.biller)}));
  flow.place_table(std::move(before), table, std::move(after));
}

}  // namespace palitan::papers
