#include "play.h"

#include <cstdio>

#include <fmt/format.h>

#include "truth.h"
#include "weather_world.h"

namespace palitan::sim {

std::string replay_command(std::uint64_t seed) {
  return fmt::format("build/bin/palitan-sim --seed {} --trace", seed);
}

Report play(std::uint64_t seed, const PlayOptions& options) {
  Report report;
  report.seed = seed;
  WeatherWorld world(seed, options.trace);
  const auto steps = options.steps != 0 ? options.steps : world.usual_steps();
  for (std::uint32_t i = 0; i < steps && !world.problem(); ++i) world.step();
  if (!world.problem()) world.heal();
  report.problem = world.problem();
  if (!report.problem) report.problem = find_untruth(world);
  report.events = world.events();
  count(world, report);
  return report;
}

}  // namespace palitan::sim
