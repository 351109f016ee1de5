#include "picture/curves.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace palitan::bench {
namespace {
constexpr double kWidth = 760, kHeight = 420;
constexpr double kLeft = 74, kRight = 270, kTop = 56, kBottom = 58;
constexpr double kLine = 17;  ///< between two labels
constexpr double kMark = 4.5;

/// Okabe and Ito's colours, which differ for every kind of colour blindness; lighter ones on dark pages.
struct Look {
  const char *light, *dark, *dashes;
};
constexpr std::array<Look, 8> kLooks = {{{"#0072b2", "#56b4e9", ""},
                                         {"#b34700", "#ff9e4a", "7 3"},
                                         {"#007a57", "#2fd6a6", "2 3"},
                                         {"#a0417c", "#e79ac6", "9 3 2 3"},
                                         {"#5d5d00", "#e5d94b", "4 4"},
                                         {"#4b4ba6", "#aab0ff", "12 4"},
                                         {"#444444", "#cccccc", "1 3"},
                                         {"#8c1d1d", "#ff8a80", "6 2 1 2 1 2"}}};

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text)
    out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
  return out;
}

std::string style() {
  std::string light, dark;
  for (std::size_t i = 0; i < kLooks.size(); ++i) {
    light += fmt::format(".l{0}{{stroke:{1};stroke-dasharray:{2}}}.f{0}{{fill:{1}}}", i, kLooks[i].light,
                         *kLooks[i].dashes == 0 ? "none" : kLooks[i].dashes);
    dark += fmt::format(".l{0}{{stroke:{1}}}.f{0}{{fill:{1}}}", i, kLooks[i].dark);
  }
  return "<style>text{font:13px system-ui,sans-serif;fill:#1f2328}.bg{fill:#ffffff}.soft{fill:#57606a}"
         ".title{font-size:16px;font-weight:600}.grid{stroke:#d0d7de;stroke-width:1}"
         ".axis{stroke:#57606a;stroke-width:1}.line{fill:none;stroke-width:2.2}"
         ".lead{fill:none;stroke:#8c959f;stroke-width:.7}" +
         light +
         "@media (prefers-color-scheme:dark){text{fill:#e6edf3}.bg{fill:#0d1117}.soft{fill:#9aa4af}"
         ".grid{stroke:#30363d}.axis{stroke:#9aa4af}" +
         dark + "}</style>\n";
}

struct Span {
  double least = 1, most = 10;
  void take(std::optional<Span>& all, double value) const {
    if (!all) all = Span{value, value};
    all->least = std::min(all->least, value);
    all->most = std::max(all->most, value);
  }
};

/// From the power of ten, or 2 or 5 times one, below to the one above.
Span rounded(Span span) {
  const auto down = [](double value) {
    const auto power = std::pow(10, std::floor(std::log10(value) + 1e-9));
    for (const double step : {5.0, 2.0})
      if (value >= step * power * (1 - 1e-9)) return step * power;
    return power;
  };
  const auto low = down(span.least);
  auto high = down(span.most);
  if (high < span.most * (1 - 1e-9)) {
    const auto power = std::pow(10, std::floor(std::log10(high) + 1e-9));
    high = high < 1.5 * power ? 2 * power : high < 3 * power ? 5 * power : 10 * power;
  }
  return {low, high > low ? high : low * 2};
}

class Plot {
 public:
  explicit Plot(const Picture& picture) : picture_(picture) {
    std::optional<Span> x, y;
    for (const auto& curve : picture.curves)
      for (const auto& [at, value] : curve.points)
        if (at > 0 && value > 0) {
          Span{}.take(x, at);
          Span{}.take(y, value);
        }
    if (x) x_ = {x->least, std::max(x->most, x->least * 2)};
    if (y) y_ = rounded(*y);
  }

  std::string draw() {
    std::string out = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" "
        "role=\"img\" "
        "aria-label=\"{2}\">\n",
        kWidth, kHeight, escaped(picture_.title));
    out += style();
    out += fmt::format("<rect class=\"bg\" width=\"{}\" height=\"{}\"/>\n", kWidth, kHeight);
    out += text(20, 30, "title", "start", picture_.title);
    out += axes();
    for (std::size_t i = 0; i < picture_.curves.size(); ++i) out += line(i);
    return out + labels() + "</svg>\n";
  }

 private:
  double right() const { return kWidth - kRight; }
  double bottom() const { return kHeight - kBottom; }
  double x(double value) const {
    return kLeft + (right() - kLeft) * std::log(value / x_.least) / std::log(x_.most / x_.least);
  }
  double y(double value) const {
    return bottom() - (bottom() - kTop) * std::log(value / y_.least) / std::log(y_.most / y_.least);
  }
  static std::string text(double at, double down, const char* kind, const char* anchor,
                          const std::string& what) {
    return fmt::format("<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", kind,
                       at, down, anchor, escaped(what));
  }
  static std::string rule(const char* kind, double x1, double y1, double x2, double y2) {
    return fmt::format("<path class=\"{}\" d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}\"/>\n", kind, x1, y1, x2, y2);
  }

  std::string axes() const {
    std::string out;
    for (const auto value : log_ticks(y_.least, y_.most, 2.5)) {
      out += rule("grid", kLeft, y(value), right(), y(value));
      out += text(kLeft - 8, y(value) + 4, "soft", "end", short_number(value));
    }
    for (const auto value : log_ticks(x_.least, x_.most, 1)) {
      out += rule("grid", x(value), kTop, x(value), bottom());
      out += text(x(value), bottom() + 18, "soft", "middle", short_number(value));
    }
    out += rule("axis", kLeft, bottom(), right(), bottom()) + rule("axis", kLeft, kTop, kLeft, bottom());
    out += text((kLeft + right()) / 2, kHeight - 16, "soft", "middle", picture_.x_axis);
    return out + text(kLeft - 54, kTop - 10, "soft", "start", picture_.y_axis);
  }

  static std::string mark(std::size_t look, double at, double down) {
    const auto kind = fmt::format("f{}", look % kLooks.size());
    switch (look % 4) {
      case 0:
        return fmt::format("<circle class=\"{}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{}\"/>\n", kind, at, down,
                           kMark);
      case 1:
        return fmt::format("<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{}\" height=\"{}\"/>\n",
                           kind, at - kMark, down - kMark, 2 * kMark, 2 * kMark);
      case 2:
        return fmt::format("<path class=\"{}\" d=\"M{:.1f} {:.1f}l{} {}h-{}z\"/>\n", kind, at, down - 5.5,
                           5.5, 10, 11);
      default:
        return fmt::format("<path class=\"{}\" d=\"M{:.1f} {:.1f}l6 6l-6 6l-6 -6z\"/>\n", kind, at, down - 6);
    }
  }

  std::string line(std::size_t i) {
    std::string path, marks;
    std::optional<std::pair<double, double>> last;
    for (const auto& [at, value] : picture_.curves[i].points) {
      if (at <= 0 || value <= 0) continue;
      path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? "M" : "L", x(at), y(value));
      marks += mark(i, x(at), y(value));
      last = {at, value};
    }
    if (last) ends_.push_back({i, y(last->second), y(last->second), last->second});
    return fmt::format("<path class=\"line l{}\" d=\"{}\"/>\n", i % kLooks.size(), path) + marks;
  }

  /// Beside the ends of their curves, moved apart where they would cover one another.
  std::string labels() {
    std::ranges::stable_sort(ends_, {}, &End::curve_at);
    for (std::size_t i = 1; i < ends_.size(); ++i)
      ends_[i].at = std::max(ends_[i].at, ends_[i - 1].at + kLine);
    auto floor = bottom();
    for (auto end = ends_.rbegin(); end != ends_.rend(); ++end) {
      end->at = std::min(end->at, floor);
      floor = end->at - kLine;
    }
    std::string out;
    for (const auto& end : ends_) {
      out += rule("lead", right() + 7, end.curve_at, right() + 20, end.at);
      out += mark(end.curve, right() + 27, end.at);
      out += text(right() + 37, end.at + 4, "label", "start",
                  fmt::format("{} {}", picture_.curves[end.curve].label, short_number(end.value)));
    }
    return out;
  }

  struct End {
    std::size_t curve;
    double curve_at, at;  ///< down the picture: of the curve, of its label
    double value;
  };
  const Picture& picture_;
  Span x_, y_;
  std::vector<End> ends_;
};
}  // namespace

std::string short_number(double value) {
  const auto with = [](double number, const char* unit) { return fmt::format("{:.3g}{}", number, unit); };
  if (value >= 999.5e6) return with(value / 1e9, " G");
  if (value >= 999.5e3) return with(value / 1e6, " M");
  if (value >= 999.5) return with(value / 1e3, " k");
  return with(value, "");
}

std::vector<double> log_ticks(double least, double most, double few) {
  const bool all = std::log10(most / least) < few;
  std::vector<double> out;
  const auto first = static_cast<int>(std::floor(std::log10(least) + 1e-9));
  const auto last = static_cast<int>(std::ceil(std::log10(most) - 1e-9));
  for (int power = first; power <= last; ++power)
    for (const double step : {1.0, 2.0, 5.0}) {
      const auto value = step * std::pow(10, power);
      if (step > 1 && !all) continue;
      if (value >= least * (1 - 1e-9) && value <= most * (1 + 1e-9)) out.push_back(value);
    }
  return out;
}

std::string svg_of(const Picture& picture) { return Plot(picture).draw(); }

}  // namespace palitan::bench
