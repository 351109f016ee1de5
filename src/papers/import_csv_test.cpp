// Sheets as CSV: what is read, and which files are no sheet at all.
#include <gtest/gtest.h>

#include "papers/import_sheet_kit.h"

namespace palitan::papers {
namespace {

std::string fault_of(std::string_view bytes, const ImportLimits& limits = {}) {
  const auto out = read_import(bytes, SheetKind::orders, limits);
  return out ? "read" : std::string(name(out.error().code));
}

TEST(ImportCsv, TakesBlanksOffAndTellsEmptyCells) {
  const auto out = read_import(
      "\xef\xbb\xbf"
      "document, line \n P-1 ,\"  \"\n",
      SheetKind::orders);
  ASSERT_TRUE(out);
  ASSERT_EQ(out->rows.size(), 2u);
  EXPECT_EQ(out->rows[0].cells[1].text, "line");
  EXPECT_EQ(out->rows[1].cells[0].text, "P-1");
  EXPECT_EQ(out->rows[1].cells[1].kind, ImportCell::Kind::empty);
  EXPECT_EQ(out->rows[1].number, 2u);
}

TEST(ImportCsv, OtherEncodingsAndFilesAreRefusedWhole) {
  EXPECT_EQ(fault_of("\xff\xfe"
                     "d\0o\0"),
            "not_utf8");
  EXPECT_EQ(fault_of("\x82\xb1\x82\xf1,a\n"), "not_utf8") << "Shift_JIS";
  EXPECT_EQ(fault_of("a,b\n1\n"), "bad_csv") << "a row of another length";
  EXPECT_EQ(fault_of("a,\"b\n"), "bad_csv") << "an open quote";
  EXPECT_EQ(fault_of("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "not_a_workbook") << "the old container";
  EXPECT_EQ(fault_of("PK\x03\x04 and no more"), "not_a_workbook");
  EXPECT_EQ(fault_of(""), "bad_csv");
}

TEST(ImportCsv, KeepsItsLimits) {
  ImportLimits small;
  small.bytes = 100;
  small.rows = 3;
  small.columns = 2;
  small.cell = 10;
  EXPECT_EQ(fault_of("a,b\n1,2\n3,4\n", small), "read");
  EXPECT_EQ(fault_of("a,b\n1,2\n3,4\n5,6\n", small), "too_large");
  EXPECT_EQ(fault_of("a,b,c\n", small), "bad_csv");
  EXPECT_EQ(fault_of("a,b\n12345678901,2\n", small), "too_long");
  EXPECT_EQ(fault_of(std::string(101, 'a'), small), "too_large");
}

}  // namespace
}  // namespace palitan::papers
