// Public tables of units, currencies, places and ports: what a file holds and what is wrong with it.
#include <filesystem>

#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/table.h"
#include "node/files.h"
#include "papers/reference_check.h"
#include "papers/reference_shelf.h"

namespace palitan::cli {
namespace {
using papers::FaultKind;

struct ReferenceOptions {
  std::string file;
  std::string kind;
  std::string text;
  std::string taken;
  bool all = false;
};

constexpr std::size_t kShown = 20;

Done<base::Date> day_of(const Context& context, const std::string& text) {
  if (text.empty()) return node::local_time(context.clock()).legal_date();
  const auto out = base::parse_date(text);
  if (!out) return trouble(kUsage, fmt::format("'{}' is not a date. Write it as 2026-11-23.", text));
  return *out;
}

void say(const papers::ReferenceCheck& check, bool all) {
  fmt::print("{}: {}\n  sha256 {}\n  taken {}\n", check.source.file_name, check.table,
             base::to_hex(check.source.sha256.view()), to_text(check.source.taken));
  fmt::print("  {} rows read; {} repaired, {} doubtful, {} left out\n", check.rows,
             check.count(FaultKind::repaired), check.count(FaultKind::doubtful),
             check.count(FaultKind::left_out));
  for (const auto& note : check.notes) fmt::print("  note: {}\n", note);
  const auto shown = all ? check.faults.size() : std::min(kShown, check.faults.size());
  for (std::size_t i = 0; i < shown; ++i) fmt::print("  {}\n", to_text(check.faults[i]));
  if (shown < check.faults.size())
    fmt::print("  and {} more; --all shows them\n", check.faults.size() - shown);
}

void say_json(const papers::ReferenceCheck& check) {
  nlohmann::ordered_json out = {{"file", check.source.file_name},
                                {"table", check.table},
                                {"sha256", base::to_hex(check.source.sha256.view())},
                                {"taken", to_text(check.source.taken)},
                                {"rows", check.rows},
                                {"repaired", check.count(FaultKind::repaired)},
                                {"doubtful", check.count(FaultKind::doubtful)},
                                {"left_out", check.count(FaultKind::left_out)},
                                {"notes", check.notes}};
  auto& faults = out["faults"] = nlohmann::ordered_json::array();
  for (const auto& fault : check.faults)
    faults.push_back({{"line", fault.at.line}, {"column", fault.at.column}, {"says", to_text(fault)}});
  fmt::print("{}\n", out.dump(2));
}

Done<void> check_file(const Context& context, const ReferenceOptions& options) {
  const auto taken = day_of(context, options.taken);
  if (!taken) return tl::unexpected(taken.error());
  const auto bytes = read_file(options.file);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto name = std::filesystem::path(options.file).filename().string();
  const auto check = papers::check_reference(*bytes, name, *taken);
  if (!check)
    return trouble(kRefused, fmt::format("{}, {}. Nothing was read.", name, to_text(check.error())));
  context.json ? say_json(*check) : say(*check, options.all);
  return {};
}

std::filesystem::path tables_of(const node::Folder& folder) { return folder.dir() / "tables"; }

/// Keeps the table whole beside the record, under its own name; the one before it is replaced.
Done<void> import_table(const Context& context, const ReferenceOptions& options) {
  const auto kind = papers::shelf_kind(options.kind);
  if (!kind)
    return trouble(kUsage,
                   fmt::format("'{}' is no table: units, currencies, ports or places.", options.kind));
  const auto folder = folder_of(context);
  if (!folder) return tl::unexpected(folder.error());
  const auto taken = day_of(context, options.taken);
  if (!taken) return tl::unexpected(taken.error());
  const auto bytes = read_file(options.file);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto name = std::filesystem::path(options.file).filename().string();
  const auto kept = papers::shelf_file(*kind, *bytes, name, *taken);
  if (!kept) return trouble(kRefused, fmt::format("{}, {}. Nothing was kept.", name, to_text(kept.error())));
  const auto check = papers::check_reference(*bytes, name, *taken);
  if (check) say(*check, options.all);
  if (auto ok = node::make_folder(tables_of(*folder)); !ok) return trouble(ok.error());
  const auto place = tables_of(*folder) / *kept;
  if (auto ok = node::write_whole(place, base::view_of(*bytes), 0600); !ok) return trouble(ok.error());
  fmt::print("Kept as {}. It is shown to people; nothing is judged by it.\n", place.string());
  return {};
}

Done<void> find_code(const Context& context, const ReferenceOptions& options) {
  constexpr std::size_t kMost = 50;
  const auto folder = folder_of(context);
  if (!folder) return tl::unexpected(folder.error());
  const auto shelf = papers::ReferenceShelf::read(tables_of(*folder));
  for (const auto& file : shelf.unread())
    fmt::print("{} cannot be read. Import it again.\n", (tables_of(*folder) / file).string());
  if (shelf.empty())
    return trouble(kRefused, "No table is kept here. Keep one: palitan reference import units FILE.");
  Table table({"table", "code", "name"});
  const auto lines = shelf.find(options.text, kMost);
  for (const auto& line : lines) table.add({line.table, line.code, line.name});
  if (lines.empty()) return trouble(kRefused, fmt::format("'{}' stands in no table here.", options.text));
  fmt::print("{}", table.text(2));
  return {};
}
}  // namespace

void add_reference_commands(CLI::App& app, Context& context) {
  auto options = std::make_shared<ReferenceOptions>();
  auto* at = app.add_subcommand("reference", "public tables: units, currencies, places, ports");
  at->require_subcommand(1)->fallthrough();
  auto* check = command(*at, context, "check", "what a table holds, and its faults by line and column",
                        [&context, options] { return check_file(context, *options); });
  check->add_option("file", options->file, "a CSV file")->required();
  check->add_option("--taken", options->taken, "the day on which you got the file (default: today)");
  check->add_flag("--all", options->all, "every fault, not only the first twenty");
  auto* keep = command(*at, context, "import", "keep a table in the node's folder, for names and for sheets",
                       [&context, options] { return import_table(context, *options); });
  keep->add_option("table", options->kind, "units, currencies, ports or places")->required();
  keep->add_option("file", options->file, "a CSV file")->required();
  keep->add_option("--taken", options->taken, "the day on which you got the file (default: today)");
  keep->add_flag("--all", options->all, "every fault, not only the first twenty");
  auto* find = command(*at, context, "find", "a code or a name in the tables that are kept",
                       [&context, options] { return find_code(context, *options); });
  find->add_option("text", options->text, "the code, or a part of the name")->required();
}

}  // namespace palitan::cli
