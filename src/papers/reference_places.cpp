#include "papers/reference_places.h"

#include <algorithm>
#include <map>

namespace palitan::papers {
namespace {
enum Column : std::size_t {
  kCountry,
  kLocation,
  kName,
  kPlainName,
  kSubdivision,
  kStatus,
  kFunction,
  kIata,
  kLatitude,
  kLongitude,
  kGeocoded
};

bool is_functions(std::string_view text) {
  return text.size() == 8 && text.find_first_not_of("0123456789B-") == std::string_view::npos;
}

/// `"Naha` and ` Okinawa"`: two halves of one quoted name.
bool are_halves(std::string_view left, std::string_view right) {
  return left.size() > 1 && left.starts_with('"') && !left.ends_with('"') && right.size() > 1 &&
         right.ends_with('"') && !right.starts_with('"');
}
std::string joined(std::string_view left, std::string_view right) {
  return tidied(std::string(left.substr(1)) + "," + std::string(right.substr(0, right.size() - 1)));
}

/// What a broken row shows where: both names take two columns, so the subdivision stands under "function" and
/// the functions under "iata"; status and IATA code fell out.
bool is_broken(const ReferenceRow& row) {
  return are_halves(row.raw(kName), row.raw(kPlainName)) &&
         are_halves(row.raw(kSubdivision), row.raw(kStatus)) && is_functions(row.raw(kIata));
}

class Places {
 public:
  ReferenceTable<PlaceRow> table;

  void add(const CsvRow& cells) {
    ReferenceRow row(cells, table.faults);
    PlaceRow out;
    out.code = row.raw(kCountry) + row.raw(kLocation);
    if (!is_code(out.code, 5, 5) || row.raw(kCountry).size() != 2)
      return row.fault(FaultKind::left_out, kLocation,
                       "'" + out.code + "' is no code of two and three characters");
    if (is_broken(row))
      repair(row, out);
    else if (row.raw(kName).find('"') != std::string::npos)
      return row.fault(FaultKind::left_out, kName,
                       out.code + " has a name broken in a way that is not understood");
    else
      plain(row, out);
    if (out.name.empty()) return row.fault(FaultKind::left_out, kName, out.code + " has no name");
    if (!is_functions(out.functions))
      return row.fault(FaultKind::left_out, kFunction,
                       out.code + " has the functions '" + out.functions + "'");
    if (const auto [at, fresh] = lines_.try_emplace(out.code, row.line()); !fresh)
      return row.fault(FaultKind::left_out, kLocation,
                       out.code + " stands already in line " + std::to_string(at->second));
    if (out.name.find("\xef\xbf\xbd") != std::string::npos)
      row.fault(FaultKind::doubtful, kName, out.code + " lost a letter of its name: '" + out.name + "'");
    position(row, out);
    table.rows.push_back(std::move(out));
    at_.push_back(row.line());
  }

  /// Looks at each position again with all of them in view.
  void finish() {
    std::vector<Position> given;
    std::size_t guessed = 0;
    for (const auto& row : table.rows) {
      if (row.trust == Trust::given) given.push_back(*row.position);
      guessed += row.trust == Trust::guessed ? 1 : 0;
    }
    if (guessed > 0)
      table.notes.push_back(std::to_string(guessed) +
                            " positions were guessed from names by the publisher: not to be relied on");
    const auto around = Surroundings::of(given);
    for (std::size_t i = 0; around && i < table.rows.size(); ++i) {
      auto& row = table.rows[i];
      if (!row.position || around->holds(*row.position)) continue;
      row.trust = Trust::outside;
      table.faults.push_back({FaultKind::doubtful,
                              {at_[i], kLatitude + 1,
                               row.code + " (" + row.name + ") at " + to_text(*row.position) +
                                   " lies far from the country's other places"}});
    }
    std::stable_sort(table.faults.begin(), table.faults.end(),
                     [](const auto& a, const auto& b) { return a.at.line < b.at.line; });
  }

 private:
  static void plain(ReferenceRow& row, PlaceRow& out) {
    out.name = row.text(kName);
    out.plain_name = row.text(kPlainName);
    out.subdivision = row.text(kSubdivision);
    out.status = row.text(kStatus);
    out.functions = row.text(kFunction);
    out.iata = row.text(kIata);
    if (!is_code(out.status, 2, 2))
      row.fault(FaultKind::doubtful, kStatus, out.code + " has the status '" + out.status + "'");
    if (!out.iata.empty() && !is_code(out.iata, 3, 3))
      row.fault(FaultKind::doubtful, kIata, out.code + " has the IATA code '" + out.iata + "'");
  }

  static void repair(ReferenceRow& row, PlaceRow& out) {
    out.name = joined(row.raw(kName), row.raw(kPlainName));
    out.plain_name = joined(row.raw(kSubdivision), row.raw(kStatus));
    out.subdivision = row.raw(kFunction);
    out.functions = row.raw(kIata);
    row.fault(
        FaultKind::repaired, kName,
        out.code + ": the comma of '" + out.name + "' broke the row; its status and IATA code are lost");
  }

  static void position(ReferenceRow& row, PlaceRow& out) {
    const auto &north = row.raw(kLatitude), &east = row.raw(kLongitude), &geocoded = row.raw(kGeocoded);
    if (geocoded != "true" && !geocoded.empty())
      row.fault(FaultKind::doubtful, kGeocoded, out.code + " has '" + geocoded + "' for geocoded");
    if (north.empty() && east.empty()) return;
    out.position = parse_position(north, east);
    if (!out.position)
      return row.fault(FaultKind::doubtful, kLatitude,
                       out.code + " has the position '" + north + "', '" + east + "', which is none");
    out.trust = geocoded.empty() ? Trust::given : Trust::guessed;
  }

  std::map<std::string, std::size_t> lines_;
  std::vector<std::size_t> at_;  // line of each row
};
}  // namespace

ReferenceRead<PlaceRow> read_places(std::string_view bytes, std::string_view file_name, base::Date taken) {
  const auto rows = open_reference(bytes, {"country", "location", "name", "nameWoDiacritics", "subdivision",
                                           "status", "function", "iata", "lat", "lon", "geocoded"});
  if (!rows) return tl::unexpected(rows.error());
  for (const auto& row : *rows)
    if (row.cells[kCountry] != rows->front().cells[kCountry])
      return tl::unexpected<TableFault>(
          TableFault{row.line, kCountry + 1,
                     "'" + row.cells[kCountry] + "' in a file of '" + rows->front().cells[kCountry] + "'"});
  Places places;
  places.table.source = provenance_of(bytes, file_name, taken);
  for (const auto& row : *rows) places.add(row);
  places.finish();
  return std::move(places.table);
}

const PlaceRow* place(const ReferenceTable<PlaceRow>& table, std::string_view code) {
  for (const auto& row : table.rows)
    if (row.code == code) return &row;
  return nullptr;
}

}  // namespace palitan::papers
