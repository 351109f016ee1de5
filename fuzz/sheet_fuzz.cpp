// Any bytes as a spreadsheet: a CSV, a container, or a page inside one. What is read keeps its limits, and
// every cell is a figure, a day, a text or a fault with its place.
#include <cstddef>
#include <cstdint>

#include "papers/import_kit.h"
#include "papers/import_number.h"
#include "papers/import_rows.h"

namespace {
using namespace palitan::papers;

constexpr ImportLimits kSmall{256 * 1024, 1024 * 1024, 200, 50, 200, 32, 4'096, 1'000};

void look(const ImportTable& table, SheetKind kind) {
  PALITAN_CHECK(table.rows.size() <= kSmall.rows);
  ImportFaults faults;
  const ImportColumns columns(table, kind, faults);
  std::size_t last = 0;
  for (const auto& row : table.rows) {
    PALITAN_CHECK(row.number > last && row.cells.size() <= kSmall.columns);
    last = row.number;
  }
  for (const auto* row : data_rows(table, columns, faults)) {
    ImportLine line(*row, columns, faults);
    for (const auto& column : columns_of(kind)) {
      (void)line.code(column.key);
      (void)line.figure(column.key, 6, true);
      (void)line.day(column.key);
    }
  }
  for (const auto& fault : faults.sorted())
    for (const auto language : {SheetLanguage::english, SheetLanguage::japanese, SheetLanguage::filipino})
      PALITAN_CHECK(!to_text(fault, language).empty());
}

void read(std::string_view bytes) {
  for (const auto kind : {SheetKind::orders, SheetKind::receipts}) {
    const auto table = read_import(bytes, kind, kSmall);
    if (table)
      look(*table, kind);
    else
      PALITAN_CHECK(!to_text(table.error(), SheetLanguage::english).empty());
  }
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 3) {
    case 0:
      read(rest);
      break;
    case 1:
      read(kit::zipped(kit::workbook(std::string(rest))));
      break;
    default:
      read(kit::zipped(kit::workbook("<sheetData/>", std::string(rest))));
  }
  return 0;
}
