// Any bytes as a spreadsheet: a CSV, a container, or a page inside one. What is read keeps its limits, and
// every cell is a figure, a day, a text or a fault with its place.
#include <cstddef>
#include <cstdint>

#include "kit/imports.h"
#include "papers/import_kit.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace palitan;
  namespace kit = papers::kit;
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 3) {
    case 0:
      fuzz::read_sheet(rest);
      break;
    case 1:
      fuzz::read_sheet(kit::zipped(kit::workbook(std::string(rest))));
      break;
    default:
      fuzz::read_sheet(kit::zipped(kit::workbook("<sheetData/>", std::string(rest))));
  }
  return 0;
}
