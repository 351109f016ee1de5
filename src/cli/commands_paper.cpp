// What leaves the record as files, and stories played in memory.
#include "cli/commands.h"
#include "cli/exports.h"
#include "cli/files.h"
#include "cli/folder_record.h"
#include "cli/story.h"
#include "papers/journal.h"

namespace palitan::cli {
namespace {

struct PaperOptions {
  std::string out;
  std::vector<std::string> files;
  bool quiet = false;
};

Done<void> export_bundle(const Context& context, const PaperOptions& options) {
  const auto record = open_record(context);
  if (!record) return tl::unexpected(record.error());
  const auto seen = (*record)->status();
  if (!seen) return tl::unexpected(seen.error());
  auto* desk = dynamic_cast<Desk*>(record->get());
  const auto* folder = dynamic_cast<FolderRecord*>(record->get());
  const auto bytes = desk != nullptr ? desk->bundle() : bundle_of(folder->store(), folder->ceiling());
  if (!bytes) return tl::unexpected(bytes.error());
  const auto id = base::to_hex(seen->partnership.view());
  const auto path = options.out.empty() ? id + ".bundle" : options.out;
  if (auto ok = write_file(path, *bytes); !ok) return ok;
  fmt::print("Wrote {}: {} statements, {} bytes.\nAnyone can check it: palitan-verify {} --expect {}\n", path,
             seen->log_size, bytes->size(), path, id);
  return {};
}

Done<void> export_journal(const Context& context, const PaperOptions& options) {
  const auto record = open_record(context);
  if (!record) return tl::unexpected(record.error());
  const auto* folder = dynamic_cast<FolderRecord*>(record->get());
  if (folder == nullptr)
    return trouble(
        kFailed,
        "The journal is made from the folder itself. Stop the node first; it starts again where it "
        "stopped.");
  const auto text = papers::journal_of(folder->store(), folder->ceiling());
  if (!text) return trouble(text.error());
  const std::string path = options.out.empty() ? "palitan.journal" : options.out;
  if (auto ok = write_file(path, base::view_of(*text)); !ok) return ok;
  fmt::print("Wrote {}. Add it up with: hledger -f {} bal, or ledger -f {} bal\n", path, path, path);
  return {};
}

Done<void> play_stories(const PaperOptions& options) {
  std::size_t failed = 0;
  for (const auto& file : options.files) {
    const auto result = run_story_file(file);
    fmt::print("{} {}\n", result.passed ? "holds" : "FAILS", result.title.empty() ? file : result.title);
    if (!options.quiet)
      for (const auto& line : result.report) fmt::print("  {}\n", line);
    if (!result.passed) fmt::print("  {}\n", result.fault);
    failed += result.passed ? 0 : 1;
  }
  if (failed != 0)
    return trouble(kRefused, fmt::format("{} of {} stories fail.", failed, options.files.size()));
  return {};
}
}  // namespace

void add_paper_commands(CLI::App& app, Context& context) {
  auto options = std::make_shared<PaperOptions>();
  auto* at = app.add_subcommand("export", "the record as files");
  at->require_subcommand(1)->fallthrough();
  auto* whole = command(*at, context, "bundle", "everything agreed in one file that anyone can verify",
                        [&context, options] { return export_bundle(context, *options); });
  auto* sums = command(*at, context, "journal", "every posting as plain text for hledger and ledger",
                       [&context, options] { return export_journal(context, *options); });
  for (auto* one : {whole, sums}) one->add_option("--out", options->out, "where to write it");
  auto* story = command(app, context, "story", "play stories: scenarios with expected verdicts and balances",
                        [options] { return play_stories(*options); });
  story->add_option("files", options->files, "story files")->required();
  story->add_flag("--quiet", options->quiet, "only whether each holds");
}

}  // namespace palitan::cli
