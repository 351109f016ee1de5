// The demonstration's record on paper.
#include "cli/demo_stage.h"
#include "cli/files.h"
#include "cli/paper_reader.h"
#include "papers/form.h"

namespace palitan::cli {
namespace {
namespace fs = std::filesystem;

constexpr std::pair<papers::Language, const char*> kSeconds[] = {{papers::Language::japanese, "ja"},
                                                                 {papers::Language::filipino, "fil"}};

/// Prints one form in both language pairs and counts the files.
class Printer {
 public:
  Printer(fs::path dir, base::Instant made) : dir_(std::move(dir)), made_(made) {}

  template <class Form>
  Done<void> print(const base::Result<Form>& form, const std::string& name) {
    if (!form) return trouble(form.error());
    for (const auto& [language, suffix] : kSeconds) {
      const auto pdf = papers::render(*form, language, made_);
      if (!pdf) return trouble(pdf.error());
      if (auto ok = write_file(dir_ / fmt::format("{}-{}.pdf", name, suffix), *pdf); !ok) return ok;
      ++files_;
    }
    return {};
  }
  int files() const { return files_; }

 private:
  fs::path dir_;
  base::Instant made_;
  int files_ = 0;
};

Done<void> print_order(Printer& printer, Record& record, const papers::RecordReader& reader,
                       const base::Id& id) {
  const auto view = record.case_file(id);
  if (!view) return tl::unexpected(view.error());
  const auto& order = *view->file.order;
  if (auto ok = printer.print(papers::order_form(reader, id), "order-" + order.reference); !ok) return ok;
  for (const auto& invoice : order.invoices)
    if (auto ok = printer.print(papers::invoice_form(reader, id, invoice.id), "invoice-" + invoice.number);
        !ok)
      return ok;
  int number = 0;
  for (const auto& receipt : order.receipts) {
    if (receipt.corrected) continue;  // what was replaced is no paper any more
    if (auto ok = printer.print(papers::receipt_form(reader, id, receipt.id),
                                fmt::format("receipt-{}-{}", order.reference, ++number));
        !ok)
      return ok;
  }
  return {};
}
constexpr int kMonthsAhead = 36;

/// What will be past its date first, on the paper that would then go out: the demonstration itself ends with
/// nothing overdue.
Done<base::Date> print_reminder(Printer& printer, const papers::RecordReader& reader,
                                const std::vector<base::Id>& orders, base::Date today) {
  for (int ahead = 0; ahead <= kMonthsAhead; ++ahead)
    for (const auto& [creditor, debtor] : {std::pair{"jpn", "phl"}, std::pair{"phl", "jpn"}}) {
      const auto day = base::add_months(today, ahead);
      const auto form = papers::reminder_form(reader, orders, creditor, debtor, day, 1);
      if (form && form->rows.empty()) continue;
      if (auto ok = printer.print(form, fmt::format("reminder-{}-{}", debtor, to_text(day))); !ok)
        return tl::unexpected(ok.error());
      return day;
    }
  return trouble(kFailed, "No debt of the demonstration ever falls due.");
}
}  // namespace

Done<void> print_the_papers(Stage& stage) {
  chapter("17. The papers");
  const auto dir = stage.options().dir / "papers";
  std::error_code error;
  fs::create_directories(dir, error);
  if (error) return trouble(kFailed, fmt::format("{} cannot be made.", dir.string()));
  auto& record = *stage.nation("phl").desk;
  const auto reader = PaperReader::open(record);
  if (!reader) return tl::unexpected(reader.error());
  const auto orders = (*reader)->orders();
  if (!orders) return tl::unexpected(orders.error());
  Printer printer(dir, stage.now().at);
  for (const auto& id : *orders)
    if (auto ok = print_order(printer, record, (*reader)->reader(), id); !ok) return ok;
  ledger::Position balances;
  const auto asked = stage.nation("phl").service->writer().ask(
      stage.partnership(), [&](node::Book& book) { balances = book.balances(false); });
  if (!asked) return trouble(asked.error());
  const auto account = papers::account_form((*reader)->reader(), balances, *orders, "jpn", "phl",
                                            (*reader)->status().log_size, (*reader)->agreed_at());
  if (auto ok = printer.print(account, "account"); !ok) return ok;
  const auto reminded = print_reminder(printer, (*reader)->reader(), *orders, stage.now().legal_date());
  if (!reminded) return tl::unexpected(reminded.error());
  fmt::print("  the reminder is of {}, when the first open debt is past its date\n", to_text(*reminded));
  stage.check(
      "every order, invoice and receipt, the account and a reminder are printed in both language pairs",
      printer.files() >= 2 * (static_cast<int>(orders->size()) + 2));
  fmt::print("  {} papers in English with Japanese and English with Filipino: {}\n", printer.files(),
             dir.string());
  return {};
}

}  // namespace palitan::cli
