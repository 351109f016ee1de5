// A partner's own list, as CSV and as a workbook: the same rows, and faults at their place.
#include "papers/partner_list.h"

#include <gtest/gtest.h>

#include "papers/import_kit.h"

namespace palitan::papers {
namespace {

constexpr const char* kCsv =
    "date,document,remark,amount,currency,quantity,unit\n"
    "2026-04-03,PH-7,paid,1250.50,PHP,60000,LTR\n"
    ",,,,,,\n"
    "2026-04-05,PH-8,,900000,JPY,,\n";

std::string said(const tl::expected<std::vector<reports::ListedInvoice>, ImportFault>& list) {
  if (!list) return to_text(list.error(), SheetLanguage::english);
  std::string out;
  for (const auto& one : *list)
    out += one.document + " " + to_text(one.date) + " " + std::to_string(one.amount.minor) +
           one.amount.currency + " " +
           (one.quantity ? std::to_string(one.quantity->micro) + one.quantity->unit : "-") + " " + one.place +
           "\n";
  return out;
}
constexpr const char* kSaid =
    "PH-7 2026-04-03 125050PHP 60000000000LTR row 2\n"
    "PH-8 2026-04-05 900000JPY - row 4\n";

TEST(PartnerList, ReadsACsv) { EXPECT_EQ(said(read_partner_list(kCsv)), kSaid); }

TEST(PartnerList, ReadsAWorkbook) {
  const auto text = [](const char* at, const char* what) {
    return std::string("<c r='") + at + "' t='str'><v>" + what + "</v></c>";
  };
  const auto figure = [](const char* at, const char* what, const char* style = "0") {
    return std::string("<c r='") + at + "' s='" + style + "'><v>" + what + "</v></c>";
  };
  const auto page = "<sheetData><row r='1'>" + text("A1", "date") + text("B1", "document") +
                    text("C1", "amount") + text("D1", "currency") + text("E1", "quantity") +
                    text("F1", "unit") + "</row><row r='2'>" + figure("A2", "46115", "1") +
                    text("B2", "PH-7") + figure("C2", "1250.5") + text("D2", "PHP") + figure("E2", "60000") +
                    text("F2", "LTR") + "</row><row r='4'>" + figure("A4", "46117", "1") +
                    text("B4", "PH-8") + figure("C4", "900000") + text("D4", "JPY") + "</row></sheetData>";
  EXPECT_EQ(said(read_partner_list(kit::zipped(kit::workbook(page)))), kSaid);
}

TEST(PartnerList, SaysWhereItCannotBeRead) {
  const auto fault = [](const char* csv) { return said(read_partner_list(csv)); };
  EXPECT_EQ(fault("document,date,amount\nA,2026-04-03,5\n").find("The column 'currency'"), 3u);
  EXPECT_EQ(fault("document,date,amount,currency\nA,3 April,5,JPY\n").substr(0, 2), "B2");
  EXPECT_EQ(fault("document,date,amount,currency\nA,2026-04-03,5.5,JPY\n").substr(0, 2), "C2");
  EXPECT_EQ(fault("document,date,amount,currency\nA,2026-04-03,5,XXX\n").substr(0, 2), "D2");
  EXPECT_EQ(fault("document,date,amount,currency,document\nA,2026-04-03,5,JPY,A\n").substr(0, 2), "E1");
  EXPECT_NE(fault("document,date,amount,currency\n").find("no row"), std::string::npos);
  EXPECT_FALSE(read_partner_list("PK\x03\x04 broken").has_value());
}

}  // namespace
}  // namespace palitan::papers
