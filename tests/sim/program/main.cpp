// palitan-sim: plays seeded worlds and says what was not true. Exit 0: everything held.
#include <chrono>
#include <cstdio>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "coverage_tally.h"
#include "play.h"
#include "stories_run.h"
#include "stories_weather.h"

namespace {

void print(const char* title, const std::map<std::string, std::uint64_t>& counts) {
  fmt::print("{}:", title);
  for (const auto& [name, n] : counts) fmt::print(" {} {}", name, n);
  fmt::print("\n");
}

void add(std::map<std::string, std::uint64_t>& to, const std::map<std::string, std::uint64_t>& from) {
  for (const auto& [name, n] : from) to[name] += n;
}
}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Plays seeded worlds of Palitan nodes and checks that they agree on the truth.");
  std::uint64_t seeds = 100, from = 1, seed = 0;
  palitan::sim::PlayOptions options;
  app.add_option("--seeds", seeds, "how many worlds");
  app.add_option("--from", from, "first seed");
  app.add_option("--seed", seed, "this world only");
  app.add_flag("--trace", options.trace, "print every step");
  bool stories = false;
  app.add_flag("--stories", stories, "play the stories of tests/stories, each seed one under its weather");
  CLI11_PARSE(app, argc, argv);
  if (seed != 0) {
    from = seed;
    seeds = 1;
  }
  if (stories) {
    palitan::sim::Coverage reached;
    const auto failed = palitan::sim::run_stories(from, seeds, options.trace, reached);
    print("faults", reached.faults);
    fmt::print("{}", palitan::sim::summary(reached, palitan::sim::all_accidents()));
    return failed == 0 ? 0 : 1;
  }
  palitan::sim::Report all;
  std::uint64_t failed = 0, played = 0;
  const auto start = std::chrono::steady_clock::now();
  for (std::uint64_t i = from; i < from + seeds; ++i) {
    const auto report = palitan::sim::play(i, options);
    ++played;
    all.statements += report.statements;
    all.accords += report.accords;
    add(all.kinds, report.kinds);
    add(all.codes, report.codes);
    add(all.events, report.events);
    if (!report.problem) continue;
    ++failed;
    fmt::print("seed {} failed: {}\n  replay: {}\n", i, *report.problem, palitan::sim::replay_command(i));
    std::fflush(stdout);
    if (failed == 10) break;
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  print("acts", all.kinds);
  print("verdicts", all.codes);
  print("events", all.events);
  fmt::print("{} worlds in {:.1f} s ({:.0f}/s), {} statements, {} accords, {} failed\n", played, seconds,
             static_cast<double>(played) / seconds, all.statements, all.accords, failed);
  return failed == 0 ? 0 : 1;
}
