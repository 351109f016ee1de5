// Spreadsheets over the interface: signed whole or not at all, once, with every fault by its cell.
#include "api/test_kit.h"
#include "papers/import_kit.h"

namespace palitan::api {
namespace {

using namespace kit;

constexpr const char* kHead = "document,line,category,item,quantity,unit,means,price,currency\n";

class Sheets : public ::testing::Test {
 protected:
  Sheets() {
    pair_.start();
    under_ = open_house(*pair_.jpn, *pair_.phl, pair_.partnership);
    clerk_ = std::make_unique<Clerk>(*pair_.phl);
  }
  Answer sheet(const std::string& kind, std::string bytes, const std::string& query = "?language=en") {
    return clerk_->post(pair_.base_path() + "/sheets/" + kind + query, std::move(bytes), "text/csv");
  }
  std::size_t orders() {
    return clerk_->get(pair_.base_path() + "/cases?type=order&count=500").json["cases"].size();
  }
  /// "E2 full_width" for each error.
  static std::vector<std::string> faults(const Answer& answer) {
    std::vector<std::string> out;
    for (const auto& fault : answer.json["errors"])
      out.push_back(fault["cell"].get<std::string>() + " " + fault["code"].get<std::string>());
    return out;
  }
  using Faults = std::vector<std::string>;

  Pair pair_;
  Instruments under_;
  std::unique_ptr<Clerk> clerk_;
};

TEST_F(Sheets, AGoodSheetIsSignedTogetherAndOnce) {
  const auto text = std::string(kHead) +
                    "P-1,1,fuel,F-76,60000,LTR,replacement_in_kind,,JPY\n"
                    "P-1,2,food,RATION,40,EA,reimbursement,950,\n"
                    "P-2,1,fuel,F-76,1000,LTR,reimbursement,95,JPY\n";
  const auto trial = sheet("orders", text, "?language=en&dry_run=true");
  EXPECT_EQ(trial.status, 200) << trial.text;
  EXPECT_EQ(trial.json["signed"], false);
  EXPECT_EQ(orders(), 0u);
  const auto done = sheet("orders", text);
  ASSERT_EQ(done.status, 201) << done.text;
  EXPECT_EQ(done.json["signed"], true);
  ASSERT_EQ(done.json["documents"].size(), 2u);
  EXPECT_EQ(orders(), 2u);
  const auto again = sheet("orders", text);
  EXPECT_EQ(again.status, 200) << again.text;
  EXPECT_EQ(again.json["already"], Json({"P-1", "P-2"}));
  EXPECT_EQ(again.json["documents"].size(), 0u);
  EXPECT_EQ(orders(), 2u);
  // Another file with a document number that stands already is no repetition but a mistake.
  EXPECT_EQ(faults(sheet("orders", text + "P-3,1,fuel,F-76,1,LTR,reimbursement,95,JPY\n")),
            (Faults{"A2 document_known", "A4 document_known"}));
  EXPECT_EQ(orders(), 2u);
}

TEST_F(Sheets, AHalfGoodSheetSignsNothing) {
  // What the reading finds ...
  auto answer = sheet("orders", std::string(kHead) +
                                    "P-1,1,fuel,F-76,60000,LTR,replacement_in_kind,,JPY\n"
                                    "P-2,1,fuel,F-76,\xef\xbc\x91\xef\xbc\x90,LTR,reimbursement,95,JPY\n");
  EXPECT_EQ(answer.status, 400);
  EXPECT_EQ(faults(answer), Faults{"E3 full_width"});
  EXPECT_EQ(answer.json["errors"][0]["wanted"], "10");
  EXPECT_EQ(orders(), 0u);
  // ... and what only the record's rules find, in the reader's language.
  const auto text = std::string(kHead) +
                    "P-1,1,fuel,F-76,60000,LTR,replacement_in_kind,,JPY\n"
                    "P-2,1,ammunition,A071,10,EA,reimbursement,95,JPY\n";
  answer = sheet("orders", text, "?language=ja");
  EXPECT_EQ(faults(answer), Faults{"G3 by_agreement"});
  EXPECT_NE(answer.json["errors"][0]["text"].get<std::string>().find("この国が提供する場合"),
            std::string::npos)
      << answer.text;
  EXPECT_EQ(orders(), 0u);
}

TEST_F(Sheets, WhatTheNodeRefusesComesBackByItsRow) {
  act(*pair_.jpn, pair_.partnership, "desk",
      statement::OpenActivity{"relief", "Long ago", {"jpn", "phl"}, {20'000}, {20'010}, "Cebu"});
  EXPECT_TRUE(within(20s, [&] { return agreed_on_both(*pair_.jpn, *pair_.phl, pair_.partnership); }));
  const auto answer = sheet("orders",
                            "document,line,category,item,quantity,unit,means,price,currency,activity\n"
                            "P-1,1,fuel,F-76,60000,LTR,reimbursement,95,JPY,Balikatan\n"
                            "P-2,1,fuel,F-76,60000,LTR,reimbursement,95,JPY,Long ago\n",
                            "?language=fil");
  EXPECT_EQ(answer.status, 400) << answer.text;
  EXPECT_EQ(faults(answer), Faults{"3 by_node"});
  EXPECT_NE(answer.text.find("Pasang-ayunin muna ang kabilang panig"), std::string::npos) << answer.text;
  EXPECT_EQ(orders(), 0u);
}

TEST_F(Sheets, MergedCellsWrongDatesAndOtherFilesAreNamed) {
  const std::string page =
      "<sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>document</t></is></c></row>"
      "<row r='2'><c r='A2' t='inlineStr'><is><t>P-1</t></is></c></row></sheetData>"
      "<mergeCells count='1'><mergeCell ref='A2:B3'/></mergeCells>";
  const auto merged = sheet("orders", papers::kit::zipped(papers::kit::workbook(page)));
  EXPECT_EQ(merged.status, 400);
  EXPECT_NE(merged.text.find("A2:B3"), std::string::npos) << merged.text;
  const auto dates = sheet("orders",
                           "document,line,category,item,quantity,unit,means,price,currency,needed_on\n"
                           "P-1,1,fuel,F-76,1,LTR,reimbursement,95,JPY,03/04/2026\n"
                           "P-2,1,fuel,F-76,1,LTR,reimbursement,95,JPY,2026-02-30\n");
  EXPECT_EQ(faults(dates), (Faults{"J2 ambiguous_date", "J3 no_such_day"}));
  EXPECT_EQ(faults(sheet("orders", "\xff\xfe")), Faults{" not_utf8"});
  EXPECT_EQ(sheet("pages", "a\n").status, 404);
  EXPECT_EQ(sheet("orders", "a\n", "?language=la").status, 400);
  EXPECT_EQ(orders(), 0u);
}

TEST_F(Sheets, ReceiptsAreTakenInByOrderAndIssue) {
  auto request = fuel_request(under_);
  request.reference = "P-7";
  const auto order = act(*pair_.phl, pair_.partnership, "desk", request);
  const auto agreed = [&] { return agreed_on_both(*pair_.jpn, *pair_.phl, pair_.partnership); };
  ASSERT_TRUE(within(20s, agreed));
  const auto offer =
      act(*pair_.jpn, pair_.partnership, "desk", statement::Offer{request.lines, 15'000, {}}, order);
  ASSERT_TRUE(within(20s, agreed));
  act(*pair_.phl, pair_.partnership, "desk", statement::Accept{offer, 15'000}, order);
  ASSERT_TRUE(within(20s, agreed));
  act(*pair_.jpn, pair_.partnership, "desk", statement::Issue{{{1, 100 * base::kMicro, {}}}, {}, {}}, order);
  ASSERT_TRUE(within(20s, agreed));
  const std::string head = "order,line,received,damaged,reason,temperature,density\n";
  // Short without a reason: read without a fault, refused by the record.
  auto answer = sheet("receipts", head + "P-7,1,90,,,,\n");
  EXPECT_EQ(faults(answer), Faults{"2 by_node"});
  answer = sheet("receipts", head + "P-7,1,100,,,30.00,845\n");
  EXPECT_EQ(faults(answer), Faults{"2 by_node"}) << "98.74 litres at 15 degrees are fewer than were issued";
  answer = sheet("receipts", head + "P-7,1,100,,measurement,30.00,845\n");
  ASSERT_EQ(answer.status, 201) << answer.text;
  const auto shown = clerk_->get(pair_.base_path() + "/cases/" + hex(order));
  EXPECT_EQ(shown.json["order"]["lines"][0]["received"], 98'740'000) << shown.text;
  EXPECT_EQ(faults(sheet("receipts", head + "P-7,1,1,,,,\n")), Faults{"2 nothing_issued"});
}

}  // namespace
}  // namespace palitan::api
