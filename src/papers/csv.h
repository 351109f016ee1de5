// CSV as RFC 4180 has it, and nothing looser: comma, double quotes, UTF-8.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.h"

namespace palitan::papers {

struct CsvRow {
  std::size_t line = 0;  ///< where the row begins; the first line of the file is 1
  std::vector<std::string> cells;
  bool operator==(const CsvRow&) const = default;
};

struct Csv {
  bool had_mark = false;  ///< the file began with a byte order mark, which is no part of the first cell
  std::vector<CsvRow> rows;
};

/// A place in a table and what is wrong there, for people.
struct TableFault {
  std::size_t line = 1;
  std::size_t column = 0;  ///< of the table, the first is 1; 0 where the whole line or file is meant
  std::string what;
  bool operator==(const TableFault&) const = default;
};
/// "line 12, column 3: ...".
std::string to_text(const TableFault& fault);

struct CsvLimits {
  std::size_t bytes = 64 * 1024 * 1024;
  std::size_t columns = 256;
};

/// All rows of `bytes`, the header among them; every row has as many cells as the first. Lines end with CR LF
/// or LF; the last may lack its end. Cells keep their blanks; a line break may stand only inside quotes.
/// Fault, and then nothing is read: not UTF-8, a control character, a quote inside a bare cell, text after a
/// closing quote, an open quote, a bare CR, a row of another length, an empty file, over the limits. Threads:
/// any.
tl::expected<Csv, TableFault> read_csv(std::string_view bytes, const CsvLimits& limits = {});

/// Lines end with CR LF; a cell is quoted only where it must be or where blanks at its ends could get lost.
/// REQUIRES: UTF-8 without control characters other than line breaks and tabs.
std::string write_csv(const std::vector<std::vector<std::string>>& rows);

}  // namespace palitan::papers
