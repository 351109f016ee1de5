#include "papers/form_check.h"

#include <gtest/gtest.h>

#include "kernel/record_kit.h"

namespace palitan::papers {
namespace {
using kernel::kit::Record;

/// What stands in a kit record, and one act that is still pending.
PaperSource source_of(const Record& record, std::optional<base::Id> pending = {}) {
  PaperSource out;
  out.partnership = record.partnership();
  out.log = [&](std::uint64_t count) {
    std::vector<base::Id> ids;
    for (const auto& accord : record.accords())
      for (const auto& act : accord.acts)
        if (ids.size() < count) ids.push_back(act->id());
    return ids;
  };
  out.place = [&, pending](const base::Id& id) -> std::optional<std::optional<PaperSource::Place>> {
    std::uint64_t position = 0;
    for (const auto& accord : record.accords())
      for (const auto& act : accord.acts) {
        if (act->id() == id) return std::optional(PaperSource::Place{position, accord.point.height});
        ++position;
      }
    if (pending == id) return std::optional<PaperSource::Place>{};
    return std::nullopt;
  };
  out.note = [&](std::uint64_t height) -> std::optional<std::string> {
    if (height >= record.accords().size()) return std::nullopt;
    return record.accords()[height].note;
  };
  return out;
}

class CheckPaper : public testing::Test {
 protected:
  Record record{Record::Options{{"jpn", "phl"}, 1, 1, true}};
  base::Id order, late;

  void SetUp() override {
    order = record.whole_order();
    record.accord();
    late = record.act(record.office("phl"), record.request_of({kernel::kit::lent_fuel()})).id;
  }
  PaperCode code(std::size_t height) const {
    return {record.partnership(), order, PaperCode::Point{height, record.accords().at(height).point.root}};
  }
  PaperFinding finding(const PaperCode& of) const {
    const auto check = check_paper(of, source_of(record, late));
    const auto says = sentences(of, check);
    EXPECT_GT(says.size(), 40u);
    EXPECT_EQ(says.find('{'), std::string::npos);
    return check.finding;
  }
};

TEST_F(CheckPaper, AnAgreedActIsProvenToTheRootOnThePaper) {
  const auto last = record.accords().size() - 1;
  const auto check = check_paper(code(last), source_of(record));
  EXPECT_EQ(check.finding, PaperFinding::proven);
  EXPECT_TRUE(check.holds());
  EXPECT_EQ(check.cosigners, (std::vector<std::string>{"jpn/accord", "phl/accord"}));
  const auto says = sentences(code(last), check);
  EXPECT_NE(says.find("It holds."), std::string::npos);
  EXPECT_NE(says.find("phl/accord"), std::string::npos);
  record.accord();
  EXPECT_EQ(finding(code(last)), PaperFinding::proven) << "also when the log has grown";
}

TEST_F(CheckPaper, APendingActIsFollowedUp) {
  const PaperCode provisional{record.partnership(), late, {}};
  EXPECT_EQ(finding(provisional), PaperFinding::still_pending);
  record.accord();
  EXPECT_EQ(finding(provisional), PaperFinding::agreed_since);
  EXPECT_EQ(finding({record.partnership(), base::Id{}, {}}), PaperFinding::act_unknown);
}

TEST_F(CheckPaper, WhatDoesNotFitIsSaid) {
  const auto last = record.accords().size() - 1;
  auto wrong = code(last);
  wrong.partnership = order;
  EXPECT_EQ(finding(wrong), PaperFinding::other_partnership);
  wrong = code(last);
  wrong.statement.raw[0] ^= 1;
  EXPECT_EQ(finding(wrong), PaperFinding::act_unknown);
  wrong = code(last);
  wrong.point->root.raw[31] ^= 1;
  EXPECT_EQ(finding(wrong), PaperFinding::other_root);
  wrong = code(last);
  wrong.point->height = last + 1;
  EXPECT_EQ(finding(wrong), PaperFinding::accord_unknown);
  EXPECT_EQ(finding(code(0)), PaperFinding::not_in_accord) << "the founding covers no order";
  wrong = code(last);
  wrong.statement = late;
  EXPECT_EQ(finding(wrong), PaperFinding::not_in_accord) << "pending, but the paper says agreed";
}

TEST_F(CheckPaper, ADamagedRecordDoesNotBlameThePaper) {
  auto source = source_of(record);
  const auto whole = source.log;
  source.log = [&](std::uint64_t count) {
    auto ids = whole(count);
    std::swap(ids[1], ids[2]);
    return ids;
  };
  const auto last = record.accords().size() - 1;
  EXPECT_EQ(check_paper(code(last), source).finding, PaperFinding::record_damaged);
}

}  // namespace
}  // namespace palitan::papers
