// What all reference tables share: where they come from, what is wrong with them, and how they are opened.
#pragma once
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/instant.h"
#include "papers/csv.h"

namespace palitan::papers {

// Public tables have errors (DOMAIN section 7 and requirement 15): they are read strictly, what is repaired
// or doubted is said by line and column, and the file itself stays known by its hash.

enum class FaultKind {
  repaired,  ///< the row is there, put right as the fault says
  doubtful,  ///< the row is there, but its cell is not to be relied on
  left_out   ///< the row is not there
};

struct ReferenceFault {
  FaultKind kind = FaultKind::doubtful;
  TableFault at;
  bool operator==(const ReferenceFault&) const = default;
};
/// "line 12, column 3: repaired: ...".
std::string to_text(const ReferenceFault& fault);

/// A file that a table was read from. It says what was read, not that it is right.
struct Provenance {
  std::string file_name;  ///< without its folder
  base::Hash sha256;      ///< of all its bytes
  base::Date taken;       ///< the day on which the caller got it
};

template <class Row>
struct ReferenceTable {
  Provenance source;
  std::vector<Row> rows;               ///< in the file's order
  std::vector<ReferenceFault> faults;  ///< by line
  std::vector<std::string> notes;      ///< on the file as a whole
};

/// Fault: the file is no such table, or no readable one; then nothing is read.
template <class Row>
using ReferenceRead = tl::expected<ReferenceTable<Row>, TableFault>;

Provenance provenance_of(std::string_view bytes, std::string_view file_name, base::Date taken);

/// The rows below the header, which must be `columns` exactly. Fault as read_csv(), or at the first other
/// name.
tl::expected<std::vector<CsvRow>, TableFault> open_reference(std::string_view bytes,
                                                             const std::vector<std::string_view>& columns);

/// One row while it is read: cells by column, and the faults that are found in them.
class ReferenceRow {
 public:
  /// REQUIRES: both outlive this object.
  ReferenceRow(const CsvRow& row, std::vector<ReferenceFault>& faults) : row_(row), faults_(faults) {}

  std::size_t line() const { return row_.line; }
  /// REQUIRES: `column` from 0, within the table.
  const std::string& raw(std::size_t column) const { return row_.cells[column]; }
  /// Without white space at its ends, non-breaking blanks as blanks and no two in a row; repaired where it
  /// had any.
  std::string text(std::size_t column);
  void fault(FaultKind kind, std::size_t column, std::string what);

 private:
  const CsvRow& row_;
  std::vector<ReferenceFault>& faults_;
};

/// As text() above, without a fault.
std::string tidied(std::string_view text);
/// Only capitals and digits, `least` to `most` of them.
bool is_code(std::string_view text, std::size_t least, std::size_t most);
bool is_digits(std::string_view text, std::size_t count);

}  // namespace palitan::papers
