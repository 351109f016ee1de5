// Every story of tests/stories under weather from a seed.
#pragma once
#include <optional>

#include "coverage_tally.h"

namespace palitan::sim {

struct StoryReport {
  std::uint64_t seed = 0;
  std::string story;                   ///< its file
  std::optional<std::string> problem;  ///< an expectation that did not hold, or what was untrue at the end
  std::uint64_t statements = 0;        ///< in the logs of its books
  std::uint64_t accords = 0;
  bool on_sqlite = false;  ///< the real store, on disks that lose what was not synced
  Coverage coverage;
};

/// The files of all stories below tests/stories, ascending. REQUIRES: the sources are where they were built.
std::vector<std::string> story_files();

/// That file under that seed's weather. `trace`: each accident and each line to stderr.
StoryReport play_story(const std::string& file, std::uint64_t seed, bool trace = false);
/// Seed n plays the story n mod so many; those that take seconds come round once in twenty turns.
StoryReport play_story(std::uint64_t seed, bool trace = false);

/// The command that plays it again, for people.
std::string replay_story_command(std::uint64_t seed);

}  // namespace palitan::sim
