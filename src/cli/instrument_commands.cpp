// Instrument and overlay files on this machine: check them, and ask what they say on a case. An instrument of
// the record answers too, with the clause texts of its proposal's attachment.
#include <filesystem>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/instrument_explain.h"
#include "papers/instrument_texts.h"

namespace palitan::cli {
namespace {

struct FileOptions {
  std::string file;
  std::vector<std::string> words;
  std::vector<std::string> settings;
  std::string language = "en";
};

void say_findings(const std::vector<std::string>& notes, const std::vector<std::string>& warnings) {
  for (const auto& note : notes) fmt::print("  note: {}\n", note);
  for (const auto& warning : warnings) fmt::print("  warning: {}\n", warning);
  if (warnings.empty())
    fmt::print("The file has no fault.\n");
  else
    fmt::print("The file has no fault; {} to look at.\n",
               warnings.size() == 1 ? "1 warning" : fmt::format("{} warnings", warnings.size()));
}

Done<void> check_overlay(const std::string& text, const std::string& file) {
  const auto compiled = papers::compile_overlay(text, file);
  if (!compiled) return trouble(compiled.error());
  const auto& x = compiled->overlay;
  fmt::print("{}\n  {}: own law of '{}', judged on its own nodes before signing\n", x.title, x.name, x.party);
  fmt::print("  {} grounds, {} exclusions, {} ceilings, {} clauses\n", x.grounds.size(), x.exclusions.size(),
             x.ceilings.size(), x.clauses.size());
  say_findings(compiled->notes, compiled->warnings);
  return {};
}

Done<void> check(const FileOptions& options) {
  const auto text = read_file(options.file);
  if (!text) return tl::unexpected(text.error());
  if (papers::is_overlay_file(*text)) return check_overlay(*text, options.file);
  const auto compiled = papers::compile_instrument(*text, options.file);
  if (!compiled) return trouble(compiled.error());
  const auto& x = compiled->instrument;
  fmt::print("{}\n  {}\n", x.title, x.name);
  fmt::print("  {} activities, {} categories, {} exclusions, {} clauses\n", x.activities.size(),
             x.categories.size(), x.exclusions.size(), x.clauses.size());
  say_findings(compiled->notes, compiled->warnings);
  return {};
}

/// Prints what was found; a case that is refused ends as a refusal does.
Done<void> say(const Context& context, const FileOptions& options, const std::vector<Speaks>& rows,
               const std::vector<terms::Clause>& clauses, const std::vector<papers::ClauseText>& texts) {
  fmt::print("{}", context.json ? explained_json(rows, clauses, texts, options.language)
                                : explained_text(rows, clauses, texts, options.language));
  std::size_t refused = 0;
  for (const auto& row : rows) refused += row.refused ? 1 : 0;
  if (refused != 0) return trouble(kRefused, "Such an act would be refused.");
  return {};
}

Done<void> explain_overlay(const Context& context, const FileOptions& options, const std::string& text) {
  const auto compiled = papers::compile_overlay(text, options.file);
  if (!compiled) return trouble(compiled.error());
  const auto words = CaseWords::read(options.words, overlay_keys());
  if (!words) return tl::unexpected(words.error());
  return say(context, options, explain(compiled->overlay, *words), compiled->overlay.clauses,
             compiled->texts);
}

/// The clause texts that were proposed with an instrument; none where this node does not hold them.
Done<std::vector<papers::ClauseText>> proposed_texts(Record& record, const base::Id& instrument) {
  const auto rows = record.attachments();
  if (!rows) return tl::unexpected(rows.error());
  for (const auto& row : *rows) {
    if (row.act != instrument || row.what.type != "application/json" || !row.held) continue;
    const auto bytes = record.attachment(row.what.hash);
    if (!bytes) return tl::unexpected(bytes.error());
    if (auto texts = papers::read_clause_texts(base::text_of(*bytes))) return std::move(*texts);
  }
  return std::vector<papers::ClauseText>{};
}

Done<void> explain_recorded(const Context& context, const FileOptions& options) {
  const auto record = open_record(context);
  if (!record) return tl::unexpected(record.error());
  const auto id = pick_case(**record, options.file, "instrument");
  if (!id) return tl::unexpected(id.error());
  const auto view = (*record)->case_file(*id);
  if (!view) return tl::unexpected(view.error());
  PALITAN_CHECK(view->file.instrument.has_value());
  const auto settings = read_settings(options.settings);
  if (!settings) return tl::unexpected(settings.error());
  // Once ratified by all, the settings stand in the rules.
  const auto filled = terms::fill(view->file.instrument->rules, *settings);
  if (!filled) return trouble(filled.error());
  const auto words = CaseWords::read(options.words, instrument_keys());
  if (!words) return tl::unexpected(words.error());
  const auto texts = proposed_texts(**record, *id);
  if (!texts) return tl::unexpected(texts.error());
  return say(context, options, explain(*filled, *words), filled->clauses, *texts);
}

Done<void> explain_file(const Context& context, const FileOptions& options) {
  std::error_code error;
  if (!context.node_dir.empty() && !std::filesystem::exists(options.file, error))
    return explain_recorded(context, options);
  const auto text = read_file(options.file);
  if (!text) return tl::unexpected(text.error());
  if (papers::is_overlay_file(*text)) return explain_overlay(context, options, *text);
  auto compiled = papers::compile_instrument(*text, options.file);
  if (!compiled) return trouble(compiled.error());
  const auto settings = read_settings(options.settings);
  if (!settings) return tl::unexpected(settings.error());
  const auto filled = terms::fill(compiled->instrument, *settings);
  if (!filled) return trouble(filled.error());
  const auto words = CaseWords::read(options.words, instrument_keys());
  if (!words) return tl::unexpected(words.error());
  return say(context, options, explain(*filled, *words), filled->clauses, compiled->texts);
}

}  // namespace

void add_instrument_file_commands(CLI::App& at, Context& context) {
  auto options = std::make_shared<FileOptions>();
  auto* look = command(at, context, "check",
                       "read the file of an instrument or overlay: faults, warnings, what is open",
                       [options] { return check(*options); });
  auto* ask = command(at, context, "explain", "which clauses of a file speak to a case",
                      [&context, options] { return explain_file(context, *options); });
  look->add_option("file", options->file, "instrument or overlay in TOML")->required();
  ask->add_option(
         "file", options->file,
         "instrument or overlay in TOML; or, with --node, the name or id of an instrument in the record")
      ->required();
  ask->add_option("case", options->words, "the case, as supplier=phl category=fuel date=2026-11-20");
  ask->add_option("--set", options->settings, "a figure left open, as clock.reimbursement.days=60; repeat")
      ->allow_extra_args(false);
  ask->add_option("--lang", options->language, "language of the clauses: en, ja or fil")
      ->check(CLI::IsMember({"en", "ja", "fil"}));
}

}  // namespace palitan::cli
