// Curves on log-log axes as SVG, for docs/pictures: readable on light and dark pages, by whoever cannot tell
// the colours apart too (marks and dashes differ), with no script and no font of its own.
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace palitan::bench {

struct Curve {
  std::string label;
  std::vector<std::pair<double, double>> points;  ///< those at or below zero are left out
};
struct Picture {
  std::string title, x_axis, y_axis;
  std::vector<Curve> curves;  ///< at most eight look different
};

/// The same picture gives the same bytes.
std::string svg_of(const Picture& picture);

/// "10 k", "1.5 M", to three digits; below a thousand the number itself.
std::string short_number(double value);
/// The values that an axis from `least` to `most` is labelled with: powers of ten, and 2 and 5 times these
/// where it spans less than `few` of them. REQUIRES: 0 < least <= most.
std::vector<double> log_ticks(double least, double most, double few);

}  // namespace palitan::bench
