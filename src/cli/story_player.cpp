// The frame of a story: time, founding, links, and who does what.
#include "cli/story_player.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include <fmt/format.h>

namespace palitan::cli {
namespace {
using statement::PartyCode;

constexpr std::int64_t kUsualLimit = 1'000'000'000'000;
// Acts usually happen in daylight.
constexpr std::int64_t kMorning = 8 * 3'600'000;

std::vector<statement::Money> usual_limits() {
  std::vector<statement::Money> out;
  for (const auto* currency : {"AUD", "JPY", "PHP", "USD"}) out.push_back({kUsualLimit, currency});
  return out;
}
}  // namespace

StoryResult run_story(std::string_view text, const std::string& file) {
  StoryResult result;
  std::optional<StoryFault> fault;
  const auto sentences = read_sentences(text, fault);
  if (fault) {
    result.fault = fmt::format("{}:{}: {}", file, fault->line, fault->what);
    return result;
  }
  Player(file, result).play(sentences);
  result.passed = result.fault.empty();
  return result;
}

StoryResult run_story_file(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (in) return run_story(text.str(), file);
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
    checked_ = checked_ || judges || first == "agree" || first == "balance" || first == "balances";
    sentence(next);
    if (failed()) return;
  }
  if (!last_.met) fail(last_.line, "expected accepted, seen " + base::sentence(last_.verdict));
  if (!checked_)
    fail(sentences.back().line, "the story checks nothing: end it with 'agree', 'expect' or 'balance'");
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

bool Player::frame(Words& words, const Sentence&) {
  if (words.take("story")) {
    result_.title = words.next("the title");
  } else if (words.take("after")) {
    opening(words);
  } else if (words.take("on")) {
    tell_time(words);
  } else if (words.take("wait")) {
    wait(words);
  } else if (words.take("parties")) {
    found(words);
  } else if (world_ && words.take("cut")) {
    links(words, false);
  } else if (world_ && words.take("join")) {
    links(words, true);
  } else if (world_ && words.take("agree")) {
    settle(words.line(), true);
  } else if (world_ && words.take("talk")) {
    settle(words.line(), false);
  } else {
    return false;
  }
  words.end();
  return true;
}

/// What happened before, from a file that several stories share.
void Player::opening(Words& words) {
  const auto name = words.next("the file of what happened before");
  std::string text;
  if (!words.fault() && !read_file(name, text))
    words.fail("'" + name + "' is not in the story's folder or above it");
  if (words.fault()) return;
  const auto title = result_.title;
  const auto own = std::exchange(file_, name);
  std::optional<StoryFault> fault;
  const auto sentences = read_sentences(text, fault);
  if (fault) fail(fault->line, fault->what);
  if (!failed()) play(sentences);
  file_ = own;
  result_.title = title;
}

void Player::tell_time(Words& words) {
  const auto date = words.date("a date");
  words.take("at");
  const auto clock = words.time_of_day().value_or(kMorning);
  offset_ = words.offset().value_or(offset_);
  if (broken(words)) return;
  const base::Instant to{base::start_of(date).ms + clock - std::int64_t{offset_} * 60'000};
  if (!world_) {
    time_ = to;
  } else if (to < world_->now()) {
    words.fail("the clock stands at " + base::to_text(base::Effective{world_->now(), offset_}) +
               " already and never goes back");
  } else {
    world_->set_clock(to);
  }
}

void Player::wait(Words& words) {
  const auto count = words.number("a number");
  const auto unit = words.next("seconds, minutes, hours or days");
  std::int64_t each = 0;
  if (unit.starts_with("second")) each = 1000;
  if (unit.starts_with("minute")) each = 60'000;
  if (unit.starts_with("hour")) each = 3'600'000;
  if (unit.starts_with("day")) each = base::kDayMs;
  if (each == 0) words.fail("'" + unit + "' is not seconds, minutes, hours or days");
  if (!world_) words.fail("say 'parties ...' first");
  if (!broken(words)) world_->pass(count * each);
}

void Player::found(Words& words) {
  if (world_) return words.fail("the parties are founded already");
  if (!time_) return words.fail("say 'on <date>' before the parties are founded");
  node::WorldOptions options;
  options.start = *time_;
  while (statement::is_party_code(words.peek())) options.parties.push_back(words.next("a party"));
  if (words.take("with roots")) options.roots = static_cast<std::uint32_t>(words.number("a number of roots"));
  if (words.take("needing")) options.threshold = static_cast<std::uint32_t>(words.number("how many sign"));
  const bool offices = !words.take("without offices");
  std::sort(options.parties.begin(), options.parties.end());
  if (options.parties.size() < 2) words.fail("a partnership has two parties or more");
  words.end();
  if (broken(words)) return;
  auto world = node::World::found(std::move(options));
  if (!world) return fail(words.line(), base::sentence(world.error()));
  world_ = std::move(*world);
  if (offices) {
    if (auto made = world_->appoint_usual_offices(usual_limits()); !made)
      return fail(words.line(), base::sentence(made.error()));
  }
  settle(words.line(), true);
}

void Player::links(Words& words, bool up) {
  words.take("the link");
  std::vector<PartyCode> ends;
  while (!words.done()) ends.push_back(words.next("a party"));
  if (ends.empty()) ends = world_->parties();
  for (const auto& end : ends)
    if (!world_->has(end)) return words.fail("'" + end + "' is not a party");
  for (std::size_t i = 0; i < ends.size(); ++i)
    for (std::size_t j = i + 1; j < ends.size(); ++j) world_->set_link(ends[i], ends[j], up);
  note(words.line(), up ? "the link is joined" : "the link is cut");
}

void Player::settle(int line, bool must_agree) {
  const bool settled = world_->settle();
  if (const auto difference = world_->difference())
    return fail(line, "expected equal books, seen " + *difference);
  if (!must_agree) return;
  if (!settled) {
    std::string why;
    for (const auto& party : world_->parties())
      if (world_->running(party))
        why += fmt::format(" {} at height {} waits for '{}';", party, world_->book(party).height(),
                           world_->book(party).stall(world_->now()).waiting_for);
    return fail(line, "expected everything to be agreed, seen" + why);
  }
  const auto& book = world_->book(world_->parties().front());
  note(line, fmt::format("agreed: height {}, {} statements, root {}", book.height(), book.log_size(),
                         base::to_hex(book.head().root.view()).substr(0, 16)));
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

ActOptions Player::options(Words& words) {
  ActOptions out;
  const auto one = [&](std::size_t i, std::size_t lead, std::string& to) {
    if (i + lead >= words.all().size()) return words.fail("the end of the line is not expected here");
    to = words.all()[i + lead].text;
    words.cut(i, lead + 1);
  };
  for (std::size_t i = 0; i < words.all().size() && !words.fault();) {
    const auto is = [&](std::size_t k, std::string_view text) {
      return i + k < words.all().size() && !words.all()[i + k].quoted && words.all()[i + k].text == text;
    };
    std::string value;
    if (is(0, "as")) {
      one(i, 1, out.as);
    } else if (is(0, "by")) {
      one(i, 1, out.by);
    } else if (is(0, "marked")) {
      one(i, 1, value);
      if (!from_name(value, out.marking)) words.fail("'" + value + "' is not a marking");
    } else if (is(0, "under") && is(1, "key")) {
      one(i, 2, out.key);
    } else if (is(0, "insisting")) {
      out.insisting = true;
      words.cut(i, 1);
    } else if (is(0, "off") && is(1, "node")) {
      out.off_node = true;
      words.cut(i, 2);
    } else if (is(0, "instead") && is(1, "of")) {
      one(i, 2, out.instead_of);
    } else if (is(0, "numbered")) {
      one(i, 1, value);
      out.numbered = static_cast<std::uint64_t>(base::parse_decimal(value, 0).value_or(0));
    } else if (is(0, "dated")) {
      Sentence rest{
          words.line(), {words.all().begin() + static_cast<std::ptrdiff_t>(i) + 1, words.all().end()}, {}};
      Words date(rest);
      out.effective = moment(date);
      if (date.fault()) words.fail(date.fault()->what);
      std::size_t left = 0;
      while (!date.done()) date.next("a word"), ++left;
      words.cut(i, words.all().size() - i - left);
    } else {
      ++i;
    }
  }
  return out;
}

bool Player::read_file(const std::string& name, std::string& out) const {
  namespace fs = std::filesystem;
  std::error_code error;
  auto folder = fs::absolute(fs::path(file_), error).parent_path();
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
