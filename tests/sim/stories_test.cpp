// Every story once under one weather, and that the weather can tell what is wrong.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "cli/story.h"
#include "stories_play.h"
#include "stories_weather.h"

namespace palitan::sim {
namespace {

constexpr std::uint64_t kWeather = 20'260'701;

TEST(StoriesUnderWeather, TheSameSeedBringsTheSameWeather) {
  const auto first = play_story(std::uint64_t{5}), again = play_story(std::uint64_t{5});
  EXPECT_EQ(first.story, again.story);
  EXPECT_EQ(first.coverage.faults, again.coverage.faults);
  EXPECT_EQ(first.coverage.codes, again.coverage.codes);
  EXPECT_EQ(first.accords, again.accords);
}

}  // namespace
}  // namespace palitan::sim
