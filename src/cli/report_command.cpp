// palitan report NAME: from the node that serves the folder, or from the folder itself. Both answer alike.
#include "cli/report_command.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "api/not_held.h"
#include "api/report_json.h"
#include "cli/commands.h"
#include "cli/desk.h"
#include "cli/files.h"
#include "cli/folder_record.h"
#include "cli/table.h"
#include "node/reporter.h"

namespace palitan::cli {
namespace {
using Json = nlohmann::ordered_json;

struct ReportOptions {
  std::string name;
  std::string on, partner, by, awaits, year, fiscal, buckets, account, commodity, instrument;
  std::string csv, xlsx;
  std::size_t count = 100;
  bool provisional = false;
  bool all = false;
};

/// Percent-encoded but for what RFC 3986 leaves alone.
std::string encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~").find(c) != std::string_view::npos;
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

Done<ReportWish> wish_of(const Context& context, const ReportOptions& options) {
  ReportWish out{options.name, {}, "json"};
  const auto give = [&](const char* name, const std::string& value) {
    if (!value.empty()) out.parameters.emplace_back(name, value);
  };
  auto on = options.on;
  // The day is this machine's own, not the node's; a position without a day is the latest.
  if (on.empty() && options.name != "position") {
    const auto now = when(context, "");
    if (!now) return tl::unexpected(now.error());
    on = to_text(now->legal_date());
  }
  give("on", on);
  give("partner", options.partner);
  give("by", options.by);
  give("awaits", options.awaits);
  give("fiscal", options.fiscal);
  give("year", options.year);
  give("buckets", options.buckets);
  give("account", options.account);
  give("commodity", options.commodity);
  give("instrument", options.instrument);
  if (options.provisional) give("provisional", "true");
  if (options.all) give("all", "true");
  return out;
}

Done<void> report(const Context& context, const ReportOptions& options) {
  auto wish = wish_of(context, options);
  if (!wish) return tl::unexpected(wish.error());
  const auto record = open_record(context);
  if (!record) return tl::unexpected(record.error());
  for (const auto& [form, path] : {std::pair("csv", options.csv), std::pair("xlsx", options.xlsx)}) {
    if (path.empty()) continue;
    auto whole = *wish;
    whole.form = form;
    const auto bytes = (*record)->report(whole);
    if (!bytes) return tl::unexpected(bytes.error());
    if (auto ok = write_file(path, base::view_of(*bytes)); !ok) return ok;
    if (!context.json) fmt::print("Written: {}\n", path);
  }
  if (!context.json && (!options.csv.empty() || !options.xlsx.empty())) return {};
  wish->parameters.emplace_back("count", std::to_string(options.count));
  const auto json = (*record)->report(*wish);
  if (!json) return tl::unexpected(json.error());
  const auto text = context.json ? Done<std::string>(*json + "\n") : report_text(*json);
  if (!text) return tl::unexpected(text.error());
  fmt::print("{}", *text);
  return {};
}

/// As people read it: figures in groups, ids cut short.
std::string shown(const Json& row, const std::string& name, const std::string& shape) {
  const auto at = row.find(name);
  if (at == row.end()) return "";
  const auto text = at->is_string() ? at->get<std::string>() : at->dump();
  if (shape == "id") return short_id(text);
  if (shape == "count" || shape == "amount") return grouped(text);
  return text;
}
}  // namespace

Done<std::string> report_text(const std::string& json) {
  const auto report = Json::parse(json, nullptr, false);
  if (!report.is_object() || !report.contains("columns") || !report.contains("rows"))
    return trouble(kFailed, "The report cannot be read. Is the node of another version?");
  std::vector<std::string> header;
  std::vector<std::pair<std::string, std::string>> columns;
  std::vector<std::size_t> right;
  const auto& rows = report["rows"];
  for (const auto& column : report["columns"]) {
    const auto name = column.value("name", ""), shape = column.value("shape", "");
    // A column that says nothing in any row only takes room.
    if (std::none_of(rows.begin(), rows.end(),
                     [&](const Json& row) { return !shown(row, name, shape).empty(); }))
      continue;
    if (shape == "count" || shape == "amount") right.push_back(header.size());
    auto words = name;
    std::replace(words.begin(), words.end(), '_', ' ');
    header.push_back(std::move(words));
    columns.emplace_back(name, shape);
  }
  std::string out = report.value("title", "") + "\n";
  if (rows.empty()) out += "  Nothing.\n";
  if (!rows.empty()) {
    Table table(header, right);
    for (const auto& row : rows) {
      std::vector<std::string> cells;
      for (const auto& [name, shape] : columns) cells.push_back(shown(row, name, shape));
      table.add(std::move(cells));
    }
    out += table.text(2);
  }
  const auto total = report.value("total", rows.size());
  if (total > rows.size())
    out +=
        fmt::format("  and {} more rows; --count N shows more, --csv FILE holds all\n", total - rows.size());
  if (const auto notes = report.find("notes"); notes != report.end())
    for (const auto& note : *notes) out += "  " + note.get<std::string>() + "\n";
  return out;
}

Done<std::string> Desk::report(const ReportWish& wish) {
  std::string target = base_path() + "/reports/" + encoded(wish.report) + "?format=" + encoded(wish.form);
  for (const auto& [name, value] : wish.parameters) target += "&" + name + "=" + encoded(value);
  return get(target);
}

Done<std::string> FolderRecord::report(const ReportWish& wish) {
  reports::Report report{};
  if (!from_name(wish.report, report))
    return trouble(kUsage, fmt::format("There is no report '{}'.", wish.report));
  api::ReportForm form{};
  if (!from_name(wish.form, form)) return trouble(kUsage, "A report is json, csv or xlsx.");
  const auto question = reports::read_question(
      report,
      [&](std::string_view name) -> std::optional<std::string> {
        for (const auto& [known, value] : wish.parameters)
          if (known == name) return value;
        return std::nullopt;
      },
      base::Effective{now_, 0}.legal_date());
  if (!question) return trouble(question.error());
  auto index = node::build_index(*store_);
  if (!index) return trouble(index.error());
  if (question->scope.provisional) {
    auto pending = node::not_yet_agreed(*book_);
    index->set_pending(std::move(pending.acts), pending.files);
  }
  const reports::ActAt act_at = [&](std::uint64_t position) -> std::optional<base::Id> {
    const auto entries = store_->log(position, 1);
    return entries.empty() ? std::nullopt : std::optional(entries[0].id);
  };
  std::map<base::Id, std::size_t> missing;
  const reports::NotHeld missing_of = [&](const base::Id& id) {
    const auto at = missing.find(id);
    return at == missing.end() ? 0 : at->second;
  };
  if (report == reports::Report::evidence) {
    node::AttachmentNames names(*store_);
    missing = api::not_held(names, *attachments_, *store_);
  }
  auto bytes = api::report_bytes(*index, *question, form, act_at, book_->height(), missing_of);
  if (!bytes) return trouble(bytes.error());
  return std::move(*bytes);
}

void add_report_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<ReportOptions>();
  std::string names = "what is owed, awaited and due:";
  std::vector<std::string> known;
  for (const auto& row : reports::rows_of(reports::Report{})) {
    known.emplace_back(row.name);
    names += fmt::format("\n  {}: {}", row.name, says(static_cast<reports::Report>(row.number)));
  }
  auto* at =
      command(app, context, "report", names, [&context, options] { return report(context, *options); });
  at->add_option("name", options->name, "which report")->required()->check(CLI::IsMember(known));
  at->add_option("--on", options->on, "the day to judge by (default: today); position: as of that day");
  at->add_option("--partner", options->partner, "only what this party gives or gets, like jpn");
  at->add_option("--by", options->by, "overdue: only steps of these parties, like jpn,usa");
  at->add_option("--awaits", options->awaits, "overdue: only these steps, like payment,receipt");
  at->add_option("--year", options->year, "year: in which the fiscal year begins, like 2026");
  at->add_option("--fiscal", options->fiscal, "year: begins in apr, oct or jan (default: apr)");
  at->add_option("--buckets", options->buckets, "ageing: upper ages in days, like 30,90,365");
  at->add_option("--account", options->account, "position: the acts behind it, like jpn:receivable:phl");
  at->add_option("--commodity", options->commodity, "position: what the account is in, like JPY");
  at->add_option("--instrument", options->instrument, "position: of this instrument's id only");
  at->add_flag("--provisional", options->provisional, "count what is pending too");
  at->add_flag("--all", options->all, "overdue, evidence: the whole list");
  at->add_option("--count", options->count, "rows of the table")->capture_default_str();
  at->add_option("--csv", options->csv, "write all rows to this file");
  at->add_option("--xlsx", options->xlsx, "write all rows to this workbook");
}

}  // namespace palitan::cli
