// `palitan account`: cut the books between two, state what stood there, and match a partner's own list.
#include <algorithm>

#include "base/money.h"
#include "cli/acting.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/line_syntax.h"
#include "cli/order_draft.h"
#include "cli/table.h"
#include "papers/partner_list.h"
#include "reports/account_match.h"

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
  std::string balance;
  std::string commodity;
  std::string in;
  std::string cause = "quantity";
  std::string note;
  std::string of;
  std::string quantity = "0";
  std::uint32_t line = 0;
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

Done<std::pair<std::unique_ptr<Desk>, base::Id>> account_at(const Context& context,
                                                            const AccountWords& words) {
  auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto id = pick_case(**desk, words.account, "account");
  if (!id) return tl::unexpected(id.error());
  return std::pair{std::move(*desk), *id};
}

Done<void> state(const Context& context, const AccountWords& words) {
  const auto at = account_at(context, words);
  if (!at) return tl::unexpected(at.error());
  const auto& [desk, id] = *at;
  auto body = desk->account_word(id);
  if (!body) return tl::unexpected(body.error());
  if (words.none_open) body->open.clear();
  fmt::print("{} balances, {} open items:\n", body->count, body->open.size());
  for (const auto& item : body->open)
    fmt::print("  {} line {}: {} {}, {}\n", short_hex(item.in), item.line,
               grouped(ledger::amount_text(item.commodity, item.amount)), item.commodity, name(item.cause));
  return sign_as_finance(context, *desk, words, *body, id);
}

/// A question on a line of the account: a balance of the cut, or a case.
Done<void> query(const Context& context, const AccountWords& words) {
  const auto at = account_at(context, words);
  if (!at) return tl::unexpected(at.error());
  const auto& [desk, id] = *at;
  const auto cause = parse_name<statement::OpenCause>(words.cause, "a cause");
  if (!cause) return tl::unexpected(cause.error());
  statement::QueryAccount body;
  body.account = words.balance;
  body.commodity = words.commodity;
  body.cause = *cause;
  body.note = words.note;
  if (!words.in.empty()) {
    const auto of = pick_case(*desk, words.in, "");
    if (!of) return tl::unexpected(of.error());
    body.in = *of;
    body.line = words.line;
  }
  return sign_as_finance(context, *desk, words, body, id);
}

Done<void> answer(const Context& context, const AccountWords& words) {
  const auto at = account_at(context, words);
  if (!at) return tl::unexpected(at.error());
  const auto& [desk, id] = *at;
  const auto view = desk->case_file(id);
  if (!view) return tl::unexpected(view.error());
  std::vector<base::Id> open;
  if (view->file.account)
    for (const auto& one : view->file.account->queries)
      if (!one.answer) open.push_back(one.id);
  if (open.empty()) return trouble(kRefused, "No query of that account waits for an answer.");
  if (words.of.empty() && open.size() > 1)
    return trouble(kUsage, "Several queries wait. Name one with --of: its first digits.");
  const auto of = words.of.empty() ? Done<base::Id>{open.front()} : pick_id(words.of, open, "query");
  if (!of) return tl::unexpected(of.error());
  return sign_as_finance(context, *desk, words, statement::AnswerAccount{*of, words.note}, id);
}

// ---- a partner's own list ----

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

Done<std::vector<reports::ListedInvoice>> list_in(const std::string& path) {
  const auto bytes = read_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  auto list = papers::read_partner_list(*bytes);
  if (list) return std::move(*list);
  return trouble(kRefused, fmt::format("{} Nothing was matched. The columns are: {}.",
                                       papers::to_text(list.error(), papers::SheetLanguage::english),
                                       papers::kListColumns));
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
  const auto micro = base::parse_decimal(words.quantity, 6);
  if (!micro || *micro < 0)
    return trouble(kUsage, fmt::format("'{}' is no quantity, like 0.5.", words.quantity));
  std::vector<reports::ListedInvoice> ours;
  for (const auto& one : *orders) {
    const auto& order = *one.file.order;
    if (order.supplier != words.with && order.recipient != words.with) continue;
    for (auto& invoice : reports::listed_invoices(order, short_hex(one.id)))
      ours.push_back(std::move(invoice));
  }
  const auto found = reports::match_account(std::move(ours), *theirs, {words.days, words.minor, *micro});
  Table differing({"ours", "theirs", "matched by", "differs in"});
  Table allowed({"ours", "theirs", "matched by", "differs in, and is allowed"});
  for (const auto& one : found.matched) {
    if (!one.differs.empty()) differing.add({one.ours.document, one.theirs.place, one.because, one.differs});
    if (!one.allowed.empty()) allowed.add({one.ours.document, one.theirs.place, one.because, one.allowed});
  }
  fmt::print("Differences\n{}\n", differing.empty() ? "  none\n" : differing.text(2));
  fmt::print("The same within the tolerance\n{}\n", allowed.empty() ? "  none\n" : allowed.text(2));
  print("Only in our record", found.only_ours);
  print("Only in their list", found.only_theirs);
  fmt::print("{} matched, within {} days, {} minor units and {} of a quantity's unit.\n",
             found.matched.size(), words.days, words.minor, words.quantity);
  return {};
}

void add_match(CLI::App& at, Context& context, const std::shared_ptr<AccountWords>& words) {
  auto* out = command(at, context, "match", "a partner's own list of invoices beside the record",
                      [&context, words] { return match(context, *words); });
  out->add_option("file", words->file,
                  "CSV or XLSX with the columns document, date, amount, currency, perhaps quantity and unit")
      ->required();
  out->add_option("--with", words->with, "the party whose list it is")->required();
  out->add_option("--days", words->days, "dates so many days apart are the same")->capture_default_str();
  out->add_option("--minor", words->minor, "amounts so many minor units apart are the same")
      ->capture_default_str();
  out->add_option("--quantity", words->quantity, "quantities so many units apart are the same")
      ->capture_default_str();
}
}  // namespace

void add_account_commands(CLI::App& app, Context& context) {
  auto words = std::make_shared<AccountWords>();
  auto* at = app.add_subcommand("account",
                                "the account between two parties: cut it, ask about it, state it, match a "
                                "partner's list");
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
  two->add_flag("--nothing-open", words->none_open, "name no open items");
  auto* three = command(*at, context, "query", "ask about a balance of the cut, or about a case of the two",
                        [&context, words] { return query(context, *words); });
  three->add_option("--balance", words->balance, "the balance's account, as jpn:transit:phl");
  three->add_option("--commodity", words->commodity, "of that balance, as F-76/LTR");
  three->add_option("--case", words->in, "the order, grant or credit: first digits of its id, or its name");
  three->add_option("--line", words->line, "of that case; all of it if left out");
  three->add_option("--cause", words->cause, "quantity, price, rate, missing_receipt, ...")
      ->capture_default_str();
  auto* four = command(*at, context, "answer", "answer the other side's query",
                       [&context, words] { return answer(context, *words); });
  four->add_option("--of", words->of, "the query (its first digits), where several wait");
  for (auto* out : {three, four}) out->add_option("--note", words->note, "what is said")->required();
  for (auto* out : {two, three, four})
    out->add_option("account", words->account, "first digits of its id; may be left out where there is one");
  for (auto* out : {one, two, three, four})
    out->add_option("--by", words->by, "the office or seat that signs");
  add_match(*at, context, words);
}

}  // namespace palitan::cli
