// The audit of a whole record, and of one that somebody touched.
#include "kernel/audit.h"

#include <gtest/gtest.h>

#include "kernel/record_kit.h"

namespace palitan::kernel::kit {
namespace {

struct Paper {
  std::vector<base::Bytes> statements;
  std::string note;
};
std::vector<Paper> papers_of(const Record& record) {
  std::vector<Paper> out;
  for (const auto& accord : record.accords()) {
    auto& paper = out.emplace_back();
    paper.note = accord.note;
    for (const auto& act : accord.acts) paper.statements.push_back(act->bytes());
  }
  return out;
}

Audited<AuditReport> audit(const std::vector<Paper>& papers, std::optional<Id> expected = {}) {
  Audit audit(expected);
  AuditKeys keys;
  for (std::size_t h = 0; h < papers.size(); ++h) {
    auto accord = decode_accord(h, audit.size(), papers[h].statements, papers[h].note);
    if (!accord) return tl::unexpected(accord.error());
    keys.learn(*accord);
    if (auto ok = verify_all(*accord, accord->acts, keys); !ok) return tl::unexpected(ok.error());
    if (auto ok = audit.take(*accord); !ok) return tl::unexpected(ok.error());
  }
  return audit.report();
}

struct SmallRecord : Record {
  SmallRecord() : Record({.open_house = true}) {
    whole_order();
    accord();
  }
};

TEST(Audit, proves_a_whole_record) {
  Record record;
  record.open_house();
  record.whole_order();
  record.accord();
  const auto lent = record.accepted_order({lent_fuel()}, 0);
  record.receive(lent, record.issue(lent, 60), 60);
  record.accord(1);
  const auto report = audit(papers_of(record), record.partnership());
  ASSERT_TRUE(report) << sentence(report.error());
  EXPECT_EQ(report->partnership, record.partnership());
  EXPECT_EQ(report->head, record.accords().back().point);
  EXPECT_EQ(report->accords, 4u);
  EXPECT_EQ(report->cosignatures, 8u);
  EXPECT_EQ(report->verdicts.at(Code::accepted), report->head.size);
  EXPECT_EQ(report->orders.at(OrderState::closed), 1u);
  EXPECT_EQ(report->orders.at(OrderState::delivering), 1u);
  EXPECT_EQ(report->balances.at({ledger::AccountKind::due_in_kind, "jpn", "phl"}, "F-76/LTR"), 60'000'000);
}

TEST(Audit, knows_every_key_that_may_stand_in_the_log) {
  Record record({.open_house = true});
  Office accord{"jpn", key_named("jpn accord"), record.partnership(), 0};
  const statement::OpenActivity activity{"exercise", "x", {"jpn", "phl"}, day(0), day(9), {}};
  EXPECT_EQ(record.act(accord, activity).code(), Code::refused_role);
  record.accord();
  const auto report = audit(papers_of(record));
  ASSERT_TRUE(report) << sentence(report.error());
  EXPECT_EQ(report->verdicts.at(Code::refused_role), 1u);
}

TEST(Audit, names_the_place_of_the_first_fault) {
  const SmallRecord record;
  auto papers = papers_of(record);
  papers[2].statements[3].back() ^= 1;
  const auto report = audit(papers);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().why.code, Code::bad_signature);
  EXPECT_EQ(report.error().height, 2u);
  EXPECT_EQ(report.error().position, record.accords()[1].point.size + 3);
  EXPECT_EQ(report.error().statement, record.accords()[2].acts[3]->id());
}

Code code_of(const std::vector<Paper>& papers, std::optional<Id> expected = {}) {
  const auto report = audit(papers, expected);
  return report ? Code::accepted : report.error().why.code;
}

TEST(Audit, refuses_what_does_not_follow) {
  const SmallRecord record;
  const auto good = papers_of(record);
  EXPECT_EQ(code_of(good), Code::accepted);
  EXPECT_EQ(code_of(good, Id{}), Code::bad_partnership);

  auto missing = good;
  missing[2].statements.pop_back();
  EXPECT_EQ(code_of(missing), Code::bad_accord);
  auto swapped = good;
  std::swap(swapped[2].statements[0], swapped[2].statements[1]);
  EXPECT_EQ(code_of(swapped), Code::bad_accord);
  auto twice = good;
  twice[2].statements[1] = good[1].statements[0];
  EXPECT_EQ(code_of(twice), Code::bad_accord);
  auto skipped = good;
  skipped.erase(skipped.begin() + 1);
  EXPECT_EQ(code_of(skipped), Code::later_key);
  auto one_signature = good;
  one_signature[2].note.erase(one_signature[2].note.rfind("\n\xe2\x80\x94") + 1);
  EXPECT_EQ(code_of(one_signature), Code::bad_cosignature);
  auto other_founding = good;
  other_founding[0].note = good[1].note;
  EXPECT_EQ(code_of(other_founding), Code::bad_accord);
}

}  // namespace
}  // namespace palitan::kernel::kit
