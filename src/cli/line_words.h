// The words of one line on the command line. Inside the cli room, for cli/line_*.cpp.
#pragma once
#include <algorithm>
#include <charconv>
#include <utility>

#include "base/money.h"
#include "cli/say.h"

namespace palitan::cli {

/// Walks the words of one line and names the one that is wrong.
class LineWords {
 public:
  explicit LineWords(std::string_view text) : text_(text), rest_(text) { skip(); }

  bool at_end() const { return rest_.empty(); }
  std::string_view peek() const { return rest_.substr(0, std::min(rest_.find(' '), rest_.size())); }
  std::string_view take() {
    const auto word = peek();
    rest_.remove_prefix(word.size());
    skip();
    return word;
  }
  std::string_view take_rest() { return std::exchange(rest_, {}); }

  tl::unexpected<Trouble> wrong(std::string_view word, std::string_view wanted) const {
    return trouble(kUsage, fmt::format("In the line '{}': '{}' is not {}.", text_, word, wanted));
  }

  Done<std::uint32_t> number() {
    const auto word = take();
    std::uint32_t out = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), out);
    if (error != std::errc{} || end != word.data() + word.size() || out == 0)
      return wrong(word, "a line number (1, 2, ...)");
    return out;
  }
  Done<std::int64_t> quantity() {
    const auto word = take();
    const auto out = base::parse_decimal(word, 6);
    if (!out || *out < 0) return wrong(word, "a quantity (digits, at most six decimals)");
    return *out;
  }
  Done<std::string> unit() {
    const auto word = take();
    if (!base::unit(word))
      return wrong(word, "a unit of UNECE Recommendation 20 (LTR, KGM, MTQ, EA, DAY, ...)");
    return std::string(word);
  }
  /// "158987294928/1000000000" or a whole number.
  Done<std::pair<std::int64_t, std::int64_t>> ratio() {
    const auto word = take();
    const auto slash = std::min(word.find('/'), word.size());
    const auto above = base::parse_decimal(word.substr(0, slash), 0);
    const auto below = slash == word.size() ? std::optional<std::int64_t>(1)
                                            : base::parse_decimal(word.substr(slash + 1), 0);
    if (!above || !below || *above <= 0 || *below <= 0)
      return wrong(word, "a ratio of whole numbers (158987/1000)");
    return std::pair{*above, *below};
  }

 private:
  void skip() {
    const auto at = rest_.find_first_not_of(' ');
    rest_.remove_prefix(at == std::string_view::npos ? rest_.size() : at);
  }
  std::string_view text_;
  std::string_view rest_;
};

/// Nothing may follow.
inline Done<void> finish(const LineWords& words) {
  if (words.at_end()) return {};
  return words.wrong(words.peek(), "expected at this place");
}

}  // namespace palitan::cli
