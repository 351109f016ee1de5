#include "picture/curves.h"

#include <gtest/gtest.h>

namespace palitan::bench {
namespace {
std::size_t times_in(const std::string& text, const std::string& word) {
  std::size_t out = 0;
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) ++out;
  return out;
}

TEST(Curves, NumbersAreShort) {
  EXPECT_EQ(short_number(0.43), "0.43");
  EXPECT_EQ(short_number(12.34), "12.3");
  EXPECT_EQ(short_number(1'234), "1.23 k");
  EXPECT_EQ(short_number(10'000), "10 k");
  EXPECT_EQ(short_number(1e6), "1 M");
  EXPECT_EQ(short_number(2.5e9), "2.5 G");
}

TEST(Curves, AxesAreLabelledAtRoundNumbers) {
  EXPECT_EQ(log_ticks(1e4, 1e7, 2), (std::vector<double>{1e4, 1e5, 1e6, 1e7}));
  EXPECT_EQ(log_ticks(20, 100, 2), (std::vector<double>{20, 50, 100}));
  EXPECT_EQ(log_ticks(1, 1, 2), (std::vector<double>{1}));
}

TEST(Curves, EachPointIsMarkedAndEachCurveNamed) {
  const Picture picture{"A & B",
                        "statements",
                        "ms",
                        {{"one", {{1e4, 1}, {1e5, 2}, {1e6, 4}}}, {"two", {{1e4, 1}, {1e5, 0}, {1e6, 1}}}}};
  const auto svg = svg_of(picture);
  EXPECT_TRUE(svg.starts_with("<svg "));
  EXPECT_TRUE(svg.ends_with("</svg>\n"));
  EXPECT_EQ(times_in(svg, "<path class=\"line "), 2u);
  EXPECT_EQ(times_in(svg, "<circle"), 3u + 1u);             // and the one beside its name
  EXPECT_EQ(times_in(svg, "<rect class=\"f1\""), 2u + 1u);  // no place for a zero
  EXPECT_EQ(times_in(svg, "A &amp; B"), 2u);
  EXPECT_NE(svg.find(">one 4<"), svg.npos);
  EXPECT_NE(svg.find("prefers-color-scheme:dark"), svg.npos);
}

TEST(Curves, NamesAtOnePlaceAreMovedApart) {
  const Picture picture{"t", "x", "y", {{"a", {{1e4, 5}, {1e6, 5}}}, {"b", {{1e4, 5}, {1e6, 5}}}}};
  const auto svg = svg_of(picture);
  const auto place = [&](const std::string& name) {
    const auto end = svg.find(">" + name + " 5<");
    const auto at = svg.rfind(" y=\"", end);
    return std::stod(svg.substr(at + 4));
  };
  EXPECT_GE(std::abs(place("a") - place("b")), 15);
}

TEST(Curves, NothingMeasuredIsStillAPicture) {
  EXPECT_TRUE(svg_of({"t", "x", "y", {}}).ends_with("</svg>\n"));
  EXPECT_TRUE(svg_of({"t", "x", "y", {{"none", {}}, {"one", {{1e4, 3}}}}}).ends_with("</svg>\n"));
}

}  // namespace
}  // namespace palitan::bench
