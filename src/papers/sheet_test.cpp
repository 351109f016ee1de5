// A report as files: read back by other programs.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "papers/csv.h"
#include "papers/sheet_csv.h"
#include "papers/sheet_xlsx.h"

namespace palitan::papers {
namespace {
using reports::Amount;
using reports::Shape;
using reports::Sheet;

Sheet small_sheet() {
  Sheet out;
  out.name = "ageing";
  out.title = "Ageing on 2026-11-23, agreed";
  out.columns = {
      {"reference", Shape::text}, {"due", Shape::date}, {"debts", Shape::count}, {"amount", Shape::amount}};
  out.rows = {
      {std::string("=HYPERLINK(\"x\"),\n海自"), base::Date{20'780}, std::int64_t{3}, Amount{-123'456, 2}},
      {std::monostate{}, std::monostate{}, std::int64_t{0}, Amount{1'234'567'890'123'456'789, 6}}};
  out.notes = {"two debts"};
  return out;
}

TEST(SheetCsv, IsReadBackExactly) {
  const auto csv = read_csv(csv_of(small_sheet()));
  ASSERT_TRUE(csv) << to_text(csv.error());
  ASSERT_EQ(csv->rows.size(), 3u);
  EXPECT_EQ(csv->rows[0].cells, (std::vector<std::string>{"reference", "due", "debts", "amount"}));
  EXPECT_EQ(csv->rows[1].cells,
            (std::vector<std::string>{"'=HYPERLINK(\"x\"),\n海自", "2026-11-23", "3", "-1234.56"}));
  EXPECT_EQ(csv->rows[2].cells, (std::vector<std::string>{"", "", "0", "1234567890123.456789"}));
}

TEST(SheetXlsx, HoldsDatesFiguresAndTexts) {
  const auto bytes = xlsx_of(small_sheet(), {20'780});
  ASSERT_TRUE(bytes) << bytes.error().what;
  EXPECT_EQ(*bytes, *xlsx_of(small_sheet(), {20'780})) << "equal sheets give equal bytes";
  const auto path =
      std::filesystem::temp_directory_path() / ("palitan-sheet-" + std::to_string(::getpid()) + ".xlsx");
  std::ofstream(path, std::ios::binary) << *bytes;
  const std::string command =
      "python3 -c \"import sys, zipfile\nbook = zipfile.ZipFile(sys.argv[1])\n"
      "print(book.testzip(), book.read('xl/worksheets/sheet1.xml').decode(), "
      "book.read('xl/sharedStrings.xml').decode())\" '" +
      path.string() + "'";
  std::string text;
  std::FILE* pipe = ::popen(command.c_str(), "r");
  std::array<char, 4096> part;
  for (std::size_t n; pipe != nullptr && (n = std::fread(part.data(), 1, part.size(), pipe)) > 0;)
    text.append(part.data(), n);
  ASSERT_EQ(pipe != nullptr ? ::pclose(pipe) : -1, 0);
  std::filesystem::remove(path);
  EXPECT_EQ(text.substr(0, 4), "None") << text;
  EXPECT_NE(text.find("<v>46349</v>"), std::string::npos) << "2026-11-23 as a workbook counts days: " << text;
  EXPECT_NE(text.find("<v>-1234.56</v>"), std::string::npos) << text;
  EXPECT_NE(text.find("1234567890123.456789"), std::string::npos) << "too many digits for a number: a text";
  EXPECT_NE(text.find("海自"), std::string::npos);
  EXPECT_EQ(text.find("<f>"), std::string::npos) << "no text becomes a formula";
}

TEST(SheetXlsx, RefusesMoreRowsThanAWorkbookHas) {
  Sheet sheet;
  sheet.name = "long";
  sheet.columns = {{"a", Shape::count}};
  sheet.rows.assign(1'048'001, {std::int64_t{1}});
  EXPECT_FALSE(xlsx_of(sheet, {0}));
}

}  // namespace
}  // namespace palitan::papers
