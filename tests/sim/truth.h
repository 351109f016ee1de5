// What must hold of a healed world.
#pragma once
#include <optional>
#include <string>

#include "play.h"
#include "weather_world.h"

namespace palitan::sim {

/// The first thing that is not true; nothing: all is. `replay`: also replay_in_other_order().
std::optional<std::string> find_untruth(WeatherWorld& world, bool replay);
/// Fills in what the log holds.
void count(WeatherWorld& world, Report& report);

/// A node that has only accord 0 of `source`, then gets all its statements in an order that the dice choose,
/// restarts in between, and then the final accords. What differs from `source` in the end.
std::optional<std::string> replay_in_other_order(const store::Store& source, Dice& dice);

}  // namespace palitan::sim
