// The papers of the record as PDF, and what the code on one proves.
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/paper_reader.h"
#include "kernel/marking.h"
#include "papers/form.h"
#include "papers/standing_acts.h"

namespace palitan::cli {
namespace {

struct FormOptions {
  std::string id;
  std::string language = "ja";
  std::string out;
  std::string made;
  std::string party;  ///< the other side, of a reminder or an account
  std::string as_of;
  int level = 1;
  std::string code;  ///< of a paper to verify
};

/// Everything a paper command needs, opened once.
struct Bench {
  std::unique_ptr<Record> record;
  std::unique_ptr<PaperReader> reader;
  papers::Language language = papers::Language::japanese;
  base::Effective made;
  statement::Marking ceiling = statement::Marking::unclassified;
};

Done<Bench> open_bench(const Context& context, const FormOptions& options) {
  Bench out;
  const auto language = papers::language_of(options.language);
  if (!language)
    return trouble(kUsage,
                   fmt::format("'{}' is no second language of the papers: ja or fil.", options.language));
  out.language = *language;
  const auto made = when(context, options.made);
  if (!made) return tl::unexpected(made.error());
  out.made = *made;
  const auto folder = folder_of(context);
  if (!folder) return tl::unexpected(folder.error());
  out.ceiling = folder->file().ceiling;
  auto record = open_record(context);
  if (!record) return tl::unexpected(record.error());
  out.record = std::move(*record);
  auto reader = PaperReader::open(*out.record);
  if (!reader) return tl::unexpected(reader.error());
  out.reader = std::move(*reader);
  return out;
}

/// Prints what was filled, writes it, and says so.
template <class Form>
Done<void> finish(const Bench& bench, const FormOptions& options, const base::Result<Form>& form,
                  const std::string& name) {
  if (!form && bench.reader->fault()) return tl::unexpected(*bench.reader->fault());
  if (!form) return trouble(form.error());
  if (auto may = kernel::check_marking(form->origin.marking, bench.ceiling, "a paper of this"); !may)
    return trouble(may.error());
  const auto pdf = render(*form, bench.language, bench.made.at);
  if (!pdf) return trouble(pdf.error());
  const auto path = options.out.empty() ? fmt::format("{}-{}.pdf", name, options.language) : options.out;
  if (auto ok = write_file(path, *pdf); !ok) return ok;
  const auto& code = form->origin.code;
  fmt::print(
      "Wrote {} ({} bytes). Its code names act {}, {}.\nCheck a paper with: palitan --node DIR "
      "verify-paper {}\n",
      path, pdf->size(), short_hex(code.statement),
      code.point ? fmt::format("which accord {} covers", code.point->height)
                 : std::string("not agreed yet: the paper is provisional"),
      to_text(code));
  return {};
}

Done<void> print_order(const Context& context, const FormOptions& options) {
  const auto bench = open_bench(context, options);
  if (!bench) return tl::unexpected(bench.error());
  const auto id = pick_case(*bench->record, options.id, "order");
  if (!id) return tl::unexpected(id.error());
  return finish(*bench, options, papers::order_form(bench->reader->reader(), *id), "order-" + short_hex(*id));
}

/// An act and the order it belongs to.
struct OrderActId {
  base::Id order;
  base::Id act;
};

/// The act of `kind` whose id begins with `name`, or the only one that stands in the order so called.
Done<OrderActId> pick_act(Record& record, const std::string& name, std::string_view kind) {
  const bool bills = kind == "invoice";
  if (const auto order = pick_case(record, name, "order"); order) {
    const auto view = record.case_file(*order);
    if (!view) return tl::unexpected(view.error());
    std::vector<base::Id> ids;
    if (const auto& of = view->file.order)
      ids = bills ? papers::standing_invoices(*of) : papers::standing_receipts(*of);
    if (ids.size() == 1) return OrderActId{*order, ids.front()};
    std::string known;
    for (const auto& id : ids) known += " " + short_hex(id);
    return trouble(ids.empty() ? kRefused : kUsage,
                   ids.empty() ? fmt::format("Order {} has no {}.", short_hex(*order), kind)
                               : fmt::format("Order {} has several of kind {}:{}. Name one.",
                                             short_hex(*order), kind, known));
  }
  const auto log = record.log(0, std::uint64_t{1} << 40);
  if (!log) return tl::unexpected(log.error());
  std::vector<OrderActId> found;
  for (const auto& row : *log) {
    const auto act = base::fixed_from_hex<base::Id>(row.act.id);
    const auto order = base::fixed_from_hex<base::Id>(row.case_id);
    if (row.act.kind == kind && row.act.id.starts_with(name) && act && order) found.push_back({*order, *act});
  }
  if (found.size() == 1) return found.front();
  if (found.empty())
    return trouble(kRefused, fmt::format("There is no {} {} here, nor an order of that name.", kind, name));
  return trouble(kUsage, fmt::format("Several acts of kind {} begin with {}. Give more digits.", kind, name));
}

Done<void> print_invoice(const Context& context, const FormOptions& options) {
  const auto bench = open_bench(context, options);
  if (!bench) return tl::unexpected(bench.error());
  const auto id = pick_act(*bench->record, options.id, "invoice");
  if (!id) return tl::unexpected(id.error());
  return finish(*bench, options, papers::invoice_form(bench->reader->reader(), id->order, id->act),
                "invoice-" + short_hex(id->act));
}

Done<void> print_receipt(const Context& context, const FormOptions& options) {
  const auto bench = open_bench(context, options);
  if (!bench) return tl::unexpected(bench.error());
  const auto id = pick_act(*bench->record, options.id, "receive");
  if (!id) return tl::unexpected(id.error());
  return finish(*bench, options, papers::receipt_form(bench->reader->reader(), id->order, id->act),
                "receipt-" + short_hex(id->act));
}

/// The party that was named, else the only other one.
Done<std::string> other_party(const Status& status, const std::string& named) {
  std::vector<std::string> others;
  for (const auto& code : status.parties)
    if (code != status.party) others.push_back(code);
  for (const auto& code : others)
    if (code == named) return code;
  if (named.empty() && others.size() == 1) return others.front();
  return trouble(kUsage, named.empty() ? "Name the other party with --party."
                                       : fmt::format("'{}' is no other party of this partnership.", named));
}

Done<void> print_reminder(const Context& context, const FormOptions& options) {
  const auto bench = open_bench(context, options);
  if (!bench) return tl::unexpected(bench.error());
  auto day = bench->made.legal_date();
  if (!options.as_of.empty()) {
    const auto date = base::parse_date(options.as_of);
    if (!date) return trouble(kUsage, fmt::format("'{}' is no date. Write it as 2026-11-23.", options.as_of));
    day = *date;
  }
  const auto& status = bench->reader->status();
  const auto debtor = other_party(status, options.party);
  if (!debtor) return tl::unexpected(debtor.error());
  const auto orders = bench->reader->orders();
  if (!orders) return tl::unexpected(orders.error());
  const auto form =
      papers::reminder_form(bench->reader->reader(), *orders, status.party, *debtor, day, options.level);
  if (form && form->rows.empty()) {
    fmt::print("By {} nothing that {} owes {} is overdue. No reminder was written.\n", to_text(day), *debtor,
               status.party);
    return {};
  }
  return finish(*bench, options, form, fmt::format("reminder-{}-{}", *debtor, to_text(day)));
}

Done<void> print_account(const Context& context, const FormOptions& options) {
  const auto bench = open_bench(context, options);
  if (!bench) return tl::unexpected(bench.error());
  auto& reader = *bench->reader;
  const auto& status = reader.status();
  const auto other = other_party(status, options.party);
  if (!other) return tl::unexpected(other.error());
  const auto rows = bench->record->balances(std::nullopt, false);
  if (!rows) return tl::unexpected(rows.error());
  ledger::Position position;
  for (const auto& row : *rows)
    if (!position.add(row.account, row.commodity, row.amount))
      return trouble(kFailed, "A balance does not fit. Call the auditor.");
  const auto orders = reader.orders();
  if (!orders) return tl::unexpected(orders.error());
  const auto form = papers::account_form(reader.reader(), position, *orders, std::min(status.party, *other),
                                         std::max(status.party, *other), status.log_size, reader.agreed_at());
  return finish(*bench, options, form, fmt::format("account-{}-accord-{}", *other, status.height));
}

/// Without a record: what the code itself says.
Done<void> tell_code(const papers::PaperCode& code) {
  fmt::print(
      "The code names act {} of partnership {}, {}.\nNothing was checked: name a node's folder with "
      "--node DIR to compare it with that record.\n",
      short_hex(code.statement), short_hex(code.partnership),
      code.point ? fmt::format("and accord {} with root {}", code.point->height,
                               base::to_hex(code.point->root.view()).substr(0, 12))
                 : std::string("not agreed when it was printed"));
  return {};
}

Done<void> verify_paper(Context& context, const FormOptions& options) {
  const auto code = papers::parse_paper_code(options.code);
  if (!code) return trouble(kUsage, code.error());
  if (context.node_dir.empty()) return tell_code(*code);
  // A folder may hold several partnerships: the paper says which one is meant.
  const auto folder = folder_of(context);
  if (!folder) return tl::unexpected(folder.error());
  const auto records = folder->records();
  if (context.partnership.empty() &&
      std::find(records.begin(), records.end(), code->partnership) != records.end())
    context.partnership = base::to_hex(code->partnership.view());
  const auto record = open_record(context);
  if (!record) return tl::unexpected(record.error());
  const auto reader = PaperReader::open(**record);
  if (!reader) return tl::unexpected(reader.error());
  const auto check = papers::check_paper(*code, (*reader)->source());
  if ((*reader)->fault()) return tl::unexpected(*(*reader)->fault());
  const auto says = papers::sentences(*code, check);
  if (context.json) {
    nlohmann::ordered_json out = {{"holds", check.holds()},
                                  {"finding", std::string(name(check.finding))},
                                  {"act", base::to_hex(code->statement.view())},
                                  {"says", says}};
    if (check.place) out.update({{"position", check.place->position}, {"height", check.place->height}});
    fmt::print("{}\n", out.dump(2));
    return check.holds() ? Done<void>{} : trouble(kRefused, "The paper does not fit this record.");
  }
  if (!check.holds()) return trouble(kRefused, says);
  fmt::print("{}\n", says);
  if (code->statement != code->partnership)
    fmt::print("What the record says of it: palitan --node {} show {}\n", context.node_dir,
               short_hex(code->statement));
  return {};
}
}  // namespace

void add_form_commands(CLI::App& app, Context& context) {
  auto options = std::make_shared<FormOptions>();
  auto* at = app.add_subcommand("paper", "the papers as PDF: order, invoice, receipt, reminder, account");
  at->require_subcommand(1)->fallthrough();
  const auto add = [&](const char* name, const char* says, auto print, const char* id) {
    auto* one =
        command(*at, context, name, says, [&context, options, print] { return print(context, *options); });
    if (id != nullptr) one->add_option("id", options->id, id)->required();
    one->add_option("--lang", options->language, "the language beside English: ja or fil");
    one->add_option("--out", options->out, "where to write it");
    one->add_option("--made", options->made, "the time on the paper; the same time gives the same bytes");
    return one;
  };
  add("order", "the order form: request, receipts, returns and invoices", print_order,
      "the order: first digits of its id");
  add("invoice", "one invoice", print_invoice, "the invoice's act, or its order where it has one");
  add("receipt", "one receipt of goods or services", print_receipt,
      "the receipt's act, or its order where it has one");
  auto* reminder =
      add("reminder", "everything that the other party owes and is overdue", print_reminder, nullptr);
  reminder->add_option("--party", options->party, "who is reminded, where there are several");
  reminder->add_option("--as-of", options->as_of, "overdue by that day; default today");
  reminder->add_option("--level", options->level, "which reminder it is")->check(CLI::Range(1, 9));
  auto* account =
      add("account", "the agreed balances of two parties with open disputes", print_account, nullptr);
  account->add_option("--party", options->party, "the other party, where there are several");
  auto* check =
      command(app, context, "verify-paper", "what the code on a paper proves against a node's record",
              [&context, options] { return verify_paper(context, *options); });
  check->add_option("code", options->code, "the text of the QR code, palitan:1:...")->required();
}

}  // namespace palitan::cli
