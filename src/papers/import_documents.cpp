#include "papers/import_documents.h"

namespace palitan::papers {
namespace {
constexpr std::size_t kPrefixLeast = 6;

std::size_t column_called(const ImportTable& table, std::string_view key) {
  constexpr SheetLanguage kLanguages[] = {SheetLanguage::english, SheetLanguage::japanese,
                                          SheetLanguage::filipino};
  if (table.rows.empty()) return 0;
  const auto& header = table.rows.front().cells;
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (header[i].text == key) return i + 1;
    for (const auto language : kLanguages)
      if (header[i].text == column_word(key, language)) return i + 1;
  }
  return 0;
}
const std::string& text_at(const ImportRow& row, std::size_t column) {
  static const std::string kNone;
  return column == 0 || column > row.cells.size() ? kNone : row.cells[column - 1].text;
}
}  // namespace

bool names_order(std::string_view text, const base::Id& id, const kernel::OrderFact& order) {
  if (text.empty()) return false;
  return order.reference == text ||
         (text.size() >= kPrefixLeast && base::to_hex(id.view()).starts_with(text));
}

ImportNames names_in(const ImportTable& table, SheetKind kind) {
  ImportNames out;
  const bool orders = kind == SheetKind::orders;
  const auto column = column_called(table, orders ? "document" : "order");
  const auto issue = orders ? 0 : column_called(table, "issue");
  for (std::size_t i = 1; i < table.rows.size(); ++i) {
    const auto& text = text_at(table.rows[i], column);
    if (text.empty()) continue;
    out.orders.insert(text);
    out.documents.insert(orders ? text : text + "/" + text_at(table.rows[i], issue));
  }
  return out;
}

}  // namespace palitan::papers
