// UN/LOCODE, one country a file, as geoapify publishes it (DOMAIN section 7).
#pragma once
#include "papers/reference_position.h"
#include "papers/reference_table.h"

namespace palitan::papers {

enum class Trust {
  none,     ///< the table has no position
  given,    ///< from UN/LOCODE itself
  guessed,  ///< the publisher asked a map for the name: may be another place of that name
  outside   ///< far from all other places of the country
};

struct PlaceRow {
  std::string code;  ///< five characters: "JPYOS"
  std::string name;
  std::string plain_name;   ///< without diacritics
  std::string subdivision;  ///< empty where the table has none
  std::string status;       ///< two capitals; empty where the table lost it
  std::string functions;    ///< eight characters, such as "1-3-----": 1 is a port, 4 an airport
  std::string iata;         ///< only where it differs from the location
  std::optional<Position> position;
  Trust trust = Trust::none;
};

/// Header: country, location, name, nameWoDiacritics, subdivision, status, function, iata, lat, lon,
/// geocoded. Names that their commas broke across columns are put together again; such a row has lost its
/// status and its IATA code. The first row of a code stays, later ones are left out. Fault also: rows of
/// several countries. Threads: any.
ReferenceRead<PlaceRow> read_places(std::string_view bytes, std::string_view file_name, base::Date taken);

const PlaceRow* place(const ReferenceTable<PlaceRow>& table, std::string_view code);

}  // namespace palitan::papers
