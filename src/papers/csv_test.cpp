// Tables as other programs write them: what is read, what is refused and where.
#include "papers/csv.h"

#include <gtest/gtest.h>

#include <random>

#include "base/bytes.h"
#include "codec/utf8.h"

namespace palitan::papers {
namespace {
using Cells = std::vector<std::string>;

std::vector<Cells> cells_of(std::string_view text) {
  const auto read = read_csv(text);
  EXPECT_TRUE(read) << (read ? "" : to_text(read.error()));
  std::vector<Cells> out;
  if (read)
    for (const auto& row : read->rows) out.push_back(row.cells);
  return out;
}
std::string fault_of(std::string_view text, const CsvLimits& limits = {}) {
  const auto read = read_csv(text, limits);
  return read ? "read" : to_text(read.error());
}

TEST(Csv, ReadsWhatRfc4180Shows) {
  const std::vector<Cells> abc = {{"aaa", "bbb", "ccc"}, {"zzz", "yyy", "xxx"}};
  EXPECT_EQ(cells_of("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n"), abc);
  EXPECT_EQ(cells_of("aaa,bbb,ccc\r\nzzz,yyy,xxx"), abc);
  EXPECT_EQ(cells_of("aaa,bbb,ccc\nzzz,yyy,xxx\n"), abc);
  EXPECT_EQ(cells_of("\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,yyy,xxx"),
            (std::vector<Cells>{{"aaa", "b\r\nbb", "ccc"}, {"zzz", "yyy", "xxx"}}));
  EXPECT_EQ(cells_of("\"aaa\",\"b\"\"bb\",\"ccc\""), (std::vector<Cells>{{"aaa", "b\"bb", "ccc"}}));
}

TEST(Csv, KeepsBlanksAndEmptyCells) {
  EXPECT_EQ(cells_of(" a ,,\n,\"\",\t"), (std::vector<Cells>{{" a ", "", ""}, {"", "", "\t"}}));
  EXPECT_EQ(cells_of("one\n\ntwo\n"), (std::vector<Cells>{{"one"}, {""}, {"two"}}));
}

TEST(Csv, KnowsWhereARowBegins) {
  const auto read = read_csv("a,b\n\"1\n2\",3\n4,5\n");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->rows[1].line, 2u);
  EXPECT_EQ(read->rows[2].line, 4u);
}

TEST(Csv, TakesTheByteOrderMarkAway) {
  const auto read = read_csv(
      "\xef\xbb\xbf"
      "code,name\nJPY,\xe5\x86\x86\n");
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->had_mark);
  EXPECT_EQ(read->rows[0].cells[0], "code");
  EXPECT_FALSE(read_csv("code\n")->had_mark);
}

TEST(Csv, RefusesWhatItWouldHaveToGuess) {
  EXPECT_EQ(fault_of(""), "line 1: the file is empty");
  EXPECT_EQ(fault_of("\xef\xbb\xbf"), "line 1: the file is empty");
  EXPECT_EQ(fault_of("a,b\nc\"d,e\n"),
            "line 2, column 1: a quote inside a cell that does not begin with one");
  EXPECT_EQ(fault_of("a,b\nc, \"d\"\n"),
            "line 2, column 2: a quote inside a cell that does not begin with one");
  EXPECT_EQ(fault_of("a,\"b\"c\n"), "line 1, column 2: text after the closing quote of a cell");
  EXPECT_EQ(fault_of("a,b\n1,\"2\n3,4\n"), "line 2, column 2: a quote that is never closed");
  EXPECT_EQ(fault_of("a,b\rc,d\r"), "line 1, column 2: a carriage return without a line feed");
  EXPECT_EQ(fault_of("a,b\n1,2,3\n"), "line 2: the line has 3 cells, the first has 2");
  EXPECT_EQ(fault_of("a,b\n1,2\n\n"), "line 3: the line is empty, or has 1 cell where the first has 2");
  EXPECT_EQ(fault_of(std::string_view("a,\0b\n", 5)), "line 1, column 2: a control character");
  EXPECT_EQ(fault_of("a\nb\x1b[2J\n"), "line 2, column 1: a control character");
  EXPECT_EQ(fault_of("a,b\nK\xf6ln,2\n"), "line 2: not UTF-8");
  EXPECT_EQ(fault_of("a,b,c\n", {.columns = 2}), "line 1, column 3: more than 2 columns");
  EXPECT_EQ(fault_of("a,b,c\n", {.bytes = 4}), "line 1: the file has 6 bytes; at most 4 are read");
}

TEST(Csv, WritesWhatItReads) {
  EXPECT_EQ(write_csv({{"a", "b,c", "say \"x\""}, {" d", "", "e\nf"}}),
            "a,\"b,c\",\"say \"\"x\"\"\"\r\n\" d\",,\"e\nf\"\r\n");
  const unsigned seed = 4180;
  std::mt19937_64 random(seed);
  const std::string_view alphabet[] = {"a", ",", "\"", "\n", "\r", " ", "\t", "\xe5\x86\x86", "7"};
  for (int round = 0; round < 2000; ++round) {
    std::vector<Cells> rows(1 + random() % 4, Cells(1 + random() % 4));
    for (auto& row : rows)
      for (auto& cell : row)
        for (auto n = random() % 5; n > 0; --n) cell += alphabet[random() % std::size(alphabet)];
    ASSERT_EQ(cells_of(write_csv(rows)), rows) << "seed " << seed << ", round " << round;
  }
}

TEST(Csv, EndsOnAnyBytes) {
  const unsigned seed = 91;
  std::mt19937_64 random(seed);
  std::size_t read = 0;
  const std::string_view alphabet = "ab,,\"\"\n\r\xc3\xa9 ";
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (auto n = random() % 24; n > 0; --n) text += alphabet[random() % alphabet.size()];
    const auto got = read_csv(text);
    if (!got) continue;
    ++read;
    for (const auto& row : got->rows) {
      ASSERT_EQ(row.cells.size(), got->rows[0].cells.size()) << "seed " << seed << ", round " << round;
      for (const auto& cell : row.cells) ASSERT_TRUE(codec::is_utf8(base::view_of(cell)));
    }
  }
  EXPECT_GT(read, 500u);
}

}  // namespace
}  // namespace palitan::papers
