// palitan-hostile: plays every attack of the catalogue for as many seeds as one likes. Exit 0: each was
// refused or proven.
#include <cstdio>
#include <ctime>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "attack.h"

namespace {
/// Of the processor, not of the clock on the wall: what else runs does not count.
double cpu_seconds_since(std::clock_t start) {
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}
}  // namespace

int main(int argc, char** argv) {
  using namespace palitan::hostile;
  CLI::App app("Plays hostile partners against honest nodes, and says how each lie ended.");
  std::uint64_t seeds = 100, from = 1;
  std::string only;
  app.add_option("--seeds", seeds, "how many of each attack");
  app.add_option("--from", from, "first seed");
  app.add_option("--attack", only, "only attacks whose name holds this");
  CLI11_PARSE(app, argc, argv);
  fmt::print("{:<26} {:>8} {:>8} {:>8} {:>7} {:>9} {:>7}\n", "attack", "seeds", "refused", "proven", "failed",
             "CPU s", "per s");
  std::uint64_t played = 0, failed = 0;
  std::string faults;
  const auto start = std::clock();
  for (const auto& attack : attacks()) {
    if (attack.name.find(only) == std::string_view::npos) continue;
    std::uint64_t refused = 0, proven = 0, wrong = 0;
    const auto begins = std::clock();
    for (auto seed = from; seed < from + seeds; ++seed) {
      const auto end = play(attack, seed);
      if (!end.end) {
        if (++wrong <= 3)
          faults +=
              fmt::format("{}, seed {}: {}\n  replay: palitan-hostile --attack '{}' --from {} --seeds 1\n",
                          attack.name, seed, end.why, attack.name, seed);
      } else {
        ++(*end.end == End::refused ? refused : proven);
      }
    }
    const double seconds = cpu_seconds_since(begins);
    fmt::print("{:<26} {:>8} {:>8} {:>8} {:>7} {:>9.1f} {:>7.0f}\n", attack.name, seeds, refused, proven,
               wrong, seconds, static_cast<double>(seeds) / seconds);
    std::fflush(stdout);
    played += seeds;
    failed += wrong;
  }
  const double seconds = cpu_seconds_since(start);
  fmt::print("{}{} attacks in {:.1f} s of CPU ({:.0f}/s), {} failed\n", faults, played, seconds,
             static_cast<double>(played) / seconds, failed);
  return failed == 0 ? 0 : 1;
}
