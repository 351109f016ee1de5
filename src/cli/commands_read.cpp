// Looking things up.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "api/json_view.h"
#include "cli/across_text.h"
#include "cli/commands.h"
#include "cli/grant_text.h"
#include "cli/line_syntax.h"
#include "cli/table.h"
#include "cli/visit_text.h"

namespace palitan::cli {
namespace {

struct ReadOptions {
  std::string id;
  std::string as_of;
  bool provisional = false;
  std::uint64_t from = 0;
  std::uint64_t count = 1'000'000;
  std::string code;
};

/// "\n  units: ...\n  places: ...", where there are any.
std::string units_and_places(const std::vector<std::string>& units,
                             const std::vector<statement::Place>& places, std::string_view indent) {
  std::string out, named, located;
  for (const auto& unit : units) named += (named.empty() ? "" : "; ") + unit;
  for (const auto& place : places) located += (located.empty() ? "" : "; ") + place_text(place);
  if (!named.empty()) out += fmt::format("\n{}units: {}", indent, named);
  if (!located.empty()) out += fmt::format("\n{}places: {}", indent, located);
  return out;
}

/// What a change left uncovered: the orders and visits of the record, and their instruments.
Done<std::string> left_uncovered(Record& record, const CaseView& view, base::Date today) {
  if (view.file.activity->versions.empty()) return std::string();
  const auto rows = record.cases();
  if (!rows) return tl::unexpected(rows.error());
  std::vector<CaseView> views;
  for (const auto& row : *rows) {
    if (row.kind != "order" && row.kind != "visit" && row.kind != "instrument") continue;
    auto one = record.case_file(row.id);
    if (!one) return tl::unexpected(one.error());
    views.push_back(std::move(*one));
  }
  std::vector<reports::CaseFile> files;
  for (const auto& one : views) files.push_back({one.id, &one.file});
  return uncovered_text(files, view.id, *view.file.activity, today);
}

std::string activity_text(const CaseView& view, base::Date today, const std::string& uncovered) {
  const auto& a = view.file.activity->activity;
  std::string out = fmt::format("Activity {} - {}\n  {}, {} to {}", short_hex(view.id), a.name, a.type,
                                to_text(a.from), to_text(a.until));
  if (!a.place.empty()) out += ", " + a.place;
  out += units_and_places(a.units, a.places, "  ");
  std::string concurred;
  for (const auto& code : view.file.activity->concurred) concurred += (concurred.empty() ? "" : " ") + code;
  out += "\n  concurred by " + concurred;
  for (const auto& version : view.file.activity->versions)
    out += fmt::format("\n  from {} on: {}, {} to {}, because {}{}", to_text(version.since), version.type,
                       to_text(version.from), to_text(version.until), version.reason,
                       units_and_places(version.units, version.places, "    "));
  for (const auto& wish : view.file.activity->proposed)
    out += fmt::format("\n  proposed from {} on: {}", to_text(wish.version.since), wish.version.type);
  if (!view.file.activity->versions.empty()) out += "\n  today: " + view.file.activity->on(today).type;
  return out + fmt::format("\n\n{}Acts\n{}", uncovered, acts_text(view.acts));
}

std::string instrument_text(const CaseView& view) {
  const auto& fact = *view.file.instrument;
  std::string out =
      fmt::format("Instrument {} - {}\n  {}\n", short_hex(view.id), fact.rules.name, fact.rules.title);
  out += fact.in_force ? fmt::format("  in force from {}\n", to_text(*fact.in_force))
                       : std::string("  not yet ratified by every party\n");
  for (const auto& said : fact.ratifications) {
    out += fmt::format("  ratified by {} from {}", said.party, to_text(said.in_force));
    for (const auto& setting : said.settings) out += fmt::format(", {} = {}", setting.key, setting.value);
    out += "\n";
  }
  Table table({"category", "may be settled by", "clause"});
  for (const auto& category : fact.rules.categories) {
    std::string means;
    for (const auto one : category.means) means += (means.empty() ? "" : ", ") + std::string(name(one));
    table.add({category.name, means, category.clause});
  }
  return out + "\n" + table.text(2) + "\nActs\n" + acts_text(view.acts);
}

/// Everything that case_text shows, for programs.
std::string case_json(const CaseView& view) {
  api::Json out = {{"id", base::to_hex(view.id.view())}, {"case", api::json_of(view.file)}};
  auto& acts = out["acts"] = api::Json::array();
  for (const auto& act : view.acts)
    acts.push_back({{"id", act.id},
                    {"kind", act.kind},
                    {"party", act.party},
                    {"office", act.office},
                    {"date", act.date},
                    {"standing", act.agreed ? "agreed" : "pending"},
                    {"verdict", act.code},
                    {"clause", act.clause}});
  return out.dump(2) + "\n";
}

Done<std::string> case_text(Record& record, const CaseView& view, base::Date today) {
  if (view.file.activity) {
    const auto uncovered = left_uncovered(record, view, today);
    if (!uncovered) return tl::unexpected(uncovered.error());
    return activity_text(view, today, *uncovered);
  }
  if (view.file.visit) return visit_text(view, today);
  if (view.file.grant) return grant_text(view);
  if (view.file.evidence || view.file.account || view.file.credit || view.file.round)
    return across_text(view);
  if (view.file.instrument) return instrument_text(view);
  if (!view.file.order) return trouble(kRefused, "That case is of a kind this version does not show.");
  const auto law = record.case_file(view.file.order->instrument);
  const auto activity = record.case_file(view.file.order->activity);
  OrderView order;
  order.id = base::to_hex(view.id.view());
  order.order = *view.file.order;
  if (law && law->file.instrument) order.instrument = &law->file.instrument->rules;
  if (activity && activity->file.activity) order.activity = activity->file.activity->activity.name;
  order.acts = view.acts;
  order.today = today;
  const auto named = record.attachments();
  if (!named) return tl::unexpected(named.error());
  for (const auto& row : *named)
    if (!row.held && std::any_of(view.acts.begin(), view.acts.end(),
                                 [&](const auto& act) { return act.id == base::to_hex(row.act.view()); }))
      ++order.not_held;
  if (view.file.order->visit)
    if (const auto visit = record.case_file(*view.file.order->visit); visit && visit->file.visit)
      order.visit = short_hex(*view.file.order->visit) + " " + visit->file.visit->reference;
  return order_text(order);
}

/// The case that an id names: its own, or that of an act in it.
Done<base::Id> case_of(Record& record, const std::string& name) {
  auto id = pick_case(record, name, "");
  if (id || id.error().exit == kUsage) return id;
  const auto log = record.log(0, 1'000'000);
  if (!log) return tl::unexpected(log.error());
  for (const auto& row : *log)
    if (row.act.id.starts_with(name))
      if (const auto found = base::fixed_from_hex<base::Id>(row.case_id)) return *found;
  return id;
}

Done<void> show(const Context& context, const ReadOptions& options) {
  const auto record = open_record(context);
  if (!record) return tl::unexpected(record.error());
  const auto id = case_of(**record, options.id);
  if (!id) return tl::unexpected(id.error());
  const auto view = (*record)->case_file(*id);
  if (!view) return tl::unexpected(view.error());
  const auto time = when(context, "");
  const auto text =
      context.json ? Done<std::string>(case_json(*view)) : case_text(**record, *view, time->legal_date());
  if (!text) return tl::unexpected(text.error());
  fmt::print("{}", *text);
  return {};
}

Done<void> cases(const Context& context) {
  const auto record = open_record(context);
  if (!record) return tl::unexpected(record.error());
  const auto rows = (*record)->cases();
  if (!rows) return tl::unexpected(rows.error());
  if (!context.json) {
    fmt::print("{}", cases_text(*rows));
    return {};
  }
  auto out = nlohmann::ordered_json::array();
  for (const auto& row : *rows)
    out.push_back({{"id", base::to_hex(row.id.view())},
                   {"kind", row.kind},
                   {"state", row.state},
                   {"title", row.title}});
  fmt::print("{}\n", out.dump(2));
  return {};
}

Done<void> balances(const Context& context, const ReadOptions& options) {
  const auto record = open_record(context);
  if (!record) return tl::unexpected(record.error());
  std::optional<base::Date> day;
  if (!options.as_of.empty()) {
    const auto date = parse_day(options.as_of);
    if (!date) return tl::unexpected(date.error());
    if (options.provisional)
      return trouble(kUsage, "Balances of a past day are agreed ones: leave --provisional out.");
    day = *date;
  }
  const auto rows = (*record)->balances(day, options.provisional);
  if (!rows) return tl::unexpected(rows.error());
  if (context.json) {
    fmt::print("{}", balances_json(*rows));
    return {};
  }
  fmt::print("Balances, {}{}\n{}", options.provisional ? "agreed and pending together" : "agreed",
             day ? ", as of " + to_text(*day) : "", balances_text(*rows));
  return {};
}

Done<void> log(const Context& context, const ReadOptions& options) {
  const auto record = open_record(context);
  if (!record) return tl::unexpected(record.error());
  const auto rows = (*record)->log(options.from, options.count);
  if (!rows) return tl::unexpected(rows.error());
  if (context.json) {
    auto out = nlohmann::ordered_json::array();
    for (const auto& row : *rows) {
      nlohmann::ordered_json one = {{"id", row.act.id},
                                    {"kind", row.act.kind},
                                    {"case", row.case_id},
                                    {"party", row.act.party},
                                    {"office", row.act.office},
                                    {"date", row.act.date},
                                    {"standing", row.act.agreed ? "agreed" : "pending"},
                                    {"verdict", row.act.code},
                                    {"clause", row.act.clause}};
      if (row.position != kPendingPosition) one.update({{"position", row.position}, {"height", row.height}});
      out.push_back(std::move(one));
    }
    fmt::print("{}\n", out.dump(2));
    return {};
  }
  fmt::print("{}", log_text(*rows));
  return {};
}

Done<void> refusals(const Context& context, const ReadOptions& options) {
  auto list = nlohmann::ordered_json::array();
  Table table({"number", "code", "what to do"}, {0});
  for (const auto code : base::all_codes()) {
    const std::string known(name(code));
    if (!options.code.empty() && known.find(options.code) == std::string::npos) continue;
    list.push_back(
        {{"number", static_cast<int>(code)}, {"code", known}, {"advice", std::string(base::advice(code))}});
    table.add({std::to_string(static_cast<int>(code)), known, std::string(base::advice(code))});
  }
  if (table.empty()) return trouble(kRefused, fmt::format("No code is called '{}'.", options.code));
  context.json ? fmt::print("{}\n", list.dump(2)) : fmt::print("{}", table.text());
  return {};
}
}  // namespace

void add_reading_commands(CLI::App& app, Context& context) {
  auto options = std::make_shared<ReadOptions>();
  auto* one =
      command(app, context, "show", "an order, activity or instrument with its acts and what comes next",
              [&context, options] { return show(context, *options); });
  one->add_option("id", options->id, "its id (first digits), its name, or the id of an act in it")
      ->required();
  command(app, context, "cases", "every order, activity and instrument",
          [&context] { return cases(context); });
  auto* sums = command(app, context, "balances", "who owes what to whom",
                       [&context, options] { return balances(context, *options); });
  sums->add_option("--as-of", options->as_of, "as agreed acts up to that day leave them");
  sums->add_flag("--provisional", options->provisional, "count what is pending too");
  auto* entries = command(app, context, "log", "every statement in the order that all nodes agreed",
                          [&context, options] { return log(context, *options); });
  entries->add_option("--from", options->from, "first place");
  entries->add_option("--count", options->count, "how many");
  auto* codes = command(app, context, "refusals", "every refusal code and what to do about it",
                        [&context, options] { return refusals(context, *options); });
  codes->add_option("code", options->code, "a part of its name");
}

}  // namespace palitan::cli
