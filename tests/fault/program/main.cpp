// palitan-cuts: power cuts and failing calls under the real store, on a disk that loses what was not synced.
// Exit 0: everything acknowledged was there after each, and nothing was between before and after.
#include <chrono>
#include <cstdio>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "store_life.h"

namespace {

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

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Cuts the power under the store and looks at what is left.");
  std::uint64_t cuts = 1'000, each = 12, from = 1, seed = 0;
  app.add_option("--cuts", cuts, "how many power cuts in all");
  app.add_option("--each", each, "power cuts in one life, on one disk")->check(CLI::Range(1, 100'000));
  app.add_option("--from", from, "first seed");
  app.add_option("--seed", seed, "this life only");
  bool trace = false;
  app.add_flag("--trace", trace, "print every step");
  CLI11_PARSE(app, argc, argv);
  const bool one = seed != 0;
  LifeReport all;
  std::uint64_t failed = 0;
  const auto start = std::chrono::steady_clock::now();
  std::uint64_t at = one ? seed : from;
  for (; one ? at == seed : all.disk.cuts < cuts; ++at) {
    auto report = palitan::fault::live(at, each, trace);
    if (report.problem) {
      fmt::print("seed {} failed: {}\n  replay: palitan-cuts --seed {} --each {}\n", at, *report.problem, at,
                 each);
      std::fflush(stdout);
      if (++failed == 10) break;
    }
    all += report;
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  print("cuts fell into", all.cuts);
  print("failing calls met", all.faults);
  print_disk(all.disk);
  fmt::print("in doubt: {} found there, {} found not there\n", all.kept_unacknowledged,
             all.lost_unacknowledged);
  fmt::print(
      "{} power cuts in {:.1f} s ({:.0f}/s), seeds {} to {}, {} commits acknowledged, {} comparisons, {} "
      "failed\n",
      all.disk.cuts, seconds, static_cast<double>(all.disk.cuts) / seconds, one ? seed : from, at - 1,
      all.commits, all.checks, failed);
  return failed == 0 ? 0 : 1;
}
