// `palitan account`: cut the books between two, state what stood there, and match a partner's own list.
#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "base/money.h"
#include "cli/acting.h"
#include "cli/commands.h"
#include "cli/line_syntax.h"
#include "cli/table.h"
#include "kernel/account.h"
#include "papers/import_table.h"
#include "reports/account_match.h"
#include "reports/account_open.h"

namespace palitan::cli {
namespace {
using statement::Role;

struct AccountWords {
  std::string with;
  std::string from;
  std::string until;
  std::string reference;
  std::string account;
  std::string by;
  std::string file;
  std::int32_t days = 3;
  std::int64_t minor = 0;
  bool none_open = false;
};

template <class Body>
Done<void> sign_as_finance(const Context& context, Desk& desk, const AccountWords& words, const Body& body,
                           std::optional<base::Id> in) {
  const auto time = when(context, "");
  if (!time) return tl::unexpected(time.error());
  auto seat = pick_seat(desk, words.by, Role::biller);
  if (!seat) seat = pick_seat(desk, words.by, Role::payer);
  if (!seat) return tl::unexpected(seat.error());
  auto draft = draft_of(*seat, body, in);
  draft.effective = *time;
  const auto done = desk.sign(draft);
  if (!done) return tl::unexpected(done.error());
  say_signed(*done, name(draft.kind));
  return {};
}

Done<void> cut(const Context& context, const AccountWords& words) {
  const auto from = parse_day(words.from);
  const auto until = parse_day(words.until);
  if (!from) return tl::unexpected(from.error());
  if (!until) return tl::unexpected(until.error());
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto status = (*desk)->status();
  if (!status) return tl::unexpected(status.error());
  statement::CutAccount body{std::min(status->party, words.with), std::max(status->party, words.with), *from,
                             *until, words.reference};
  return sign_as_finance(context, **desk, words, body, {});
}

/// Every order of the record.
Done<std::vector<CaseView>> orders_of(Record& record) {
  const auto rows = record.cases();
  if (!rows) return tl::unexpected(rows.error());
  std::vector<CaseView> out;
  for (const auto& row : *rows) {
    if (row.kind != "order") continue;
    auto view = record.case_file(row.id);
    if (!view) return tl::unexpected(view.error());
    if (view->file.order) out.push_back(std::move(*view));
  }
  return out;
}

Done<void> state(const Context& context, const AccountWords& words) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto id = pick_case(**desk, words.account, "account");
  if (!id) return tl::unexpected(id.error());
  const auto view = (*desk)->case_file(*id);
  if (!view) return tl::unexpected(view.error());
  if (!view->file.account) return trouble(kRefused, "That case is no account.");
  if (view->acts.empty() || !view->acts.front().agreed)
    return trouble(kRefused,
                   "The cut is not agreed yet, so its balances may still move. Wait for the accord.");
  const auto& account = *view->file.account;
  statement::StateAccount body{
      kernel::hash_of(account.balances), static_cast<std::uint32_t>(account.balances.size()), {}};
  if (!words.none_open) {
    const auto orders = orders_of(**desk);
    if (!orders) return tl::unexpected(orders.error());
    std::vector<reports::OrderOf> given;
    for (const auto& one : *orders) given.push_back({one.id, &*one.file.order});
    body.open = reports::open_items(given, account.cut.first, account.cut.second);
  }
  fmt::print("{} balances, {} open items:\n", body.count, body.open.size());
  for (const auto& item : body.open)
    fmt::print("  {} line {}: {} {}, {}\n", short_hex(item.in), item.line,
               ledger::amount_text(item.commodity, item.amount), item.commodity, name(item.cause));
  return sign_as_finance(context, **desk, words, body, *id);
}

// ---- a partner's own list ----

/// "document", "date", "amount", "currency" by the header; a fault names row and column.
Done<std::vector<reports::ListedInvoice>> list_in(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return trouble(kFailed, fmt::format("'{}' cannot be opened.", path));
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const auto table = papers::read_import(bytes, papers::SheetKind::orders);
  const auto en = papers::SheetLanguage::english;
  if (!table) return trouble(kRefused, papers::to_text(table.error(), en));
  if (!table->faults.empty()) return trouble(kRefused, papers::to_text(table->faults.front(), en));
  if (table->rows.empty()) return trouble(kRefused, "The file is empty.");
  constexpr std::array<std::string_view, 4> kColumns = {"document", "date", "amount", "currency"};
  std::array<std::size_t, 4> at{};
  for (std::size_t c = 0; c < kColumns.size(); ++c) {
    const auto& head = table->rows[0].cells;
    const auto found =
        std::find_if(head.begin(), head.end(), [&](const auto& cell) { return cell.text == kColumns[c]; });
    if (found == head.end())
      return trouble(kRefused, fmt::format("The first row has no column '{}'. Needed are: {}.", kColumns[c],
                                           fmt::join(kColumns, ", ")));
    at[c] = static_cast<std::size_t>(found - head.begin());
  }
  std::vector<reports::ListedInvoice> out;
  for (std::size_t r = 1; r < table->rows.size(); ++r) {
    const auto& row = table->rows[r];
    if (row.blank()) continue;
    const auto text = [&](std::size_t c) {
      return at[c] < row.cells.size() ? row.cells[at[c]].text : std::string();
    };
    const auto date = base::parse_date(text(1));
    const auto amount = parse_money(text(3) + " " + text(2));
    if (!date || !amount)
      return trouble(
          kRefused,
          fmt::format("{}: '{}' is not {}. Nothing was matched.",
                      papers::address(row.number, at[date ? 2 : 1] + 1), text(date ? 2 : 1),
                      date ? "an amount of that currency, like 1234.50" : "a date, like 2026-11-24"));
    out.push_back({text(0), *date, *amount, fmt::format("row {}", row.number)});
  }
  return out;
}

void print(std::string_view title, const std::vector<reports::ListedInvoice>& rows) {
  Table table({"document", "date", "amount", "", "where"}, {2});
  for (const auto& one : rows)
    table.add({one.document, to_text(one.date), ledger::amount_text(one.amount.currency, one.amount.minor),
               one.amount.currency, one.place});
  fmt::print("{}\n{}\n", title, table.empty() ? "  none\n" : table.text(2));
}

Done<void> match(const Context& context, const AccountWords& words) {
  const auto theirs = list_in(words.file);
  if (!theirs) return tl::unexpected(theirs.error());
  const auto record = open_record(context);
  if (!record) return tl::unexpected(record.error());
  const auto orders = orders_of(**record);
  if (!orders) return tl::unexpected(orders.error());
  std::vector<reports::ListedInvoice> ours;
  for (const auto& one : *orders) {
    const auto& order = *one.file.order;
    if (order.supplier != words.with && order.recipient != words.with) continue;
    for (const auto& invoice : order.invoices)
      if (!invoice.withdrawn)
        ours.push_back({invoice.number, invoice.date, {invoice.total, order.currency}, short_hex(one.id)});
  }
  const auto found = reports::match_account(std::move(ours), *theirs, {words.days, words.minor});
  Table table({"ours", "theirs", "matched by", "differs in"});
  for (const auto& one : found.matched)
    if (!one.differs.empty()) table.add({one.ours.document, one.theirs.place, one.because, one.differs});
  fmt::print("Differences\n{}\n", table.empty() ? "  none\n" : table.text(2));
  print("Only in our record", found.only_ours);
  print("Only in their list", found.only_theirs);
  fmt::print("{} matched, within {} days and {} minor units.\n", found.matched.size(), words.days,
             words.minor);
  return {};
}
}  // namespace

void add_account_commands(CLI::App& app, Context& context) {
  auto words = std::make_shared<AccountWords>();
  auto* at = app.add_subcommand("account",
                                "the account between two parties: cut it, state it, match a partner's list");
  at->require_subcommand(1)->fallthrough();
  auto* one = command(*at, context, "cut", "cut the books where they stand now, for a period that is over",
                      [&context, words] { return cut(context, *words); });
  one->add_option("--with", words->with, "the other party")->required();
  one->add_option("--from", words->from, "first day")->required();
  one->add_option("--until", words->until, "last day")->required();
  one->add_option("--reference", words->reference, "what it is called");
  auto* two = command(*at, context, "state",
                      "sign the balances of the cut and what is open; two equal words close it",
                      [&context, words] { return state(context, *words); });
  two->add_option("account", words->account, "first digits of its id; may be left out where there is one");
  two->add_flag("--nothing-open", words->none_open, "name no open items");
  auto* three = command(*at, context, "match", "a partner's own list of invoices beside the record",
                        [&context, words] { return match(context, *words); });
  three->add_option("file", words->file, "CSV or XLSX with the columns document, date, amount, currency")
      ->required();
  three->add_option("--with", words->with, "the party whose list it is")->required();
  three->add_option("--days", words->days, "dates so many days apart are the same")->capture_default_str();
  three->add_option("--minor", words->minor, "amounts so many minor units apart are the same")
      ->capture_default_str();
  for (auto* out : {one, two}) out->add_option("--by", words->by, "the office or seat that signs");
}

}  // namespace palitan::cli
