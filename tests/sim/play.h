// One seeded world: founded, disturbed, healed, and then looked at for the truth (PROTOCOL sections 5 and 6).
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "base/bytes.h"

namespace palitan::sim {

struct PlayOptions {
  bool trace = false;            ///< every step to stderr
  std::uint32_t steps = 0;       ///< 0: the seed decides
  bool remember = true;          ///< signatures once made or checked on this thread; changes no result
  std::uint32_t replay_of = 10;  ///< one world in so many is built again from its log in another order
  std::uint32_t check_of = 100;  ///< one world in so many is seen by the separate checker
};

struct Report {
  std::uint64_t seed = 0;
  std::optional<std::string> problem;  ///< what was not true; nothing: all held
  std::uint64_t worlds = 1;
  std::uint64_t statements = 0;  ///< in the log at the end
  std::uint64_t accords = 0;
  std::map<std::string, std::uint64_t> kinds;   ///< of the statements in the log
  std::map<std::string, std::uint64_t> codes;   ///< their verdicts, and refusals met anywhere
  std::map<std::string, std::uint64_t> events;  ///< what its office-holders did
  std::map<std::string, std::uint64_t> faults;  ///< what was done to links, disks, machines and clocks
  std::uint64_t sqlite_worlds = 0;              ///< on the real store above a lossy disk
  std::uint64_t replays = 0;                    ///< built again from the log in another order
  std::uint64_t checked = 0;                    ///< seen by the checker that shares no code with the node
  std::uint64_t messages = 0;
  std::uint64_t simulated_ms = 0;
  base::Hash end;  ///< over log, accords and derived facts: equal for equal worlds

  /// Adds up; `seed`, `problem` and `end` stay.
  Report& operator+=(const Report& other);
};

Report play(std::uint64_t seed, const PlayOptions& options = {});

/// The command that plays a seed again, for people.
std::string replay_command(std::uint64_t seed);

}  // namespace palitan::sim
