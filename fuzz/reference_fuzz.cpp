// Any bytes as a public reference table: whichever reader takes it, rows and faults stay within the file, and
// the check of the file says the same as the reader. Conversion factors and positions are read on their own.
#include "base/check.h"
#include "kit/text_mutator.h"
#include "papers/reference_check.h"
#include "papers/reference_currencies.h"
#include "papers/reference_places.h"
#include "papers/reference_ports.h"
#include "papers/reference_units.h"

namespace {
using namespace palitan;
using namespace palitan::papers;

template <class Read>
std::size_t look(const Read& read, std::size_t lines) {
  if (!read) {
    PALITAN_CHECK(!read.error().what.empty() && read.error().line <= lines);
    return 0;
  }
  PALITAN_CHECK(read->rows.size() <= lines);
  for (const auto& fault : read->faults) {
    PALITAN_CHECK(fault.at.line >= 1 && fault.at.line <= lines);
    PALITAN_CHECK(!to_text(fault).empty());
  }
  return read->rows.size();
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto lines = 1 + static_cast<std::size_t>(std::ranges::count(bytes, '\n'));
  const base::Date day{20'000};
  const auto units = read_units(bytes, "f.csv", day);
  const auto rows = look(units, lines) + look(read_currencies(bytes, "f.csv", day), lines) +
                    look(read_places(bytes, "f.csv", day), lines) +
                    look(read_ports(bytes, "f.csv", day), lines);
  if (const auto check = check_reference(bytes, "f.csv", day)) PALITAN_CHECK(check->rows == rows);
  const auto factor = read_factor(tidied(bytes.substr(0, 100)));
  if (factor.factor) PALITAN_CHECK(factor.factor->digits != 0);
  const auto half = bytes.size() / 2;
  if (const auto position = parse_position(bytes.substr(0, half), bytes.substr(half))) {
    PALITAN_CHECK(std::abs(position->latitude) <= 90'000'000 && std::abs(position->longitude) <= 180'000'000);
    PALITAN_CHECK(!to_text(*position).empty());
  }
  return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  static const std::vector<std::string> kCells = {"",
                                                  "\"\"",
                                                  "\"a\"\"b\"",
                                                  "KGM",
                                                  "3,785 412 x 10\xe2\x81\xbb\xc2\xb3 m\xc2\xb3",
                                                  "\"3,785 412 x 10-3 m3\"",
                                                  "JP",
                                                  "PH",
                                                  "1-3-----",
                                                  "35.283333",
                                                  "-180.0",
                                                  "999",
                                                  "X",
                                                  "D",
                                                  "1989-12",
                                                  "\xc2\xa0",
                                                  "L"};
  palitan::fuzz::Dice dice(seed);
  if (size == 0 || dice.one_in(8)) return LLVMFuzzerMutate(data, size, max_size);
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  return palitan::fuzz::give_back(palitan::fuzz::changed_cells(text, ',', kCells, dice), data, size,
                                  max_size);
}
