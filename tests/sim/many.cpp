#include "many.h"

#include <atomic>
#include <cstdio>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "crypto/remembered.h"
#include "statement/statement.h"
#include "weather.h"

namespace palitan::sim {
namespace {
constexpr std::uint64_t kFailuresMax = 10;

struct Shared {
  std::atomic<std::uint64_t> next;
  std::atomic<std::uint64_t> failed = 0;
  std::mutex mutex;  // of the rest
  Report& all;
};

void work(const Many& many, Shared& shared) {
  const crypto::RememberedSignatures memory;  // of this thread: the setups' signatures stay known
  Report mine;
  mine.worlds = 0;
  for (auto seed = shared.next++; seed < many.from + many.seeds; seed = shared.next++) {
    const auto report = play(seed, many.each);
    mine += report;
    if (report.problem) {
      const std::scoped_lock lock(shared.mutex);
      fmt::print("seed {} failed: {}\n  replay: {}\n", seed, *report.problem, replay_command(seed));
      std::fflush(stdout);
      if (++shared.failed == kFailuresMax) shared.next = many.from + many.seeds;
    }
  }
  const std::scoped_lock lock(shared.mutex);
  shared.all += mine;
}

void print(const char* title, const std::map<std::string, std::uint64_t>& counts) {
  fmt::print("{}:", title);
  for (const auto& [name, n] : counts)
    fmt::print(" {} {}{}", name, n, &name == &counts.rbegin()->first ? "" : ",");
  fmt::print("\n");
}

std::uint64_t of(const std::map<std::string, std::uint64_t>& counts, Fault fault) {
  const auto at = counts.find(std::string(name(fault)));
  return at == counts.end() ? 0 : at->second;
}

void print_missing(const char* what, const std::vector<std::string>& all,
                   const std::map<std::string, std::uint64_t>& met) {
  std::vector<std::string> missing;
  for (const auto& name : all)
    if (!met.contains(name)) missing.push_back(name);
  fmt::print("{} {} of {}", what, all.size() - missing.size(), all.size());
  for (std::size_t i = 0; i < missing.size(); ++i) fmt::print("{}{}", i == 0 ? "; not: " : " ", missing[i]);
  fmt::print("\n");
}

std::vector<std::string> all_kinds() {
  std::vector<std::string> out;
  for (const auto& row : rows_of(statement::Kind{})) out.emplace_back(row.name);
  return out;
}

std::vector<std::string> all_codes() {
  return {
#define REFUSAL(number, name, sentence) #name,
#include "base/refusals.def"
#undef REFUSAL
  };
}
}  // namespace

std::uint64_t play_many(const Many& many, Report& all) {
  Shared shared{many.from, 0, {}, all};
  if (many.jobs <= 1) {
    work(many, shared);
    return shared.failed;
  }
  std::vector<std::jthread> threads;
  for (std::uint32_t i = 0; i < many.jobs; ++i) threads.emplace_back([&] { work(many, shared); });
  threads.clear();
  return shared.failed;
}

void print(const Many& many, const Report& all, std::uint64_t failed, double seconds) {
  print("acts", all.kinds);
  print("verdicts and refusals", all.codes);
  print("events", all.events);
  print("faults", all.faults);
  print_missing("acts", all_kinds(), all.kinds);
  print_missing("verdicts and refusals", all_codes(), all.codes);
  print_missing("faults", all_faults(), all.faults);
  const auto cuts = of(all.faults, Fault::power_cut) + of(all.faults, Fault::power_cut_in_commit);
  const auto days = static_cast<double>(all.simulated_ms) / 86'400'000;
  fmt::print(
      "{} power cuts; {} worlds on SQLite above a lossy disk, {} built again in another order, {} seen by "
      "the "
      "separate checker\n",
      cuts, all.sqlite_worlds, all.replays, all.checked);
  fmt::print("{:.0f} simulated days, {:.0f} times as fast as time\n", days, days * 86'400 / seconds);
  fmt::print(
      "seeds {} to {}: {} worlds in {:.1f} s ({:.0f}/s), {} messages, {} statements, {} accords, {} failed\n",
      many.from, many.from + many.seeds - 1, all.worlds, seconds, static_cast<double>(all.worlds) / seconds,
      all.messages, all.statements, all.accords, failed);
}

}  // namespace palitan::sim
