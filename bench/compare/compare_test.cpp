#include "compare/compare.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace palitan::bench {
namespace {
using Json = nlohmann::json;

Json row(const std::string& name, const std::string& unit, double median, double peer) {
  return {{"name", name},
          {"what", "what " + name + " does"},
          {"unit", unit},
          {"median", median},
          {"peers", {{{"what", "a peer"}, {"unit", unit}, {"median", peer}}}}};
}
std::string run_of(std::initializer_list<Json> rows) { return Json{{"rows", Json(rows)}}.dump(); }

const Sizes kSizes{"0.1", 1, 2'000, 5'000, 0};

TEST(Compare, ASlowerMachineChangesNothing) {
  const auto before = run_of({row("verify_statement", "/s", 20'000, 25'000), row("audit", "s", 2, 3)});
  const auto after = run_of({row("verify_statement", "/s", 10'000, 12'500), row("audit", "s", 4, 6)});
  const auto rows = compare(before, after);
  ASSERT_TRUE(rows.has_value());
  ASSERT_EQ(rows->size(), 2u);
  for (const auto& one : *rows) {
    EXPECT_NEAR(one.change, 1, 1e-9) << one.name;
    EXPECT_EQ(one.beside, "a peer");
  }
}

TEST(Compare, WhatGotWorseIsWorseWhetherARateOrATime) {
  const auto before = run_of({row("ingest", "/s", 10'000, 25'000), row("audit", "s", 2, 3)});
  const auto after = run_of({row("ingest", "/s", 8'000, 25'000), row("audit", "s", 2.5, 3)});
  const auto rows = compare(before, after);
  ASSERT_TRUE(rows.has_value());
  for (const auto& one : *rows) EXPECT_NEAR(one.change, 0.8, 1e-9) << one.name;
}

TEST(Compare, ARowWithoutPeersIsComparedByItself) {
  auto alone = row("memory", "MB", 40, 1);
  alone["peers"] = Json::array();
  auto more = alone;
  more["median"] = 80;
  const auto rows = compare(run_of({alone}), run_of({more}));
  ASSERT_TRUE(rows.has_value() && rows->size() == 1);
  EXPECT_EQ(rows->front().beside, "");
  EXPECT_NEAR(rows->front().change, 0.5, 1e-9);
}

TEST(Compare, WhatOneRunLacksIsLeftOutAndWhatIsNoRunIsSaid) {
  const auto rows = compare(run_of({row("ingest", "/s", 1, 1)}), run_of({row("audit", "s", 1, 1)}));
  ASSERT_TRUE(rows.has_value());
  EXPECT_TRUE(rows->empty());
  EXPECT_FALSE(compare("{}", run_of({})).has_value());
  EXPECT_FALSE(compare(run_of({}), R"({"rows":[{"name":"ingest"}]})").has_value());
}

Samples measured(double verify, double libsodium) {
  Samples out;
  out.add("verify_statement", verify);
  out.add("peer_libsodium_verify", libsodium);
  return out;
}

TEST(Recorded, HoldsTheRatioToThePeerOfTheSameRun) {
  auto samples = measured(20'000, 25'000);
  samples.add("kernel_fold", 250'000);  // without a peer of its own: beside the measure of the machine
  samples.add("api_p99", 9);
  samples.add("memory", 36);
  samples.add("api_rate", 9'000);
  const auto rows = ratios(samples, kSizes);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].name, "verify_statement");
  EXPECT_NEAR(rows[0].ratio, 0.8, 1e-9);
  EXPECT_EQ(rows[1].name, "kernel_fold");
  EXPECT_EQ(rows[1].beside, "peer_libsodium_verify");
  EXPECT_NEAR(rows[1].ratio, 10, 1e-9);
}

TEST(Recorded, AMachineOfAThirdOfTheSpeedDoesNotFail) {
  const std::vector<Recorded> recorded = {{"verify_statement", "peer_libsodium_verify", 0.8}};
  EXPECT_TRUE(below_half(recorded, measured(6'600, 8'300), kSizes).empty());
}

TEST(Recorded, BelowHalfInEveryRoundIsSaid) {
  const std::vector<Recorded> recorded = {{"verify_statement", "peer_libsodium_verify", 0.8}};
  auto samples = measured(9'000, 25'000);
  samples.add("verify_statement", 9'500);
  samples.add("peer_libsodium_verify", 25'000);
  ASSERT_EQ(below_half(recorded, samples, kSizes).size(), 1u);
  samples.add("verify_statement", 19'000);  // a round that nothing hindered
  samples.add("peer_libsodium_verify", 25'000);
  EXPECT_TRUE(below_half(recorded, samples, kSizes).empty());
}

TEST(Recorded, ATimeIsWorseWhereItIsLonger) {
  Samples samples;
  samples.add("audit", 3);
  samples.add("hledger", 2);
  EXPECT_EQ(below_half({{"audit", "hledger", 2}}, samples, kSizes).size(), 1u);
  EXPECT_TRUE(below_half({{"audit", "hledger", 1}}, samples, kSizes).empty());
}

TEST(Recorded, APeerThatIsNotInstalledHereIsPassedOver) {
  EXPECT_TRUE(below_half({{"audit", "hledger", 2}}, measured(1, 1), kSizes).empty());
}

}  // namespace
}  // namespace palitan::bench
