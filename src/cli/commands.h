// Internal: what the commands share, and where each group is added to the command line.
#pragma once
#include <functional>
#include <memory>

#include <CLI/CLI.hpp>

#include "api/api.h"
#include "cli/acting.h"
#include "cli/passphrase.h"
#include "node/clock.h"

namespace palitan::cli {

/// Options that every command may take, and the command that was chosen.
struct Context {
  std::string node_dir;
  std::string partnership;
  std::string passphrase_file;
  std::string program;  ///< argv[0]
  bool json = false;
  std::string marking;                ///< of what is signed; empty: unclassified
  std::span<const api::Asset> pages;  ///< what nodes show to people
  node::Clock clock = node::system_now;
  std::function<Done<void>()> action;
};

/// The folder named with --node. Trouble: none was named, or it is none.
Done<node::Folder> folder_of(const Context& context);
/// Whoever can tell what that folder holds: the node that serves it, else the folder itself.
Done<std::unique_ptr<Record>> open_record(const Context& context);
/// Trouble: nobody serves the folder.
Done<std::unique_ptr<Desk>> open_desk(const Context& context);
/// Now, at the offset of this machine's time zone; or what `text` says.
Done<base::Effective> when(const Context& context, const std::string& text);
/// The case that `name` means: first digits of its id, the name of an instrument or activity, or an order's
/// document number where only one has it.
Done<base::Id> pick_case(Record& record, const std::string& name, std::string_view kind);
/// Says that an act is signed and how it was judged.
void say_signed(const SignedAct& act, std::string_view kind);

/// Adds a command that does `act` when it is chosen.
template <class Act>
CLI::App* command(CLI::App& at, Context& context, const std::string& name, const std::string& says, Act act) {
  auto* out = at.add_subcommand(name, says);
  out->fallthrough();
  out->callback([&context, act] { context.action = act; });
  return out;
}

void add_party_commands(CLI::App& app, Context& context);           ///< party, partnership
void add_node_commands(CLI::App& app, Context& context);            ///< node
void add_serve_command(CLI::App& node, Context& context);           ///< node serve
void add_doctor_command(CLI::App& app, Context& context);           ///< doctor
void add_reads_command(CLI::App& node, Context& context);           ///< node reads
void add_field_commands(CLI::App& node, Context& context);          ///< node prepare, admit, join
void add_backup_commands(CLI::App& app, Context& context);          ///< backup, restore
void add_key_commands(CLI::App& party, Context& context);           ///< party change-key
void add_sync_commands(CLI::App& app, Context& context);            ///< sync, import
void add_actor_commands(CLI::App& app, Context& context);           ///< actor
void add_law_commands(CLI::App& app, Context& context);             ///< instrument, activity
void add_instrument_file_commands(CLI::App& at, Context& context);  ///< instrument check, explain
void add_order_commands(CLI::App& app, Context& context);           ///< order
void add_rates_commands(CLI::App& order, Context& context);         ///< order rates
void add_reading_commands(CLI::App& app, Context& context);         ///< show, cases, balances, log, refusals
void add_report_command(CLI::App& app, Context& context);           ///< report
void add_paper_commands(CLI::App& app, Context& context);           ///< export, story
void add_form_commands(CLI::App& app, Context& context);            ///< paper, verify-paper
void add_reference_commands(CLI::App& app, Context& context);       ///< reference
void add_attachment_commands(CLI::App& app, Context& context);      ///< attachment
void add_sheet_commands(CLI::App& app, Context& context);           ///< sheet
void add_evidence_commands(CLI::App& app, Context& context);        ///< evidence
void add_mission_commands(CLI::App& app, Context& context);  ///< visits, grants, activities, everywhere
void add_account_commands(CLI::App& app, Context& context);  ///< account
void add_act_command(CLI::App& app, Context& context);       ///< act
void add_demo_command(CLI::App& app, Context& context);      ///< demo

}  // namespace palitan::cli
