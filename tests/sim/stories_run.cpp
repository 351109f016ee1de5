#include "stories_run.h"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "crypto/remembered.h"
#include "stories_fleet.h"
#include "stories_play.h"

namespace palitan::sim {
namespace {
constexpr std::uint64_t kEnough = 20;
constexpr std::uint64_t kFleetEvery = 10;

struct Shared {
  std::atomic<std::uint64_t> next;
  std::atomic<std::uint64_t> failed = 0;
  std::mutex mutex;  // of the rest
  std::uint64_t played = 0, statements = 0, accords = 0, on_sqlite = 0;
  Coverage& coverage;
};

void work(const ManyStories& many, Shared& shared) {
  const crypto::RememberedSignatures memory;
  for (auto seed = shared.next++; seed < many.from + many.seeds && shared.failed < kEnough;
       seed = shared.next++) {
    const auto report = play_story(seed, many.trace);
    const auto fleet = seed % kFleetEvery == 1 ? play_fleet(seed) : FleetReport{};
    const std::scoped_lock lock(shared.mutex);
    shared.coverage += fleet.coverage;
    if (fleet.problem) {
      ++shared.failed;
      fmt::print("seed {} failed: the fleet: {}\n", seed, *fleet.problem);
    }
    ++shared.played;
    shared.statements += report.statements;
    shared.accords += report.accords;
    shared.on_sqlite += report.on_sqlite ? 1 : 0;
    shared.coverage += report.coverage;
    if (!report.problem) continue;
    ++shared.failed;
    fmt::print("seed {} failed: {}\n  replay: {}\n", seed, *report.problem, replay_story_command(seed));
    std::fflush(stdout);
  }
}
}  // namespace

std::uint64_t run_stories(const ManyStories& many, Coverage& coverage) {
  Shared shared{.next = many.from, .mutex = {}, .coverage = coverage};
  const auto start = std::chrono::steady_clock::now();
  std::vector<std::thread> threads;
  for (std::uint32_t i = 1; i < many.jobs; ++i) threads.emplace_back([&] { work(many, shared); });
  work(many, shared);
  for (auto& thread : threads) thread.join();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  fmt::print(
      "{} stories under weather in {:.1f} s ({:.1f}/s), {} of them on SQLite above lossy disks, {} "
      "statements, "
      "{} accords, {} failed\n",
      shared.played, seconds, static_cast<double>(shared.played) / seconds, shared.on_sqlite,
      shared.statements, shared.accords, shared.failed.load());
  return shared.failed;
}

}  // namespace palitan::sim
