// Orders out of a sheet: every fault at its cell, in the reader's language, and nothing half.
#include <gtest/gtest.h>

#include "papers/import_sheet_kit.h"

namespace palitan::papers {
namespace {
using Places = std::vector<std::string>;

constexpr std::string_view kHead = "document,line,category,item,quantity,unit,means,price,currency\n";

struct Read {
  ImportedSheet<statement::Request> sheet;
  ImportFaults faults;
};
Read read(const ImportGround& ground, const std::string& text) {
  Read out;
  const auto table = read_import(text, SheetKind::orders);
  EXPECT_TRUE(table) << (table ? "" : to_text(table.error(), SheetLanguage::english));
  if (table) out.sheet = read_orders(*table, ground, out.faults);
  return out;
}
Read read(const std::string& rows) { return read(kit::two_party_ground(), std::string(kHead) + rows); }

TEST(ImportOrders, RowsOfOneDocumentAreOneRequest) {
  const auto out = read(
      "P-1,2,fuel,F-44,20.5,MTQ,reimbursement,955,JPY\n"
      "P-1,1,fuel,F-76,60000,LTR,replacement_in_kind,,\n"
      "P-2,1,fuel,F-76,1,LTR,reimbursement,95,JPY\n");
  EXPECT_EQ(kit::places(out.faults), Places{});
  ASSERT_EQ(out.sheet.documents.size(), 2u);
  const auto& first = out.sheet.documents[0];
  EXPECT_EQ(first.name, "P-1");
  EXPECT_EQ(first.row, 2u);
  EXPECT_EQ(first.body.supplier, "jpn") << "the only other party";
  EXPECT_EQ(first.body.instrument, kit::id_of(0x11)) << "the only agreement";
  ASSERT_EQ(first.body.lines.size(), 2u);
  EXPECT_EQ(first.body.lines[0].number, 1u) << "lines ascend, however the rows stand";
  EXPECT_EQ(first.body.lines[1].quantity, 20'500'000);
  EXPECT_EQ(first.body.lines[1].price->minor, 955);
  EXPECT_FALSE(first.body.visit);
}

TEST(ImportOrders, FaultsStandAtTheirCells) {
  const auto out = read(
      "P-1,1,fuel,F-76,\xef\xbc\x91\xef\xbc\x90,LTR,reimbursement,95,JPY\n"
      "P-1,1,fule,F-76,10,LTR,reimbursement,95,JPY\n"
      ",3,fuel,f76,0,L,barter,\"1,000\",YEN\n");
  EXPECT_EQ(kit::places(out.faults),
            (Places{"E2 full_width", "B3 line_twice", "C3 unknown_code", "A4 empty_cell", "D4 bad_item",
                    "E4 zero", "F4 unknown_code", "G4 unknown_code", "H4 separators", "I4 unknown_code"}));
  EXPECT_EQ(to_text(out.faults.sorted()[0], SheetLanguage::english),
            "E2 (Quantity): '１０' has full-width characters. Write '10'.");
  EXPECT_EQ(out.faults.sorted()[2].wanted, "fuel");
  EXPECT_EQ(out.faults.sorted()[6].wanted, "LTR");
}

TEST(ImportOrders, DatesAreTakenInTheRecordsFormOnly) {
  const auto day = [](const std::string& written) {
    const auto out = read(kit::two_party_ground(),
                          "document,line,category,item,quantity,unit,means,currency,needed_on\n"
                          "P-1,1,fuel,F-76,1,LTR,reimbursement,JPY," +
                              written + "\n");
    const auto faults = out.faults.sorted();
    if (faults.empty()) return base::to_text(*out.sheet.documents.at(0).body.needed_on);
    return std::string(name(faults[0].code)) + " " + faults[0].wanted;
  };
  EXPECT_EQ(day("2026-04-03"), "2026-04-03");
  EXPECT_EQ(day("2026/4/3"), "date_form 2026-04-03");
  EXPECT_EQ(day("03/04/2026"), "ambiguous_date 2026-04-03 / 2026-03-04");
  EXPECT_EQ(day("2026-02-30"), "no_such_day 2026-04-03");
  EXPECT_EQ(day("令和8年4月3日"), "date_form 2026-04-03");
  EXPECT_EQ(day("soon"), "not_a_date 2026-04-03");
}

TEST(ImportOrders, WhatTheAgreementForbidsIsSaidWithItsClauseInTheReadersLanguage) {
  const std::string rows = "P-1,1,weapons,RIFLE,10,EA,reimbursement,95,JPY\n";
  const auto said = [&](SheetLanguage language) {
    auto ground = kit::two_party_ground();
    ground.language = language;
    const auto faults = read(ground, std::string(kHead) + rows).faults.sorted();
    return faults.size() == 1 ? to_text(faults[0], language) : std::string("?");
  };
  EXPECT_EQ(
      said(SheetLanguage::english),
      "G2 (Settled by): The agreement does not allow it: refused_excluded (no-weapons: Weapons are not "
      "given.): The instrument excludes that category when this party supplies. Ask for a category that "
      "this party may give, as named below. ['jpn' may not supply 'weapons' under agreement-1; it may "
      "supply: fuel]");
  EXPECT_NE(
      said(SheetLanguage::japanese).find("（no-weapons：「武器は提供しない。」）：この国が提供する場合"),
      std::string::npos)
      << said(SheetLanguage::japanese);
  EXPECT_NE(said(SheetLanguage::filipino).find("(no-weapons: Walang ibinibigay na sandata.): Hindi saklaw"),
            std::string::npos)
      << said(SheetLanguage::filipino);
}

TEST(ImportOrders, TheHeadIsSaidOnce) {
  const auto out = read(kit::two_party_ground(),
                        "document,line,category,item,quantity,unit,means,currency,place\n"
                        "P-1,1,fuel,F-76,1,LTR,reimbursement,JPY,Subic\n"
                        "P-1,2,fuel,F-76,1,LTR,reimbursement,,Subic\n"
                        "P-1,3,fuel,F-76,1,LTR,reimbursement,,Cebu\n");
  EXPECT_EQ(kit::places(out.faults), Places{"I4 heads_differ"});
}

TEST(ImportOrders, AVisitIsNamedByItsReferenceOrItsDigits) {
  auto ground = kit::two_party_ground();
  kernel::VisitFact visit;
  visit.reference = "V-2026-03";
  ground.visits.emplace_back(kit::id_of(0x33), visit);
  const auto served = [&](const std::string& named) {
    return read(ground,
                "document,line,category,item,quantity,unit,means,currency,visit\n"
                "P-1,1,fuel,F-76,1,LTR,reimbursement,JPY," +
                    named + "\n");
  };
  EXPECT_EQ(served("V-2026-03").sheet.documents.at(0).body.visit, kit::id_of(0x33));
  EXPECT_EQ(served("330000").sheet.documents.at(0).body.visit, kit::id_of(0x33));
  EXPECT_EQ(served("").sheet.documents.at(0).body.visit, std::nullopt) << "left out: it serves none";
  EXPECT_EQ(kit::places(served("V-2026-04").faults), Places{"I2 unknown_code"});
}

TEST(ImportOrders, KnownAndImportedDocumentsAreToldApart) {
  auto ground = kit::two_party_ground();
  kernel::OrderFact order;
  order.reference = "P-1";
  order.recipient = "phl";
  ground.orders.emplace_back(kit::id_of(0x44), order);
  ground.imported = {"P-2"};
  const auto out = read(ground, std::string(kHead) +
                                    "P-1,1,fuel,F-76,1,LTR,reimbursement,95,JPY\n"
                                    "P-2,1,nonsense,,,,,,\n");
  EXPECT_EQ(kit::places(out.faults), Places{"A2 document_known"});
  EXPECT_EQ(out.sheet.already, std::vector<std::string>{"P-2"}) << "in the record already: not read again";
}

TEST(ImportOrders, MoreFaultsThanAnybodyReadsAreCounted) {
  std::string rows;
  for (int i = 0; i < 300; ++i)
    rows += "P-1," + std::to_string(i + 1) + ",fuel,F-76,-1,LTR,reimbursement,95,JPY\n";
  const auto out = read(rows);
  EXPECT_EQ(out.faults.sorted().size(), kImportFaultsMax);
  EXPECT_EQ(out.faults.more(), 100u);
}

}  // namespace
}  // namespace palitan::papers
