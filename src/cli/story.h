// Stories: scenarios that a supply officer can read and a program can play. The language is in
// docs/guide/stories.md.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace palitan::cli {

class StoryWeather;

struct StoryResult {
  bool passed = false;
  std::string title;
  std::vector<std::string> report;  ///< what happened, one line for each act or check
  std::string fault;                ///< "<file>:<line>: expected ..., seen ..."; empty where it passed
  std::vector<std::string> codes;   ///< every refusal that an `expect` named and met
};

/// Plays the text in a fresh world in memory, to its end or its first fault. `file` stands in faults, and
/// instruments named in the story are looked for in its folder and the folders above. `weather` disturbs its
/// worlds, and what it finds untrue at the end is a fault too; null: fair weather.
StoryResult run_story(std::string_view text, const std::string& file, StoryWeather* weather = nullptr);
/// The same for a file. A file that cannot be read is a fault of line 1.
StoryResult run_story_file(const std::string& file, StoryWeather* weather = nullptr);

}  // namespace palitan::cli
