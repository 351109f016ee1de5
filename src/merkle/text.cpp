#include "merkle/text.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "merkle/note.h"

namespace palitan::merkle {
namespace {

/// Takes the first code point off `text`; nothing where it is not valid UTF-8. REQUIRES: `text` not empty.
std::optional<std::uint32_t> take(std::string_view& text) {
  const auto first = static_cast<std::uint8_t>(text.front());
  const std::size_t length = first < 0x80         ? 1
                             : first >> 5 == 0x6  ? 2
                             : first >> 4 == 0xe  ? 3
                             : first >> 3 == 0x1e ? 4
                                                  : 0;
  if (length == 0 || text.size() < length) return std::nullopt;
  std::uint32_t point = length == 1 ? first : first & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<std::uint8_t>(text[i]);
    if (next >> 6 != 2) return std::nullopt;
    point = point << 6 | (next & 0x3fU);
  }
  constexpr std::uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (point < kSmallest[length] || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
    return std::nullopt;
  text.remove_prefix(length);
  return point;
}

/// White_Space of Unicode.
bool is_space(std::uint32_t point) {
  return point == 0x20 || (point >= 0x09 && point <= 0x0d) || point == 0x85 || point == 0xa0 ||
         point == 0x1680 || (point >= 0x2000 && point <= 0x200a) || point == 0x2028 || point == 0x2029 ||
         point == 0x202f || point == 0x205f || point == 0x3000;
}
}  // namespace

bool is_note_text(std::string_view text) {
  for (;;) {
    // Nearly all of a note is ASCII, and nodes read many: those bytes take a comparison each.
    const auto plain = [](char c) {
      const auto byte = static_cast<std::uint8_t>(c);
      return byte == '\n' || (byte >= 0x20 && byte < 0x80);
    };
    const auto other = std::find_if_not(text.begin(), text.end(), plain);
    text.remove_prefix(static_cast<std::size_t>(other - text.begin()));
    if (text.empty()) return true;
    const auto point = take(text);
    if (!point || *point < 0x20) return false;
  }
}

bool is_key_name(std::string_view name) {
  if (name.empty()) return false;
  while (!name.empty()) {
    const auto point = take(name);
    if (!point || *point < 0x20 || *point == '+' || is_space(*point)) return false;
  }
  return true;
}

}  // namespace palitan::merkle
