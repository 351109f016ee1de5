// `palitan visits | grants | activities | everywhere`: what the partnership lives on beside its orders, and
// one view over all of a node's partnerships.
#include <algorithm>
#include <map>
#include <set>

#include "base/money.h"
#include "cli/commands.h"
#include "cli/exports.h"
#include "cli/table.h"
#include "reports/activity_costs.h"
#include "reports/grant_views.h"
#include "reports/visit_views.h"

namespace palitan::cli {
namespace {

struct MissionWords {
  std::string on;
  std::string donor;
  std::string which;
  std::string to;
};

Done<base::Date> day_of(const Context& context, const std::string& text) {
  const auto time = when(context, text.empty() ? "" : text + "T12:00Z");
  if (!time) return tl::unexpected(time.error());
  return time->legal_date();
}

/// Every case of those kinds, whole.
Done<std::vector<CaseView>> cases_of(Record& record, std::initializer_list<std::string_view> kinds) {
  const auto rows = record.cases();
  if (!rows) return tl::unexpected(rows.error());
  std::vector<CaseView> out;
  for (const auto& row : *rows) {
    if (std::find(kinds.begin(), kinds.end(), row.kind) == kinds.end()) continue;
    auto view = record.case_file(row.id);
    if (!view) return tl::unexpected(view.error());
    out.push_back(std::move(*view));
  }
  return out;
}

const kernel::InstrumentFact* law_in(const std::vector<CaseView>& views, const base::Id& id) {
  for (const auto& view : views)
    if (view.id == id && view.file.instrument) return &*view.file.instrument;
  return nullptr;
}

void print(std::string_view title, const Table& table) {
  fmt::print("{}\n{}\n", title, table.empty() ? "  none\n" : table.text(2));
}
std::string quantity(std::int64_t millionths, const std::string& unit) {
  return unit.empty() ? std::to_string(millionths) : base::format_decimal(millionths, 6) + " " + unit;
}
std::string by(const std::optional<base::Date>& due, const std::optional<reports::Level>& level) {
  return due ? to_text(*due) + (level ? fmt::format(" ({})", name(*level)) : "")
             : std::string("no clock runs");
}

// ---- visits ----

Done<void> show_visits(const Context& context, const MissionWords& words) {
  const auto today = day_of(context, words.on);
  if (!today) return tl::unexpected(today.error());
  const auto record = open_record(context);
  if (!record) return tl::unexpected(record.error());
  const auto views = cases_of(**record, {"visit", "instrument"});
  if (!views) return tl::unexpected(views.error());
  std::vector<const kernel::VisitFact*> all;
  Table visits({"visit", "visitor", "host", "state", "from", "until", "purpose"});
  Table consents({"visit", "waits for", "declared", "due", "clause"});
  Table imports({"visit", "import", "still inside", "out by"}, {2});
  Table conditions({"visit", "condition", "by"});
  Table affairs({"visit", "what", "detail", "waits for"});
  for (const auto& view : *views) {
    if (!view.file.visit) continue;
    const auto& visit = *view.file.visit;
    all.push_back(&visit);
    const auto id = short_hex(view.id);
    const auto row = reports::visit_row(view.id, visit, *today);
    visits.add({id, row.visitor, row.host,
                std::string(name(row.state)) + (row.overstayed ? ", OVERSTAYED" : ""), to_text(row.from),
                to_text(row.until), row.purpose});
    if (const auto* law = law_in(*views, visit.instrument))
      if (const auto asked = reports::consent_awaited(visit, law->rules, *today))
        consents.add(
            {id, asked->host, to_text(asked->declared_on), by(asked->due, asked->level), asked->clause});
    for (const auto& one : reports::not_reexported(visit, *today))
      imports.add({id, one.description, quantity(one.inside, one.unit), by(one.by, one.level)});
    for (const auto& one : reports::unmet_conditions(visit, *today))
      conditions.add({id, one.text, by(one.by, one.level)});
    for (const auto& one : reports::open_affairs(visit))
      affairs.add({id, one.what, one.detail, one.waits_for.value_or("both")});
  }
  Table here({"visitor", "in", "officers", "enlisted", "civilians", "craft", "visits"}, {2, 3, 4, 5, 6});
  for (const auto& row : reports::present(all))
    here.add({row.visitor, row.host, std::to_string(row.officers), std::to_string(row.enlisted),
              std::to_string(row.civilians), std::to_string(row.craft), std::to_string(row.visits)});
  print("In the country today", here);
  print("Visits", visits);
  print("Consents awaited", consents);
  print("Temporary imports still inside", imports);
  print("Conditions not met", conditions);
  print("Open before somebody", affairs);
  return {};
}

// ---- grants ----

std::vector<reports::GrantCase> grants_in(const std::vector<CaseView>& views) {
  std::vector<reports::GrantCase> out;
  for (const auto& view : views)
    if (view.file.grant)
      if (const auto* law = law_in(views, view.file.grant->note.instrument))
        out.push_back({view.id, &*view.file.grant, &law->rules});
  return out;
}
std::string money(std::int64_t minor, const std::string& currency) {
  return grouped(ledger::amount_text(currency, minor)) + " " + currency;
}

/// Markdown, fit to be published.
std::string sheet_text(const reports::PublicSheet& sheet) {
  std::string out = fmt::format(
      "# {}\n\n- From {} to {}, fiscal year from {}\n- Field: {}, for {}\n- Amount: {}\n- Agreed on {}\n",
      sheet.title, sheet.donor, sheet.recipient, to_text(sheet.fiscal_year), sheet.field, sheet.purpose,
      money(sheet.obligation.minor, sheet.obligation.currency), to_text(sheet.agreed_on));
  for (const auto& one : sheet.conversions)
    out += fmt::format("- Said to be {} by {} on {}: information, not owed\n",
                       money(one.amount.minor, one.amount.currency), one.source, to_text(one.on));
  if (sheet.delivered_on) out += "- Delivered on " + to_text(*sheet.delivered_on) + "\n";
  if (sheet.evaluated_on)
    out += fmt::format("- Evaluated on {}: {}\n", to_text(*sheet.evaluated_on), sheet.result);
  return out;
}

Done<void> publish(const std::vector<reports::GrantCase>& grants, const std::string& file) {
  std::string out;
  for (const auto& one : grants)
    if (const auto sheet = reports::public_sheet(one)) out += (out.empty() ? "" : "\n") + sheet_text(*sheet);
  if (out.empty()) return trouble(kRefused, "Nothing is fit to be published yet.");
  if (auto ok = write_file(file, {out.begin(), out.end()}); !ok) return ok;
  fmt::print("Written: {}\n", file);
  return {};
}

Done<void> show_portfolio(const std::vector<reports::GrantCase>& grants, const std::string& donor) {
  const auto all = reports::portfolio(grants, donor, {});
  if (!all) return trouble(all.error());
  Table table({"fiscal year from", "partner", "grants", "agreed", "disbursed", "owed", "offered"},
              {2, 3, 4, 5, 6});
  for (const auto& line : all->lines)
    table.add({to_text(line.fiscal_year), line.partner, std::to_string(line.grants),
               money(line.agreed, line.currency), money(line.disbursed, line.currency),
               money(line.owed, line.currency), money(line.offered, line.currency)});
  print("Portfolio of " + donor, table);
  return {};
}

Done<void> show_grants(const Context& context, const MissionWords& words) {
  const auto today = day_of(context, words.on);
  if (!today) return tl::unexpected(today.error());
  const auto record = open_record(context);
  if (!record) return tl::unexpected(record.error());
  const auto views = cases_of(**record, {"grant", "instrument"});
  if (!views) return tl::unexpected(views.error());
  const auto grants = grants_in(*views);
  if (!words.to.empty()) return publish(grants, words.to);
  std::set<statement::PartyCode> donors;
  for (const auto& one : grants) donors.insert(one.grant->note.donor);
  for (const auto& donor : donors)
    if (words.donor.empty() || donor == words.donor)
      if (auto ok = show_portfolio(grants, donor); !ok) return ok;
  Table due({"grant", "step", "by", "of", "due"});
  for (const auto& one : reports::grants_due(grants, *today))
    due.add({short_hex(one.grant), std::string(name(one.step)),
             one.by_party.empty() ? "either" : one.by_party,
             one.serial.empty() && one.lot != 0 ? fmt::format("lot {} milestone {}", one.lot, one.milestone)
                                                : one.serial,
             (one.due ? to_text(*one.due) : "as soon as may be") +
                 (one.days_overdue > 0 ? fmt::format(", {} days overdue", one.days_overdue) : "")});
  print("Due", due);
  Table things({"serial", "what", "with", "since", "readiness", "unit", "place", "berth"});
  for (const auto& one : reports::item_register(grants))
    things.add({one.item.serial, one.item.description, std::string(name(one.custody)), to_text(one.since),
                one.readiness ? std::string(name(*one.readiness)) : "", one.custodian, one.place.name,
                one.berth});
  print("Register", things);
  return {};
}

// ---- activities ----

Done<void> show_activities(const Context& context, const MissionWords& words) {
  const auto record = open_record(context);
  if (!record) return tl::unexpected(record.error());
  const auto views = cases_of(**record, {"activity", "order"});
  if (!views) return tl::unexpected(views.error());
  for (const auto& view : *views) {
    if (!view.file.activity) continue;
    const auto& activity = view.file.activity->activity;
    if (!words.which.empty() && words.which != activity.name &&
        !base::to_hex(view.id.view()).starts_with(words.which))
      continue;
    std::vector<const kernel::OrderFact*> orders;
    for (const auto& other : *views)
      if (other.file.order && other.file.order->activity == view.id) orders.push_back(&*other.file.order);
    const auto costs = reports::activity_costs(orders);
    if (!costs) return trouble(costs.error());
    Table table({"giver", "taker", "means", "commodity", "received", "money", "worth in kind"}, {4, 5, 6});
    for (const auto& one : *costs)
      table.add({one.giver, one.taker, std::string(name(one.means)), one.commodity,
                 grouped(base::format_decimal(one.received, 6)), money(one.money, one.currency),
                 money(one.worth, one.currency)});
    print(fmt::format("{} - {}", short_hex(view.id), activity.name), table);
  }
  return {};
}

// ---- all partnerships ----

struct Standing {
  std::int64_t may_ask = 0;
  std::int64_t owes = 0;
};
/// Claims above zero and debts below it, of one party; what was given and received stays out.
void count(const std::vector<BalanceRow>& rows, const statement::PartyCode& own,
           std::map<ledger::Commodity, Standing>& sums, Table& table, const std::string& book) {
  for (const auto& row : rows) {
    using ledger::AccountKind;
    const auto kind = row.account.kind;
    const bool moved = kind == AccountKind::issued || kind == AccountKind::received ||
                       kind == AccountKind::damaged || kind == AccountKind::transit ||
                       kind == AccountKind::irregular || kind == AccountKind::written_off ||
                       kind == AccountKind::forgiven;
    if (row.account.holder != own || moved) continue;
    auto& sum = sums[row.commodity];
    (row.amount > 0 ? sum.may_ask : sum.owes) += row.amount;
    table.add(
        {book, to_text(row.account), grouped(ledger::amount_text(row.commodity, row.amount)), row.commodity});
  }
}

Done<void> show_everywhere(const Context& context) {
  const auto folder = folder_of(context);
  if (!folder) return tl::unexpected(folder.error());
  const auto own = folder->file().party;
  std::map<ledger::Commodity, Standing> sums;
  Table rows({"book", "account", "amount", ""}, {2});
  Table books({"book", "agreed to", "pending", "waits for"}, {2});
  for (const auto& partnership : folder->records()) {
    auto one = context;
    one.partnership = base::to_hex(partnership.view());
    const auto record = open_record(one);
    if (!record) return tl::unexpected(record.error());
    const auto status = (*record)->status();
    if (!status) return tl::unexpected(status.error());
    const auto book = fmt::format("{}", fmt::join(status->parties, "-"));
    books.add({book, status->accord_time, std::to_string(status->pending), status->waiting_for});
    const auto balances = (*record)->balances(std::nullopt, true);
    if (!balances) return tl::unexpected(balances.error());
    count(*balances, own, sums, rows, book);
  }
  Table total({"commodity", "may ask for", "owes"}, {1, 2});
  for (const auto& [commodity, sum] : sums)
    total.add(
        {commodity, ledger::amount_text(commodity, sum.may_ask), ledger::amount_text(commodity, -sum.owes)});
  print("Books of " + own, books);
  print("What " + own + " may ask for (above zero) and owes, what is pending counted", rows);
  print("Over all books", total);
  return {};
}
}  // namespace

void add_mission_commands(CLI::App& app, Context& context) {
  auto words = std::make_shared<MissionWords>();
  auto* visits = command(app, context, "visits",
                         "who is in the country, consents awaited, imports still inside, conditions, claims",
                         [&context, words] { return show_visits(context, *words); });
  auto* grants = command(app, context, "grants", "the portfolio, what is due, where the things are",
                         [&context, words] { return show_grants(context, *words); });
  for (auto* at : {visits, grants})
    at->add_option("--on", words->on, "the day, as 2026-11-24; today if left out");
  grants->add_option("--donor", words->donor, "of this donor only");
  grants->add_option("--public", words->to, "write what is fit to be published to this file (Markdown)");
  auto* activities = command(app, context, "activities", "what each activity cost each side",
                             [&context, words] { return show_activities(context, *words); });
  activities->add_option("activity", words->which, "its name or id; all if left out");
  command(app, context, "everywhere", "one view over all partnerships of the node",
          [&context] { return show_everywhere(context); });
}

}  // namespace palitan::cli
