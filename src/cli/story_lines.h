// Parts of an order's sentences. Inside the story language only.
#pragma once
#include "cli/story_player.h"

namespace palitan::cli {

inline constexpr int kQuantityDigits = 6;

inline int digits_of(std::string_view currency) {
  const auto info = base::currency(currency);
  return info ? info->minor_digits : 0;
}

inline std::string unit_of(const kernel::OrderFact& order, std::uint32_t number) {
  const auto* at = order.line(number);
  return at != nullptr ? at->line.unit : std::string();
}

/// "line 3"
inline std::uint32_t line_number(Words& words) {
  words.need("line");
  return static_cast<std::uint32_t>(words.number("a line number"));
}

}  // namespace palitan::cli
