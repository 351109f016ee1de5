#include "play.h"

#include <cstdio>
#include <exception>

#include <fmt/format.h>

#include "checker/check.h"
#include "crypto/remembered.h"
#include "dump.h"
#include "sync/squeeze.h"
#include "truth.h"
#include "weather_world.h"

namespace palitan::sim {

std::string replay_command(std::uint64_t seed) {
  return fmt::format("build/bin/palitan-sim --seed {} --trace", seed);
}

namespace {
Report play_once(std::uint64_t seed, const PlayOptions& options) {
  Report report;
  report.seed = seed;
  WeatherWorld world(seed, options.trace);
  const auto steps = options.steps != 0 ? options.steps : world.usual_steps();
  for (std::uint32_t i = 0; i < steps && !world.problem(); ++i) world.step();
  if (!world.problem()) world.heal();
  report.problem = world.problem();
  report.replays = seed % options.replay_of == 0;
  if (!report.problem) report.problem = find_untruth(world, report.replays != 0);
  report.checked = !report.problem && seed % options.check_of == 0;
  if (report.checked != 0)
    if (auto found = sim_checker::check(dump(world.world())))
      report.problem = "the separate checker: " + *found;
  report.events = world.events();
  report.faults = world.faults();
  report.codes = world.codes();
  report.sqlite_worlds = !world.in_memory();
  report.messages = world.world().network().counts().sent;
  report.simulated_ms = static_cast<std::uint64_t>(world.simulated_ms());
  count(world, report);
  return report;
}

void add_up(std::map<std::string, std::uint64_t>& to, const std::map<std::string, std::uint64_t>& from) {
  for (const auto& [name, n] : from) to[name] += n;
}
}  // namespace

Report play(std::uint64_t seed, const PlayOptions& options) {
  std::optional<crypto::RememberedSignatures> memory;
  if (options.remember && crypto::RememberedSignatures::of_this_thread() == nullptr) memory.emplace();
  // Damage then reaches what nodes read, not only the packing; and packing is a third of a world's time.
  std::optional<sync::PlainParcels> plain;
  if (seed % 4 != 0) plain.emplace();
  try {
    return play_once(seed, options);
  } catch (const std::exception& fault) {  // a store that could not be read
    Report report;
    report.seed = seed;
    report.problem = fault.what();
    return report;
  }
}

Report& Report::operator+=(const Report& other) {
  worlds += other.worlds;
  statements += other.statements;
  accords += other.accords;
  add_up(kinds, other.kinds);
  add_up(codes, other.codes);
  add_up(events, other.events);
  add_up(faults, other.faults);
  sqlite_worlds += other.sqlite_worlds;
  replays += other.replays;
  checked += other.checked;
  messages += other.messages;
  simulated_ms += other.simulated_ms;
  return *this;
}

}  // namespace palitan::sim
