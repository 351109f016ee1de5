// `palitan visits | grants | activities | everywhere`: what the partnership lives on beside its orders, and
// one view over all of a node's partnerships.
#include <algorithm>
#include <map>

#include "base/money.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/portfolio_command.h"
#include "cli/table.h"
#include "cli/visit_text.h"
#include "reports/mission_views.h"
#include "reports/public_sheet_text.h"

namespace palitan::cli {
namespace {

struct MissionWords {
  std::string on;
  std::string donor;
  std::string which;
  std::string to;
  std::string budget;
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
std::vector<reports::CaseFile> files_of(const std::vector<CaseView>& views) {
  std::vector<reports::CaseFile> out;
  for (const auto& view : views) out.push_back({view.id, &view.file});
  return out;
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
  const auto view = reports::visits_view(files_of(*views), *today);
  Table here({"visitor", "in", "officers", "enlisted", "civilians", "craft", "visits"}, {2, 3, 4, 5, 6});
  for (const auto& row : view.in_country)
    here.add({row.visitor, row.host, std::to_string(row.officers), std::to_string(row.enlisted),
              std::to_string(row.civilians), std::to_string(row.craft), std::to_string(row.visits)});
  Table visits({"visit", "visitor", "host", "state", "from", "until", "purpose"});
  for (const auto& [id, row] : view.visits)
    visits.add({short_hex(id), row.visitor, row.host,
                std::string(name(row.state)) + (row.overstayed ? ", OVERSTAYED" : ""), to_text(row.from),
                to_text(row.until), row.purpose});
  Table consents({"visit", "waits for", "declared", "due", "clause"});
  for (const auto& [id, row] : view.consents)
    consents.add({short_hex(id), row.host, to_text(row.declared_on), by(row.due, row.level), row.clause});
  Table imports({"visit", "import", "still inside", "out by"}, {2});
  for (const auto& [id, row] : view.imports)
    imports.add({short_hex(id), row.description, quantity(row.inside, row.unit), by(row.by, row.level)});
  Table conditions({"visit", "condition", "by"});
  for (const auto& [id, row] : view.conditions)
    conditions.add({short_hex(id), row.text, by(row.by, row.level)});
  Table incidents({"visit", "incident", "on", "reported by"});
  for (const auto& [id, row] : view.incidents)
    incidents.add({short_hex(id), std::string(name(row.incident)), to_text(row.on), row.by});
  Table affairs({"visit", "what", "detail", "waits for"});
  for (const auto& [id, row] : view.affairs)
    affairs.add({short_hex(id), row.what, row.detail, row.waits_for.value_or("both")});
  print("In the country today", here);
  print("Visits", visits);
  print("Consents awaited", consents);
  print("Temporary imports still inside", imports);
  print("Conditions not met", conditions);
  print("Incidents", incidents);
  print("Open before somebody", affairs);
  return {};
}

// ---- grants ----

std::string money(std::int64_t minor, const std::string& currency) {
  return grouped(ledger::amount_text(currency, minor)) + " " + currency;
}

Done<void> publish(const std::vector<reports::GrantCase>& grants, const std::string& file) {
  std::string out;
  for (const auto& one : grants)
    if (const auto sheet = reports::public_sheet(one))
      out += (out.empty() ? "" : "\n") + public_sheet_text(*sheet);
  if (out.empty()) return trouble(kRefused, "Nothing is fit to be published yet.");
  if (auto ok = write_file(file, base::view_of(out)); !ok) return ok;
  fmt::print("Written: {}\n", file);
  return {};
}

void show(const reports::DonorPortfolio& one) {
  Table table({"fiscal year from", "partner", "grants", "agreed", "disbursed", "owed", "offered"},
              {2, 3, 4, 5, 6});
  for (const auto& line : one.portfolio.lines)
    table.add({to_text(line.fiscal_year), line.partner, std::to_string(line.grants),
               money(line.agreed, line.currency), money(line.disbursed, line.currency),
               money(line.owed, line.currency), money(line.offered, line.currency)});
  print("Portfolio of " + one.donor, table);
}

Done<void> show_grants(const Context& context, const MissionWords& words) {
  if (!words.budget.empty()) return show_budget(context, words.budget, words.donor);
  const auto today = day_of(context, words.on);
  if (!today) return tl::unexpected(today.error());
  const auto record = open_record(context);
  if (!record) return tl::unexpected(record.error());
  const auto views = cases_of(**record, {"grant", "instrument"});
  if (!views) return tl::unexpected(views.error());
  const auto files = files_of(*views);
  if (!words.to.empty()) return publish(reports::grants_in(files), words.to);
  const auto view = reports::grants_view(files, *today, words.donor);
  if (!view) return trouble(view.error());
  for (const auto& one : view->portfolios) show(one);
  Table due({"grant", "step", "by", "of", "due"});
  for (const auto& one : view->due)
    due.add({short_hex(one.grant), std::string(name(one.step)),
             one.by_party.empty() ? "either" : one.by_party,
             one.serial.empty() && one.lot != 0 ? fmt::format("lot {} milestone {}", one.lot, one.milestone)
                                                : one.serial,
             (one.due ? to_text(*one.due) : "as soon as may be") +
                 (one.days_overdue > 0 ? fmt::format(", {} days overdue", one.days_overdue) : "")});
  print("Due", due);
  Table things({"serial", "what", "with", "since", "readiness", "unit", "place", "berth"});
  for (const auto& one : view->things)
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
  const auto today = day_of(context, words.on);
  if (!today) return tl::unexpected(today.error());
  const auto views = cases_of(**record, {"activity", "order", "visit", "instrument"});
  if (!views) return tl::unexpected(views.error());
  const auto files = files_of(*views);
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
    fmt::print("{}", uncovered_text(files, view.id, *view.file.activity, *today));
  }
  return {};
}

// ---- all partnerships ----

Done<void> show_everywhere(const Context& context) {
  const auto folder = folder_of(context);
  if (!folder) return tl::unexpected(folder.error());
  const auto own = folder->file().party;
  std::map<ledger::Commodity, reports::Claims> sums;
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
    for (const auto& row : *balances) {
      if (!reports::is_claim(row.account, own)) continue;
      if (auto ok = reports::add_claim(sums, row.commodity, row.amount); !ok) return trouble(ok.error());
      rows.add({book, to_text(row.account), grouped(ledger::amount_text(row.commodity, row.amount)),
                row.commodity});
    }
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
  auto* activities = command(app, context, "activities",
                             "what each activity cost each side, and what a change left uncovered",
                             [&context, words] { return show_activities(context, *words); });
  activities->add_option("activity", words->which, "its name or id; all if left out");
  for (auto* at : {visits, grants, activities})
    at->add_option("--on", words->on, "the day, as 2026-11-24; today if left out");
  grants->add_option("--donor", words->donor, "of this donor only");
  grants->add_option(
      "--budget", words->budget,
      "beside these budgets, over all books of the node: a CSV or XLSX with the columns donor, "
      "fiscal_year, amount, currency");
  grants->add_option("--public", words->to, "write what is fit to be published to this file (Markdown)");
  command(app, context, "everywhere", "one view over all partnerships of the node",
          [&context] { return show_everywhere(context); });
}

}  // namespace palitan::cli
