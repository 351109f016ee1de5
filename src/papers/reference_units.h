// The full table of UNECE Recommendation 20, as datasets publish it (DOMAIN section 7).
#pragma once
#include "papers/reference_factor.h"
#include "papers/reference_table.h"

namespace palitan::papers {

struct UnitRow {
  std::string code;
  std::string name;
  std::string description;
  std::string level;
  std::string symbol;
  std::string status;       ///< "" in use, "D" deprecated, "X" deleted; as printed where it is another mark
  std::string factor_text;  ///< as printed, white space tidied
  std::optional<Factor> factor;  ///< nothing where none is printed or it cannot be read
};

/// Header: Status, CommonCode, Name, Description, LevelAndCategory, Symbol, ConversionFactor.
/// A row without a code of its own or without a name is left out. Threads: any.
ReferenceRead<UnitRow> read_units(std::string_view bytes, std::string_view file_name, base::Date taken);

}  // namespace palitan::papers
