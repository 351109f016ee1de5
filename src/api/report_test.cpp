// Reports of running nodes: current after every commit, the same on both, in every form.
#include <gtest/gtest.h>

#include "api/test_kit.h"
#include "papers/csv.h"

namespace palitan::api {
namespace {
using namespace kit;

class ReportsOfANode : public testing::Test {
 protected:
  void SetUp() override {
    pair_.start();
    under_ = node::kit::open_house(*pair_.jpn, *pair_.phl, pair_.partnership);
    jpn_ = std::make_unique<Clerk>(*pair_.jpn);
    phl_ = std::make_unique<Clerk>(*pair_.phl);
  }
  template <class Body>
  base::Id act(node::Service& service, const Body& body, std::optional<base::Id> in = {}) {
    const auto out = node::kit::act(service, pair_.partnership, "desk", body, in);
    EXPECT_TRUE(within(20s, [&] { return agreed_on_both(*pair_.jpn, *pair_.phl, pair_.partnership); }));
    return out;
  }
  Answer report(Clerk& clerk, const std::string& name_and_query) {
    return clerk.get(pair_.base_path() + "/reports/" + name_and_query);
  }
  /// phl asks, jpn gives 100 litres at 150 yen, phl receives 60 of them.
  base::Id received_order() {
    const auto order = act(*pair_.phl, fuel_request(under_));
    const auto offer = act(*pair_.jpn, statement::Offer{{kernel::kit::paid_fuel()}, 15'000, {}}, order);
    act(*pair_.phl, statement::Accept{offer, 15'000}, order);
    const auto issue = act(*pair_.jpn, statement::Issue{{{1, 60 * base::kMicro, {}}}, {}, {}}, order);
    act(*pair_.phl, statement::Receive{issue, {{1, 60 * base::kMicro, 0, {}, {}}}, {}, {}}, order);
    return order;
  }

  Pair pair_;
  Instruments under_;
  std::unique_ptr<Clerk> jpn_, phl_;
};

TEST_F(ReportsOfANode, StayCurrentAndEqualOnBothNodes) {
  EXPECT_TRUE(report(*jpn_, "ageing").json["rows"].empty());  // from here on the index follows the commits
  const auto order = received_order();
  const auto aged = report(*jpn_, "ageing").json;
  ASSERT_EQ(aged["rows"].size(), 1u) << aged.dump(2);
  EXPECT_EQ(aged["rows"][0]["owed"], "unbilled");
  EXPECT_EQ(aged["rows"][0]["total"], "9000");
  EXPECT_EQ(aged["standing"], "agreed");
  EXPECT_EQ(aged, report(*phl_, "ageing").json) << "built late on the other node, and the same";
  const auto board = report(*phl_, "overdue?all=true").json;
  EXPECT_EQ(board["rows"][0]["order"], hex(order));
  EXPECT_EQ(board["rows"][0]["awaits"], "bill");

  const auto bill =
      act(*pair_.jpn,
          statement::Invoice{{{1, 60 * base::kMicro, 9'000, false}}, 9'000, base::add_days(today(), 60), "1"},
          order);
  EXPECT_EQ(report(*jpn_, "ageing").json["rows"][0]["owed"], "billed");
  const auto behind = report(*phl_, "position?account=jpn:receivable:phl&commodity=JPY").json;
  ASSERT_EQ(behind["rows"].size(), 1u);
  EXPECT_EQ(behind["rows"][0]["act"], hex(bill));
  EXPECT_EQ(phl_->get(pair_.base_path() + "/acts/" + behind["rows"][0]["act"].get<std::string>()).status,
            200);

  // The positions are the balances.
  std::map<std::string, std::string> positions, balances;
  for (const auto& row : report(*jpn_, "position").json["rows"])
    positions[row["account"].get<std::string>() + row["commodity"].get<std::string>()] = row["amount"];
  for (const auto& row : jpn_->get(pair_.base_path() + "/balances").json["balances"])
    balances[row["account"].get<std::string>() + row["commodity"].get<std::string>()] =
        base::format_fixed(row["amount"].get<std::int64_t>(), row["commodity"] == "JPY" ? 0 : 6);
  EXPECT_EQ(positions, balances);
}

TEST_F(ReportsOfANode, CountWhatIsPendingWhereAsked) {
  for (auto* service : {pair_.jpn.get(), pair_.phl.get()})
    for (const auto* party : {"jpn", "phl"}) service->peers().set_link(party, false);
  const auto asked = node::kit::act(*pair_.phl, pair_.partnership, "desk", fuel_request(under_));
  const auto pending = report(*phl_, "pending").json;
  ASSERT_EQ(pending["rows"].size(), 1u) << pending.dump(2);
  EXPECT_EQ(pending["rows"][0]["id"], hex(asked));
  EXPECT_EQ(pending["rows"][0]["act"], "request");
  EXPECT_EQ(pending["rows"][0]["verdict"], "accepted");
  EXPECT_EQ(pending["rows"][0]["state_with_it"], "requested");
  EXPECT_TRUE(report(*phl_, "overdue?all=true").json["rows"].empty());
  const auto board = report(*phl_, "overdue?all=true&provisional=true").json;
  ASSERT_EQ(board["rows"].size(), 1u);
  EXPECT_EQ(board["rows"][0]["standing"], "pending");
  EXPECT_EQ(board["rows"][0]["awaits"], "offer");
  EXPECT_TRUE(report(*jpn_, "pending").json["rows"].empty());
}

TEST_F(ReportsOfANode, ComeAsCsvAndWorkbook) {
  received_order();
  const auto csv = report(*jpn_, "unbilled?format=csv&on=2026-11-23");
  EXPECT_EQ(csv.type, "text/csv; charset=utf-8");
  const auto rows = papers::read_csv(csv.text);
  ASSERT_TRUE(rows.has_value());
  ASSERT_EQ(rows->rows.size(), 2u);
  EXPECT_EQ(rows->rows[1].cells[4], "9000");
  const auto book = report(*jpn_, "unbilled?format=xlsx");
  EXPECT_EQ(book.status, 200);
  EXPECT_EQ(book.text.substr(0, 2), "PK");
}

TEST_F(ReportsOfANode, RefuseBadParametersWithAProblem) {
  for (const auto* query :
       {"ageing?on=yesterday", "ageing?buckets=9,3", "ageing?format=pdf", "year?fiscal=may",
        "position?account=x&commodity=JPY", "overdue?count=all", "year?provisional=true"}) {
    const auto answer = report(*jpn_, query);
    EXPECT_EQ(answer.status, 400) << query;
    EXPECT_EQ(answer.type, "application/problem+json");
    EXPECT_EQ(answer.json["title"], "local_draft");
  }
  EXPECT_EQ(report(*jpn_, "gossip").status, 404);
  Clerk stranger(Clerk::target_of(*pair_.jpn), "");
  EXPECT_EQ(report(stranger, "ageing").status, 401);
}

}  // namespace
}  // namespace palitan::api
