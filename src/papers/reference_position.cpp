#include "papers/reference_position.h"

#include <algorithm>

#include "base/money.h"

namespace palitan::papers {
namespace {
constexpr int kDigits = 6;
constexpr std::int64_t kDegree = 1'000'000;
constexpr std::size_t kFewest = 10;
constexpr std::size_t kCut = 50;  // one of so many may lie apart
constexpr std::int64_t kGap = 5 * kDegree;
constexpr std::int64_t kMargin = 2 * kDegree;

std::optional<std::int64_t> parse_degrees(std::string_view text, std::int64_t most) {
  // One decimal more than is kept tells how to round; the others say nothing about a harbour.
  const auto point = text.find('.');
  if (point != std::string_view::npos) {
    const auto decimals = text.substr(point + 1);
    if (!std::all_of(decimals.begin(), decimals.end(), [](char c) { return c >= '0' && c <= '9'; }))
      return std::nullopt;
    text = text.substr(0, point + 1 + std::min<std::size_t>(decimals.size(), kDigits + 1));
  }
  const auto value = base::parse_decimal(text, kDigits + 1);
  if (!value) return std::nullopt;
  const auto out = (*value + (*value < 0 ? -5 : 5)) / 10;
  return out < -most || out > most ? std::nullopt : std::optional(out);
}

/// Into -180 .. 180 degrees.
std::int64_t wrapped(std::int64_t longitude) {
  constexpr std::int64_t kTurn = 360 * kDegree;
  return ((longitude + kTurn / 2) % kTurn + kTurn) % kTurn - kTurn / 2;
}
}  // namespace

std::optional<Position> parse_position(std::string_view latitude, std::string_view longitude) {
  const auto north = parse_degrees(latitude, 90 * kDegree), east = parse_degrees(longitude, 180 * kDegree);
  if (!north || !east) return std::nullopt;
  return Position{*north, *east};
}

std::string to_text(const Position& position) {
  return base::format_decimal(position.latitude, kDigits) + " " +
         base::format_decimal(position.longitude, kDigits);
}

Surroundings::Range Surroundings::trimmed(std::vector<std::int64_t> values) {
  std::sort(values.begin(), values.end());
  const auto last = values.size() - 1;
  const auto most = std::max<std::size_t>(1, values.size() / kCut);
  const auto gap = std::max(kGap, (values[last - most] - values[most]) / 4);
  std::size_t low = 0, high = last;
  for (std::size_t i = 0; i < most; ++i) {
    if (values[i + 1] - values[i] > gap) low = i + 1;
    if (values[last - i] - values[last - i - 1] > gap) high = last - i - 1;
  }
  return {values[low] - kMargin, values[high] + kMargin};
}

std::optional<Surroundings> Surroundings::of(const std::vector<Position>& positions) {
  if (positions.size() < kFewest) return std::nullopt;
  std::vector<std::int64_t> north, east;
  for (const auto& position : positions) {
    north.push_back(position.latitude);
    east.push_back(position.longitude);
  }
  const auto middle = east.begin() + static_cast<std::ptrdiff_t>(east.size() / 2);
  std::nth_element(east.begin(), middle, east.end());
  Surroundings out;
  out.middle_ = *middle;
  for (auto& value : east) value = wrapped(value - out.middle_);
  out.latitudes_ = trimmed(std::move(north));
  out.longitudes_ = trimmed(std::move(east));
  return out;
}

bool Surroundings::holds(const Position& position) const {
  return latitudes_.holds(position.latitude) && longitudes_.holds(wrapped(position.longitude - middle_));
}

}  // namespace palitan::papers
