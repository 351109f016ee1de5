// An index that follows the commits is the one that a fresh walk over the store gives.
#include "node/reporter.h"

#include <gtest/gtest.h>

#include "kernel/record_kit.h"
#include "reports/question.h"
#include "store/memory.h"

namespace palitan::node {
namespace {
using kernel::kit::lent_fuel;
using kernel::kit::paid_fuel;
using kernel::kit::Record;

/// Every report over everything, as text.
std::string all_reports(const reports::Index& index) {
  std::string out;
  for (const auto& row : reports::rows_of(reports::Report{})) {
    const auto question = reports::read_question(
        static_cast<reports::Report>(row.number),
        [](std::string_view name) {
          return name == "all" ? std::optional<std::string>("true") : std::nullopt;
        },
        kernel::kit::day(100));
    const auto sheet =
        reports::answer(index, *question, [](std::uint64_t) { return std::optional<base::Id>(); });
    out += std::string(row.name) + "\n";
    std::vector<std::string> lines;
    for (const auto& cells : sheet->rows) {
      auto& line = lines.emplace_back();
      for (const auto& cell : cells) line += reports::to_text(cell) + "|";
    }
    std::sort(lines.begin(), lines.end());
    for (const auto& line : lines) out += line + "\n";
  }
  return out;
}

/// A store that gets accord after accord, and a reporter that hears of each.
class Followed : public testing::Test {
 protected:
  void keep_up() {
    for (; kept_ < record_.accords().size(); ++kept_) {
      const auto& accord = record_.accords()[kept_];
      const auto& point = accord.point;
      const auto fold = kernel::fold(accord.acts, facts_, {point.time, point.height, point.rules}, results_,
                                     Record::none());
      results_ = fold.results;
      store::Commit commit;
      for (const auto& entry : fold.entries) {
        const auto& act = *entry.act;
        const auto& c = act.content();
        commit.arrived.push_back({act.id(), act.bytes(), c.seat, c.sequence, act.case_of(), false});
        commit.appended.push_back(
            {position_, act.id(), point.height, static_cast<std::uint16_t>(entry.verdict.code), {}, 0});
        for (const auto& posting : entry.postings)
          commit.postings.push_back({position_, act.case_of(), c.effective().legal_date(), posting});
        ++position_;
      }
      for (const auto& [key, fact] : fold.changed) commit.facts.emplace_back(key, kernel::encode_fact(*fact));
      ASSERT_TRUE(store_.commit(commit));
      reporter_.committed(commit);
    }
  }
  std::string followed() {
    std::string out;
    const auto asked = reporter_.ask([&](reports::Index& index) { out = all_reports(index); });
    EXPECT_TRUE(asked);
    return out;
  }
  std::string fresh() { return all_reports(build_index(store_).value()); }

  Record record_{Record::Options{.open_house = true}};
  store::MemoryStore store_;
  Reporter reporter_{store_};
  kernel::Facts facts_;
  base::Hash results_;
  std::size_t kept_ = 0;
  std::uint64_t position_ = 0;
};

TEST_F(Followed, IsTheSameAsBuiltAnewAfterEachAccord) {
  keep_up();
  EXPECT_EQ(followed(), fresh());
  const auto paid = record_.accepted_order({paid_fuel()}, 15'000);
  record_.receive(paid, record_.issue(paid, 60), 55);
  record_.accord();
  keep_up();
  EXPECT_EQ(followed(), fresh());
  EXPECT_NE(followed().find("unbilled"), std::string::npos);
  record_.receive(paid, record_.issue(paid, 40), 40);
  record_.accord();
  record_.whole_order();
  const auto lent = record_.accepted_order({lent_fuel()}, 0);
  record_.receive(lent, record_.issue(lent, 10), 10);
  record_.accord();
  keep_up();  // two accords unasked
  EXPECT_EQ(followed(), fresh());
}

TEST_F(Followed, MeetsANewAgreementOnTheWay) {
  keep_up();
  EXPECT_EQ(followed(), fresh());
  auto rules = kernel::kit::plain_instrument({"jpn", "phl"});
  rules.name = "newer-acsa";
  const auto id = record_.act(record_.office("jpn"), statement::ProposeInstrument{terms::write(rules)}).id;
  for (const auto* party : {"jpn", "phl"})
    record_.act(record_.office(party), statement::RatifyInstrument{kernel::kit::day(-5), {}}, {.in = id});
  auto request = record_.request_of({paid_fuel()});
  request.instrument = id;
  record_.act(record_.office("phl"), request);
  record_.accord();
  keep_up();
  EXPECT_EQ(followed(), fresh());
}

TEST_F(Followed, ForgetsTooMuchNewsAndBuildsAnew) {
  keep_up();
  EXPECT_EQ(followed(), fresh());
  // News of more than the reporter keeps, none of it about anything in the store.
  store::Commit loud;
  loud.facts.emplace_back(kernel::case_key(base::Id{{1}}), base::Bytes(std::size_t{20} << 20));
  reporter_.committed(loud);
  reporter_.committed(loud);
  record_.whole_order();
  record_.accord();
  keep_up();
  EXPECT_EQ(followed(), fresh()) << "read again from the store; the unreadable news is gone";
}

TEST_F(Followed, RefusesUnreadableNewsOnceAndThenReadsTheStore) {
  keep_up();
  EXPECT_EQ(followed(), fresh());
  store::Commit torn;
  torn.facts.emplace_back(kernel::case_key(base::Id{{1}}), base::Bytes{0xff});
  reporter_.committed(torn);
  EXPECT_EQ(reporter_.ask([](reports::Index&) {}).error().code, base::Code::local_damaged);
  EXPECT_EQ(followed(), fresh());
}

TEST_F(Followed, IsNotBuiltForANodeThatStops) {
  record_.whole_order();
  record_.accord();
  keep_up();
  std::stop_source stop;
  stop.request_stop();
  const auto asked =
      reporter_.ask([](reports::Index&) { ADD_FAILURE() << "half an index"; }, stop.get_token());
  EXPECT_EQ(asked.error().code, base::Code::local_stopped);
  EXPECT_EQ(followed(), fresh());
}

}  // namespace
}  // namespace palitan::node
