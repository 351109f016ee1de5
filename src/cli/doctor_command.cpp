// `palitan doctor`: everything that an operator may have wrong, each with what to do.
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/doctor.h"
#include "cli/table.h"
#include "node/version.h"

namespace palitan::cli {
namespace {

using node::Standing;

std::string_view words(Standing standing) {
  switch (standing) {
    case Standing::ok:
      return "ok";
    case Standing::look:
      return "look at this";
    case Standing::wrong:
      return "WRONG";
    case Standing::unknown:
      return "not looked at";
  }
  return "not looked at";
}

void print_json(const node::Folder& folder, const Examination& seen) {
  nlohmann::ordered_json looks = nlohmann::ordered_json::array();
  for (const auto& look : seen.looks) {
    nlohmann::ordered_json one = {{"check", look.finding.check}};
    if (!look.book.empty()) one["book"] = look.book;
    one["standing"] = node::name(look.finding.standing);
    one["says"] = look.finding.says;
    if (!look.finding.to_do.empty()) one["do"] = look.finding.to_do;
    looks.push_back(std::move(one));
  }
  const nlohmann::ordered_json out = {{"party", folder.file().party},
                                      {"folder", folder.dir().string()},
                                      {"served", seen.place},
                                      {"version", node::kVersion},
                                      {"wrong", seen.count(Standing::wrong)},
                                      {"look", seen.count(Standing::look)},
                                      {"unknown", seen.count(Standing::unknown)},
                                      {"looks", std::move(looks)}};
  fmt::print("{}\n", out.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

void print_text(const node::Folder& folder, const Examination& seen) {
  fmt::print("The node of {} in {}\n", folder.file().party, folder.dir().string());
  std::string book;
  for (const auto& look : seen.looks) {
    if (look.book != book && !look.book.empty()) fmt::print("Its book {}\n", look.book);
    if (look.book != book && look.book.empty()) fmt::print("All in all\n");
    book = look.book;
    fmt::print("  {:<13}  {:<13}  {}\n", words(look.finding.standing), look.finding.check, look.finding.says);
    if (!look.finding.to_do.empty()) fmt::print("{:32}{}\n", "", look.finding.to_do);
  }
  fmt::print("{} ok, {} to look at, {} wrong, {} not looked at\n", seen.count(Standing::ok),
             seen.count(Standing::look), seen.count(Standing::wrong), seen.count(Standing::unknown));
}

Done<void> doctor(const Context& context, const std::string& dir) {
  Context with = context;
  if (!dir.empty()) with.node_dir = dir;
  const auto folder = folder_of(with);
  if (!folder) return tl::unexpected(folder.error());
  // Never asked for: a look is to be possible without anybody at the keyboard.
  std::optional<Passphrase> passphrase;
  if (!context.passphrase_file.empty()) {
    auto read = read_passphrase(context.passphrase_file, "the node's keys");
    if (!read) return tl::unexpected(read.error());
    passphrase.emplace(std::move(*read));
  }
  const auto seen =
      examine(*folder, passphrase ? std::optional(passphrase->view()) : std::nullopt, context.clock());
  if (context.json)
    print_json(*folder, seen);
  else
    print_text(*folder, seen);
  if (seen.count(Standing::wrong) > 0) return trouble(kRefused, "");
  return {};
}

}  // namespace

void add_doctor_command(CLI::App& app, Context& context) {
  auto dir = std::make_shared<std::string>();
  auto* at = command(app, context, "doctor", "look at everything that an operator may have wrong",
                     [&context, dir] { return doctor(context, *dir); });
  at->add_option("folder", *dir, "the node's folder, if not named with --node");
}

}  // namespace palitan::cli
