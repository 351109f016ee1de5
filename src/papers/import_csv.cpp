#include "codec/utf8.h"
#include "papers/csv.h"
#include "papers/import_table.h"

namespace palitan::papers {
namespace {
std::string without_blanks(const std::string& text) {
  const auto from = text.find_first_not_of(" \t\r\n");
  if (from == std::string::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}
}  // namespace

bool ImportRow::blank() const {
  for (const auto& cell : cells)
    if (cell.kind != ImportCell::Kind::empty) return false;
  return true;
}

tl::expected<ImportTable, ImportFault> read_import_csv(std::string_view bytes, const ImportLimits& limits) {
  const auto refuse = [](ImportFault fault) { return tl::unexpected<ImportFault>(std::move(fault)); };
  const bool wide = bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff");
  if (wide || !codec::is_utf8(base::view_of(bytes))) return refuse({ImportCode::not_utf8, 0, 0, {}, {}, {}});
  const auto csv = read_csv(bytes, {limits.bytes, limits.columns});
  if (!csv) {
    const auto& at = csv.error();
    return refuse({ImportCode::bad_csv, at.line, at.column, {}, at.what, {}});
  }
  if (csv->rows.size() > limits.rows)
    return refuse(
        {ImportCode::too_large, 0, 0, {}, std::to_string(csv->rows.size()), std::to_string(limits.rows)});
  ImportTable out;
  for (std::size_t i = 0; i < csv->rows.size(); ++i) {
    auto& row = out.rows.emplace_back();
    row.number = i + 1;
    for (const auto& cell : csv->rows[i].cells) {
      auto text = without_blanks(cell);
      if (text.size() > limits.cell)
        return refuse(
            {ImportCode::too_long, i + 1, row.cells.size() + 1, {}, {}, std::to_string(limits.cell)});
      const auto kind = text.empty() ? ImportCell::Kind::empty : ImportCell::Kind::text;
      row.cells.push_back({kind, std::move(text)});
    }
  }
  return out;
}

tl::expected<ImportTable, ImportFault> read_import(std::string_view bytes, SheetKind kind,
                                                   const ImportLimits& limits) {
  if (bytes.size() > limits.bytes)
    return tl::unexpected<ImportFault>(ImportFault{
        ImportCode::too_large, 0, 0, {}, std::to_string(bytes.size()), std::to_string(limits.bytes)});
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06"))
    return read_import_xlsx(bytes, kind, limits);
  if (bytes.starts_with("\xd0\xcf\x11\xe0"))  // the container of .xls, and of workbooks under a password
    return tl::unexpected<ImportFault>(
        ImportFault{ImportCode::not_a_workbook, 0, 0, {}, ".xls, or under a password", {}});
  return read_import_csv(bytes, limits);
}

}  // namespace palitan::papers
