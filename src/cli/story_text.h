// A story's text as sentences of words. Inside the story language only.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"

namespace palitan::cli {

struct Word {
  std::string text;
  bool quoted = false;
};

/// One line; the indented lines under it are its details.
struct Sentence {
  int line = 0;
  std::vector<Word> words;
  std::vector<Sentence> details;
  std::size_t indent = 0;  ///< columns before its first word
};

/// '#' starts a comment, a comma after a word is for the reader, "..." is one word. The first fault goes to
/// `fault` with its line.
struct StoryFault {
  int line = 0;
  std::string what;
};
std::vector<Sentence> read_sentences(std::string_view text, std::optional<StoryFault>& fault);

/// Reads a sentence from left to right. The first fault sticks; after it every word is empty.
class Words {
 public:
  explicit Words(const Sentence& sentence) : words_(sentence.words), line_(sentence.line) {}

  bool done() const { return at_ >= words_.size() || fault_; }
  std::string peek(std::size_t ahead = 0) const {
    return at_ + ahead < words_.size() && !fault_ ? words_[at_ + ahead].text : std::string();
  }
  bool quoted(std::size_t ahead = 0) const {
    return at_ + ahead < words_.size() && words_[at_ + ahead].quoted;
  }
  /// Takes the words of `phrase` where they stand next.
  bool take(std::string_view phrase);
  void need(std::string_view phrase);
  std::string next(std::string_view what);
  std::int64_t number(std::string_view what);
  std::int64_t decimal(std::string_view what, int digits);
  base::Date date(std::string_view what);
  /// "+08:00" or "Z" in minutes where one stands next.
  std::optional<std::int32_t> offset();
  /// "23:30" in milliseconds of the day where one stands next.
  std::optional<std::int64_t> time_of_day();
  /// Nothing may be left over.
  void end();

  void fail(std::string what) {
    if (!fault_) fault_ = StoryFault{line_, std::move(what)};
  }
  const std::optional<StoryFault>& fault() const { return fault_; }
  int line() const { return line_; }
  /// Takes out the `count` words from `index` on; for options that may stand anywhere.
  void cut(std::size_t index, std::size_t count);
  const std::vector<Word>& all() const { return words_; }

 private:
  std::vector<Word> words_;
  std::size_t at_ = 0;
  int line_;
  std::optional<StoryFault> fault_;
};

}  // namespace palitan::cli
