#include "cli/app.h"

#include <iostream>

#include <fmt/format.h>

#include "cli/across_desk.h"
#include "cli/commands.h"
#include "cli/folder_record.h"
#include "cli/order_draft.h"
#include "cli/store_command.h"
#include "node/clock.h"

namespace palitan::cli {

Done<node::Folder> folder_of(const Context& context) {
  if (context.node_dir.empty()) return trouble(kUsage, "Name the node's folder: --node DIR.");
  auto folder = node::Folder::open(context.node_dir);
  if (!folder) return trouble(folder.error());
  return std::move(*folder);
}

namespace {
bool is_served(const node::Folder& folder) {
  const auto lock = folder.lock();
  return !lock && lock.error().code == base::Code::local_folder_in_use;
}
}  // namespace

Done<std::unique_ptr<Desk>> open_desk(const Context& context) {
  const auto folder = folder_of(context);
  if (!folder) return tl::unexpected(folder.error());
  const auto serving = is_served(*folder) ? read_serving(*folder) : std::nullopt;
  if (!serving)
    return trouble(
        kFailed, fmt::format("Nobody serves {0}, and only a serving node signs. Start it in another window: "
                             "palitan node serve --node {0}",
                             context.node_dir));
  auto marking = statement::Marking::unclassified;
  if (!context.marking.empty() && !from_name(context.marking, marking))
    return trouble(kUsage,
                   fmt::format("'{}' is no marking: unclassified, official or restricted.", context.marking));
  auto desk = Desk::open(*folder, *serving, context.partnership);
  if (desk) (*desk)->mark(marking);
  return desk;
}

Done<std::unique_ptr<Record>> open_record(const Context& context) {
  const auto folder = folder_of(context);
  if (!folder) return tl::unexpected(folder.error());
  if (is_served(*folder)) {
    auto desk = open_desk(context);
    if (!desk) return tl::unexpected(desk.error());
    return std::unique_ptr<Record>(std::move(*desk));
  }
  auto record = FolderRecord::open(*folder, context.partnership, context.clock());
  if (!record) return tl::unexpected(record.error());
  return std::unique_ptr<Record>(std::move(*record));
}

Done<base::Effective> when(const Context& context, const std::string& text) {
  if (!text.empty()) {
    const auto out = base::parse_effective(text);
    if (!out)
      return trouble(kUsage, fmt::format("'{}' is not a time. Write it as 2026-11-23T14:00+08:00.", text));
    return *out;
  }
  return node::local_time(context.clock());
}

namespace {
/// The unit's own document number in an order's title, "jpn supplies phl: P-2026-014, F-76".
std::string_view reference_in(const CaseRow& row) {
  const auto colon = row.title.find(": ");
  if (row.kind != "order" || colon == std::string::npos) return {};
  const auto rest = std::string_view(row.title).substr(colon + 2);
  return rest.substr(0, rest.find(','));
}
}  // namespace

Done<base::Id> pick_case(Record& record, const std::string& name, std::string_view kind) {
  const auto cases = record.cases();
  if (!cases) return tl::unexpected(cases.error());
  std::vector<base::Id> ids;
  std::vector<base::Id> called;
  for (const auto& row : *cases) {
    if (!kind.empty() && row.kind != kind) continue;
    if (!name.empty() && row.title == name) return row.id;
    if (!name.empty() && reference_in(row) == name) called.push_back(row.id);
    ids.push_back(row.id);
  }
  if (called.size() == 1) return called.front();
  if (name.empty() && ids.size() == 1) return ids.front();
  if (name.empty()) return trouble(kUsage, fmt::format("Name the {}: its id or its name.", kind));
  return pick_id(name, ids, kind.empty() ? "case" : kind);
}

void say_signed(const SignedAct& act, std::string_view kind) {
  fmt::print("Signed: {} {}", kind, short_hex(act.id));
  if (act.code == "accepted")
    fmt::print(". It binds this party now, and is agreed with the next accord.\n");
  else
    fmt::print(" - {}\n", act.detail.empty() ? act.code : act.detail);
}

int run(int argc, const char* const* argv, std::span<const api::Asset> pages) {
  Context context;
  context.pages = pages;
  context.program = argc > 0 ? argv[0] : "palitan";
  CLI::App app("Palitan: the shared record of mutual support between partner forces.", "palitan");
  app.require_subcommand(1);
  app.add_option("--node", context.node_dir, "the node's folder")->envname("PALITAN_NODE");
  app.add_option("--partnership", context.partnership,
                 "the partnership by its parties (jpn-phl) or its first digits, where there are several");
  app.add_option("--passphrase-file", context.passphrase_file,
                 "file whose first line is the passphrase; without it you are asked");
  app.add_option("--marking", context.marking,
                 "handling marking of what is signed: unclassified (if left out), official, restricted");
  app.add_flag("--json", context.json, "for programs: JSON instead of tables");
  add_demo_command(app, context);
  add_party_commands(app, context);
  add_node_commands(app, context);
  add_doctor_command(app, context);
  add_sync_commands(app, context);
  add_backup_commands(app, context);
  add_store_commands(app, context);
  add_actor_commands(app, context);
  add_law_commands(app, context);
  add_order_commands(app, context);
  add_reading_commands(app, context);
  add_report_command(app, context);
  add_paper_commands(app, context);
  add_form_commands(app, context);
  add_reference_commands(app, context);
  add_attachment_commands(app, context);
  add_sheet_commands(app, context);
  add_evidence_commands(app, context);
  add_mission_commands(app, context);
  add_account_commands(app, context);
  add_netting_commands(app, context);
  add_transfer_commands(app, context);
  add_credit_commands(app, context);
  add_mission_act_commands(app, context);
  add_act_command(app, context);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kUsage;
  }
  const auto done = context.action ? context.action() : Done<void>{};
  std::cout.flush();
  if (done) return kDone;
  if (!done.error().says.empty()) std::cerr << done.error().says << "\n";
  return done.error().exit;
}

}  // namespace palitan::cli
