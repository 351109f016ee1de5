// Positions in reference tables, and which of them cannot be right.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace palitan::papers {

/// Millionths of a degree; north and east are positive.
struct Position {
  std::int64_t latitude = 0;
  std::int64_t longitude = 0;
  bool operator==(const Position&) const = default;
};

/// "35.28333333333333" and "-73.65" to millionths, rounded. Nothing for another form or beyond the globe.
std::optional<Position> parse_position(std::string_view latitude, std::string_view longitude);
/// "35.283333 139.666667".
std::string to_text(const Position& position);

/// The rectangle in which a country's places lie. Longitudes are taken from the middle one, so that a country
/// across the date line has one rectangle.
class Surroundings {
 public:
  /// From positions of which some may be wrong: at each end up to a fiftieth of them is cut off where a gap
  /// of more than 5 degrees, and more than a quarter of the spread of the others, parts them from the rest;
  /// then two degrees are added on every side. Nothing where there are fewer than ten.
  static std::optional<Surroundings> of(const std::vector<Position>& positions);

  bool holds(const Position& position) const;

 private:
  struct Range {
    std::int64_t low = 0, high = 0;
    bool holds(std::int64_t x) const { return low <= x && x <= high; }
  };
  static Range trimmed(std::vector<std::int64_t> values);

  Range latitudes_, longitudes_;  // longitudes relative to the middle one
  std::int64_t middle_ = 0;
};

}  // namespace palitan::papers
