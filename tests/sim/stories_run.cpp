#include "stories_run.h"

#include <chrono>
#include <cstdio>

#include <fmt/format.h>

#include "stories_play.h"

namespace palitan::sim {

std::uint64_t run_stories(std::uint64_t from, std::uint64_t seeds, bool trace, Coverage& coverage) {
  constexpr std::uint64_t kEnough = 10;
  std::uint64_t failed = 0, played = 0, statements = 0, accords = 0;
  const auto start = std::chrono::steady_clock::now();
  for (auto seed = from; seed < from + seeds && failed < kEnough; ++seed) {
    const auto report = play_story(seed, trace);
    ++played;
    statements += report.statements;
    accords += report.accords;
    coverage += report.coverage;
    if (!report.problem) continue;
    ++failed;
    fmt::print("seed {} failed: {}\n  replay: {}\n", seed, *report.problem, replay_story_command(seed));
    std::fflush(stdout);
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  fmt::print("{} stories under weather in {:.1f} s ({:.1f}/s), {} statements, {} accords, {} failed\n",
             played, seconds, static_cast<double>(played) / seconds, statements, accords, failed);
  return failed;
}

}  // namespace palitan::sim
