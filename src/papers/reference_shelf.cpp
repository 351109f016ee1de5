#include "papers/reference_shelf.h"

#include <algorithm>
#include <fstream>

namespace palitan::papers {
namespace {
namespace fs = std::filesystem;

constexpr std::string_view kPlaces = "places-";
constexpr std::size_t kLocode = 5;
constexpr std::size_t kCountry = 2;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

std::string name_in(const std::map<std::string, std::string, std::less<>>& names, std::string_view code) {
  const auto at = names.find(code);
  return at == names.end() ? std::string() : at->second;
}

bool is_locode(std::string_view text) {
  return text.size() == kLocode && is_code(text, kLocode, kLocode) &&
         std::all_of(text.begin(), text.begin() + kCountry, [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

std::optional<ShelfKind> shelf_kind(std::string_view name) {
  if (name == "units") return ShelfKind::units;
  if (name == "currencies") return ShelfKind::currencies;
  if (name == "ports") return ShelfKind::ports;
  if (name == "places") return ShelfKind::places;
  return std::nullopt;
}

tl::expected<std::string, TableFault> shelf_file(ShelfKind kind, std::string_view bytes,
                                                 std::string_view file_name, base::Date taken) {
  const auto named = [](const auto& read, const char* file) -> tl::expected<std::string, TableFault> {
    if (!read) return tl::unexpected(read.error());
    return std::string(file);
  };
  switch (kind) {
    case ShelfKind::units:
      return named(read_units(bytes, file_name, taken), "units.csv");
    case ShelfKind::currencies:
      return named(read_currencies(bytes, file_name, taken), "currencies.csv");
    case ShelfKind::ports:
      return named(read_ports(bytes, file_name, taken), "ports.csv");
    case ShelfKind::places:
      break;
  }
  const auto places = read_places(bytes, file_name, taken);
  if (!places) return tl::unexpected(places.error());
  if (places->rows.empty()) return tl::unexpected<TableFault>(TableFault{2, 0, "no place can be read"});
  return std::string(kPlaces) + lowered(places->rows.front().code.substr(0, kCountry)) + ".csv";
}

ReferenceShelf ReferenceShelf::read(const fs::path& dir) {
  ReferenceShelf out;
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(dir, error))
    if (entry.path().extension() == ".csv") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const auto& file : files) out.take(file);
  return out;
}

void ReferenceShelf::take(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const auto name = file.filename().string();
  const base::Date unknown{};
  const auto keep = [&](const auto& table, const auto& put) {
    if (!table) return unread_.push_back(name);
    for (const auto& row : table->rows) put(row);
  };
  if (name == "units.csv")
    keep(read_units(bytes, name, unknown), [&](const UnitRow& row) { units_.emplace(row.code, row.name); });
  else if (name == "currencies.csv")
    keep(read_currencies(bytes, name, unknown), [&](const CurrencyRow& row) {
      if (row.withdrawn.empty()) currencies_.emplace(row.code, row.name);
    });
  else if (name == "ports.csv")
    keep(read_ports(bytes, name, unknown),
         [&](const PortRow& row) { ports_.emplace(row.index, row.name + ", " + row.country); });
  else if (name.starts_with(kPlaces))
    keep(read_places(bytes, name, unknown),
         [&](const PlaceRow& row) { places_.emplace(row.code, row.name); });
  else
    unread_.push_back(name);
}

std::string ReferenceShelf::unit_name(std::string_view code) const { return name_in(units_, code); }
std::string ReferenceShelf::currency_name(std::string_view code) const { return name_in(currencies_, code); }
std::string ReferenceShelf::place_name(std::string_view code) const { return name_in(places_, code); }

bool ReferenceShelf::is_unknown_place(std::string_view text) const {
  return is_locode(text) && !places_.contains(text) && !places_of(text.substr(0, kCountry)).empty();
}

std::vector<std::string> ReferenceShelf::places_of(std::string_view country) const {
  std::vector<std::string> out;
  for (auto at = places_.lower_bound(country); at != places_.end() && at->first.starts_with(country); ++at)
    out.push_back(at->first);
  return out;
}

std::vector<std::string> ReferenceShelf::currencies() const {
  std::vector<std::string> out;
  for (const auto& [code, name] : currencies_) out.push_back(code);
  return out;
}

std::vector<ShelfLine> ReferenceShelf::find(std::string_view text, std::size_t most) const {
  const auto wanted = lowered(text);
  std::vector<ShelfLine> out;
  const auto look = [&](const char* table, const Names& names) {
    for (const auto& [code, name] : names) {
      if (out.size() >= most) return;
      if (lowered(code) == wanted || lowered(name).find(wanted) != std::string::npos)
        out.push_back({table, code, name});
    }
  };
  look("units", units_);
  look("currencies", currencies_);
  look("places", places_);
  look("ports", ports_);
  return out;
}

}  // namespace palitan::papers
