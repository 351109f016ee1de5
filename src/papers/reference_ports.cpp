#include "papers/reference_ports.h"

#include <algorithm>
#include <map>

namespace palitan::papers {
namespace {
const std::vector<std::string_view> kColumns = {"index_number",
                                                "region_number",
                                                "port_name",
                                                "country",
                                                "port_latitude",
                                                "port_longitude",
                                                "publication_number",
                                                "chart_number",
                                                "harbor_size",
                                                "harbor_type",
                                                "shelter_afforded",
                                                "entry_tide",
                                                "entry_swell",
                                                "entry_ice",
                                                "entry_other",
                                                "overhead_limit",
                                                "channel_depth",
                                                "anchorage_depth",
                                                "cargo_pier_depth",
                                                "cargo_oil_depth",
                                                "tide_range",
                                                "max_vessel_size",
                                                "good_holding_ground",
                                                "turning_area",
                                                "port_of_entry",
                                                "us_representative",
                                                "eta_message_required",
                                                "pilot_required",
                                                "pilot_available",
                                                "pilot_local_assist",
                                                "pilot_advised",
                                                "tug_salvage",
                                                "tug_assist",
                                                "quarantine_procedures_required",
                                                "quarantine_sscc_cert_required",
                                                "quarantine_other",
                                                "comms_phone",
                                                "comms_fax",
                                                "comms_radio",
                                                "comms_vhf",
                                                "comms_air",
                                                "comms_rail",
                                                "cargo_wharf",
                                                "cargo_anchor",
                                                "cargo_med_moor",
                                                "cargo_beach_moor",
                                                "cargo_ice_moor",
                                                "med_facility",
                                                "garbage_dispose",
                                                "degauss",
                                                "dirty_ballast",
                                                "crane_fixed",
                                                "crane_mobile",
                                                "crane_float",
                                                "lift_100_tons",
                                                "lift_50_100_tons",
                                                "lift_25_49_tons",
                                                "lift_0_24_tons",
                                                "services_longshore",
                                                "services_electrical",
                                                "services_steam",
                                                "services_nav_equip",
                                                "services_electrical_repair",
                                                "provisions",
                                                "water",
                                                "fuel_oil",
                                                "diesel",
                                                "deck_supplies",
                                                "eng_supplies",
                                                "repair_types",
                                                "dry_dock_types",
                                                "railway_types",
                                                "port_geom"};

/// Where a column stands. REQUIRES: one of kColumns.
std::size_t at(std::string_view name) {
  return static_cast<std::size_t>(std::find(kColumns.begin(), kColumns.end(), name) - kColumns.begin());
}

/// Columns whose cells are TRUE, FALSE or empty.
bool is_truth(std::string_view name) {
  constexpr std::string_view kOthers[] = {"repair_types", "dry_dock_types", "railway_types", "port_geom"};
  if (name.starts_with("entry_") || name == "overhead_limit") return true;
  return at(name) >= at("good_holding_ground") &&
         std::find(std::begin(kOthers), std::end(kOthers), name) == std::end(kOthers);
}

class Ports {
 public:
  ReferenceTable<PortRow> table;

  Ports() {
    for (std::size_t i = 0; i < kColumns.size(); ++i)
      if (is_truth(kColumns[i])) truths_.push_back(i);
  }

  void add(const CsvRow& cells) {
    ReferenceRow row(cells, table.faults);
    PortRow port;
    port.index = row.text(kIndex);
    port.name = row.text(kName);
    port.country = row.text(kCountry);
    const auto left_out = [&row](std::size_t column, std::string what) {
      row.fault(FaultKind::left_out, column, std::move(what));
    };
    if (port.index.empty() || port.index.find_first_not_of("0123456789") != std::string::npos)
      return left_out(kIndex, "'" + port.index + "' is no number of the index");
    if (port.name.empty()) return left_out(kName, port.index + " has no name");
    if (!is_code(port.country, 2, 2)) return left_out(kCountry, port.name + " is in '" + port.country + "'");
    const auto position = parse_position(row.raw(kLatitude), row.raw(kLongitude));
    if (!position) return left_out(kLatitude, port.name + " has no position that can be read");
    if (const auto [first, fresh] = lines_.try_emplace(port.index, row.line()); !fresh)
      return left_out(kIndex, port.index + " stands already in line " + std::to_string(first->second));
    port.position = *position;
    letters(row, port);
    truths(row, port);
    table.rows.push_back(std::move(port));
    at_.push_back(row.line());
  }

  void finish() {
    std::map<std::string, std::vector<Position>> by_country;
    for (const auto& port : table.rows) by_country[port.country].push_back(port.position);
    std::map<std::string, std::optional<Surroundings>> around;
    for (const auto& [country, positions] : by_country) around[country] = Surroundings::of(positions);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      auto& port = table.rows[i];
      const auto& country = around[port.country];
      if (!country || country->holds(port.position)) continue;
      port.far_from_others = true;
      table.faults.push_back({FaultKind::doubtful,
                              {at_[i], kLatitude + 1,
                               port.name + " at " + to_text(port.position) +
                                   " lies far from the other ports of " + port.country}});
    }
    std::stable_sort(table.faults.begin(), table.faults.end(),
                     [](const auto& a, const auto& b) { return a.at.line < b.at.line; });
  }

 private:
  static std::string letter(ReferenceRow& row, std::string_view column, std::string_view known) {
    const auto text = row.text(at(column));
    if (text.empty() || (text.size() == 1 && known.find(text) != std::string_view::npos)) return text;
    row.fault(FaultKind::doubtful, at(column), "'" + text + "' is none of " + std::string(known));
    return {};
  }

  static void letters(ReferenceRow& row, PortRow& port) {
    constexpr std::string_view kDepths = "ABCDEFGHJKLMNOPQ";
    port.harbour_size = letter(row, "harbor_size", "LMSV");
    port.harbour_type = row.text(at("harbor_type"));
    port.channel_depth = letter(row, "channel_depth", kDepths);
    port.anchorage_depth = letter(row, "anchorage_depth", kDepths);
    port.pier_depth = letter(row, "cargo_pier_depth", kDepths);
    port.oil_depth = letter(row, "cargo_oil_depth", kDepths);
    port.largest_vessel = letter(row, "max_vessel_size", "LM");
  }

  static std::optional<bool> truth(const ReferenceRow& row, std::string_view column) {
    const auto& text = row.raw(at(column));
    if (text != "TRUE" && text != "FALSE") return std::nullopt;
    return text == "TRUE";
  }

  void truths(ReferenceRow& row, PortRow& port) const {
    for (const auto column : truths_) {
      const auto& text = row.raw(column);
      if (text != "TRUE" && text != "FALSE" && !text.empty())
        row.fault(FaultKind::doubtful, column, "'" + text + "' is neither TRUE nor FALSE");
    }
    port.port_of_entry = truth(row, "port_of_entry");
    port.provisions = truth(row, "provisions");
    port.water = truth(row, "water");
    port.fuel_oil = truth(row, "fuel_oil");
    port.diesel = truth(row, "diesel");
  }

  static constexpr std::size_t kIndex = 0, kName = 2, kCountry = 3, kLatitude = 4, kLongitude = 5;
  std::vector<std::size_t> truths_;
  std::map<std::string, std::size_t> lines_;
  std::vector<std::size_t> at_;  // line of each row
};
}  // namespace

ReferenceRead<PortRow> read_ports(std::string_view bytes, std::string_view file_name, base::Date taken) {
  const auto rows = open_reference(bytes, kColumns);
  if (!rows) return tl::unexpected(rows.error());
  Ports ports;
  ports.table.source = provenance_of(bytes, file_name, taken);
  for (const auto& row : *rows) ports.add(row);
  ports.finish();
  return std::move(ports.table);
}

}  // namespace palitan::papers
