#include "papers/import_rows.h"

#include <algorithm>

#include "papers/import_number.h"

namespace palitan::papers {
namespace {
constexpr SheetLanguage kLanguages[] = {SheetLanguage::english, SheetLanguage::japanese,
                                        SheetLanguage::filipino};

/// A header is the column's key, or its word in any of the languages.
const SheetColumn* column_called(SheetKind kind, std::string_view header) {
  for (const auto& column : columns_of(kind)) {
    if (column.key == header) return &column;
    for (const auto language : kLanguages)
      if (column_word(column.key, language) == header) return &column;
  }
  return nullptr;
}
std::vector<std::string> all_headers(SheetKind kind) {
  std::vector<std::string> out;
  for (const auto& column : columns_of(kind)) {
    out.emplace_back(column.key);
    for (const auto language : kLanguages) out.emplace_back(column_word(column.key, language));
  }
  return out;
}
}  // namespace

ImportColumns::ImportColumns(const ImportTable& table, SheetKind kind, ImportFaults& faults) : kind_(kind) {
  for (const auto& fault : table.faults) faults.add(fault);
  if (table.rows.empty()) {
    faults.add({ImportCode::empty_file, 0, 0, {}, {}, {}});
    return;
  }
  const auto& header = table.rows.front();
  for (std::size_t i = 0; i < header.cells.size(); ++i) {
    const auto& text = header.cells[i].text;
    if (header.cells[i].kind == ImportCell::Kind::empty) continue;
    const auto* column = column_called(kind, text);
    if (column == nullptr)
      faults.add(
          {ImportCode::unknown_column, header.number, i + 1, {}, text, nearest(text, all_headers(kind))});
    else if (!columns_.emplace(column->key, i + 1).second)
      faults.add({ImportCode::column_twice, header.number, i + 1, {}, text, {}});
  }
  for (const auto& column : columns_of(kind))
    if (column.required && !columns_.contains(column.key))
      faults.add({ImportCode::missing_column,
                  header.number,
                  0,
                  {},
                  {},
                  std::string(column_word(column.key, SheetLanguage::english)) + " / " +
                      std::string(column_word(column.key, SheetLanguage::japanese)) + " (" +
                      std::string(column.key) + ")"});
  for (std::size_t r = 1; r < table.rows.size(); ++r)
    for (std::size_t i = 0; i < table.rows[r].cells.size(); ++i) {
      const bool headed = i < header.cells.size() && header.cells[i].kind != ImportCell::Kind::empty;
      if (!headed && table.rows[r].cells[i].kind != ImportCell::Kind::empty)
        faults.add(
            {ImportCode::beyond_columns, table.rows[r].number, i + 1, {}, table.rows[r].cells[i].text, {}});
    }
}

std::size_t ImportColumns::column(std::string_view key) const {
  const auto at = columns_.find(key);
  return at == columns_.end() ? 0 : at->second;
}

std::vector<const ImportRow*> data_rows(const ImportTable& table, const ImportColumns&,
                                        ImportFaults& faults) {
  std::vector<const ImportRow*> out;
  std::size_t expected = table.rows.empty() ? 0 : table.rows.front().number + 1;
  for (std::size_t i = 1; i < table.rows.size(); ++i) {
    const auto& row = table.rows[i];
    if (row.blank()) continue;
    if (row.number != expected) {
      faults.add({ImportCode::below_the_end, row.number, 0, {}, {}, {}});
      break;
    }
    out.push_back(&row);
    ++expected;
  }
  if (out.empty() && faults.empty()) faults.add({ImportCode::empty_file, 0, 0, {}, {}, {}});
  return out;
}

const ImportCell& ImportLine::cell(std::string_view key) const {
  static const ImportCell kEmpty;
  const auto column = columns_.column(key);
  return column == 0 || column > row_.cells.size() ? kEmpty : row_.cells[column - 1];
}

void ImportLine::fault(std::string_view key, ImportCode code, std::string seen, std::string wanted) {
  faults_.add(
      {code, row_.number, columns_.column(key), std::string(key), std::move(seen), std::move(wanted)});
}

std::string ImportLine::text(std::string_view key, std::size_t most) {
  using Kind = ImportCell::Kind;
  const auto& at = cell(key);
  switch (at.kind) {
    case Kind::formula:
      return fault(key, ImportCode::formula, at.text), std::string();
    case Kind::error:
      return fault(key, ImportCode::error_value, at.text), std::string();
    case Kind::boolean:
      return fault(key, ImportCode::boolean_value, at.text), std::string();
    case Kind::date:
    case Kind::moment:  // what was typed is lost: "1/2" became a day
      return fault(key, ImportCode::number_as_date, at.text), std::string();
    default:
      break;
  }
  if (at.text.size() > most) return fault(key, ImportCode::too_long, {}, std::to_string(most)), std::string();
  return at.text;
}

std::string ImportLine::code(std::string_view key) {
  auto out = text(key);
  if (const auto half = half_width(out)) {
    fault(key, ImportCode::full_width, out, *half);
    return {};
  }
  return out;
}

std::optional<std::int64_t> ImportLine::figure(std::string_view key, int digits, bool below_zero) {
  if (!has(key)) return std::nullopt;
  auto out = figure_of(cell(key), digits, below_zero);
  if (out) return *out;
  fault(key, out.error().code, std::move(out.error().seen), std::move(out.error().wanted));
  return std::nullopt;
}

std::optional<base::Date> ImportLine::day(std::string_view key) {
  if (!has(key)) return std::nullopt;
  auto out = day_of(cell(key));
  if (out) return *out;
  fault(key, out.error().code, std::move(out.error().seen), std::move(out.error().wanted));
  return std::nullopt;
}

void ImportLine::require(std::string_view key) {
  if (!has(key)) fault(key, ImportCode::empty_cell);
}

}  // namespace palitan::papers
