// A spreadsheet as it came in: rows of cells, each with its place, before anything is understood.
#pragma once
#include <tl/expected.hpp>

#include "papers/import_fault.h"

namespace palitan::papers {

struct ImportCell {
  enum class Kind {
    empty,
    text,    ///< without blanks at its ends
    number,  ///< plain decimal text, "0.1"
    date,    ///< "2026-04-03"
    moment,  ///< a date with a time of day; `text` is the date
    boolean,
    formula,
    error  ///< "#N/A", or a date that no calendar has
  };
  Kind kind = Kind::empty;
  std::string text;
};

struct ImportRow {
  std::size_t number = 0;  ///< as the spreadsheet counts, from 1
  std::vector<ImportCell> cells;
  bool blank() const;
};

struct ImportTable {
  std::vector<ImportRow> rows;      ///< numbers ascending; the header is the first
  std::vector<ImportFault> faults;  ///< found while reading: merged cells, hidden rows
};

struct ImportLimits {
  std::size_t bytes = 8 * 1024 * 1024;      ///< of the file
  std::size_t unpacked = 64 * 1024 * 1024;  ///< of one part of a workbook, and of all that is read
  std::size_t ratio = 200;                  ///< of unpacked to packed, above 1 MiB
  std::size_t entries = 1'000;              ///< of the container
  std::size_t rows = 10'000;
  std::size_t columns = 64;
  std::size_t cell = 32 * 1024;  ///< bytes of one cell
  std::size_t strings = 500'000;
};

/// A workbook or a CSV, by its first bytes. Of a workbook the page called like the sheet, else the first.
/// Fault: the file is neither, or over a limit; then nothing is read. Threads: any.
tl::expected<ImportTable, ImportFault> read_import(std::string_view bytes, SheetKind kind,
                                                   const ImportLimits& limits = {});
tl::expected<ImportTable, ImportFault> read_import_csv(std::string_view bytes, const ImportLimits& limits);
tl::expected<ImportTable, ImportFault> read_import_xlsx(std::string_view bytes, SheetKind kind,
                                                        const ImportLimits& limits);

}  // namespace palitan::papers
