// Internal: where the columns of a small list stand, by their headers.
#pragma once
#include <array>
#include <optional>

#include "papers/import_table.h"

namespace palitan::papers {

/// Place of each name in the header; the first `needed` must be there, none may stand twice. Others are
/// passed over. Fault: column_twice, missing_column.
template <std::size_t N>
tl::expected<std::array<std::optional<std::size_t>, N>, ImportFault> columns_in(
    const ImportRow& header, const std::array<std::string_view, N>& names, std::size_t needed) {
  std::array<std::optional<std::size_t>, N> out;
  for (std::size_t c = 0; c < N; ++c) {
    const std::string called(names[c]);
    for (std::size_t at = 0; at < header.cells.size(); ++at) {
      if (header.cells[at].text != called) continue;
      if (out[c])
        return tl::unexpected(ImportFault{ImportCode::column_twice, header.number, at + 1, {}, called, {}});
      out[c] = at;
    }
    if (!out[c] && c < needed)
      return tl::unexpected(ImportFault{ImportCode::missing_column, header.number, 0, {}, {}, called});
  }
  return out;
}

/// The cell of a row under a column; an empty one where either is not there.
inline const ImportCell& cell_at(const ImportRow& row, std::optional<std::size_t> column) {
  static const ImportCell kNone;
  return column && *column < row.cells.size() ? row.cells[*column] : kNone;
}
/// The same fault at that place.
inline ImportFault placed(ImportFault fault, const ImportRow& row, std::optional<std::size_t> column) {
  fault.row = row.number;
  fault.column = column.value_or(0) + 1;
  return fault;
}

}  // namespace palitan::papers
