// `palitan node reads`: who took which paper, file or export out of the node, out of its folder.
#include "api/json_view.h"
#include "api/read_log.h"
#include "cli/commands.h"
#include "cli/table.h"

namespace palitan::cli {
namespace {

struct ReadsWords {
  std::string expect;
  std::string by;
  std::string item;
  std::size_t count = 50;
};

void print_json(const api::ReadAnswer& seen) {
  auto reads = api::Json::array();
  for (const auto& read : seen.reads)
    reads.push_back({{"number", read.number},
                     {"at", base::to_text(read.at)},
                     {"by", read.by},
                     {"what", read.what},
                     {"partnership", read.book},
                     {"item", read.item}});
  const api::Json out = {{"reads", std::move(reads)}, {"tip", to_text(seen.tip)}, {"faults", seen.faults}};
  fmt::print("{}\n", out.dump(2));
}

void print_table(const api::ReadAnswer& seen) {
  Table table({"", "when", "by", "what", "book", "of"}, {0});
  for (const auto& read : seen.reads)
    table.add({std::to_string(read.number), base::to_text(read.at), read.by, read.what,
               read.book.substr(0, 12), read.item});
  fmt::print("{}", table.empty() ? "Nothing was taken out of this node.\n" : table.text());
}

Done<void> reads(const Context& context, const ReadsWords& words) {
  const auto folder = folder_of(context);
  if (!folder) return tl::unexpected(folder.error());
  api::ReadQuestion question;
  question.by = words.by;
  question.item = words.item;
  question.count = words.count;
  if (!words.expect.empty()) {
    question.expected = api::parse_read_tip(words.expect);
    if (!question.expected)
      return trouble(kUsage,
                     fmt::format("'{}' is no tip as this command prints it, like 17:3f2a...", words.expect));
  }
  const auto seen = api::look_into_reads(folder->dir(), question);
  if (!seen) return trouble(seen.error());
  if (context.json)
    print_json(*seen);
  else
    print_table(*seen);
  std::string faults;
  for (const auto& fault : seen->faults) faults += "\n  " + fault;
  if (!faults.empty()) return trouble(kRefused, "The log of reads is not whole:" + faults);
  if (!context.json && seen->tip.number > 0)
    fmt::print(
        "{} reads, each line follows from the one before. Write the tip down where this machine's keepers "
        "cannot change it:\n  {}\n",
        seen->tip.number, to_text(seen->tip));
  return {};
}

}  // namespace

void add_reads_command(CLI::App& node, Context& context) {
  auto words = std::make_shared<ReadsWords>();
  auto* at =
      command(node, context, "reads", "who took which paper, file or export out of this node, and when",
              [&context, words] { return reads(context, *words); });
  at->add_option("--expect", words->expect, "a tip written down earlier: is that line still the same?");
  at->add_option("--by", words->by, "an office, 'token' (this machine), or 'partner phl'");
  at->add_option("--item", words->item, "a file's hash, an act, a case: its first digits");
  at->add_option("--count", words->count, "how many at most, newest first")->capture_default_str();
}

}  // namespace palitan::cli
