// Which reference table a file is, and what reading it said.
#pragma once
#include "papers/reference_table.h"

namespace palitan::papers {

struct ReferenceCheck {
  std::string table;  ///< "units of UNECE Recommendation 20" ...
  Provenance source;
  std::size_t rows = 0;
  std::vector<ReferenceFault> faults;
  std::vector<std::string> notes;

  std::size_t count(FaultKind kind) const;
};

/// Knows the table by the first cell of its header. Fault: it is none that is known, or that table's reader
/// refuses it.
tl::expected<ReferenceCheck, TableFault> check_reference(std::string_view bytes, std::string_view file_name,
                                                         base::Date taken);

}  // namespace palitan::papers
