// `palitan misdeeds`: what partners signed that cannot stand together, named in words, and the files that
// prove it.
#include "cli/misdeed_command.h"

#include <filesystem>

#include <nlohmann/json.hpp>

#include "cli/files.h"
#include "cli/folder_record.h"
#include "node/misdeeds.h"
#include "papers/misdeed_words.h"

namespace palitan::cli {
namespace {

struct MisdeedWords {
  std::string language = "en";
  std::string to;
};

Done<std::vector<base::Bytes>> files_of(Record& record) {
  if (auto* desk = dynamic_cast<Desk*>(&record)) return desk->misdeeds();
  auto& folder = dynamic_cast<FolderRecord&>(record);
  std::vector<base::Bytes> out;
  for (auto& one : node::misdeeds_of(folder.book(), folder.store(), folder.ceiling()))
    out.push_back(std::move(one.file));
  return out;
}

Done<void> list(const Context& context, const MisdeedWords& words) {
  const auto language = papers::sheet_language(words.language);
  if (!language)
    return trouble(kUsage, fmt::format("'{}' is no language here: en, ja or fil.", words.language));
  const auto record = open_record(context);
  if (!record) return tl::unexpected(record.error());
  const auto files = files_of(**record);
  if (!files) return tl::unexpected(files.error());
  auto json = nlohmann::ordered_json::array();
  for (const auto& file : *files) {
    // What the file itself proves, and not what a node says of it.
    const auto proven = kernel::verify_misdeed(file);
    if (!proven) return trouble(proven.error());
    const auto hex = base::to_hex(kernel::misdeed_name(file).view());
    const auto path = std::filesystem::path(words.to) / ("misdeed-" + hex.substr(0, 16) + ".cbor");
    if (!words.to.empty())
      if (auto ok = write_file(path, file); !ok) return ok;
    if (context.json) {
      json.push_back({{"id", hex},
                      {"kind", name(proven->kind)},
                      {"party", proven->party},
                      {"office", proven->office},
                      {"says", papers::misdeed_says(*proven, *language)}});
      continue;
    }
    fmt::print("{}\n{}", papers::misdeed_says(*proven, *language), papers::misdeed_lines(*proven, *language));
    if (words.to.empty())
      fmt::print("  {}\n", hex);
    else
      fmt::print("  palitan-verify --proof {} --expect {}\n", path.string(),
                 base::to_hex(proven->partnership.view()));
  }
  if (context.json)
    fmt::print("{}\n", json.dump(2));
  else if (files->empty())
    fmt::print("{}\n", *language == papers::SheetLanguage::japanese   ? "証明された違反はありません。"
                       : *language == papers::SheetLanguage::filipino ? "Walang napatunayang paglabag."
                                                                      : "No misdeed is proven here.");
  return {};
}
}  // namespace

void add_misdeed_command(CLI::App& app, Context& context) {
  auto words = std::make_shared<MisdeedWords>();
  auto* at =
      command(app, context, "misdeeds", "what partners signed that cannot stand together, with its proof",
              [&context, words] { return list(context, *words); });
  at->add_option("--to", words->to,
                 "a folder for the proof files, which palitan-verify --proof checks anywhere");
  at->add_option("--lang", words->language, "en, ja or fil");
}

}  // namespace palitan::cli
