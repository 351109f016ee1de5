// The papers of the record as PDF.
#include "api/form_source.h"
#include "api/marking.h"
#include "api/routes.h"
#include "papers/form.h"
#include "papers/standing_acts.h"

namespace palitan::api {
namespace {
using base::Code;

#define PALITAN_PAPER_KINDS(X) \
  X(1, order)                  \
  X(2, invoice)                \
  X(3, receipt)                \
  X(4, reminder)               \
  X(5, account)
PALITAN_ENUM(PaperKind, PALITAN_PAPER_KINDS)

struct Wish {
  PaperKind kind = PaperKind::order;
  papers::Language language = papers::Language::japanese;
  base::Id in;
  std::optional<base::Id> act;
  std::optional<base::Date> on;
  int level = 1;
};

base::Result<Wish> wish_of(const Call& call) {
  Wish out;
  const auto in = id_of(call.parts.at(1));
  if (!in) return tl::unexpected(in.error());
  out.in = *in;
  if (const auto text = call.request.query("kind"); text && !from_name(*text, out.kind))
    return base::refuse(Code::local_draft, "\"kind\" is order, invoice, receipt, reminder or account");
  const auto language = papers::language_of(call.request.query("language").value_or("ja"));
  if (!language) return base::refuse(Code::local_draft, "\"language\" is ja or fil");
  out.language = *language;
  if (const auto text = call.request.query("act"); text && !text->empty()) {
    const auto act = id_of(*text);
    if (!act) return tl::unexpected(act.error());
    out.act = *act;
  }
  if (const auto text = call.request.query("on"); text && !text->empty()) {
    out.on = base::parse_date(*text);
    if (!out.on) return base::refuse(Code::local_draft, "\"on\" is not a date like 2026-11-23");
  }
  const auto level = number_of(call, "level", 1, 9);
  if (!level) return tl::unexpected(level.error());
  out.level = std::max(1, static_cast<int>(*level));
  return out;
}

/// The act that was named, else the only one that there is.
base::Result<base::Id> act_of(const FormSource& source, const Wish& wish) {
  if (wish.act) return *wish.act;
  const auto* file = source.file(wish.in);
  if (file == nullptr || !file->order) return base::refuse(Code::local_not_found, "no order of that id");
  const auto ids = wish.kind == PaperKind::invoice ? papers::standing_invoices(*file->order)
                                                   : papers::standing_receipts(*file->order);
  if (ids.empty())
    return base::refuse(Code::local_not_found, "the order has no " + std::string(name(wish.kind)));
  if (ids.size() > 1)
    return base::refuse(Code::local_not_found, "the order has several: name one with \"act\"");
  return ids.front();
}

/// The other side of the case, seen from the node's own party.
base::Result<statement::PartyCode> other_side(const kernel::CaseFact* file, const std::string& own) {
  std::vector<statement::PartyCode> sides;
  if (file != nullptr && file->order) sides = {file->order->supplier, file->order->recipient};
  if (file != nullptr && file->account) sides = {file->account->cut.first, file->account->cut.second};
  if (sides.empty()) return base::refuse(Code::local_not_found, "no order or account of that id");
  if (sides[0] != own && sides[1] != own)
    return base::refuse(Code::local_not_found, own + " is no side of that case");
  return sides[0] == own ? sides[1] : sides[0];
}

/// Orders between the two, agreed or pending.
base::Result<std::vector<base::Id>> orders_between(App& app, const Record& record, const std::string& a,
                                                   const std::string& b) {
  node::NotYetAgreed pending;
  const auto taken =
      app.service.writer().ask(record.id, [&](node::Book& book) { pending = node::not_yet_agreed(book); });
  if (!taken) return tl::unexpected(taken.error());
  std::vector<base::Id> out;
  const auto asked = app.service.reporter(record.id)->ask([&](reports::Index& index) {
    index.set_pending(std::move(pending.acts), pending.files);
    index.each(true, [&](const reports::OrderRow& row, bool) {
      const auto& supplier = index.names().text(row.supplier);
      const auto& recipient = index.names().text(row.recipient);
      if ((supplier == a && recipient == b) || (supplier == b && recipient == a)) out.push_back(row.id);
    });
  });
  if (!asked) return tl::unexpected(asked.error());
  return out;
}

template <class Form>
base::Result<net::Response> printed(App& app, const Wish& wish, const base::Result<Form>& form,
                                    const std::string& file_name) {
  if (!form) return tl::unexpected(form.error());
  const auto marking = form->origin.marking;
  if (auto may = kernel::check_marking(marking, ceiling_of(app), "a paper of this"); !may)
    return tl::unexpected(may.error());
  const auto pdf = render(*form, wish.language, app.service.writer().now());
  if (!pdf) return base::refuse(Code::local_stopped, pdf.error().what);
  auto out = text_response(std::string(base::text_of(*pdf)), "application/pdf");
  add_marking(out, marking);
  out.headers.emplace_back("content-disposition", "inline; filename=\"" + file_name + ".pdf\"");
  return out;
}

base::Result<net::Response> print_between(App& app, const Record& record, const Wish& wish,
                                          const FormSource& source) {
  const auto& own = app.service.folder().file().party;
  const auto other = other_side(source.file(wish.in), own);
  if (!other) return tl::unexpected(other.error());
  const auto orders = orders_between(app, record, own, *other);
  if (!orders) return tl::unexpected(orders.error());
  const auto reader = source.reader();
  if (wish.kind == PaperKind::reminder) {
    const auto day = wish.on.value_or(base::Effective{app.service.writer().now(), 0}.legal_date());
    const auto form = papers::reminder_form(reader, *orders, own, *other, day, wish.level);
    if (form && form->rows.empty())
      return base::refuse(Code::local_not_found,
                          "nothing that " + *other + " owes is overdue by " + to_text(day));
    return printed(app, wish, form, "reminder-" + *other + "-" + to_text(day));
  }
  if (!reader.point) return base::refuse(Code::local_not_found, "nothing is agreed yet");
  const auto form = papers::account_form(reader, source.balances(), *orders, std::min(own, *other),
                                         std::max(own, *other), source.log_size(), source.agreed_at());
  return printed(app, wish, form, "account-" + *other + "-accord-" + std::to_string(reader.point->height));
}
}  // namespace

base::Result<net::Response> get_paper(App& app, const Call& call) {
  const auto record = record_of(app, call);
  if (!record) return tl::unexpected(record.error());
  const auto wish = wish_of(call);
  if (!wish) return tl::unexpected(wish.error());
  const auto source = FormSource::open(app, *record);
  if (!source) return tl::unexpected(source.error());
  const auto reader = source->reader();
  const auto short_hex = [](const base::Id& id) { return base::to_hex(id.view()).substr(0, 12); };
  if (wish->kind == PaperKind::order)
    return printed(app, *wish, papers::order_form(reader, wish->in), "order-" + short_hex(wish->in));
  if (wish->kind == PaperKind::reminder || wish->kind == PaperKind::account)
    return print_between(app, *record, *wish, *source);
  const auto act = act_of(*source, *wish);
  if (!act) return tl::unexpected(act.error());
  if (wish->kind == PaperKind::invoice)
    return printed(app, *wish, papers::invoice_form(reader, wish->in, *act), "invoice-" + short_hex(*act));
  return printed(app, *wish, papers::receipt_form(reader, wish->in, *act), "receipt-" + short_hex(*act));
}

}  // namespace palitan::api
