// The World Port Index (United States, Pub. 150) as a CSV file with its 73 columns.
#pragma once
#include "papers/reference_position.h"
#include "papers/reference_table.h"

namespace palitan::papers {

/// What a planner of supply at sea asks of a port. Letters and truth values are those of Pub. 150; a truth
/// value is nothing where the index is silent.
struct PortRow {
  std::string index;  ///< its number in the index
  std::string name;
  std::string country;  ///< two capitals
  Position position;
  bool far_from_others = false;  ///< of that country: doubtful
  std::string harbour_size;      ///< L, M, S, V (very small) or empty
  std::string harbour_type;
  std::string channel_depth, anchorage_depth, pier_depth,
      oil_depth;               ///< A (deepest) to Q; the letter I is not used
  std::string largest_vessel;  ///< L (over 500 feet), M, or empty
  std::optional<bool> port_of_entry, provisions, water, fuel_oil, diesel;
};

/// Header: the 73 columns from index_number to port_geom. A row without number, name, country or position is
/// left out. Threads: any.
ReferenceRead<PortRow> read_ports(std::string_view bytes, std::string_view file_name, base::Date taken);

}  // namespace palitan::papers
