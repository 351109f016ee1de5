// Figures and days out of cells: read exactly or refused, never repaired. Inside the papers room.
#pragma once
#include "base/instant.h"
#include "papers/import_table.h"

namespace palitan::papers {

/// What a workbook stores as a number ("0.1", "0.10000000000000001", "1E-3"), as plain decimal text. Digits
/// behind the fifteenth are the noise of its binary form and are rounded off, as spreadsheets themselves show
/// it; a number whose whole part has more than fifteen digits keeps them all. Nothing where it is no number.
std::optional<std::string> plain_number(std::string_view stored);

/// The day that a workbook counts, in whole days and "with a time of day". Nothing: before 1900, after 9999,
/// or the 29th of February 1900, which only spreadsheets know.
struct SerialDay {
  base::Date date;
  bool has_time = false;
};
std::optional<SerialDay> serial_day(std::string_view plain, bool from_1904);

/// The same with half-width characters; nothing where there is no full-width one.
std::optional<std::string> half_width(std::string_view text);

/// A cell's figure with at most `digits` decimals, scaled by them. `below_zero`: it may be, as a temperature
/// may. Fault: code, seen and wanted, no place.
tl::expected<std::int64_t, ImportFault> figure_of(const ImportCell& cell, int digits,
                                                  bool below_zero = false);
/// A cell's day; texts only as 2026-04-03. Fault: the same, with what to write where it can be told.
tl::expected<base::Date, ImportFault> day_of(const ImportCell& cell);

}  // namespace palitan::papers
