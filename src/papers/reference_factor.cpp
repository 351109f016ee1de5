#include "papers/reference_factor.h"

#include <array>

namespace palitan::papers {
namespace {
constexpr std::array<std::string_view, 10> kRaised = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
constexpr std::size_t kDigitsMax = 18;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Reads from left to right; what it cannot take stays in `rest_`.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  FactorReading read() {
    if (rest_.starts_with("use ")) return give_up("an advice where a factor belongs");
    if (rest_.empty() || !is_digit(rest_[0])) return only_a_unit();
    if (!power(exponent_)) {
      mantissa();
      if (take("x") || take("×")) times();
    } else if (take("x") && !rest_.empty() && is_digit(rest_[0])) {
      return give_up("a number follows the power of ten");
    }
    if (trouble_) return give_up(trouble_);
    return finish();
  }

 private:
  FactorReading give_up(std::string_view why) {
    out_.factor.reset();
    out_.oddities.emplace_back(why);
    return std::move(out_);
  }

  FactorReading only_a_unit() {
    if (rest_.starts_with("-")) return give_up("a formula where a factor belongs");
    out_.factor = Factor{1, 0, std::string(rest_)};
    return std::move(out_);
  }

  FactorReading finish() {
    if (digits_.empty()) digits_ = "1";
    if (digits_.size() > kDigitsMax) return give_up("more digits than can be kept");
    if (!rest_.empty() && (rest_[0] == '^' || rest_[0] == '-'))
      return give_up("a formula where a factor belongs");
    const bool per = rest_ == "1" || rest_.starts_with("1/");
    if (!rest_.empty() && is_digit(rest_[0]) && !per)
      return give_up("'" + std::string(rest_) + "' follows the number");
    if (digits_.find_first_not_of('0') == digits_.npos)
      return give_up("a factor of nothing converts nothing");
    out_.factor = Factor{std::stoll(digits_), exponent_ - decimals_, std::string(rest_)};
    return std::move(out_);
  }

  /// The word and the blanks around it.
  bool take(std::string_view word) {
    auto left = rest_;
    while (left.starts_with(' ')) left.remove_prefix(1);
    if (!left.starts_with(word)) return false;
    left.remove_prefix(word.size());
    while (left.starts_with(' ')) left.remove_prefix(1);
    rest_ = left;
    return true;
  }

  std::optional<int> raised_digit() {
    for (std::size_t i = 0; i < kRaised.size(); ++i)
      if (rest_.starts_with(kRaised[i])) {
        rest_.remove_prefix(kRaised[i].size());
        return static_cast<int>(i);
      }
    return std::nullopt;
  }

  /// "10⁻³" with the blank behind it; also "10-3", which is odd.
  bool power(int& exponent) {
    if (!rest_.starts_with("10")) return false;
    const auto before = rest_;
    rest_.remove_prefix(2);
    const bool plain = rest_.starts_with('-') && rest_.size() > 1 && is_digit(rest_[1]);
    const bool negative = plain || rest_.starts_with("⁻");
    if (plain) rest_.remove_prefix(1);
    if (!plain && negative) rest_.remove_prefix(std::string_view("⁻").size());
    int value = 0, count = 0;
    while (count < 3) {
      auto digit = raised_digit();
      if (!digit && plain && !rest_.empty() && is_digit(rest_[0])) {
        digit = rest_[0] - '0';
        rest_.remove_prefix(1);
      }
      if (!digit) break;
      value = value * 10 + *digit;
      ++count;
    }
    if (count == 0 && negative) trouble_ = "an exponent that is not raised";
    if (count == 0 && !negative) {
      rest_ = before;
      return false;
    }
    if (plain) out_.oddities.emplace_back("the exponent is not raised");
    exponent = negative ? -value : value;
    take("");
    return true;
  }

  /// What follows "x": a power of ten, a bare ten, or at once the unit.
  void times() {
    if (power(exponent_)) return;
    if (rest_.empty() || !is_digit(rest_[0])) return;
    if (rest_.starts_with("10 ") || rest_ == "10") {
      exponent_ = 1;
      take("10");
      return;
    }
    trouble_ = "what follows the multiplication sign is no power of ten";
  }

  std::size_t group() {
    std::size_t count = 0;
    while (!rest_.empty() && is_digit(rest_[0])) {
      digits_ += rest_[0];
      rest_.remove_prefix(1);
      ++count;
    }
    return count;
  }

  /// Whether a blank and then more digits of the same number follow: `exactly` three, or up to three.
  bool another_group(bool exactly) const {
    std::size_t n = 1;
    while (n < rest_.size() && is_digit(rest_[n])) ++n;
    const auto count = n - 1;
    if (!rest_.starts_with(' ') || count == 0 || count > 3 || (exactly && count < 3)) return false;
    const auto behind = rest_.substr(n);
    for (const auto raised : kRaised)
      if (behind.starts_with(raised)) return false;
    return !behind.starts_with("⁻") && !behind.starts_with('/');
  }

  void mantissa() {
    group();
    while (another_group(true)) {
      rest_.remove_prefix(1);
      group();
    }
    const bool comma = rest_.starts_with(','), point = rest_.starts_with('.');
    if (comma || point) {
      out_.decimal_comma = comma;
      if (point) out_.oddities.emplace_back("a decimal point where the table has commas");
      rest_.remove_prefix(1);
      if (rest_.starts_with(' ')) {
        out_.oddities.emplace_back("a blank behind the decimal comma");
        rest_.remove_prefix(1);
      }
      const auto whole = digits_.size();
      auto last = group();
      if (last > 3) out_.oddities.emplace_back("digits that are not in groups of three");
      while (last % 3 == 0 && last > 0 && another_group(false)) {
        rest_.remove_prefix(1);
        last = group();
      }
      decimals_ = static_cast<int>(digits_.size() - whole);
      if (decimals_ == 0) trouble_ = "a decimal sign without decimals";
    }
    if (rest_.starts_with('/')) trouble_ = "a fraction where the table has decimals";
    const bool glued =
        !rest_.empty() && rest_[0] != ' ' && rest_[0] != 'x' && rest_[0] != '/' && rest_[0] != '^';
    if (glued && !rest_.starts_with("×")) trouble_ = "no blank between the number and its unit";
    take("");
  }

  std::string_view rest_;
  std::string digits_;
  int exponent_ = 0, decimals_ = 0;
  const char* trouble_ = nullptr;
  FactorReading out_;
};
}  // namespace

FactorReading read_factor(std::string_view text) { return Scanner(text).read(); }

}  // namespace palitan::papers
