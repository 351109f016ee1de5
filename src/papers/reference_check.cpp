#include "papers/reference_check.h"

#include <algorithm>

#include "papers/reference_currencies.h"
#include "papers/reference_places.h"
#include "papers/reference_ports.h"
#include "papers/reference_units.h"

namespace palitan::papers {
namespace {
using Checked = tl::expected<ReferenceCheck, TableFault>;

template <class Row>
Checked check(std::string_view table, ReferenceRead<Row> read) {
  if (!read) return tl::unexpected(read.error());
  return ReferenceCheck{std::string(table), std::move(read->source), read->rows.size(),
                        std::move(read->faults), std::move(read->notes)};
}

/// Up to the first comma, without a byte order mark: the readers look at the whole header.
std::string_view first_cell(std::string_view bytes) {
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  return bytes.substr(0, bytes.find_first_of(",\r\n"));
}
}  // namespace

std::size_t ReferenceCheck::count(FaultKind kind) const {
  return static_cast<std::size_t>(std::count_if(
      faults.begin(), faults.end(), [kind](const ReferenceFault& fault) { return fault.kind == kind; }));
}

Checked check_reference(std::string_view bytes, std::string_view file_name, base::Date taken) {
  const auto first = first_cell(bytes);
  if (first == "Status")
    return check("units of UNECE Recommendation 20", read_units(bytes, file_name, taken));
  if (first == "Entity") return check("currencies of ISO 4217", read_currencies(bytes, file_name, taken));
  if (first == "country") return check("places of UN/LOCODE", read_places(bytes, file_name, taken));
  if (first == "index_number")
    return check("ports of the World Port Index", read_ports(bytes, file_name, taken));
  return tl::unexpected<TableFault>(TableFault{
      1, 1,
      "no table that is known begins so. Known first columns: Status (Recommendation 20), Entity (ISO 4217), "
      "country (UN/LOCODE), index_number (World Port Index)"});
}

}  // namespace palitan::papers
