// Receipts out of a sheet: found by order and issue, converted from what was read, warm fuel too.
#include <gtest/gtest.h>

#include "papers/import_sheet_kit.h"

namespace palitan::papers {
namespace {
using Places = std::vector<std::string>;

/// One order of 10,000 litres of fuel and 4 pumps, with one issue that waits.
ImportGround ground() {
  auto out = kit::two_party_ground();
  kernel::OrderFact order;
  order.reference = "P-1";
  order.supplier = "jpn";
  order.recipient = "phl";
  order.place = "Subic";
  for (const auto& [number, unit, quantity] :
       {std::tuple{1u, "LTR", std::int64_t{10'000'000'000}}, std::tuple{2u, "EA", std::int64_t{4'000'000}}}) {
    kernel::LineFact line;
    line.line.number = number;
    line.line.unit = unit;
    line.line.quantity = line.issued = quantity;
    order.lines.push_back(line);
  }
  kernel::IssueFact issue;
  issue.id = kit::id_of(0x51);
  issue.lines = {{1, 10'000'000'000, {}}, {2, 4'000'000, {}}};
  order.issues.push_back(issue);
  out.orders.emplace_back(kit::id_of(0x44), order);
  return out;
}

struct Read {
  ImportedSheet<statement::Receive> sheet;
  ImportFaults faults;
};
Read read(const ImportGround& on, const std::string& text) {
  Read out;
  const auto table = read_import(text, SheetKind::receipts);
  EXPECT_TRUE(table) << (table ? "" : to_text(table.error(), SheetLanguage::english));
  if (table) out.sheet = read_receipts(*table, on, out.faults);
  return out;
}

TEST(ImportReceipts, TheOnlyIssueThatWaitsIsMeant) {
  const auto out = read(ground(),
                        "order,line,received,damaged,reason\n"
                        "P-1,1,9900,100,damaged_in_transit\n"
                        "P-1,2,4,,\n");
  EXPECT_EQ(kit::places(out.faults), Places{});
  ASSERT_EQ(out.sheet.documents.size(), 1u);
  const auto& body = out.sheet.documents[0].body;
  EXPECT_EQ(out.sheet.documents[0].order, kit::id_of(0x44));
  EXPECT_EQ(body.issue, kit::id_of(0x51));
  EXPECT_EQ(body.place, "Subic");
  ASSERT_EQ(body.lines.size(), 2u);
  EXPECT_EQ(body.lines[0].damaged, 100'000'000);
  EXPECT_EQ(body.lines[0].reason, statement::Reason::damaged_in_transit);
}

TEST(ImportReceipts, WhatWasReadInAnotherUnitIsConvertedExactly) {
  const auto out = read(ground(), "order,line,received,read_unit\nP-1,1,10,MTQ\n");
  EXPECT_EQ(kit::places(out.faults), Places{});
  const auto& line = out.sheet.documents.at(0).body.lines.at(0);
  EXPECT_EQ(line.received, 10'000'000'000);
  ASSERT_TRUE(line.entered);
  EXPECT_EQ(line.entered->unit, "MTQ");
  EXPECT_EQ(line.entered->quantity, 10'000'000);
  EXPECT_EQ(kit::places(read(ground(), "order,line,received,read_unit\nP-1,2,4,LTR\n").faults),
            Places{"D2 no_ratio"});
}

TEST(ImportReceipts, WarmFuelIsTakenToFifteenDegrees) {
  const auto out = read(ground(), "order,line,received,temperature,density\nP-1,1,10000,30.00,845\n");
  EXPECT_EQ(kit::places(out.faults), Places{});
  const auto& line = out.sheet.documents.at(0).body.lines.at(0);
  EXPECT_EQ(line.received, 9'874'000'000) << "0.9874 by table 54B (DOMAIN 4)";
  ASSERT_TRUE(line.entered && line.entered->fuel);
  EXPECT_EQ(line.entered->fuel->temperature, 3'000);
  EXPECT_EQ(line.entered->fuel->density, 845'000);
  EXPECT_EQ(line.entered->unit, "LTR");
  const auto cold = read(ground(), "order,line,received,temperature,density\nP-1,1,100,-10,845\n");
  EXPECT_EQ(kit::places(cold.faults), Places{});
  EXPECT_GT(cold.sheet.documents.at(0).body.lines.at(0).received, 100'000'000);
}

TEST(ImportReceipts, HalfAFuelReadingOrOneOffTheTableIsAFault) {
  EXPECT_EQ(kit::places(read(ground(), "order,line,received,temperature,density\nP-1,1,100,30,\n").faults),
            Places{"E2 fuel_reading"});
  EXPECT_EQ(kit::places(read(ground(), "order,line,received,temperature,density\nP-1,1,100,,845\n").faults),
            Places{"D2 fuel_reading"});
  EXPECT_EQ(kit::places(read(ground(), "order,line,received,temperature,density\nP-1,1,100,30,400\n").faults),
            Places{"E2 off_the_table"});
  EXPECT_EQ(
      kit::places(read(ground(), "order,line,received,temperature,density\nP-1,1,100,200,845\n").faults),
      Places{"D2 off_the_table"});
  EXPECT_EQ(kit::places(read(ground(), "order,line,received,temperature,density\nP-1,2,4,30,845\n").faults),
            Places{"C2 no_ratio"})
      << "pumps are no fuel";
}

TEST(ImportReceipts, OrdersAndIssuesThatDoNotFitAreNamed) {
  auto on = ground();
  const std::string head = "order,issue,line,received,place\n";
  EXPECT_EQ(kit::places(read(on, head + "P-9,,1,1,\n").faults), Places{"A2 unknown_code"});
  EXPECT_EQ(kit::places(read(on, head + "P-1,99,1,1,\n").faults), Places{"B2 nothing_issued"});
  EXPECT_EQ(kit::places(read(on, head + "P-1,51,3,1,\n").faults), Places{"C2 not_issued"});
  EXPECT_EQ(kit::places(read(on, head + "P-1,51,1,1,Cebu\nP-1,51,2,1,Subic\n").faults),
            Places{"E3 heads_differ"});
  EXPECT_EQ(kit::places(read(on, head + "P-1,51,1,1,\nP-1,,2,1,\n").faults), Places{"B3 heads_differ"})
      << "the same issue by its id and by silence";
  on.orders[0].second.recipient = "jpn";
  EXPECT_EQ(kit::places(read(on, head + "P-1,,1,1,\n").faults), Places{"A2 not_recipient"});
  on = ground();
  on.orders[0].second.issues.push_back(on.orders[0].second.issues[0]);
  on.orders[0].second.issues[1].id = kit::id_of(0x52);
  EXPECT_EQ(kit::places(read(on, head + "P-1,,1,1,\n").faults), Places{"B2 several"});
}

}  // namespace
}  // namespace palitan::papers
