// Columns and rows before anything is understood, and the templates that people fill in.
#include "papers/import_rows.h"

#include <gtest/gtest.h>

#include "papers/import_sheet_kit.h"
#include "papers/import_template.h"

namespace palitan::papers {
namespace {
using Places = std::vector<std::string>;

ImportTable table_of(std::string_view text, SheetKind kind = SheetKind::receipts) {
  auto out = read_import(text, kind);
  EXPECT_TRUE(out) << (out ? "" : to_text(out.error(), SheetLanguage::english));
  return out ? std::move(*out) : ImportTable{};
}
Places faults_of(std::string_view text) {
  const auto table = table_of(text);
  ImportFaults faults;
  const ImportColumns columns(table, SheetKind::receipts, faults);
  (void)data_rows(table, columns, faults);
  return kit::places(faults);
}

TEST(ImportRows, HeadersAreKeysOrWordsOfAnyLanguage) {
  EXPECT_EQ(faults_of("order,line,received\nP-1,1,1\n"), Places{});
  EXPECT_EQ(faults_of("Order,行番号,Natanggap\nP-1,1,1\n"), Places{});
  EXPECT_EQ(faults_of("order,line,recieved\nP-1,1,1\n"), (Places{"1 missing_column", "C1 unknown_column"}));
  EXPECT_EQ(faults_of("order,line,received,Line\nP-1,1,1,1\n"), Places{"D1 column_twice"});
  const auto table = table_of("order,line,recieved\nP-1,1,1\n");
  ImportFaults faults;
  const ImportColumns columns(table, SheetKind::receipts, faults);
  EXPECT_EQ(faults.sorted()[1].wanted, "Received, received");
  EXPECT_EQ(columns.column("line"), 2u);
  EXPECT_EQ(columns.column("damaged"), 0u);
}

TEST(ImportRows, NothingStandsBesideOrBelowTheTable) {
  EXPECT_EQ(faults_of("order,line,received,\nP-1,1,1,note\n"), Places{"D2 beyond_columns"});
  EXPECT_EQ(faults_of("order,line,received\nP-1,1,1\n,,\nP-2,1,1\n"), Places{"4 below_the_end"});
  EXPECT_EQ(faults_of("order,line,received\n"), Places{" empty_file"});
  EXPECT_EQ(faults_of("order,line,received\nP-1,1,1\n,,\n,,\n"), Places{})
      << "empty rows at the end are none";
}

TEST(ImportRows, FiguresBelowZeroAreTakenWhereTheyMayBe) {
  const auto table = table_of("order,line,received,temperature\nP-1,1,-1,-5.25\n");
  ImportFaults faults;
  const ImportColumns columns(table, SheetKind::receipts, faults);
  ImportLine line(table.rows[1], columns, faults);
  EXPECT_EQ(line.figure("temperature", 2, true), -525);
  EXPECT_EQ(line.figure("received", 6), std::nullopt);
  EXPECT_EQ(kit::places(faults), Places{"C2 negative"});
}

class Templates : public ::testing::TestWithParam<std::tuple<SheetKind, SheetLanguage>> {};

TEST_P(Templates, AreReadBackWithoutAFaultInTheirColumns) {
  const auto [kind, language] = GetParam();
  const auto workbook = template_xlsx(kind, language, {"fuel", "water"});
  ASSERT_TRUE(workbook) << (workbook ? "" : workbook.error().what);
  for (const auto& bytes : {*workbook, template_csv(kind, language)}) {
    const auto table = read_import(bytes, kind);
    ASSERT_TRUE(table) << to_text(table.error(), SheetLanguage::english);
    ImportFaults faults;
    const ImportColumns columns(*table, kind, faults);
    EXPECT_EQ(kit::places(faults), Places{});
    for (const auto& column : columns_of(kind)) {
      EXPECT_NE(columns.column(column.key), 0u) << column.key;
      EXPECT_FALSE(column_word(column.key, language).empty()) << column.key;
      EXPECT_FALSE(column_example(column.key).empty()) << column.key;
    }
  }
  EXPECT_EQ(*workbook, *template_xlsx(kind, language, {"fuel", "water"})) << "the same bytes every time";
}

INSTANTIATE_TEST_SUITE_P(All, Templates,
                         ::testing::Combine(::testing::Values(SheetKind::orders, SheetKind::receipts),
                                            ::testing::Values(SheetLanguage::english, SheetLanguage::japanese,
                                                              SheetLanguage::filipino)));

TEST(Templates, WordsOfOneSheetAreEachColumnsOwn) {
  for (const auto kind : {SheetKind::orders, SheetKind::receipts})
    for (const auto language : {SheetLanguage::english, SheetLanguage::japanese, SheetLanguage::filipino}) {
      std::set<std::string_view> words;
      for (const auto& column : columns_of(kind))
        EXPECT_TRUE(words.insert(column_word(column.key, language)).second) << column.key;
    }
}

}  // namespace
}  // namespace palitan::papers
