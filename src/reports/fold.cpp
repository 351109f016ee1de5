#include "reports/fold.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace palitan::reports {
namespace {
/// U+FF61 to U+FF9D in full width.
constexpr std::u32string_view kKatakana =
    U"。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモ"
    U"ヤユヨラリルレロワン";
/// What takes a voiced mark by going one up, and what a half-voiced one by going two up.
constexpr std::u32string_view kVoiced =
    U"カキクケコサシスセソタチツテトハヒフヘホかきくけこさしすせそたちつてとはひふへほ";
constexpr std::u32string_view kHalfVoiced = U"ハヒフヘホはひふへほ";
/// A letter, its combining mark, and the two in one.
struct Composed {
  char32_t letter;
  char32_t mark;
  char32_t whole;
};
constexpr std::array kComposed = {
    Composed{U'n', 0x303, U'ñ'}, Composed{U'a', 0x301, U'á'}, Composed{U'e', 0x301, U'é'},
    Composed{U'i', 0x301, U'í'}, Composed{U'o', 0x301, U'ó'}, Composed{U'u', 0x301, U'ú'},
    Composed{U'a', 0x300, U'à'}, Composed{U'e', 0x300, U'è'}, Composed{U'i', 0x300, U'ì'},
    Composed{U'o', 0x300, U'ò'}, Composed{U'u', 0x300, U'ù'}, Composed{U'a', 0x302, U'â'},
    Composed{U'e', 0x302, U'ê'}, Composed{U'i', 0x302, U'î'}, Composed{U'o', 0x302, U'ô'},
    Composed{U'u', 0x302, U'û'}, Composed{U'a', 0x308, U'ä'}, Composed{U'o', 0x308, U'ö'},
    Composed{U'u', 0x308, U'ü'}};
/// One sign for several letters, as order sheets have them.
constexpr std::array<std::pair<char32_t, std::u32string_view>, 12> kSquared = {{{U'㎜', U"mm"},
                                                                                {U'㎝', U"cm"},
                                                                                {U'㎞', U"km"},
                                                                                {U'㎎', U"mg"},
                                                                                {U'㎏', U"kg"},
                                                                                {U'㏄', U"cc"},
                                                                                {U'㎡', U"m2"},
                                                                                {U'㎥', U"m3"},
                                                                                {U'㍑', U"リットル"},
                                                                                {U'㌔', U"キロ"},
                                                                                {U'㌧', U"トン"},
                                                                                {U'№', U"no"}}};

bool is_blank(char32_t c) {
  return c == U' ' || (c >= 9 && c <= 13) || c == 0xa0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200b) ||
         c == 0x2028 || c == 0x2029 || c == 0xfeff;
}

char32_t small(char32_t c) {
  const auto within = [c](char32_t from, char32_t to) { return c >= from && c <= to; };
  if (within(U'A', U'Z') || (within(0xc0, 0xde) && c != 0xd7) || within(0x391, 0x3a9) || within(0x410, 0x42f))
    return c + 0x20;
  if (within(0x400, 0x40f)) return c + 0x50;
  const bool even_first = within(0x100, 0x137) || within(0x14a, 0x177);
  const bool odd_first = within(0x139, 0x148) || within(0x179, 0x17e);
  if ((even_first && c % 2 == 0) || (odd_first && c % 2 == 1)) return c + 1;
  return c;
}

/// One sign for one: widths, capitals, raised digits.
char32_t common(char32_t c) {
  if (c >= 0xff01 && c <= 0xff5e) return small(c - 0xfee0);
  if (c >= 0xff61 && c <= 0xff9d) return kKatakana[c - 0xff61];
  if (c == 0xff9e || c == 0x309b) return 0x3099;
  if (c == 0xff9f || c == 0x309c) return 0x309a;
  if (c == 0xffe5) return U'¥';
  if (c == 0xb2 || c == 0xb3) return U'2' + (c - 0xb2);
  if (c >= 0x2010 && c <= 0x2015) return U'-';
  return small(c);
}

/// Puts a mark on the letter before it where the two are one; false: it stands for itself.
bool compose(std::u32string& out, char32_t mark) {
  if (out.empty()) return false;
  auto& last = out.back();
  if (mark == 0x3099 && (last == U'ウ' || last == U'う')) {
    last = last == U'ウ' ? U'ヴ' : U'ゔ';
    return true;
  }
  const bool voiced = mark == 0x3099 && kVoiced.find(last) != kVoiced.npos;
  const bool half = mark == 0x309a && kHalfVoiced.find(last) != kHalfVoiced.npos;
  if (voiced || half) {
    last += half ? 2 : 1;
    return true;
  }
  for (const auto& one : kComposed)
    if (one.mark == mark && one.letter == last) {
      last = one.whole;
      return true;
    }
  return false;
}

/// The length that a first byte of UTF-8 promises; 0: it is none.
std::size_t length_of(std::uint8_t first) {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}
}  // namespace

std::u32string code_points(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto first = static_cast<std::uint8_t>(text[i]);
    const auto length = length_of(first);
    char32_t point = length == 1 ? first : length == 0 ? 0xfffd : first & (0xffu >> (length + 1));
    bool good = length > 0 && i + length <= text.size();
    for (std::size_t k = 1; good && k < length; ++k) {
      const auto next = static_cast<std::uint8_t>(text[i + k]);
      good = (next & 0xc0) == 0x80;
      point = point << 6 | (next & 0x3fu);
    }
    out.push_back(good ? point : 0xfffd);
    i += good ? length : 1;
  }
  return out;
}

std::u32string folded(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (const auto raw : code_points(text)) {
    if (is_blank(raw)) {
      if (!out.empty() && out.back() != U' ') out.push_back(U' ');
      continue;
    }
    const auto squared =
        std::find_if(kSquared.begin(), kSquared.end(), [raw](const auto& one) { return one.first == raw; });
    if (squared != kSquared.end()) {
      out += squared->second;
      continue;
    }
    const auto c = common(raw);
    if (!compose(out, c)) out.push_back(c);
  }
  if (!out.empty() && out.back() == U' ') out.pop_back();
  return out;
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  for (const auto c : text) {
    if (c < 0x80) {
      out += static_cast<char>(c);
      continue;
    }
    const int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    out += static_cast<char>((0xf00u >> (more + 1) & 0xffu) | c >> (6 * more));
    for (int k = more - 1; k >= 0; --k) out += static_cast<char>(0x80u | (c >> (6 * k) & 0x3fu));
  }
  return out;
}

}  // namespace palitan::reports
