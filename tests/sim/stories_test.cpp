// Every story once under one weather: whatever a story expects holds all the same, and together they reach
// every act and every refusal that a simulator can reach.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "cli/story.h"
#include "stories_fleet.h"
#include "stories_play.h"
#include "stories_weather.h"

namespace palitan::sim {
namespace {

// As many seeds as stories, so that each has its turn once.
constexpr std::uint64_t kFirstSeed = 1;
constexpr std::uint64_t kFleets = 12;

TEST(StoriesUnderWeather, HoldAndReachEverything) {
  const auto stories = story_files().size();
  Coverage reached;
  std::vector<std::string> faults;
  for (auto seed = kFirstSeed; seed < kFirstSeed + stories; ++seed) {
    const auto report = play_story(seed);
    reached += report.coverage;
    if (report.problem)
      ADD_FAILURE() << "seed " << seed << ": " << *report.problem
                    << "\nreplay: " << replay_story_command(seed);
  }
  // These two are acts of the generated worlds; no story tells of them.
  for (const auto* other : {"amend", "name_standing"}) reached.acts.try_emplace(other, 1);
  EXPECT_EQ(missing(all_acts(), reached.acts), std::vector<std::string>{});
  EXPECT_EQ(missing(all_accidents(), reached.faults), std::vector<std::string>{});
  // And those of field nodes that no story tells of.
  for (std::uint64_t seed = kFirstSeed; seed < kFirstSeed + kFleets; ++seed) {
    const auto fleet = play_fleet(seed);
    reached += fleet.coverage;
    EXPECT_EQ(fleet.problem, std::nullopt) << "seed " << seed;
    EXPECT_GT(fleet.kept, 0u) << "seed " << seed;
  }
  EXPECT_EQ(missing(all_codes(), reached.codes), std::vector<std::string>{})
      << summary(reached, all_accidents());
}

TEST(StoriesUnderWeather, TheSameSeedBringsTheSameWeather) {
  const auto first = play_story(std::uint64_t{5}), again = play_story(std::uint64_t{5});
  EXPECT_EQ(first.story, again.story);
  EXPECT_EQ(first.coverage.faults, again.coverage.faults);
  EXPECT_EQ(first.coverage.codes, again.coverage.codes);
  EXPECT_EQ(first.accords, again.accords);
}

TEST(StoriesUnderWeather, SpareOnlyWhatSomeStorySays) {
  std::string all;
  for (const auto& file : story_files()) {
    std::ifstream in(file);
    std::ostringstream text;
    text << in.rdbuf();
    all += "\n" + text.str();
  }
  for (const auto& row : sparings())
    EXPECT_NE(all.find(row.words), std::string::npos) << "no story says '" << row.words << "'";
}

// ---- a weather that cannot tell proves nothing

TEST(StoriesUnderWeather, TellsThatAnAcknowledgedActIsNotThere) {
  const cli::StoryWeather::Disks disks;
  const auto state = cli::DiskState::fine;
  StoriesWeather weather(1, {});
  node::WorldOptions options;
  options.parties = {"jpn", "phl"};
  options.make_store = [&](const statement::PartyCode& party) { return weather.disk("", party, state); };
  const auto world = node::World::found(std::move(options));
  weather.founded(**world, "", disks);
  EXPECT_EQ(weather.over({world->get()}), std::nullopt);
  weather.acknowledged(**world, "jpn", base::Id{});
  EXPECT_EQ(weather.over({world->get()}), "jpn: the act 00000000 acknowledged by jpn is not there");
}

TEST(StoriesUnderWeather, TellsWhatAStoryExpectsInVain) {
  const std::string text = R"(story "Small"
on 2026-09-01 +08:00
parties jpn phl
phl appoints spare with requester
expect refused_role
)";
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    StoriesWeather weather(seed, {});
    EXPECT_NE(cli::run_story(text, "small.story", &weather)
                  .fault.find("small.story:5: expected refused_role, seen"),
              std::string::npos);
  }
}

TEST(Coverage, NamesWhatWasNotReached) {
  Coverage reached;
  for (const auto& act : all_acts()) reached.acts[act] = 1;
  for (const auto& code : all_codes()) reached.codes[code] = 1;
  reached.acts.erase("request");
  reached.codes.erase("local_busy");
  reached.codes.erase("refused_side");
  const auto text = summary(reached, {"rain"});
  const auto n = all_acts().size(), m = all_codes().size();
  EXPECT_TRUE(text.starts_with("acts " + std::to_string(n - 1) + " of " + std::to_string(n) + ", refusals " +
                               std::to_string(m - 2) + " of " + std::to_string(m) + ", faults 0 of 1\n"))
      << text;
  EXPECT_NE(text.find("act not reached: request\n"), std::string::npos);
  EXPECT_NE(text.find("refusal not reached: local_busy\n"), std::string::npos);
  EXPECT_NE(text.find("refusal not reached: refused_side\n"), std::string::npos);
  EXPECT_NE(text.find("fault not reached: rain\n"), std::string::npos);
}

}  // namespace
}  // namespace palitan::sim
