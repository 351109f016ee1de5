// The separate checker against lies: each thing that it vouches for is planted false once, and it says so.
#include <gtest/gtest.h>

#include <sstream>

#include "checker/check.h"
#include "checker/kit.h"
#include "crypto/remembered.h"
#include "dump.h"
#include "weather_world.h"

namespace palitan::sim {
namespace {

using Lines = std::vector<std::string>;

Lines lines_of(const std::string& text) {
  Lines out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

std::string joined(const Lines& lines) {
  std::string out;
  for (const auto& line : lines) out += line + "\n";
  return out;
}

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream in(line);
  std::vector<std::string> out;
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

std::string line_of(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

/// One node's page of a healed world with postings, a change of accord key and several accords.
class Page {
 public:
  Page() {
    const crypto::RememberedSignatures memory;
    for (std::uint64_t seed = 1; seed < 400 && lines_.empty(); ++seed) {
      WeatherWorld weather(seed, false);
      for (int i = 0; i < 120; ++i) weather.step();
      weather.heal();
      auto lines = lines_of(dump(weather.world()));
      const auto log = weather.world().store(weather.world().parties()[0]).log_size();
      const auto facts = count(lines, "post ");
      if (!weather.problem() && facts >= 2 && log > 30 && weather.faults().contains("accord key lost"))
        lines_ = std::move(lines);
    }
  }
  const Lines& lines() const { return lines_; }
  /// Of the first node, the n-th line that begins so.
  std::size_t find(const std::string& what, std::size_t nth = 0) const {
    for (std::size_t i = 0; i < lines_.size(); ++i)
      if (lines_[i].starts_with(what + " ") && nth-- == 0) return i;
    ADD_FAILURE() << "no line " << what;
    return 0;
  }

 private:
  static std::size_t count(const Lines& lines, const std::string& what) {
    std::size_t out = 0;
    for (const auto& line : lines) out += line.starts_with(what);
    return out;
  }
  Lines lines_;
};

const Page& page() {
  static const Page made;
  return made;
}

/// What the checker says once `lie` has changed the word at that place of that line.
std::string told(std::size_t line, std::size_t word, const std::function<void(std::string&)>& lie) {
  auto lines = page().lines();
  auto words = words_of(lines.at(line));
  lie(words.at(word));
  lines[line] = line_of(words);
  return sim_checker::check(joined(lines)).value_or("believed");
}

/// The note as text, changed.
std::string told_of_note(std::size_t nth, const std::function<void(std::string&)>& lie) {
  return told(page().find("final", nth), 1, [&](std::string& hex) {
    auto note = sim_checker::from_hex(hex);
    lie(note);
    hex = base::to_hex(base::view_of(note));
  });
}

void flip_last(std::string& hex) { hex.back() = hex.back() == '0' ? '1' : '0'; }

void replace_line(std::string& note, const std::string& start, const std::string& with) {
  const auto at = note.find(start);
  ASSERT_NE(at, std::string::npos);
  note.replace(at, note.find('\n', at) - at, with);
}

#define EXPECT_SAYS(text, part) EXPECT_NE((text).find(part), std::string::npos) << (text)

TEST(Checker, BelievesWhatIsTrue) {
  ASSERT_FALSE(page().lines().empty());
  EXPECT_EQ(sim_checker::check(joined(page().lines())), std::nullopt);
  EXPECT_NE(sim_checker::check(""), std::nullopt);
  EXPECT_NE(sim_checker::check("node jpn\nact zz 0 - 0\n"), std::nullopt);
}

TEST(Checker, SeesFalseActs) {
  const auto act = page().find("act", 20);
  EXPECT_SAYS(told(act, 1, flip_last), "its signature does not fit");
  EXPECT_SAYS(told(act, 1, [](std::string& hex) { hex.replace(30, 2, "00"); }), "an unprotected header");
  EXPECT_SAYS(told(act, 1, [](std::string& hex) { hex.resize(hex.size() - 2); }), "no CBOR");
  EXPECT_SAYS(told(act, 1, [](std::string& hex) { hex += "00"; }), "bytes behind the CBOR");
  const auto first = page().find("act", 0);
  EXPECT_SAYS(told(first, 1, flip_last), "its signature does not fit");
}

TEST(Checker, SeesActsMovedDoubledOrLeftOut) {
  // Seats begin in the places below ten, so that something relies on each of these.
  auto lines = page().lines();
  std::swap(lines[page().find("act", 2)], lines[page().find("act", 6)]);
  EXPECT_TRUE(sim_checker::check(joined(lines)));
  lines = page().lines();
  lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(page().find("act", 1)));
  EXPECT_TRUE(sim_checker::check(joined(lines)));
  lines = page().lines();
  const auto again = lines[page().find("act", 20)];
  lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(page().find("act", 20)), again);
  EXPECT_TRUE(sim_checker::check(joined(lines)));
}

TEST(Checker, SeesFalseVerdictsAndPostings) {
  const auto act = page().find("act", 20), post = page().find("post");
  EXPECT_SAYS(told(act, 2, [](std::string& code) { code = code == "499" ? "498" : "499"; }), "other results");
  EXPECT_SAYS(told(act, 3, [](std::string& clause) { clause = "6162"; }), "other results");
  EXPECT_SAYS(told(act, 4, [](std::string& state) { state = state == "77" ? "78" : "77"; }), "other results");
  EXPECT_SAYS(told(post, 3, [](std::string& amount) { amount = "17"; }), "does not sum to zero");
  EXPECT_SAYS(told(post, 1, [](std::string& account) { account = "6162"; }), "other results");
  // Both ends of a posting changed alike sum to zero; the results do not allow it.
  auto lines = page().lines();
  for (auto i = post; lines[i].starts_with("post "); ++i) {
    auto words = words_of(lines[i]);
    words[3] = std::to_string(2 * std::stoll(words[3]));
    lines[i] = line_of(words);
  }
  EXPECT_SAYS(sim_checker::check(joined(lines)).value_or("believed"), "other results");
}

TEST(Checker, SeesFalseCheckpoints) {
  EXPECT_SAYS(told_of_note(2, [](auto& n) { replace_line(n, "time ", "time 1782864000001"); }), "accord 2");
  EXPECT_SAYS(told_of_note(2, [](auto& n) { replace_line(n, "time ", "time 1"); }), "not later than");
  EXPECT_SAYS(told_of_note(2, [](auto& n) { replace_line(n, "attempt ", "attempt 9"); }), "does not fit");
  EXPECT_SAYS(told_of_note(2, [](auto& n) { replace_line(n, "rules ", "rules 9"); }), "does not fit");
  EXPECT_SAYS(told_of_note(2, [](auto& n) { replace_line(n, "height ", "height 3"); }), "another height");
  const auto zeros = sim_checker::to_base64(std::string(32, '\0'));
  EXPECT_SAYS(told_of_note(2, [&](auto& n) { replace_line(n, "results ", "results " + zeros); }),
              "other results");
  EXPECT_SAYS(told_of_note(2, [&](auto& n) { replace_line(n, "previous ", "previous " + zeros); }),
              "name the one");
  EXPECT_SAYS(told_of_note(2, [](auto& n) { n[10] = n[10] == '0' ? '1' : '0'; }), "another origin");
  const auto lines_of_note = [](std::string& n) { return lines_of(n); };
  EXPECT_SAYS(told_of_note(2, [&](auto& n) { replace_line(n, lines_of_note(n)[2], zeros); }), "another root");
  EXPECT_SAYS(told_of_note(2, [&](auto& n) { n.insert(n.find('\n') + 1, "9"); }), "another size");
}

TEST(Checker, SeesFalseCosignatures) {
  const auto signature_at = [](const std::string& note) { return note.find("\n\n") + 2; };
  // A bit of the signature; a signer left out; two in the other order; somebody else's name.
  EXPECT_SAYS(told_of_note(3, [](auto& n) { n[n.size() - 20] = n[n.size() - 20] == 'A' ? 'B' : 'A'; }),
              "does not fit");
  EXPECT_SAYS(
      told_of_note(
          3, [&](auto& n) { n.erase(signature_at(n), n.find('\n', signature_at(n)) + 1 - signature_at(n)); }),
      "not signed by all");
  EXPECT_SAYS(told_of_note(3,
                           [&](auto& n) {
                             const auto at = signature_at(n), end = n.find('\n', at) + 1;
                             const auto first = n.substr(at, end - at);
                             n.erase(at, end - at);
                             n.insert(n.find('\n', at) + 1, first);
                           }),
              "a cosignature of");
  EXPECT_SAYS(told_of_note(3, [&](auto& n) { n[signature_at(n) + 4] = 'z'; }), "a cosignature of");
  EXPECT_SAYS(told_of_note(0, [](auto& n) { n[n.size() - 20] = n[n.size() - 20] == 'A' ? 'B' : 'A'; }),
              "does not fit");
}

TEST(Checker, SeesThatNodesDiffer) {
  const auto& all = page().lines();
  // Both halves are true by themselves; the last accord and its acts are missing from the log of one.
  auto lines = all;
  std::size_t last = 0;
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (lines[i].starts_with("final ")) last = i;
  lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(last));
  EXPECT_SAYS(sim_checker::check(joined(lines)).value_or("believed"), "no accord covers");
  // A whole other world beside this one.
  WeatherWorld other(100'000, false);
  other.heal();
  EXPECT_SAYS(sim_checker::check(joined(all) + dump(other.world())).value_or("believed"), "another");
}

}  // namespace
}  // namespace palitan::sim
