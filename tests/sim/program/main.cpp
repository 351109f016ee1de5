// palitan-sim: plays seeded worlds and says what was not true. Exit 0: everything held.
#include <chrono>
#include <cstdio>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "coverage_tally.h"
#include "many.h"
#include "stories_run.h"
#include "stories_weather.h"

namespace {

void print(const char* title, const std::map<std::string, std::uint64_t>& counts) {
  fmt::print("{}:", title);
  for (const auto& [name, n] : counts) fmt::print(" {} {}", name, n);
  fmt::print("\n");
}
}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Plays seeded worlds of Palitan nodes and checks that they agree on the truth.");
  std::uint64_t seeds = 100, from = 1, seed = 0;
  palitan::sim::Many many;
  app.add_option("--seeds", seeds, "how many worlds");
  app.add_option("--from", from, "first seed");
  app.add_option("--seed", seed, "this world only");
  app.add_option("--jobs", many.jobs, "threads that play them; no result depends on it");
  app.add_option("--check-of", many.each.check_of, "one world in so many is seen by the separate checker")
      ->check(CLI::PositiveNumber);
  app.add_flag("--trace", many.each.trace, "print every step");
  bool stories = false;
  std::uint64_t and_stories = 0;
  palitan::sim::Coverage reached;
  app.add_flag("--stories", stories, "play the stories of tests/stories, each seed one under its weather");
  app.add_option("--and-stories", and_stories,
                 "after the worlds so many stories; says what both have reached");
  CLI11_PARSE(app, argc, argv);
  if (seed != 0) {
    from = seed;
    seeds = 1;
  }
  if (stories) {
    const auto failed = palitan::sim::run_stories({from, seeds, many.jobs, many.each.trace}, reached);
    print("faults", reached.faults);
    fmt::print("{}", palitan::sim::summary(reached, palitan::sim::all_accidents()));
    return failed == 0 ? 0 : 1;
  }
  many.from = from;
  many.seeds = seeds;
  palitan::sim::Report all;
  all.worlds = 0;
  const auto start = std::chrono::steady_clock::now();
  const auto failed = palitan::sim::play_many(many, all);
  palitan::sim::print(many, all, failed,
                      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  if (and_stories == 0) return failed == 0 ? 0 : 1;
  const auto stories_failed = palitan::sim::run_stories({from, and_stories, many.jobs, false}, reached);
  reached += {all.kinds, all.codes, all.faults};
  print("faults of both", reached.faults);
  fmt::print("{}", palitan::sim::summary(reached, palitan::sim::all_kinds_of_fault()));
  return failed + stories_failed == 0 ? 0 : 1;
}
