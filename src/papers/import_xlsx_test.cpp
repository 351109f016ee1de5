// Workbooks as people and other programs write them, and as somebody who means harm would.
#include <gtest/gtest.h>

#include "papers/import_kit.h"
#include "papers/import_number.h"

namespace palitan::papers {
namespace {

using Kind = ImportCell::Kind;

tl::expected<ImportTable, ImportFault> read(const kit::Parts& parts, const ImportLimits& limits = {}) {
  return read_import(kit::zipped(parts), SheetKind::orders, limits);
}
ImportCell only_cell(const std::string& cell, const std::string& strings = {}, bool from_1904 = false) {
  const auto page = "<sheetData><row r='3'>" + cell + "</row></sheetData>";
  const auto out = read(kit::workbook(page, strings, from_1904));
  if (!out || out->rows.size() != 1) return {Kind::empty, "unread"};
  return out->rows[0].cells.back();
}
std::string shown(const ImportCell& cell) { return std::to_string(static_cast<int>(cell.kind)) + cell.text; }

TEST(ImportXlsx, ReadsSharedStringsWithRunsAndWithoutTheirReadings) {
  const std::string strings =
      "<si><t xml:space='preserve'> F-76 </t></si>"
      "<si><r><t>東</t></r><r><rPr><b/></rPr><t>京</t></r><rPh sb='0' eb='2'><t>トウキョウ</t></rPh>"
      "<phoneticPr fontId='1'/></si>";
  EXPECT_EQ(only_cell("<c r='B3' t='s'><v>0</v></c>", strings).text, "F-76");
  EXPECT_EQ(only_cell("<c r='B3' t='s'><v>1</v></c>", strings).text, "東京");
  EXPECT_EQ(only_cell("<c r='B3' t='s'><v>2</v></c>", strings).text, "unread");
  EXPECT_EQ(
      only_cell("<c r='A3' t='inlineStr'><is><r><t>a</t></r><rPh><t>x</t></rPh><r><t>b</t></r></is></c>")
          .text,
      "ab");
  EXPECT_EQ(only_cell("<c t='str'><v>a&amp;b</v></c>").text, "a&b");
}

TEST(ImportXlsx, ReadsFiguresExactlyAndTakesOffTheNoiseOfTheirBinaryForm) {
  const std::pair<const char*, const char*> kCases[] = {{"0.1", "0.1"},
                                                        {"0.10000000000000001", "0.1"},
                                                        {"2.9999999999999996", "3"},
                                                        {"1E-3", "0.001"},
                                                        {"1.2E+3", "1200"},
                                                        {"100000", "100000"},
                                                        {"-5.50", "-5.5"},
                                                        {"9.9999999999999995E-7", "0.000001"},
                                                        {"1234567.1234560001", "1234567.123456"},
                                                        {"12345678901234567", "12345678901234567"},
                                                        {"0", "0"}};
  for (const auto& [stored, plain] : kCases) EXPECT_EQ(plain_number(stored), plain) << stored;
  for (const auto* bad : {"", "-", "1e", "1.2.3", "0x10", "1e999", "nan", "１"})
    EXPECT_FALSE(plain_number(bad)) << bad;
  EXPECT_EQ(only_cell("<c r='A3'><v>0.10000000000000001</v></c>").text, "0.1");
}

TEST(ImportXlsx, KnowsDatesByTheirFormatInBothCalendars) {
  const auto date = [](const char* style, const char* value, bool from_1904 = false) {
    return only_cell(std::string("<c r='A3' s='") + style + "'><v>" + value + "</v></c>", {}, from_1904);
  };
  const auto day = [](const char* text) { return shown({Kind::date, text}); };
  EXPECT_EQ(shown(date("1", "46115")), day("2026-04-03"));
  EXPECT_EQ(shown(date("2", "46115")), day("2026-04-03"));  // shown by era, counted the same
  EXPECT_EQ(shown(date("1", "44653", true)), day("2026-04-03"));
  EXPECT_EQ(shown(date("1", "1")), day("1900-01-01"));
  EXPECT_EQ(shown(date("1", "59")), day("1900-02-28"));
  EXPECT_EQ(shown(date("1", "61")), day("1900-03-01"));
  EXPECT_EQ(shown(date("1", "0", true)), day("1904-01-01"));
  EXPECT_EQ(shown(date("1", "60")), shown({Kind::error, "1900-02-29"}));
  EXPECT_EQ(date("1", "46115.5").kind, Kind::moment);
  EXPECT_EQ(date("1", "-1").kind, Kind::error);
  EXPECT_EQ(date("1", "2958466").kind, Kind::error);
  EXPECT_EQ(date("3", "46115").kind, Kind::number);  // "0.00E+00" is no date
  EXPECT_EQ(date("0", "46115").kind, Kind::number);
}

TEST(ImportXlsx, MarksFormulasTruthsAndErrors) {
  EXPECT_EQ(only_cell("<c r='A3'><f>1+1</f><v>2</v></c>").kind, Kind::formula);
  EXPECT_EQ(only_cell("<c r='A3' t='b'><v>1</v></c>").text, "TRUE");
  EXPECT_EQ(only_cell("<c r='A3' t='e'><v>#N/A</v></c>").kind, Kind::error);
}

TEST(ImportXlsx, NamesMergedAndHiddenCells) {
  const auto out =
      read(kit::workbook("<cols><col min='2' max='3' hidden='1'/></cols><sheetData>"
                         "<row r='1'><c r='A1'><v>1</v></c></row>"
                         "<row r='2' hidden='1'><c r='C2'><v>1</v></c></row></sheetData>"
                         "<mergeCells><mergeCell ref='B7:D9'/></mergeCells>"));
  ASSERT_TRUE(out);
  std::string all;
  for (const auto& fault : out->faults) all += to_text(fault, SheetLanguage::english) + "\n";
  EXPECT_EQ(all,
            "2: 2 is hidden. Show it, or delete it.\n"
            "B7: The cells B7:D9 are merged. Unmerge them and write each cell.\n"
            "C: C is hidden. Show it, or delete it.\n");
}

TEST(ImportXlsx, RefusesWhatIsNoWorkbookOrIsMadeToDoHarm) {
  const auto code = [](const tl::expected<ImportTable, ImportFault>& out) {
    return out ? std::string("read") : std::string(name(out.error().code));
  };
  const std::string page = "<sheetData><row r='1'><c r='A1'><v>1</v></c></row></sheetData>";
  EXPECT_EQ(code(read(kit::workbook(page))), "read");
  EXPECT_EQ(code(read(kit::workbook(page, {}, false, "<!DOCTYPE x [<!ENTITY a 'b'>]>"))), "not_a_workbook");
  EXPECT_EQ(code(read(kit::workbook("<sheetData><row r='1'><c r='A1'><v>&file;</v></c></row></sheetData>", {},
                                    false, "<!DOCTYPE x [<!ENTITY file SYSTEM 'file:///etc/passwd'>]>"))),
            "not_a_workbook");
  EXPECT_EQ(code(read(kit::workbook("<sheetData><row>"))), "not_a_workbook");
  std::string deep;
  for (int i = 0; i < 2'000; ++i) deep += "<a>";
  EXPECT_EQ(code(read(kit::workbook(deep))), "not_a_workbook");
  EXPECT_EQ(code(read({{"a", "b"}})), "not_a_workbook");
  auto cut = kit::zipped(kit::workbook(page));
  EXPECT_EQ(code(read_import(cut.substr(0, cut.size() / 2), SheetKind::orders)), "not_a_workbook");
  // A part that unpacks to far more than it is long.
  const std::string bomb =
      "<sheetData><row r='1'><c r='A1'><v>" + std::string(4 << 20, '1') + "</v></c></row></sheetData>";
  EXPECT_EQ(code(read(kit::workbook(bomb))), "too_large");
  EXPECT_EQ(code(read(kit::workbook("<sheetData><row r='10001'><c><v>1</v></c></row></sheetData>"))),
            "too_large");
  EXPECT_EQ(code(read(kit::workbook("<sheetData><row r='1'><c r='ZZ1'><v>1</v></c></row></sheetData>"))),
            "too_large");
  EXPECT_EQ(code(read(kit::workbook("<sheetData><row r='2'/><row r='1'/></sheetData>"))), "not_a_workbook");
  EXPECT_EQ(code(read_import("\xd0\xcf\x11\xe0 old", SheetKind::orders)), "not_a_workbook");
  EXPECT_EQ(code(read_import("\x93\xfa\x96\x7b,\x95\xb6\r\n", SheetKind::orders)), "not_utf8");  // Shift_JIS
}

/// Every prefix and every flipped byte is refused or read, never worse.
TEST(ImportXlsx, SurvivesDamage) {
  const auto whole = kit::zipped(kit::workbook(
      "<sheetData><row r='1'><c r='A1' t='s'><v>0</v></c></row></sheetData>", "<si><t>document</t></si>"));
  for (std::size_t i = 0; i < whole.size(); i += 7) {
    auto bytes = whole;
    bytes[i] = static_cast<char>(bytes[i] ^ 0x55);
    (void)read_import(bytes, SheetKind::orders);
    (void)read_import(std::string_view(whole).substr(0, i), SheetKind::orders);
  }
}

TEST(ImportNumber, NamesWhatADateCouldBe) {
  const auto day = [](const char* text) {
    const auto out = day_of({Kind::text, text});
    return out ? base::to_text(*out) : std::string(name(out.error().code)) + " " + out.error().wanted;
  };
  EXPECT_EQ(day("2026-04-03"), "2026-04-03");
  EXPECT_EQ(day("03/04/2026"), "ambiguous_date 2026-04-03 / 2026-03-04");
  EXPECT_EQ(day("31/12/2026"), "date_form 2026-12-31");
  EXPECT_EQ(day("31/02/2026"), "no_such_day 2026-04-03");
  EXPECT_EQ(day("2026-13-01"), "no_such_day 2026-04-03");
  EXPECT_EQ(day("2026/4/3"), "date_form 2026-04-03");
  EXPECT_EQ(day("2026年4月3日"), "date_form 2026-04-03");
  EXPECT_EQ(day("令和8年4月3日"), "date_form 2026-04-03");
  EXPECT_EQ(day("R8.4.3"), "date_form 2026-04-03");
  EXPECT_EQ(day("平成元年1月8日"), "date_form 1989-01-08");
  EXPECT_EQ(day("２０２６－０４－０３"), "full_width 2026-04-03");
  EXPECT_EQ(day("tomorrow"), "not_a_date 2026-04-03");
  EXPECT_EQ(day("99999999999999999999-1-1"), "not_a_date 2026-04-03");
}

TEST(ImportNumber, NamesWhatAFigureCouldBe) {
  const auto figure = [](const char* text) {
    const auto out = figure_of({Kind::text, text}, 6);
    return out ? std::to_string(*out) : std::string(name(out.error().code)) + " " + out.error().wanted;
  };
  EXPECT_EQ(figure("60000.5"), "60000500000");
  EXPECT_EQ(figure("１２３"), "full_width 123");
  EXPECT_EQ(figure("100,000"), "separators 100000 / 100.000");
  EXPECT_EQ(figure("1,000,000.5"), "separators 1000000.5");
  EXPECT_EQ(figure("1.1234567"), "decimals 6");
  EXPECT_EQ(figure("-3"), "negative ");
  EXPECT_EQ(figure("ten"), "not_a_number 60000.5");
  EXPECT_EQ(figure("1-2"), "not_a_number 60000.5");
  EXPECT_EQ(figure("99999999999999999999"), "decimals 6");
}

}  // namespace
}  // namespace palitan::papers
