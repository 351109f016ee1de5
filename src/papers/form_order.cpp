// The order form.
#include <algorithm>

#include <fmt/format.h>

#include "papers/form.h"
#include "papers/form_sections.h"

namespace palitan::papers {
namespace {
constexpr std::size_t kPrefilledMax = 12;  ///< lines; a longer order is received on papers of its own
constexpr double kBetweenParts = 6;

std::string means_text(const OrderForm& form, Language language) {
  std::string out;
  for (const auto& one : form.means) out += (out.empty() ? "" : "\n") + both("means", one, language);
  return out;
}

std::string components_text(const FormLine& line, const std::string& currency, Language language) {
  std::string out;
  for (const auto& one : line.components) {
    out += fmt::format("{}{} {}", out.empty() ? "" : " + ", one.name, price_figure(one.price, currency));
    if (one.full)
      out += fmt::format(" ({} {}, {} {})", both(Word::full_price, language),
                         money_figure(*one.full, currency), both(Word::waived_by, language), one.waiver);
  }
  return out.empty() ? out : fmt::format("{}: {}", both(Word::price_made_of, language), out);
}

/// Its number in the catalogue, above the name the record uses; else that name alone.
Cell stock_cell(const FormLine& line) {
  if (line.stock_number.empty()) return {line.item, {}, {}};
  return {line.stock_number, line.item, {}};
}

void place_head(Flow& flow, const Setter& setter, const OrderForm& form) {
  const double first = 176;
  const double next = 196;
  flow.place(setter.row({first, next, kWide - first - next},
                        {setter.field(first, 16, Word::document, form.document, true),
                         setter.field(next, 1, Word::agreement, form.agreement),
                         setter.field(kWide - first - next, 0, Word::activity, form.activity)}));
  const auto means = means_text(form, setter.language());
  flow.place(
      setter.row({first, next, kWide - first - next},
                 {setter.field(first, 0, Word::ground, form.ground),
                  setter.field(next, 19, Word::means, means.empty() ? Entry(Gap::missing) : Entry(means)),
                  setter.field(kWide - first - next, 10, Word::currency,
                               form.currency.empty() ? Entry(Gap::missing) : Entry(form.currency))}));
}

Table order_table(const Setter& setter, const OrderForm& form) {
  Table table(setter, {{22, 0, Word::line, Align::right},
                       {72, 4, Word::item, Align::left},
                       {kWide - 426, 5, Word::description, Align::left},
                       {70, 5, Word::ordered, Align::right},
                       {34, 7, Word::unit, Align::left},
                       {84, 19, Word::means, Align::left},
                       {66, 8, Word::price, Align::right},
                       {78, 0, Word::amount, Align::right}});
  for (const auto& line : form.lines) {
    const bool in_money = line.means == "reimbursement";
    const auto gap = in_money ? Gap::missing : Gap::not_needed;
    const auto word = word_named("means", line.means);
    Cell price{{}, {}, gap};
    if (line.price) price = {price_figure(*line.price, form.currency), {}, {}};
    Cell amount{{}, {}, line.price ? Gap::not_needed : gap};
    if (line.amount) amount = {money_figure(*line.amount, form.currency), {}, {}};
    table.add({{std::to_string(line.number), {}, {}},
               stock_cell(line),
               {line.description, components_text(line, form.currency, setter.language()), {}},
               {figure(line.quantity), {}, {}},
               {line.unit, {}, {}},
               word ? Cell{{}, fmt::format("{}\n{}", english(*word), second(*word, setter.language())), {}}
                    : Cell{line.means, {}, {}},
               price,
               amount});
  }
  return table;
}

void place_request(Flow& flow, const Setter& setter, const OrderForm& form) {
  const double date = 92;
  const double side = (kWide - date) / 2;
  const auto who = setter.row({date, side, side}, {setter.field(date, 2, Word::ordered_on, form.ordered_on),
                                                   setter.field(side, 17, Word::receiving, form.receiving),
                                                   setter.field(side, 18, Word::issuing, form.issuing)});
  const double half = kWide / 2;
  const double needed = 84;
  const auto where =
      setter.row({needed, half - needed, half}, {setter.field(needed, 0, Word::needed_on, form.needed_on),
                                                 setter.field(half - needed, 0, Word::place, form.place),
                                                 setter.field(half, 23, Word::needs, form.needs)});
  std::vector<Block> after;
  const auto total =
      form.total ? Entry(fmt::format("{} {}", form.currency, money_figure(*form.total, form.currency)))
                 : Entry(Gap::missing);
  after.push_back(setter.sum(11, Word::order_total, total, true));
  flow.place_table({setter.heading("A", Word::part_a), who, where}, order_table(setter, form),
                   std::move(after));
  const double third = kWide / 3;
  flow.place_together(
      {setter.row({third, third, third}, {setter.field(third, 24, Word::liability, form.liability),
                                          setter.field(third, 20, Word::funds, form.funds),
                                          setter.field(third, 21, Word::schedule, form.schedule)}),
       setter.row({third, third, third}, {setter.signature(third, 12, Word::ordering, form.ordering),
                                          setter.signature(third, 0, Word::offering, form.offering),
                                          setter.signature(third, 22, Word::accepting, form.accepting)})});
}

Signature blank() {
  Signature out;
  out.gap = Gap::later;
  return out;
}

/// Nothing was delivered yet: boxes for a hand, one row for each line.
FormDelivery blank_delivery(const OrderForm& form) {
  FormDelivery out;
  out.date = out.place = Gap::later;
  out.issuer = out.receiver = blank();
  if (form.lines.size() <= kPrefilledMax)
    for (const auto& line : form.lines) {
      FormDeliveryLine row;
      row.number = line.number;
      row.item = line.item;
      row.unit = line.unit;
      out.lines.push_back(std::move(row));
    }
  return out;
}

void place_receipts(Flow& flow, const Setter& setter, const OrderForm& form) {
  std::vector<Block> before{setter.heading("B", Word::part_b)};
  if (form.deliveries.empty()) place_delivery(flow, setter, std::move(before), blank_delivery(form));
  for (const auto& delivery : form.deliveries) {
    if (before.empty()) flow.gap(4);
    place_delivery(flow, setter, std::move(before), delivery);
    before.clear();
  }
}

/// What will settle the order, still to be filled: a bill, or a return.
void place_blank_settlement(Flow& flow, const Setter& setter, std::vector<Block> before,
                            const OrderForm& form) {
  FormReturn given;
  given.date = given.place = Gap::later;
  given.returner = given.acceptor = blank();
  bool in_money = false;
  for (const auto& line : form.lines) {
    in_money = in_money || line.means == "reimbursement";
    if (line.means == "reimbursement" || form.lines.size() > kPrefilledMax) continue;
    FormReturnLine row;
    row.number = line.number;
    row.item = line.item;
    row.unit = line.unit;
    given.lines.push_back(std::move(row));
  }
  if (in_money) {
    const double number = 170;
    const double date = 100;
    before.push_back(setter.row({number, date, date, kWide - number - 2 * date},
                                {setter.field(number, 0, Word::invoice_number, Gap::later),
                                 setter.field(date, 11, Word::invoice_total, Gap::later),
                                 setter.field(date, 0, Word::due, Gap::later),
                                 setter.field(kWide - number - 2 * date, 0, Word::reference, Gap::later)}));
    before.push_back(setter.row({kWide}, {setter.signature(kWide, 0, Word::biller, blank())}));
  }
  if (given.lines.empty()) return flow.place_together(std::move(before));
  place_return(flow, setter, std::move(before), given);
}

void place_settlement(Flow& flow, const Setter& setter, const OrderForm& form) {
  const double third = kWide / 3;
  std::vector<Block> before{
      setter.heading("C", Word::part_c),
      setter.row({third, third, third}, {setter.field(third, 3, Word::bill_to, form.bill_to),
                                         setter.field(third, 13, Word::payee, form.payee),
                                         setter.field(third, 14, Word::remit_to, form.remit_to)})};
  if (form.bills.empty() && form.returns.empty())
    return place_blank_settlement(flow, setter, std::move(before), form);
  for (const auto& bill : form.bills) {
    if (before.empty()) flow.gap(4);
    place_bill(flow, setter, std::move(before), bill, form.currency);
    before.clear();
  }
  for (const auto& given : form.returns) {
    if (before.empty()) flow.gap(4);
    place_return(flow, setter, std::move(before), given);
    before.clear();
  }
}

bool is_provisional(const OrderForm& form) {
  std::vector<const Signature*> all{&form.ordering, &form.offering, &form.accepting};
  for (const auto& x : form.deliveries) all.insert(all.end(), {&x.issuer, &x.receiver});
  for (const auto& x : form.returns) all.insert(all.end(), {&x.returner, &x.acceptor});
  for (const auto& x : form.bills) all.push_back(&x.biller);
  return is_provisional(all);
}
}  // namespace

std::vector<Sheet> lay_out(const OrderForm& form, const Type& type, Language second, base::Instant made) {
  const Setter setter(type, second);
  const auto state = form.state.empty() ? std::string() : both("state", form.state, second);
  const PaperFrame frame{setter, Word::order_title,    form.origin, form.document.text,
                         state,  is_provisional(form), made};
  auto flow = frame.flow();
  place_head(flow, setter, form);
  flow.gap(kBetweenParts);
  place_request(flow, setter, form);
  flow.gap(kBetweenParts);
  place_receipts(flow, setter, form);
  flow.gap(kBetweenParts);
  place_settlement(flow, setter, form);
  return flow.finish();
}

base::Outcome<base::Bytes> render(const OrderForm& form, Language second, base::Instant made) {
  return print<OrderForm>(form, Word::order_title, form.document.text, second, made, lay_out);
}

}  // namespace palitan::papers
