// What a case tells of evidence and of held debts beyond the kernel's own figures.
#include "api/case_view.h"

#include <gtest/gtest.h>

namespace palitan::api {
namespace {
using statement::Kind;

kernel::CaseFact evidence_of(Kind kind, base::Bytes body, std::optional<base::Code> verdict,
                             std::uint16_t state) {
  kernel::EvidenceFact fact;
  fact.kind = static_cast<std::uint16_t>(kind);
  fact.body = std::move(body);
  if (verdict) fact.verdict = static_cast<std::uint16_t>(*verdict);
  fact.state = state;
  fact.act.raw[0] = 0xab;
  kernel::CaseFact file;
  file.evidence = std::move(fact);
  return file;
}

TEST(CaseView, ReadsWhatEvidenceProves) {
  statement::LapseRound body{"2026-3", "no circle"};
  const auto file = evidence_of(Kind::lapse_round, codec::encode(body), base::Code::accepted,
                                static_cast<std::uint16_t>(kernel::RoundState::lapsed));
  const auto proves = case_json({}, file, {})["proves"];
  EXPECT_EQ(proves["kind"], "lapse_round");
  EXPECT_EQ(proves["verdict"], "accepted");
  EXPECT_EQ(proves["state"], "lapsed");
  EXPECT_EQ(proves["body"]["reason"], "no circle");
  EXPECT_EQ(case_summary({}, file)["act"].get<std::string>().substr(0, 2), "ab");
}

TEST(CaseView, SaysNothingOfAVerdictThatWasNotShown) {
  const auto file = evidence_of(Kind::lapse_round, codec::encode(statement::LapseRound{"2026-3", "x"}), {},
                                static_cast<std::uint16_t>(kernel::RoundState::lapsed));
  const auto proves = case_json({}, file, {})["proves"];
  EXPECT_FALSE(proves.contains("verdict"));
  EXPECT_FALSE(proves.contains("state"));
}

TEST(CaseView, TakesNoNumberForAStateThatIsNone) {
  const auto file = evidence_of(Kind::agree_clearing, {0xff}, base::Code::accepted, 999);
  const auto proves = case_json({}, file, {})["proves"];
  EXPECT_FALSE(proves.contains("state"));
  EXPECT_TRUE(proves["body"].is_object() && proves["body"].empty());
}

TEST(CaseView, OffersToReleaseWhatWasOnlyProposed) {
  kernel::OrderFact order;
  order.state = kernel::OrderState::delivering;
  order.supplier = "jpn";
  order.recipient = "phl";
  const auto offers = [&](const char* kind) {
    kernel::CaseFact file;
    file.order = order;
    const auto view = case_json({}, file, {});
    for (const auto& step : view["next"])
      if (step["kind"] == kind) return true;
    return false;
  };
  EXPECT_FALSE(offers("release_lock"));
  order.locks.emplace_back();
  EXPECT_TRUE(offers("release_lock") && offers("agree_lock"));
  EXPECT_FALSE(offers("post_clearing"));
  order.locks[0].state = kernel::LockState::held;
  EXPECT_TRUE(offers("release_lock") && offers("post_clearing"));
  EXPECT_FALSE(offers("agree_lock"));
  order.locks[0].state = kernel::LockState::released;
  EXPECT_FALSE(offers("release_lock"));
}
}  // namespace
}  // namespace palitan::api
