#include "cli/demo.h"

#include <algorithm>
#include <fstream>

#include "cli/commands.h"
#include "cli/demo_stage.h"
#include "cli/serve.h"

namespace palitan::cli {
namespace {
namespace fs = std::filesystem;

constexpr const char* kMarker = "palitan-demonstration";

/// A clean folder; an earlier demonstration in it goes, anything else stays and is said.
Done<void> clear_stage(const fs::path& dir) {
  std::error_code error;
  const bool ours = fs::exists(dir / kMarker, error);
  if (fs::exists(dir, error) && !ours && !fs::is_empty(dir, error))
    return trouble(
        kUsage,
        fmt::format("{} holds something that is not a demonstration. Nothing was touched; name another "
                    "folder with --dir.",
                    dir.string()));
  for (const auto* code : {"jpn", "phl", "usa"}) {
    const auto folder = ours ? node::Folder::open(dir / code) : base::refuse(base::Code::local_not_found);
    if (!folder) continue;
    const auto lock = folder->lock();
    if (!lock && lock.error().code == base::Code::local_folder_in_use)
      return trouble(
          kUsage, fmt::format("A demonstration still runs in {}. Stop it, or name another folder with --dir.",
                              dir.string()));
  }
  if (ours) fs::remove_all(dir, error);
  fs::create_directories(dir, error);
  std::ofstream marker(dir / kMarker);
  marker << "Made by `palitan demo`. The next demonstration in this folder replaces all of it.\n";
  marker.close();
  if (error || !marker) return trouble(kFailed, fmt::format("{} cannot be made.", dir.string()));
  return {};
}

Done<void> begin(Stage& stage) {
  chapter("1. Three nations found their books");
  if (auto ok = stage.found(); !ok) return ok;
  chapter("2. Their nodes meet, and officers are appointed");
  if (auto ok = stage.open_nodes(); !ok) return ok;
  return stage.appoint_officers();
}

Done<void> play_all(Stage& stage) {
  if (auto ok = begin(stage); !ok) return ok;
  if (auto ok = agree_on_the_law(stage); !ok) return ok;
  if (auto ok = open_the_exercise(stage); !ok) return ok;
  if (auto ok = play_the_orders(stage); !ok) return ok;
  if (auto ok = play_the_settlements(stage); !ok) return ok;
  if (auto ok = import_a_sheet(stage); !ok) return ok;
  if (auto ok = play_the_visit(stage); !ok) return ok;
  if (auto ok = play_the_other_pairs(stage); !ok) return ok;
  if (auto ok = play_the_grants(stage); !ok) return ok;
  if (auto ok = play_the_hop(stage); !ok) return ok;
  if (auto ok = play_the_netting(stage); !ok) return ok;
  if (auto ok = play_the_account(stage); !ok) return ok;
  stage.open_book(kJapanPhilippines);
  if (auto ok = print_the_papers(stage); !ok) return ok;
  if (auto ok = prove(stage); !ok) return ok;
  return print_one_page(stage);
}

Done<void> judge(const Stage& stage) {
  const auto& checks = stage.checks();
  const auto held = std::count_if(checks.begin(), checks.end(), [](const auto& check) { return check.held; });
  fmt::print("\n{} of {} checks held.\n", held, checks.size());
  if (static_cast<std::size_t>(held) == checks.size()) return {};
  std::string says = "The demonstration does NOT hold:";
  for (const auto& check : checks)
    if (!check.held) says += "\n  " + check.claim;
  return trouble(kRefused, says);
}

Done<std::string> seat_of(Nation& nation, const std::string& book, const std::string& office) {
  const auto seats = nation.desks.at(book)->seats();
  if (!seats) return tl::unexpected(seats.error());
  for (const auto& row : *seats)
    if (row.fact.office == office && row.here != "no") return base::to_hex(row.seat.view());
  return trouble(kFailed, fmt::format("{} has no {}.", nation.called, office));
}

Done<void> stay(Stage& stage, const SignalWatch& signals) {
  const auto dir = stage.options().dir.string();
  if (auto ok = stage.open_pages(); !ok) return ok;
  const auto office = stage.options().founded ? "agreements desk" : "requesting officer";
  const auto seat = seat_of(stage.nation("jpn"), kJapanPhilippines, office);
  if (!seat) return tl::unexpected(seat.error());
  fmt::print(
      "\nIn another window, try:\n"
      "  palitan --node {0}/jpn --partnership jpn-phl cases\n"
      "  palitan --node {0}/phl --partnership jpn-phl balances\n"
      "  palitan --node {0}/usa --partnership phl-usa log\n"
      "  palitan --node {0}/jpn --partnership jpn-phl --passphrase-file {0}/passphrase actor unlock {1}\n",
      dir, *seat);
  if (!stage.options().founded)
    fmt::print(
        "  palitan --node {}/jpn --partnership jpn-phl order request --instrument jpn-phl-acsa-2026 "
        "--activity \"Demonstration exercise off Subic Bay\" --currency JPY "
        "--line \"1 water WATER 20 MTQ reimbursement 450\"\n",
        dir);
  std::fflush(stdout);
  for (;;) {
    if (signals.came(std::chrono::milliseconds(200))) break;
    for (auto& one : stage.everybody())
      if (const auto ended = one.service->wait_for(std::chrono::milliseconds(0)); ended && !*ended)
        return trouble(kFailed,
                       "A node has halted: " + one.service->writer().halted().value_or("its disk failed."));
  }
  fmt::print("\nStopped. Everything acknowledged is on disk in {}.\n", dir);
  return {};
}
}  // namespace

Done<void> run_demo(const DemoOptions& options) {
  if (auto ok = clear_stage(options.dir); !ok) return ok;
  const SignalWatch signals;  // before any thread begins
  Stage stage(options);
  if (auto ok = options.founded ? begin(stage) : play_all(stage); !ok)
    return trouble(kRefused, "The demonstration stopped: " + ok.error().says);
  if (options.founded) {
    if (!options.once) return stay(stage, signals);
    stage.stop();
    return {};
  }
  if (!options.once) {
    if (auto ok = judge(stage); !ok) return ok;
    return stay(stage, signals);
  }
  stage.stop();
  if (auto ok = prove_from_disk(stage); !ok) return ok;
  return judge(stage);
}

void add_demo_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<DemoOptions>();
  auto* demo =
      command(app, context, "demo", "three nations, one record for each partnership: the demonstration",
              [&context, options] {
                options->pages = context.pages;
                return run_demo(*options);
              });
  demo->add_option("--dir", options->dir, "folder to play in")->capture_default_str();
  demo->add_flag("--founded", options->founded,
                 "only found the books and appoint officers: the rest is done by hand, in the pages");
  demo->add_flag("--once", options->once, "play to the end and leave; exit 0 only if everything held");
  demo->add_option("--pages-port", options->pages_port,
                   "port of the first node's pages; the others take the next free ones")
      ->capture_default_str();
  demo->add_flag("--fast", options->fast, "less work for wrapping keys: for tests");
}

}  // namespace palitan::cli
