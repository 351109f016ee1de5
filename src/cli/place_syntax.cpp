#include "cli/place_syntax.h"

#include <algorithm>
#include <cstdlib>

#include "base/money.h"

namespace palitan::cli {
namespace {
constexpr int kMicroDigits = 6;
constexpr std::int64_t kDegree = 1'000'000;
constexpr std::size_t kLocode = 5;

/// Two letters of a country, three of A-Z and 2-9.
bool is_locode(std::string_view word) {
  const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  return word.size() == kLocode && letter(word[0]) && letter(word[1]) &&
         std::all_of(word.begin() + 2, word.end(),
                     [&](char c) { return letter(c) || (c >= '2' && c <= '9'); });
}
bool is_position(std::string_view word) {
  return word.find(',') != std::string_view::npos && std::all_of(word.begin(), word.end(), [](char c) {
           return (c >= '0' && c <= '9') || c == '.' || c == ',' || c == '-';
         });
}

Done<std::int32_t> degrees(std::string_view text, std::int64_t most) {
  const auto out = base::parse_decimal(text, kMicroDigits);
  if (out && std::abs(*out) <= most * kDegree) return static_cast<std::int32_t>(*out);
  return trouble(kUsage, fmt::format("'{}' is no position within {} degrees, like 10.3075.", text, most));
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}
}  // namespace

Done<statement::Place> parse_place(std::string_view text) {
  constexpr std::int64_t kLatitudes = 90;
  constexpr std::int64_t kLongitudes = 180;
  statement::Place out;
  text = trimmed(text);
  if (const auto first = text.substr(0, text.find(' ')); is_locode(first)) {
    out.locode = first;
    text = trimmed(text.substr(first.size()));
  }
  const auto space = text.rfind(' ');
  if (const auto last = text.substr(space == std::string_view::npos ? 0 : space + 1); is_position(last)) {
    const auto comma = last.find(',');
    const auto latitude = degrees(last.substr(0, comma), kLatitudes);
    if (!latitude) return tl::unexpected(latitude.error());
    const auto longitude = degrees(last.substr(comma + 1), kLongitudes);
    if (!longitude) return tl::unexpected(longitude.error());
    out.latitude = *latitude;
    out.longitude = *longitude;
    text = trimmed(text.substr(0, text.size() - last.size()));
  }
  out.name = text;
  if (!out.locode.empty() || !out.name.empty() || out.latitude) return out;
  return trouble(kUsage, "A place is written as \"PHMOP Mactan 10.3075,123.9790\"; parts may be left out.");
}

}  // namespace palitan::cli
