// Any bytes as CSV: what is read is written and read again to the same cells; and as a sheet of orders, of
// receipts, and as a partner's list, every cell is understood or a fault with its place.
#include "kit/imports.h"
#include "kit/text_mutator.h"
#include "papers/csv.h"

namespace {
using namespace palitan;
using Cells = std::vector<std::vector<std::string>>;

Cells cells_of(const papers::Csv& csv) {
  Cells out;
  for (const auto& row : csv.rows) out.push_back(row.cells);
  return out;
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto csv = papers::read_csv(bytes, {64 * 1024, 32})) {
    for (const auto& row : csv->rows) PALITAN_CHECK(row.cells.size() == csv->rows[0].cells.size());
    const auto cells = cells_of(*csv);
    const auto again = papers::read_csv(papers::write_csv(cells));
    PALITAN_CHECK(again.has_value() && cells_of(*again) == cells);
  } else {
    PALITAN_CHECK(!to_text(csv.error()).empty());
  }
  fuzz::read_sheet(bytes);
  return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  fuzz::Dice dice(seed);
  if (size == 0 || dice.one_in(8)) return LLVMFuzzerMutate(data, size, max_size);
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  return fuzz::give_back(fuzz::changed_cells(text, ',', fuzz::telling_cells(), dice), data, size, max_size);
}
