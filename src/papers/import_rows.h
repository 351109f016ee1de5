// Rows of a table under the columns of a sheet, cell by cell, with every fault at its place. Inside the
// papers room.
#pragma once
#include <map>

#include "base/instant.h"
#include "papers/import_table.h"

namespace palitan::papers {

/// Which column stands where. Faults: unknown and missing columns, columns without a header, formulas.
class ImportColumns {
 public:
  ImportColumns(const ImportTable& table, SheetKind kind, ImportFaults& faults);
  /// From 1; 0 where the sheet has no such column.
  std::size_t column(std::string_view key) const;
  SheetKind kind() const { return kind_; }

 private:
  SheetKind kind_;
  std::map<std::string, std::size_t, std::less<>> columns_;
};

/// The rows below the header that hold something. Fault: something below an empty row, no row at all.
std::vector<const ImportRow*> data_rows(const ImportTable& table, const ImportColumns& columns,
                                        ImportFaults& faults);

/// One row while it is read.
class ImportLine {
 public:
  ImportLine(const ImportRow& row, const ImportColumns& columns, ImportFaults& faults)
      : row_(row), columns_(columns), faults_(faults) {}

  std::size_t number() const { return row_.number; }
  const ImportCell& cell(std::string_view key) const;
  bool has(std::string_view key) const { return cell(key).kind != ImportCell::Kind::empty; }
  void fault(std::string_view key, ImportCode code, std::string seen = {}, std::string wanted = {});

  /// As written; empty where the cell is. Faults: what is no text or number, longer than `most` bytes.
  std::string text(std::string_view key, std::size_t most = 500);
  /// A text of half-width characters only.
  std::string code(std::string_view key);
  /// Nothing where the cell is empty or has a fault.
  std::optional<std::int64_t> figure(std::string_view key, int digits, bool below_zero = false);
  std::optional<base::Date> day(std::string_view key);
  /// Says where a cell that must hold something is empty.
  void require(std::string_view key);

 private:
  const ImportRow& row_;
  const ImportColumns& columns_;
  ImportFaults& faults_;
};

}  // namespace palitan::papers
