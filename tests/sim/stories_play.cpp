#include "stories_play.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "cli/story.h"
#include "crypto/remembered.h"
#include "stories_weather.h"
#include "sync/squeeze.h"

namespace palitan::sim {
namespace {
namespace fs = std::filesystem;

// Stories that take seconds, since they tell of thousands of orders.
const std::vector<std::string_view> kLong = {"twenty_years_of_counts"};
constexpr std::uint64_t kLongEvery = 20;

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// The story and all that it begins with.
std::string whole_text(const fs::path& file, int depth = 0) {
  constexpr int kDepth = 8;
  auto text = "\n" + text_of(file);
  const std::string after = "\nafter \"";
  for (auto at = text.find(after); at != std::string::npos && depth < kDepth; at = text.find(after, at + 1)) {
    const auto from = at + after.size();
    const auto name = text.substr(from, text.find('"', from) - from);
    auto folder = file.parent_path();
    for (int up = 0; up < kDepth && !fs::exists(folder / name); ++up) folder = folder.parent_path();
    if (fs::exists(folder / name)) text += whole_text(folder / name, depth + 1);
  }
  return text;
}
}  // namespace

std::vector<std::string> story_files() {
  std::vector<std::string> out;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(PALITAN_SOURCE_DIR) / "tests" / "stories"))
    if (entry.path().extension() == ".story") out.push_back(entry.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

StoryReport play_story(const std::string& file, std::uint64_t seed, bool trace) {
  StoryReport report;
  report.seed = seed;
  report.story = file;
  std::optional<crypto::RememberedSignatures> memory;
  if (crypto::RememberedSignatures::of_this_thread() == nullptr) memory.emplace();
  // Unpacked, damage reaches what nodes read, not only the packing.
  std::optional<sync::PlainParcels> plain;
  if (seed % 4 != 0) plain.emplace();
  const auto say = [](const std::string& what) { fmt::print(stderr, "      {}\n", what); };
  StoriesWeather weather(seed, spared_by(whole_text(file)),
                         trace ? say : std::function<void(const std::string&)>());
  const auto result = cli::run_story_file(file, &weather);
  if (trace)
    for (const auto& line : result.report) fmt::print(stderr, "{}\n", line);
  if (!result.passed) report.problem = result.fault;
  report.coverage = weather.coverage();
  for (const auto& code : result.codes) ++report.coverage.codes[code];
  report.statements = weather.statements();
  report.accords = weather.accords();
  report.on_sqlite = weather.on_sqlite();
  return report;
}

StoryReport play_story(std::uint64_t seed, bool trace) {
  static const auto files = story_files();
  auto at = seed % files.size();
  const bool turn = seed / files.size() % kLongEvery == kLongEvery - 1;
  const auto is_long = [&] {
    return std::find(kLong.begin(), kLong.end(), fs::path(files[at]).stem().string()) != kLong.end();
  };
  while (!turn && is_long()) at = (at + 1) % files.size();
  return play_story(files[at], seed, trace);
}

std::string replay_story_command(std::uint64_t seed) {
  return fmt::format("build/bin/palitan-sim --stories --seed {} --trace", seed);
}

}  // namespace palitan::sim
