#include "cli/story_text.h"

#include <charconv>

#include "base/money.h"

namespace palitan::cli {
namespace {
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/// Words of one line; false where a quote is not closed.
bool split(std::string_view line, std::vector<Word>& out) {
  std::size_t i = 0;
  while (i < line.size()) {
    if (is_space(line[i])) {
      ++i;
    } else if (line[i] == '#') {
      return true;
    } else if (line[i] == '"') {
      const auto end = line.find('"', i + 1);
      if (end == std::string_view::npos) return false;
      out.push_back({std::string(line.substr(i + 1, end - i - 1)), true});
      i = end + 1;
    } else {
      const auto start = i;
      while (i < line.size() && !is_space(line[i]) && line[i] != '"') ++i;
      auto word = line.substr(start, i - start);
      while (word.size() > 1 && word.back() == ',') word.remove_suffix(1);
      if (word != ",") out.push_back({std::string(word), false});
    }
  }
  return true;
}

bool two_digits(std::string_view text, std::int64_t& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return text.size() == 2 && error == std::errc{} && end == text.data() + text.size() && out >= 0;
}
}  // namespace

std::vector<Sentence> read_sentences(std::string_view text, std::optional<StoryFault>& fault) {
  std::vector<Sentence> out;
  int number = 0;
  while (!text.empty() && !fault) {
    ++number;
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    Sentence sentence{number, {}, {}};
    if (!split(line, sentence.words)) fault = StoryFault{number, "a quotation mark is not closed"};
    if (sentence.words.empty()) continue;
    while (is_space(line[sentence.indent])) ++sentence.indent;
    if (sentence.indent == 0) {
      out.push_back(std::move(sentence));
    } else if (out.empty()) {
      fault = StoryFault{number, "an indented line needs a line above it that it belongs to"};
    } else {
      out.back().details.push_back(std::move(sentence));
    }
  }
  return out;
}

bool Words::take(std::string_view phrase) {
  std::size_t count = 0;
  while (!phrase.empty()) {
    const auto end = std::min(phrase.find(' '), phrase.size());
    if (peek(count) != phrase.substr(0, end)) return false;
    ++count;
    phrase.remove_prefix(std::min(end + 1, phrase.size()));
  }
  at_ += count;
  return true;
}

void Words::need(std::string_view phrase) {
  if (!take(phrase))
    fail("'" + std::string(phrase) + "' is expected here" +
         (done() ? ", but the line ends" : ", not '" + peek() + "'"));
}

std::string Words::next(std::string_view what) {
  if (done()) fail(std::string(what) + " is missing at the end of the line");
  if (fault_) return {};
  return words_[at_++].text;
}

std::int64_t Words::number(std::string_view what) { return decimal(what, 0); }

std::int64_t Words::decimal(std::string_view what, int digits) {
  const auto word = next(what);
  const auto value = base::parse_decimal(word, digits);
  if (!value)
    fail("'" + word + "' is not " + std::string(what) + " of at most " + std::to_string(digits) +
         " decimals");
  return value.value_or(0);
}

base::Date Words::date(std::string_view what) {
  const auto word = next(what);
  const auto value = base::parse_date(word);
  if (!value) fail("'" + word + "' is not " + std::string(what) + " such as 2026-09-01");
  return value.value_or(base::Date{});
}

std::optional<std::int32_t> Words::offset() {
  const auto word = peek();
  if (word == "Z") return ++at_, 0;
  std::int64_t hours = 0, minutes = 0;
  if (word.size() != 6 || (word[0] != '+' && word[0] != '-') || word[3] != ':' ||
      !two_digits(std::string_view(word).substr(1, 2), hours) ||
      !two_digits(std::string_view(word).substr(4), minutes))
    return std::nullopt;
  ++at_;
  const auto total = static_cast<std::int32_t>(hours * 60 + minutes);
  return word[0] == '-' ? -total : total;
}

std::optional<std::int64_t> Words::time_of_day() {
  const auto word = peek();
  std::int64_t hours = 0, minutes = 0;
  if (word.size() != 5 || word[2] != ':' || !two_digits(std::string_view(word).substr(0, 2), hours) ||
      !two_digits(std::string_view(word).substr(3), minutes) || hours > 23 || minutes > 59)
    return std::nullopt;
  ++at_;
  return (hours * 60 + minutes) * 60'000;
}

void Words::end() {
  if (!done()) fail("'" + peek() + "' is not understood here");
}

void Words::cut(std::size_t index, std::size_t count) {
  const auto from = words_.begin() + static_cast<std::ptrdiff_t>(std::min(index, words_.size()));
  words_.erase(from, from + static_cast<std::ptrdiff_t>(
                                std::min(count, words_.size() - std::min(index, words_.size()))));
}

}  // namespace palitan::cli
