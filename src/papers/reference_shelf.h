// The public tables that a node keeps in its folder, so that codes are shown with their names and mistyped
// ones are noticed. They are for people: nothing is judged by them, and a node without them works the same.
#pragma once
#include <filesystem>
#include <map>

#include "papers/reference_currencies.h"
#include "papers/reference_places.h"
#include "papers/reference_ports.h"
#include "papers/reference_units.h"

namespace palitan::papers {

/// Where a table is kept in the folder: "units.csv", "currencies.csv", "ports.csv", "places-ph.csv". Fault:
/// the bytes are no table of that kind.
enum class ShelfKind { units, currencies, ports, places };
std::optional<ShelfKind> shelf_kind(std::string_view name);
tl::expected<std::string, TableFault> shelf_file(ShelfKind kind, std::string_view bytes,
                                                 std::string_view file_name, base::Date taken);

/// One line that a search found.
struct ShelfLine {
  std::string table;  ///< "units", "currencies", "ports", "places"
  std::string code;
  std::string name;
};

class ReferenceShelf {
 public:
  /// Everything readable in the folder, which need not be there; what cannot be read is named in unread().
  static ReferenceShelf read(const std::filesystem::path& dir);

  bool empty() const { return units_.empty() && currencies_.empty() && places_.empty() && ports_.empty(); }
  const std::vector<std::string>& unread() const { return unread_; }
  /// Of a unit of Recommendation 20, a currency of ISO 4217, a place of UN/LOCODE; empty where it is not
  /// here.
  std::string unit_name(std::string_view code) const;
  std::string currency_name(std::string_view code) const;
  std::string place_name(std::string_view code) const;
  /// Does the text have the form of a UN/LOCODE of a country whose table is here, and stand in it nowhere?
  bool is_unknown_place(std::string_view text) const;
  /// Codes of that country's places, ascending.
  std::vector<std::string> places_of(std::string_view country) const;
  /// Currencies in use, ascending.
  std::vector<std::string> currencies() const;
  /// Lines whose code is the text, or whose name holds it, whatever its capitals; at most `most`.
  std::vector<ShelfLine> find(std::string_view text, std::size_t most) const;

 private:
  using Names = std::map<std::string, std::string, std::less<>>;
  void take(const std::filesystem::path& file);

  Names units_;
  Names currencies_;
  Names places_;
  Names ports_;  ///< by their number in the index
  std::vector<std::string> unread_;
};

}  // namespace palitan::papers
