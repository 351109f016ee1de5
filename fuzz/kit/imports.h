// What is looked at in any table that was read as a spreadsheet of orders or receipts.
#pragma once
#include "base/check.h"
#include "papers/import_number.h"
#include "papers/import_rows.h"
#include "papers/import_sheet_kit.h"
#include "papers/partner_list.h"

namespace palitan::fuzz {

inline constexpr papers::ImportLimits kSmall{256 * 1024, 1024 * 1024, 200, 50, 200, 32, 4'096, 1'000};

inline void check_faults(const papers::ImportFaults& faults) {
  using papers::SheetLanguage;
  for (const auto& fault : faults.sorted())
    for (const auto language : {SheetLanguage::english, SheetLanguage::japanese, SheetLanguage::filipino})
      PALITAN_CHECK(!to_text(fault, language).empty());
}

inline void look(const papers::ImportTable& table, papers::SheetKind kind) {
  PALITAN_CHECK(table.rows.size() <= kSmall.rows);
  papers::ImportFaults faults;
  const papers::ImportColumns columns(table, kind, faults);
  std::size_t last = 0;
  for (const auto& row : table.rows) {
    PALITAN_CHECK(row.number > last && row.cells.size() <= kSmall.columns);
    last = row.number;
  }
  for (const auto* row : data_rows(table, columns, faults)) {
    papers::ImportLine line(*row, columns, faults);
    for (const auto& column : papers::columns_of(kind)) {
      (void)line.code(column.key);
      (void)line.figure(column.key, 6, true);
      (void)line.day(column.key);
    }
  }
  check_faults(faults);
}

/// As acts that the sheet asks for: whole, or faults; and every body that comes out has its canonical bytes.
inline void look_deep(const papers::ImportTable& table, papers::SheetKind kind) {
  static const auto kGround = papers::kit::two_party_ground();
  papers::ImportFaults faults;
  const auto all_good = [&](const auto& sheet) {
    if (!faults.sorted().empty()) return check_faults(faults);
    for (const auto& document : sheet.documents) {
      PALITAN_CHECK(document.row >= 1);
      const auto bytes = codec::encode(document.body);
      PALITAN_CHECK(codec::check_canonical(bytes, true).has_value());
      PALITAN_CHECK(codec::decode<std::decay_t<decltype(document.body)>>(bytes).has_value());
    }
  };
  (void)papers::names_in(table, kind);
  if (kind == papers::SheetKind::orders)
    all_good(papers::read_orders(table, kGround, faults));
  else
    all_good(papers::read_receipts(table, kGround, faults));
}

inline void read_sheet(std::string_view bytes) {
  for (const auto kind : {papers::SheetKind::orders, papers::SheetKind::receipts}) {
    const auto table = papers::read_import(bytes, kind, kSmall);
    if (table) {
      look(*table, kind);
      look_deep(*table, kind);
    } else {
      PALITAN_CHECK(!to_text(table.error(), papers::SheetLanguage::english).empty());
    }
  }
  const auto list = papers::read_partner_list(bytes);
  if (!list) PALITAN_CHECK(!to_text(list.error(), papers::SheetLanguage::english).empty());
}

inline const std::vector<std::string>& telling_cells() {
  static const std::vector<std::string> kCells = {"document",
                                                  "line",
                                                  "category",
                                                  "item",
                                                  "quantity",
                                                  "unit",
                                                  "means",
                                                  "price",
                                                  "currency",
                                                  "order",
                                                  "issue",
                                                  "date",
                                                  "amount",
                                                  "received",
                                                  "damaged",
                                                  "reason",
                                                  "P-1",
                                                  "fuel",
                                                  "F-76",
                                                  "LTR",
                                                  "MTQ",
                                                  "JPY",
                                                  "YEN",
                                                  "reimbursement",
                                                  "replacement_in_kind",
                                                  "1",
                                                  "0",
                                                  "-1",
                                                  "0.1",
                                                  "1,000",
                                                  "1e3",
                                                  "60000",
                                                  "9223372036854.775807",
                                                  "2026-04-03",
                                                  "2026-02-30",
                                                  "\xef\xbc\x91\xef\xbc\x90",
                                                  "TRUE",
                                                  "#N/A",
                                                  "=A1",
                                                  "46115",
                                                  "46115.5",
                                                  "60",
                                                  "",
                                                  "\xc2\xa0"};
  return kCells;
}

}  // namespace palitan::fuzz
