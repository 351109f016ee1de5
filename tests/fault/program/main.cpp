// palitan-cuts: power cuts and failing calls under the real store, on a disk that loses what was not synced.
// Exit 0: everything acknowledged was there after each, and nothing was between before and after.
#include <chrono>
#include <cstdio>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "book_life.h"
#include "crypto/remembered.h"

namespace {

using palitan::fault::BookReport;
using palitan::fault::LifeReport;

void print(const char* title, const std::map<std::string, std::uint64_t>& counts) {
  fmt::print("{}:", title);
  for (const auto& [name, n] : counts) fmt::print(" {} {};", name, n);
  fmt::print("\n");
}

void print_disk(const palitan_test::DiskCounts& disk) {
  fmt::print("calls:");
  for (std::size_t i = 0; i < palitan_test::kDiskCalls; ++i)
    fmt::print(" {} {} ({} failed);", palitan_test::name_of(static_cast<palitan_test::DiskCall>(i)),
               disk.calls[i], disk.failed[i]);
  fmt::print(
      "\nun-synced sectors: {} kept, {} dropped, {} torn; names undone {}; failed syncs that forgot {}\n",
      disk.kept, disk.dropped, disk.torn, disk.names_undone, disk.syncs_forgotten);
}

struct Order {
  std::uint64_t cuts = 1'000, each = 12, from = 1, seed = 0;
  bool nodes = false, trace = false;
};

/// Lives until there were enough cuts, or ten have failed; how many failed.
template <class Report, class Live>
std::uint64_t play(const Order& order, Report& all, const palitan_test::DiskCounts& disks, const Live& life) {
  std::uint64_t failed = 0, at = order.seed != 0 ? order.seed : order.from;
  const auto start = std::chrono::steady_clock::now();
  do {
    auto report = life(at);
    if (report.problem) {
      ++failed;
      fmt::print("seed {} failed: {}\n  replay: palitan-cuts {}--seed {} --each {}\n", at, *report.problem,
                 order.nodes ? "--nodes " : "", at, order.each);
      std::fflush(stdout);
    }
    all += report;
    ++at;
  } while (order.seed == 0 && disks.cuts < order.cuts && failed < 10);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  print("cuts fell into", all.cuts);
  print_disk(disks);
  fmt::print("{} power cuts in {:.1f} s ({:.0f}/s), seeds {} to {}, {} failed\n", disks.cuts, seconds,
             static_cast<double>(disks.cuts) / seconds, order.seed != 0 ? order.seed : order.from, at - 1,
             failed);
  return failed;
}

std::uint64_t play_stores(const Order& order) {
  LifeReport all;
  const auto failed = play(order, all, all.disk, [&](std::uint64_t seed) {
    return palitan::fault::live(seed, order.each, order.trace);
  });
  print("failing calls met", all.faults);
  fmt::print("{} commits acknowledged, {} comparisons; in doubt: {} found there, {} found not there\n",
             all.commits, all.checks, all.kept_unacknowledged, all.lost_unacknowledged);
  return failed;
}

std::uint64_t play_nodes(const Order& order) {
  const palitan::crypto::RememberedSignatures remembered;
  BookReport all;
  const auto failed = play(order, all, all.disks, [&](std::uint64_t seed) {
    return palitan::fault::live_as_nodes(seed, order.each, order.trace);
  });
  fmt::print("{} acts acknowledged, {} accords, {} returns of nodes\n", all.acts, all.accords, all.returns);
  return failed;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Cuts the power under the store and looks at what is left.");
  Order order;
  app.add_option("--cuts", order.cuts, "how many power cuts in all");
  app.add_option("--each", order.each, "power cuts in one life, on one disk")->check(CLI::Range(1, 100'000));
  app.add_option("--from", order.from, "first seed");
  app.add_option("--seed", order.seed, "this life only");
  app.add_flag("--nodes", order.nodes, "two or three nodes that sign and agree, each on a disk of its own");
  app.add_flag("--trace", order.trace, "print every step");
  CLI11_PARSE(app, argc, argv);
  return (order.nodes ? play_nodes(order) : play_stores(order)) == 0 ? 0 : 1;
}
