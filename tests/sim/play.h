// One seeded world: founded, disturbed, healed, and then looked at for the truth (PROTOCOL sections 5 and 6).
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace palitan::sim {

struct PlayOptions {
  bool trace = false;       ///< every step to stderr
  std::uint32_t steps = 0;  ///< 0: the seed decides
};

struct Report {
  std::uint64_t seed = 0;
  std::optional<std::string> problem;  ///< what was not true; nothing: all held
  std::uint64_t statements = 0;        ///< in the log at the end
  std::uint64_t accords = 0;
  std::map<std::string, std::uint64_t> kinds;   ///< of the statements in the log
  std::map<std::string, std::uint64_t> codes;   ///< their verdicts
  std::map<std::string, std::uint64_t> events;  ///< what was done to the world
};

Report play(std::uint64_t seed, const PlayOptions& options = {});

/// The command that plays a seed again, for people.
std::string replay_command(std::uint64_t seed);

}  // namespace palitan::sim
