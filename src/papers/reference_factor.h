// Conversion factors as UNECE Recommendation 20 prints them: "3,785 412 x 10⁻³ m³".
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace palitan::papers {

/// digits * 10^exponent of `unit`.
struct Factor {
  std::int64_t digits = 1;
  int exponent = 0;
  std::string unit;  ///< as printed; empty for a bare number
  bool operator==(const Factor&) const = default;
};

struct FactorReading {
  std::optional<Factor> factor;       ///< nothing where the text cannot be read without guessing
  std::vector<std::string> oddities;  ///< in what it departs from the table's own way of writing
  bool decimal_comma = false;
};
/// The table's way is a comma before decimals, blanks between groups of three digits, "x" or "×", a raised
/// exponent. REQUIRES: white space tidied (papers/reference_table.h).
FactorReading read_factor(std::string_view text);

}  // namespace palitan::papers
