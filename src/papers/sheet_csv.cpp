#include "papers/sheet_csv.h"

#include "papers/csv.h"

namespace palitan::papers {
namespace {
std::string cell_text(const reports::SheetCell& cell) {
  auto text = reports::to_text(cell);
  const auto* words = std::get_if<std::string>(&cell);
  if (words != nullptr && !words->empty() &&
      std::string_view("=+-@").find(words->front()) != std::string_view::npos)
    text.insert(0, 1, '\'');
  return text;
}
}  // namespace

std::string csv_of(const reports::Sheet& sheet) {
  std::vector<std::vector<std::string>> rows(1);
  for (const auto& column : sheet.columns) rows[0].push_back(column.name);
  for (const auto& row : sheet.rows) {
    auto& out = rows.emplace_back();
    out.reserve(row.size());
    for (const auto& cell : row) out.push_back(cell_text(cell));
  }
  return write_csv(rows);
}

}  // namespace palitan::papers
