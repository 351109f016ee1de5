// A story from its text, sentence by sentence, and what may stand in any of them.
#include "cli/story_player.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include <fmt/format.h>

namespace palitan::cli {
using statement::PartyCode;

StoryResult run_story(std::string_view text, const std::string& file, StoryWeather* weather) {
  StoryResult result;
  std::optional<StoryFault> fault;
  const auto sentences = read_sentences(text, fault);
  if (fault) {
    result.fault = fmt::format("{}:{}: {}", file, fault->line, fault->what);
    return result;
  }
  Player player(file, result, weather);
  player.play(sentences);
  player.finish(sentences.empty() ? 1 : sentences.back().line);
  result.passed = result.fault.empty();
  return result;
}

StoryResult run_story_file(const std::string& file, StoryWeather* weather) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (in) return run_story(text.str(), file, weather);
  StoryResult result;
  result.fault = file + ":1: the file cannot be read";
  return result;
}

void Player::fail(int line, std::string what) {
  if (!failed()) result_.fault = fmt::format("{}:{}: {}", file_, line, what);
}

bool Player::broken(const Words& words) {
  if (words.fault()) fail(words.fault()->line, words.fault()->what);
  return failed();
}

void Player::note(int line, const std::string& what) {
  const auto at = world_ ? base::to_text(base::Effective{world_->now(), offset_}) : std::string("before");
  result_.report.push_back(fmt::format("{:>4}  {}  {}", line, at, what));
}

void Player::play(const std::vector<Sentence>& sentences) {
  if (sentences.empty()) return fail(1, "the story is empty");
  for (const auto& next : sentences) {
    const auto& first = next.words.front().text;
    const bool judges = first == "expect" || first == "says";
    if (!last_.met && !judges) fail(last_.line, "expected accepted, seen " + base::sentence(last_.verdict));
    if (failed()) return;
    sentence(next);
    if (failed()) return;
    if (weather_ != nullptr && world_) weather_->between(*world_);
  }
  if (!last_.met) fail(last_.line, "expected accepted, seen " + base::sentence(last_.verdict));
}

void Player::finish(int last_line) {
  if (!checked_) fail(last_line, "the story checks nothing: end it with 'agree', 'expect' or 'balance'");
  if (weather_ == nullptr || failed()) return;
  std::vector<node::World*> worlds;
  if (world_) worlds.push_back(world_.get());
  for (const auto& [name, world] : shelf_)
    if (world) worlds.push_back(world.get());
  if (const auto untrue = weather_->over(worlds)) fail(last_line, *untrue);
}

void Player::spread() {
  if (weather_ != nullptr) weather_->spreading(*world_);
  world_->exchange();
}

base::Result<node::Signed> Player::sign(const PartyCode& party, const std::string& office,
                                        const node::Draft& draft) {
  return weather_ != nullptr ? weather_->sign(*world_, party, office, draft)
                             : world_->sign(party, office, draft);
}

void Player::sentence(const Sentence& sentence) {
  Words words(sentence);
  if (!frame(words, sentence) && !failed()) {
    if (!world_) return fail(sentence.line, "say 'parties ...' before anything happens");
    if (!check(words, sentence) && !failed()) {
      const auto who = subjects(words);
      if (who.empty())
        return fail(sentence.line,
                    "'" + words.peek() + "' is neither a party, a name, nor a word that starts a sentence");
      if (who.size() > 1)
        joint_verb(who, words, sentence);
      else
        party_verb(who.front(), words, sentence);
    }
  }
  broken(words);
}

std::vector<PartyCode> Player::subjects(Words& words) {
  std::vector<PartyCode> out;
  while (world_->has(words.peek())) {
    out.push_back(words.next("a party"));
    if (!words.take("and")) break;
  }
  return out;
}

std::optional<base::Effective> Player::moment(Words& words) {
  const auto date = words.date("a date");
  const auto clock = words.time_of_day().value_or(kMorning);
  const auto offset = words.offset().value_or(offset_);
  return base::Effective{{base::start_of(date).ms + clock - std::int64_t{offset} * 60'000}, offset};
}

bool Player::read_file(const std::string& name, std::string& out) const {
  namespace fs = std::filesystem;
  std::error_code error;
  auto folder = fs::absolute(fs::path(home_), error).parent_path();
  for (int up = 0; up < 8; ++up, folder = folder.parent_path()) {
    std::ifstream in(folder / name, std::ios::binary);
    if (!in) continue;
    std::ostringstream text;
    text << in.rdbuf();
    out = text.str();
    return true;
  }
  return false;
}

}  // namespace palitan::cli
