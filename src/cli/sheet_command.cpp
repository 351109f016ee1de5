// `palitan sheet`: orders and receipts in spreadsheets: a template, a check, the import.
#include <filesystem>
#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>

#include "base/money.h"
#include "base/units.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "papers/import_template.h"
#include "papers/reference_shelf.h"

namespace palitan::cli {
namespace {
using Json = nlohmann::json;

struct SheetOptions {
  std::string kind;
  std::string file;
  std::string language;
  std::string by;
  std::string at;
};

/// The one asked for, else the terminal's, else English.
Done<papers::SheetLanguage> language_of(const std::string& asked) {
  if (!asked.empty()) {
    const auto out = papers::sheet_language(asked);
    if (!out) return trouble(kUsage, fmt::format("'{}' is no language here: en, ja, fil.", asked));
    return *out;
  }
  const char* set = std::getenv("LANG");
  const std::string_view terminal = set == nullptr ? "" : set;
  if (terminal.starts_with("ja")) return papers::SheetLanguage::japanese;
  if (terminal.starts_with("fil") || terminal.starts_with("tl")) return papers::SheetLanguage::filipino;
  return papers::SheetLanguage::english;
}
const char* code_of(papers::SheetLanguage language) {
  if (language == papers::SheetLanguage::japanese) return "ja";
  return language == papers::SheetLanguage::filipino ? "fil" : "en";
}

Done<papers::SheetKind> kind_of(const std::string& text) {
  const auto out = papers::sheet_kind(text);
  if (!out) return trouble(kUsage, fmt::format("'{}' is no sheet: orders or receipts.", text));
  return *out;
}

/// Of every instrument in the record; none where no node is named.
Done<std::vector<std::string>> categories_of(const Context& context) {
  std::vector<std::string> out;
  if (context.node_dir.empty()) return out;
  const auto record = open_record(context);
  if (!record) return tl::unexpected(record.error());
  const auto cases = (*record)->cases();
  if (!cases) return tl::unexpected(cases.error());
  for (const auto& row : *cases) {
    if (row.kind != "instrument") continue;
    const auto view = (*record)->case_file(row.id);
    if (!view) return tl::unexpected(view.error());
    if (!view->file.instrument) continue;
    for (const auto& rule : view->file.instrument->rules.categories) out.push_back(rule.name);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// Of the units and currencies that the record counts in, where their tables are kept here.
std::vector<std::pair<std::string, std::string>> names_of(const Context& context) {
  std::vector<std::pair<std::string, std::string>> out;
  const auto folder = folder_of(context);
  if (!folder) return out;
  const auto shelf = papers::ReferenceShelf::read(folder->dir() / "tables");
  for (const auto& measure : base::unit_measures())
    if (auto name = shelf.unit_name(measure.code); !name.empty())
      out.emplace_back(measure.code, std::move(name));
  for (const auto& code : shelf.currencies())
    if (base::currency(code)) out.emplace_back(code, shelf.currency_name(code));
  return out;
}

Done<void> make_template(const Context& context, const SheetOptions& options) {
  const auto kind = kind_of(options.kind);
  if (!kind) return tl::unexpected(kind.error());
  const auto language = language_of(options.language);
  if (!language) return tl::unexpected(language.error());
  std::string bytes;
  if (options.file.ends_with(".csv")) {
    bytes = papers::template_csv(*kind, *language);
  } else if (options.file.ends_with(".xlsx")) {
    const auto categories = categories_of(context);
    if (!categories) return tl::unexpected(categories.error());
    auto made = papers::template_xlsx(*kind, *language, *categories, names_of(context));
    if (!made) return trouble(made.error());
    bytes = std::move(*made);
  } else {
    return trouble(kUsage, fmt::format("'{}' ends neither with .xlsx nor with .csv.", options.file));
  }
  if (auto ok = write_file(options.file, base::view_of(bytes)); !ok) return ok;
  fmt::print("Written: {}\n", options.file);
  return {};
}

Done<std::string> bytes_of(const std::string& path) {
  constexpr std::uintmax_t kMost = 8 * 1024 * 1024;
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  std::ifstream in(path, std::ios::binary);
  if (error || !in) return trouble(kFailed, fmt::format("'{}' cannot be opened.", path));
  if (size > kMost) return trouble(kRefused, fmt::format("'{}' has more than 8 MiB. Split it.", path));
  std::string out{std::istreambuf_iterator<char>(in), {}};
  if (in.bad()) return trouble(kFailed, fmt::format("'{}' cannot be read to its end.", path));
  return out;
}

/// For a query: everything but letters and digits as %XX.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

Done<void> say_faults(const Json& answer) {
  std::string says;
  for (const auto& fault : answer["errors"]) says += fault.value("text", std::string()) + "\n";
  if (answer.contains("more_errors")) says += fmt::format("and {} more\n", answer["more_errors"].dump());
  return trouble(kRefused, says + "Nothing was imported.");
}

void say_done(const Json& answer) {
  const bool kept = answer.value("signed", false);
  for (const auto& one : answer["documents"])
    fmt::print("{}: {}{}\n", kept ? "Signed" : "Can be signed", one.value("document", ""),
               kept ? " " + one.value("id", "").substr(0, 12) : "");
  for (const auto& name : answer["already"]) fmt::print("Already imported: {}\n", name.get<std::string>());
  if (!kept) fmt::print("Nothing was signed.\n");
}

Done<void> hand_in(const Context& context, const SheetOptions& options, bool dry_run) {
  const auto kind = kind_of(options.kind);
  if (!kind) return tl::unexpected(kind.error());
  const auto language = language_of(options.language);
  if (!language) return tl::unexpected(language.error());
  auto bytes = bytes_of(options.file);
  if (!bytes) return tl::unexpected(bytes.error());
  const auto time = when(context, options.at);
  if (!time) return tl::unexpected(time.error());
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  auto query =
      fmt::format("?language={}&dry_run={}&at={}", code_of(*language), dry_run, escaped(to_text(*time)));
  if (!options.by.empty()) query += "&by=" + escaped(options.by);
  const auto body = (*desk)->sheet(options.kind, query, std::move(*bytes));
  if (!body) return tl::unexpected(body.error());
  const auto answer = Json::parse(*body, nullptr, false);
  if (context.json) fmt::print("{}\n", answer.dump(2));
  if (answer.contains("errors")) {
    if (context.json) return trouble(kRefused, "Nothing was imported.");
    return say_faults(answer);
  }
  if (!context.json) say_done(answer);
  return {};
}

void add_language(CLI::App* at, const std::shared_ptr<SheetOptions>& options) {
  at->add_option("--language", options->language, "en, ja or fil; the terminal's if left out");
}
}  // namespace

void add_sheet_commands(CLI::App& app, Context& context) {
  auto options = std::make_shared<SheetOptions>();
  auto* at = app.add_subcommand("sheet", "orders and receipts from spreadsheets (.xlsx, .csv)");
  at->require_subcommand(1)->fallthrough();
  const auto verb = [&](const char* name, const char* says, auto act) {
    auto* out = command(*at, context, name, says, act);
    out->add_option("sheet", options->kind, "orders or receipts")->required();
    add_language(out, options);
    return out;
  };
  auto* blank = verb("template", "an empty sheet to fill in, with instructions",
                     [&context, options] { return make_template(context, *options); });
  blank->add_option("--to", options->file, "FILE.xlsx or FILE.csv")->required();
  for (const bool dry_run : {true, false}) {
    auto* out = verb(dry_run ? "check" : "import",
                     dry_run ? "every fault by row and column; signs nothing"
                             : "sign everything in the file, or nothing where it has a fault",
                     [&context, options, dry_run] { return hand_in(context, *options, dry_run); });
    out->add_option("file", options->file, "the file")->required();
    out->add_option("--by", options->by, "the seat or office that signs, where several could");
    out->add_option("--at", options->at, "when it took effect, as 2026-11-23T14:00+08:00; now if left out");
  }
}

}  // namespace palitan::cli
