// The frame of a story: time, founding, links, agreement.
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "cli/story_player.h"
#include "sync/squeeze.h"

namespace palitan::cli {
namespace {
using statement::PartyCode;

constexpr std::int64_t kUsualLimit = 1'000'000'000'000;
}  // namespace

std::vector<statement::Money> Player::usual_limits() {
  std::vector<statement::Money> out;
  for (const auto* currency : {"AUD", "JPY", "PHP", "USD"}) out.push_back({kUsualLimit, currency});
  return out;
}

bool Player::frame(Words& words, const Sentence& sentence) {
  if (words.take("story")) {
    result_.title = words.next("the title");
  } else if (words.take("after")) {
    opening(words);
  } else if (words.take("on")) {
    tell_time(words);
  } else if (words.take("wait")) {
    wait(words);
  } else if (words.take("repeat")) {
    repeat(words, sentence);
  } else if (words.take("book")) {
    open_book(words);
  } else if (words.take("parties")) {
    found(words);
  } else if (world_ && words.take("cut")) {
    links(words, false);
  } else if (world_ && words.take("join")) {
    links(words, true);
  } else if (world_ && words.take("agree")) {
    settle(words.line(), true);
    checked_ = true;
  } else if (world_ && words.take("talk")) {
    settle(words.line(), false);
  } else if (world_ && words.take("an auditor reads the record of")) {
    audit(words);
  } else if (world_ && words.take("an empty node takes the founding of")) {
    take_founding(words);
  } else if (world_ && words.take("the clock of")) {
    clock(words);
  } else if (world_ && words.take("the disk of")) {
    disk(words);
  } else if (world_ && words.take("the node of")) {
    ceiling_of_node(words);
  } else if (world_ && words.take("ship")) {
    ship(words);
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
  if (fault) {
    const auto where = fmt::format("{}:{}: {}", name, fault->line, fault->what);
    came_of(words.line(), base::refuse(base::Code::local_story, where), "what happened before");
  } else {
    play(sentences);
  }
  file_ = own;
  result_.title = title;
}

namespace {
/// The lines below a sentence as sentences of their own, "{n}" in their words replaced.
std::vector<Sentence> sentences_below(const Sentence& above, const std::string& turn) {
  std::vector<Sentence> out;
  const auto least = above.details.empty() ? 0 : above.details.front().indent;
  for (auto line : above.details) {
    for (auto& word : line.words)
      if (const auto at = word.text.find("{n}"); at != std::string::npos) word.text.replace(at, 3, turn);
    if (line.indent <= least || out.empty())
      out.push_back(std::move(line));
    else
      out.back().details.push_back(std::move(line));
  }
  return out;
}
}  // namespace

/// "repeat 50 times", and below it the sentences that are played; {n} counts from 1.
void Player::repeat(Words& words, const Sentence& sentence) {
  constexpr std::int64_t kMost = 1'000;
  const auto times = words.number("how many times");
  words.need("times");
  if (times < 1 || times > kMost || sentence.details.empty())
    words.fail(fmt::format("1 to {} times, and below it what is repeated", kMost));
  if (broken(words)) return;
  for (std::int64_t turn = 1; turn <= times && !failed(); ++turn)
    play(sentences_below(sentence, std::to_string(turn)));
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
  options.seed += book_;
  options.make_store = [this, book = book_](const PartyCode& party) -> std::unique_ptr<store::Store> {
    if (weather_ != nullptr) return weather_->disk(book, party, disks_[party]);
    return std::make_unique<StoryDisk>(disks_[party]);
  };
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
  if (weather_ != nullptr) weather_->founded(*world_, book_, disks_);
  world_->network().heard = [this](const PartyCode&, const PartyCode& to, base::ByteView message) {
    heard_[to] += base::text_of(sync::unsqueezed(message));
  };
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
  for (const auto& end : ends)
    if (!world_->has(end)) return words.fail("'" + end + "' is not a party");
  if (ends.empty()) ends = world_->nodes();
  if (ends.size() == 1)  // its links to everybody
    for (const auto& other : world_->nodes())
      if (other != ends.front()) world_->set_link(ends.front(), other, up);
  for (std::size_t i = 0; i < ends.size(); ++i)
    for (std::size_t j = i + 1; j < ends.size(); ++j) world_->set_link(ends[i], ends[j], up);
  if (up) spread();
  note(words.line(), up ? "the link is joined" : "the link is cut");
}

/// the clock of jpn runs 60 minutes ahead; the clock of jpn is right
void Player::clock(Words& words) {
  const auto party = words.next("a party");
  std::int64_t ahead = 0;
  if (words.take("runs")) {
    ahead = words.number("a number") * 60'000;
    words.need("minutes ahead");
  } else {
    words.need("is right");
  }
  if (!words.fault() && !world_->has(party)) words.fail("'" + party + "' is not a party");
  if (broken(words)) return;
  world_->set_clock_ahead(party, ahead);
  note(words.line(), ahead == 0 ? "the clock of " + party + " is right"
                                : fmt::format("the clock of {} runs {} ms ahead", party, ahead));
}

/// the disk of jpn is full; the disk of jpn has room; the disk of jpn fails
void Player::disk(Words& words) {
  const auto party = words.next("a party");
  if (!words.fault() && !world_->has(party)) words.fail("'" + party + "' is not a party");
  auto state = DiskState::fine;
  if (words.take("is full"))
    state = DiskState::full;
  else if (words.take("fails"))
    state = DiskState::broken;
  else if (words.take("is copied"))
    return broken(words) ? void() : disk_copy(party, false, words.line());
  else if (words.take("goes back to its copy"))
    return broken(words) ? void() : disk_copy(party, true, words.line());
  else
    words.need("has room");
  if (broken(words)) return;
  disks_[party] = state;
  constexpr std::array kSaid = {"has room", "is full", "fails"};
  note(words.line(), fmt::format("the disk of {} {}", party, kSaid.at(static_cast<std::size_t>(state))));
}

/// the node of jpn holds at most restricted: its operator's setting, from a restart on
void Player::ceiling_of_node(Words& words) {
  const auto party = words.next("a party");
  words.need("holds at most");
  const auto word = words.next("a marking");
  statement::Marking ceiling{};
  if (!words.fault() && !world_->has(party)) words.fail("'" + party + "' is not a party");
  if (!words.fault() && !from_name(word, ceiling)) words.fail("'" + word + "' is not a marking");
  if (broken(words)) return;
  world_->set_ceiling(party, ceiling);
  if (auto ok = world_->restart(party); !ok) return fail(words.line(), base::sentence(ok.error()));
  note(words.line(), fmt::format("the node of {} holds at most {}", party, word));
}

void Player::settle(int line, bool must_agree) {
  if (weather_ != nullptr) weather_->settling(*world_);
  const bool settled = world_->settle();
  if (const auto difference = world_->difference())
    return fail(line, "expected equal books, seen " + *difference);
  if (!must_agree) return;
  if (!settled) {
    std::string why;
    for (const auto& party : world_->nodes())
      if (world_->running(party))
        why += fmt::format(" {} at height {} waits for '{}';", party, world_->book(party).height(),
                           world_->book(party).stall(world_->now()).waiting_for);
    return fail(line, "expected everything to be agreed, seen" + why);
  }
  const auto& book = world_->book(world_->parties().front());
  note(line, fmt::format("agreed: height {}, {} statements, root {}", book.height(), book.log_size(),
                         base::to_hex(book.head().root.view()).substr(0, 16)));
}

}  // namespace palitan::cli
