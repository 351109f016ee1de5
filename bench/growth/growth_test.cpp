#include "growth/growth.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace palitan::bench {
namespace {
Growth grown(const std::string& unit, bool opened, std::initializer_list<double> values) {
  Growth out;
  std::uint64_t size = 10'000;
  for (const auto value : values) {
    out.begin_size(size);
    out.add({"row", "what it is", unit, "", "", opened, {}}, value);
    size *= 10;
  }
  return out;
}

TEST(Growth, WhatPeopleOpenAndGrowsIsNamed) {
  const auto found = growing(grown("ms", true, {1, 3, 10}));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0],
            "what it is grows with the record: 1 ms at 10000, 10 ms at 1000000 (as its 0.50th power)");
}

TEST(Growth, WhatStaysOrNobodyOpensIsNot) {
  EXPECT_TRUE(growing(grown("ms", true, {1, 1.2, 1.5})).empty());
  EXPECT_TRUE(growing(grown("s", false, {1, 10, 100})).empty());
  EXPECT_TRUE(growing(grown("ms", true, {5})).empty()) << "one size says nothing about growth";
}

TEST(Growth, ATrifleIsNone) {
  EXPECT_TRUE(growing(grown("ms", true, {0.02, 0.05, 0.1})).empty());
  EXPECT_TRUE(growing(grown("B", true, {100, 300, 900})).empty());
  EXPECT_FALSE(growing(grown("B", true, {100, 1'000, 90'000})).empty());
}

TEST(Growth, JsonHoldsEveryFigureAndFinding) {
  const auto json = nlohmann::json::parse(growth_json(grown("ms", true, {1, 3, 10}), "0.5"));
  EXPECT_EQ(json.at("statements"), (std::vector<int>{10'000, 100'000, 1'000'000}));
  EXPECT_EQ(json.at("growth").at(0).at("values").size(), 3u);
  EXPECT_EQ(json.at("findings").size(), 1u);
  EXPECT_FALSE(json.at("machine").at("processor").get<std::string>().empty());
}

}  // namespace
}  // namespace palitan::bench
