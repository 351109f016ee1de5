// What a change of purpose leaves without cover.
#include "reports/purpose_views.h"

#include <gtest/gtest.h>

namespace palitan::reports {
namespace {
using kernel::CaseFact;
using kernel::OrderState;
using kernel::VisitState;

base::Date day(std::string_view text) { return *base::parse_date(text); }
base::Id id_of(std::uint8_t byte) {
  base::Id out;
  out.raw[0] = byte;
  return out;
}
constexpr std::uint8_t kAcsa = 1, kRaa = 2, kActivity = 3;

struct Ground {
  CaseFact acsa, raa, order, visit;
  kernel::ActivityFact activity;

  Ground() {
    law(acsa, "acsa", {"exercise", "evacuation"});
    law(raa, "raa", {"exercise"});
    activity.activity = {"exercise", "Drill", {"jpn", "phl"}, day("2026-09-01"), day("2026-09-30"), {}};
    auto& one = order.order.emplace();
    one.instrument = id_of(kAcsa);
    one.activity = id_of(kActivity);
    one.supplier = "jpn";
    one.recipient = "phl";
    one.state = OrderState::delivering;
    auto& other = visit.visit.emplace();
    other.instrument = id_of(kRaa);
    other.activity = id_of(kActivity);
    other.host = "phl";
    other.visitor = "jpn";
    other.state = VisitState::entered;
    other.plan.emplace();
  }
  static void law(CaseFact& file, std::string name, std::vector<std::string> activities) {
    auto& fact = file.instrument.emplace();
    fact.rules.name = std::move(name);
    for (auto& type : activities) fact.rules.activities.push_back({std::move(type), "activities"});
  }
  void become(std::string type, std::string_view since, std::string_view until) {
    activity.versions.push_back(
        {{}, day(since), std::move(type), day("2026-09-01"), day(until), {}, "because", {}, {}});
  }
  std::vector<std::string> seen(std::string_view on) {
    const CaseFile cases[] = {
        {id_of(kAcsa), &acsa}, {id_of(kRaa), &raa}, {id_of(7), &order}, {id_of(8), &visit}};
    std::vector<std::string> out;
    for (const auto& row : no_longer_covered(cases, id_of(kActivity), activity, day(on)))
      out.push_back(row.what + ": " + row.why);
    return out;
  }
  using Seen = std::vector<std::string>;
};

TEST(PurposeViews, TellWhatTheNewPurposeDoesNotCover) {
  Ground g;
  EXPECT_EQ(g.seen("2026-09-10"), Ground::Seen{});
  g.become("evacuation", "2026-09-10", "2026-09-30");
  EXPECT_EQ(g.seen("2026-09-09"), Ground::Seen{});
  EXPECT_EQ(g.seen("2026-09-10"), Ground::Seen{"visit: raa does not cover evacuation"});
  g.become("parade", "2026-09-12", "2026-09-30");
  EXPECT_EQ(g.seen("2026-09-12"),
            (Ground::Seen{"order: acsa does not cover parade", "visit: raa does not cover parade"}));
  // What is over binds nobody.
  g.order.order->state = OrderState::closed;
  g.visit.visit->state = VisitState::departed;
  EXPECT_EQ(g.seen("2026-09-12"), Ground::Seen{});
}

TEST(PurposeViews, TellWhatAShorterWindowDoesNotCover) {
  Ground g;
  g.become("exercise", "2026-09-05", "2026-09-08");
  EXPECT_EQ(g.seen("2026-09-08"), Ground::Seen{});
  const auto gone = g.seen("2026-09-09");
  ASSERT_EQ(gone.size(), 2u);
  EXPECT_EQ(gone[0], "order: the activity runs 2026-09-01 to 2026-09-08");
}

}  // namespace
}  // namespace palitan::reports
