// `palitan sync` and `palitan import`: with the partners over the network, or by a file that somebody
// carries.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <thread>

#include <fmt/ranges.h>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/links_text.h"
#include "cli/table.h"

namespace palitan::cli {

void print_links(const std::vector<LinkRow>& links) {
  Table table({"partner", "link", "last exchange", ""});
  for (const auto& link : links)
    table.add({link.party,
               !link.linked     ? "cut"
               : link.reachable ? "up"
                                : "not reachable",
               link.last_success.empty() ? "never" : link.last_success, link.last_failure});
  if (!table.empty()) fmt::print("{}", table.text(2));
}

namespace {

struct SyncWords {
  int wait_seconds = 10;
  std::string file;
  std::string party;
};

/// An exchange after now with every partner that is not cut off, and nothing left that waits.
Done<void> exchange(const Context& context, const SyncWords& words) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto start = to_text(context.clock());
  const auto until = context.clock().ms + words.wait_seconds * 1000;
  for (;;) {
    const auto links = (*desk)->links();
    if (!links) return tl::unexpected(links.error());
    const auto seen = (*desk)->status();
    if (!seen) return tl::unexpected(seen.error());
    const bool exchanged =
        !links->empty() && std::all_of(links->begin(), links->end(), [&](const auto& link) {
          return link.reachable && link.last_success > start;
        });
    if (exchanged && seen->pending == 0) {
      fmt::print("In sync: {} statements agreed, nothing pending.\n", seen->log_size);
      return {};
    }
    if (context.clock().ms > until) {
      print_links(*links);
      return trouble(
          kFailed, fmt::format("Not in sync after {} s: {} pending{}. What is signed here stays and goes out "
                               "when the partner answers.",
                               words.wait_seconds, seen->pending,
                               seen->waiting_for.empty() ? "" : ", waiting for " + seen->waiting_for));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

/// A field node follows; with a party one agrees.
std::string how_far(const LinkRow& link, std::size_t pending) {
  const auto acts = [](std::size_t n, const char* what) {
    return fmt::format("{} act{} {}", n, n == 1 ? "" : "s", what);
  };
  if (sync::is_field_node(link.party)) {
    if (!link.behind) return "not heard yet";
    return *link.behind == 0 ? "has all that is here" : acts(*link.behind, "of this book behind");
  }
  return pending == 0 ? "everything here is agreed with it"
                      : acts(pending, "of this book not yet agreed with it");
}

/// "phl: 14 acts not yet agreed with it, last contact 2026-11-26T02:10:04Z."
Done<void> say_status(const Context& context) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto links = (*desk)->links();
  if (!links) return tl::unexpected(links.error());
  const auto seen = (*desk)->status();
  if (!seen) return tl::unexpected(seen.error());
  for (const auto& link : *links)
    fmt::print(
        "{}: {}, {}{}.\n", link.party, how_far(link, seen->pending),
        link.last_success.empty() ? "no contact since the node started" : "last contact " + link.last_success,
        link.linked ? "" : ", the link is paused here");
  if (links->empty())
    fmt::print("No partner has an address here: only files go between them and this node.\n");
  if (!seen->waiting_for.empty()) fmt::print("Waiting for {}.\n", seen->waiting_for);
  return {};
}

/// The partner it is for: the one there is, or the one that is named.
Done<statement::PartyCode> partner_of(Desk& desk, const std::string& named) {
  const auto seen = desk.status();
  if (!seen) return tl::unexpected(seen.error());
  std::vector<statement::PartyCode> others;
  for (const auto& party : seen->parties)
    if (party != desk.party()) others.push_back(party);
  if (named.empty() && others.size() == 1) return others.front();
  if (std::find(seen->parties.begin(), seen->parties.end(), sync::party_of(named)) != seen->parties.end())
    return named;
  return trouble(kUsage, fmt::format("Say for whom with --party: {}.", fmt::join(others, " or ")));
}

Done<void> write_for(const Context& context, const SyncWords& words) {
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto party = partner_of(**desk, words.party);
  if (!party) return tl::unexpected(party.error());
  const auto bytes = (*desk)->parcel(*party);
  if (!bytes) return tl::unexpected(bytes.error());
  if (auto ok = write_file(words.file, *bytes); !ok) return ok;
  fmt::print(
      "Wrote {}: {} bytes for {}. There: palitan import {}; then bring back what `palitan sync --to` writes "
      "there.\n",
      words.file, bytes->size(), *party, words.file);
  return {};
}

Done<void> read_in(const Context& context, const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return trouble(kUsage, fmt::format("'{}' cannot be opened.", path));
  const base::Bytes bytes{std::istreambuf_iterator<char>(in), {}};
  const auto desk = open_desk(context);
  if (!desk) return tl::unexpected(desk.error());
  const auto taken = (*desk)->hand_in_parcel(bytes);
  if (!taken) return tl::unexpected(taken.error());
  fmt::print("From {}, at its accord {}: {} statements and {} accords could be read, and are kept.\n",
             taken->from, taken->height, taken->statements, taken->accords);
  if (!taken->fault.empty())
    fmt::print("Not all of it: {}\nBring {} a file from here; the next one from there has the rest.\n",
               taken->fault, taken->from);
  return {};
}
}  // namespace

void add_sync_commands(CLI::App& app, Context& context) {
  auto words = std::make_shared<SyncWords>();
  auto what = std::make_shared<std::string>();
  auto* now =
      command(app, context, "sync",
              "exchange with the partners now; with `status`, say how far; with --to, write a file instead",
              [&context, words, what]() -> Done<void> {
                if (*what == "status") return say_status(context);
                return words->file.empty() ? exchange(context, *words) : write_for(context, *words);
              });
  now->add_option("what", *what, "status")->check(CLI::IsMember({"status"}));
  now->add_option("--wait", words->wait_seconds, "seconds at most")->capture_default_str();
  now->add_option("--to", words->file, "write what a partner lacks to this file, for a stick or a mail");
  now->add_option("--party", words->party,
                  "for whom: a partner, or a node of a party as \"phl/BRP Gabriela Silang\"");
  auto path = std::make_shared<std::string>();
  auto* in = command(app, context, "import", "take in a file that a partner's `sync --to` wrote",
                     [&context, path] { return read_in(context, *path); });
  in->add_option("file", *path, "the file")->required();
}

}  // namespace palitan::cli
