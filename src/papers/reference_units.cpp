#include "papers/reference_units.h"

#include <map>

namespace palitan::papers {
namespace {
enum Column : std::size_t { kStatus, kCode, kName, kDescription, kLevel, kSymbol, kFactor };

class Units {
 public:
  ReferenceTable<UnitRow> table;

  void add(const CsvRow& cells) {
    ReferenceRow row(cells, table.faults);
    UnitRow unit;
    unit.code = row.text(kCode);
    unit.name = row.text(kName);
    if (!is_code(unit.code, 2, 3))
      return row.fault(FaultKind::left_out, kCode,
                       "'" + unit.code + "' is no code of two or three characters");
    if (unit.name.empty()) return row.fault(FaultKind::left_out, kName, unit.code + " has no name");
    if (const auto [at, fresh] = lines_.try_emplace(unit.code, row.line()); !fresh)
      return row.fault(FaultKind::left_out, kCode,
                       unit.code + " stands already in line " + std::to_string(at->second));
    unit.status = row.text(kStatus);
    if (!unit.status.empty() && unit.status != "D" && unit.status != "X")
      row.fault(FaultKind::doubtful, kStatus, unit.code + " has the unknown mark '" + unit.status + "'");
    // Long texts are read as they are shown: blanks in them are not worth a fault.
    unit.description = tidied(row.raw(kDescription));
    unit.symbol = tidied(row.raw(kSymbol));
    unit.level = row.text(kLevel);
    factor(row, unit);
    table.rows.push_back(std::move(unit));
  }

  void finish() {
    if (commas_ > 0)
      table.notes.push_back(std::to_string(commas_) +
                            " conversion factors have a decimal comma and blanks between digits");
    std::size_t deprecated = 0, deleted = 0;
    for (const auto& unit : table.rows) {
      deprecated += unit.status == "D" ? 1 : 0;
      deleted += unit.status == "X" ? 1 : 0;
    }
    table.notes.push_back(std::to_string(deprecated) + " units are marked D, " + std::to_string(deleted) +
                          " are marked X: not for new orders");
  }

 private:
  void factor(ReferenceRow& row, UnitRow& unit) {
    unit.factor_text = row.text(kFactor);
    if (unit.factor_text.empty()) return;
    const auto reading = read_factor(unit.factor_text);
    unit.factor = reading.factor;
    commas_ += reading.decimal_comma ? 1 : 0;
    for (const auto& oddity : reading.oddities)
      row.fault(FaultKind::doubtful, kFactor,
                unit.code + " (" + unit.name + ") has '" + unit.factor_text + "': " + oddity);
  }

  std::map<std::string, std::size_t> lines_;
  std::size_t commas_ = 0;
};
}  // namespace

ReferenceRead<UnitRow> read_units(std::string_view bytes, std::string_view file_name, base::Date taken) {
  const auto rows = open_reference(bytes, {"Status", "CommonCode", "Name", "Description", "LevelAndCategory",
                                           "Symbol", "ConversionFactor"});
  if (!rows) return tl::unexpected(rows.error());
  Units units;
  units.table.source = provenance_of(bytes, file_name, taken);
  for (const auto& row : *rows) units.add(row);
  units.finish();
  return std::move(units.table);
}

}  // namespace palitan::papers
