// A report as columns and rows, ready to be written as text, JSON, CSV or a workbook.
#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/instant.h"

namespace palitan::reports {

/// A figure with its decimals: {12345, 2} is 123.45.
struct Amount {
  std::int64_t value = 0;
  int digits = 0;
  bool operator==(const Amount&) const = default;
};
/// monostate: nothing to say.
using SheetCell = std::variant<std::monostate, std::string, base::Date, std::int64_t, Amount>;

/// What the cells of a column hold; `id`: of an act or case, in hex.
enum class Shape { text, date, count, amount, id };
std::string_view name(Shape shape);

struct Column {
  std::string name;  ///< snake_case, unique in its sheet
  Shape shape = Shape::text;
};

struct Sheet {
  std::string name;   ///< of the report
  std::string title;  ///< one line for people
  std::vector<Column> columns;
  std::vector<std::vector<SheetCell>> rows;  ///< each as long as `columns`
  std::size_t from = 0;                      ///< place of the first row in the whole report
  std::size_t total_rows = 0;                ///< of the whole report
  std::vector<std::string> notes;            ///< sentences below it
};

/// A cell as exact text; empty for nothing. Amounts carry all their decimals.
std::string to_text(const SheetCell& cell);

}  // namespace palitan::reports
