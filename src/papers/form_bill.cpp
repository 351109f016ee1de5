// Invoice, receipt of goods, reminder and account.
#include <fmt/format.h>

#include "papers/form.h"
#include "papers/form_sections.h"

namespace palitan::papers {
namespace {
constexpr double kHalf = kWide / 2;
constexpr double kLarger = 1.16;  ///< little stands on these papers

Block pair(const Setter& setter, int a, Word word_a, const Entry& entry_a, int b, Word word_b,
           const Entry& entry_b, bool strong = false) {
  return setter.row({kHalf, kHalf}, {setter.field(kHalf, a, word_a, entry_a, strong),
                                     setter.field(kHalf, b, word_b, entry_b)});
}
}  // namespace

std::vector<Sheet> lay_out(const InvoiceForm& form, const Type& type, Language second, base::Instant made) {
  const Setter setter(type, second, kLarger);
  const PaperFrame frame{setter,      Word::invoice_title,
                         form.origin, form.bill.number.text,
                         {},          is_provisional({&form.bill.biller}),
                         made};
  auto flow = frame.flow();
  flow.place(pair(setter, 16, Word::document, form.document, 1, Word::agreement, form.agreement, true));
  flow.place(pair(setter, 18, Word::issuing, form.supplier, 17, Word::receiving, form.recipient));
  flow.gap(8);
  const double third = kWide / 3;
  flow.place(setter.row({third, third, third}, {setter.field(third, 3, Word::bill_to, form.bill_to),
                                                setter.field(third, 13, Word::payee, form.payee),
                                                setter.field(third, 14, Word::remit_to, form.remit_to)}));
  if (!form.tax_relief.empty())
    flow.place(setter.row(
        {kWide},
        {setter.field(kWide, 0, Word::tax, both(Word::tax_relief, second) + " (" + form.tax_relief + ")")}));
  flow.gap(8);
  place_bill(flow, setter, {}, form.bill, form.currency);
  return flow.finish();
}

std::vector<Sheet> lay_out(const ReceiptForm& form, const Type& type, Language second, base::Instant made) {
  const Setter setter(type, second, kLarger);
  const PaperFrame frame{setter,      Word::receipt_title,
                         form.origin, form.document.text,
                         {},          is_provisional({&form.delivery.issuer, &form.delivery.receiver}),
                         made};
  auto flow = frame.flow();
  flow.place(pair(setter, 16, Word::document, form.document, 1, Word::agreement, form.agreement, true));
  flow.place(pair(setter, 18, Word::issuing, form.supplier, 17, Word::receiving, form.recipient));
  flow.gap(8);
  place_delivery(flow, setter, {}, form.delivery);
  return flow.finish();
}

std::vector<Sheet> lay_out(const ReminderForm& form, const Type& type, Language second, base::Instant made) {
  const Setter setter(type, second, kLarger);
  const PaperFrame frame{setter, Word::reminder_title, form.origin, form.to.text, {}, false, made};
  auto flow = frame.flow();
  flow.place(pair(setter, 0, Word::to_party, form.to, 0, Word::from_party, form.from, true));
  flow.place(setter.row({kHalf, kHalf / 2, kHalf / 2},
                        {setter.field(kHalf, 1, Word::agreement, form.agreement),
                         setter.field(kHalf / 2, 0, Word::as_of, base::to_text(form.as_of)),
                         setter.field(kHalf / 2, 0, Word::reminder_level, std::to_string(form.level))}));
  flow.gap(10);
  flow.place(setter.sentence(Word::reminder_says));
  flow.gap(8);
  Table table(setter, {{104, 16, Word::document, Align::left},
                       {kWide - 404, 0, Word::what, Align::left},
                       {62, 0, Word::due, Align::left},
                       {52, 0, Word::overdue_days, Align::right},
                       {92, 0, Word::owed, Align::right},
                       {46, 0, Word::commodity, Align::left},
                       {48, 0, Word::clause, Align::left}});
  for (const auto& row : form.rows)
    table.add({{row.document, {}, {}},
               {row.what, {}, {}},
               {base::to_text(row.due), {}, {}},
               {std::to_string(row.days), {}, {}},
               {commodity_figure(row.owed, row.commodity), {}, {}},
               {row.commodity, {}, {}},
               {{}, row.clause, {}}});
  flow.place_table({}, table, {});
  return flow.finish();
}

namespace {
void place_disputes(Flow& flow, const Setter& setter, const AccountForm& form) {
  if (form.disputes.empty()) {
    flow.place_together({setter.heading("", Word::disputes),
                         setter.caption({{both(Word::no_disputes, setter.language()), 7.8 * kLarger}})});
    return;
  }
  Table table(setter, {{130, 16, Word::document, Align::left},
                       {kWide - 420, 0, Word::subject, Align::left},
                       {130, 0, Word::remarks, Align::left},
                       {110, 0, Word::amount, Align::right},
                       {50, 0, Word::commodity, Align::left}});
  for (const auto& row : form.disputes)
    table.add({{row.document, {}, {}},
               {row.what, {}, {}},
               {both("reason", row.reason, setter.language()), {}, {}},
               {row.amount ? commodity_figure(*row.amount, row.commodity) : "", {}, {}},
               {row.commodity, {}, {}}});
  flow.place_table({setter.heading("", Word::disputes)}, table, {});
}

Block hand_signature(const Setter& setter, double width, const std::string& party) {
  Signature empty;
  empty.gap = Gap::later;
  auto out = setter.signature(width, 0, Word::for_party, empty);
  out.marks.emplace_back(
      setter.type().text(60, 2.4, width - 66, {{party, 7.8 * kLarger, Weight::semibold}}, Align::right));
  return out;
}
}  // namespace

std::vector<Sheet> lay_out(const AccountForm& form, const Type& type, Language second, base::Instant made) {
  const Setter setter(type, second, kLarger);
  std::string between;
  for (const auto& party : form.parties) between += (between.empty() ? "" : " – ") + party;
  const PaperFrame frame{setter, Word::account_title, form.origin, between, {}, false, made};
  auto flow = frame.flow();
  const double quarter = kWide / 4;
  flow.place(setter.row({2 * quarter, quarter, quarter},
                        {setter.field(2 * quarter, 0, Word::parties, between, true),
                         setter.field(quarter, 0, Word::accord, std::to_string(form.height)),
                         setter.field(quarter, 0, Word::log_size,
                                      figure(static_cast<std::int64_t>(form.log_size * 1'000'000)))}));
  const auto root =
      form.origin.code.point ? base::to_hex(form.origin.code.point->root.view()) : std::string();
  flow.place(setter.row(
      {quarter, 3 * quarter},
      {setter.field(quarter, 0, Word::accord_time, base::to_text(form.agreed_at).substr(0, 19) + "Z"),
       setter.field(3 * quarter, 0, Word::root, root)}));
  flow.gap(8);
  Table table(setter, {{kWide - 330, 0, Word::account, Align::left},
                       {60, 0, Word::holder, Align::left},
                       {60, 0, Word::against, Align::left},
                       {120, 0, Word::amount, Align::right},
                       {90, 0, Word::commodity, Align::left}});
  for (const auto& row : form.balances)
    table.add({{both("account", row.account, second), {}, {}},
               {row.holder, {}, {}},
               {row.against, {}, {}},
               {commodity_figure(row.amount, row.commodity), {}, {}},
               {row.commodity, {}, {}}});
  flow.place(setter.sentence(Word::account_says));
  flow.gap(8);
  flow.place_table({setter.heading("", Word::balances)}, table, {});
  flow.gap(8);
  place_disputes(flow, setter, form);
  flow.gap(14);
  if (form.parties.size() == 2)
    flow.place(setter.row({kHalf, kHalf}, {hand_signature(setter, kHalf, form.parties[0]),
                                           hand_signature(setter, kHalf, form.parties[1])}));
  return flow.finish();
}

base::Outcome<base::Bytes> render(const InvoiceForm& form, Language second, base::Instant made) {
  return print<InvoiceForm>(form, Word::invoice_title, form.bill.number.text, second, made, lay_out);
}
base::Outcome<base::Bytes> render(const ReceiptForm& form, Language second, base::Instant made) {
  return print<ReceiptForm>(form, Word::receipt_title, form.document.text, second, made, lay_out);
}
base::Outcome<base::Bytes> render(const ReminderForm& form, Language second, base::Instant made) {
  return print<ReminderForm>(form, Word::reminder_title, {}, second, made, lay_out);
}
base::Outcome<base::Bytes> render(const AccountForm& form, Language second, base::Instant made) {
  return print<AccountForm>(form, Word::account_title, {}, second, made, lay_out);
}

}  // namespace palitan::papers
