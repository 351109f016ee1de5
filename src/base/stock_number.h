// NATO stock numbers and fuel codes, as they stand on order lines.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace palitan::base {

/// A NATO stock number: 13 characters, kept as text since item numbers have become alphanumeric. There is no
/// check digit (DOMAIN section 4, codification; the last is general knowledge).
struct StockNumber {
  std::string supply_class;  ///< 4 digits; the first two are the group
  std::string item;          ///< the NIIN: 9 letters and digits; the first two are the codifying bureau
  bool operator==(const StockNumber&) const = default;

  std::string_view group() const { return std::string_view(supply_class).substr(0, 2); }
  std::string_view bureau() const { return std::string_view(item).substr(0, 2); }
};

/// "9130-01-031-5816" or "9130010315816": capitals and digits, all four hyphened parts or no hyphen at all.
/// Nothing for any other form; nothing is repaired.
std::optional<StockNumber> parse_stock_number(std::string_view text);
/// "9130-01-031-5816".
std::string to_text(const StockNumber& number);

/// How sure DOMAIN is of a row.
enum class Knowledge { sourced, general };

struct CodifyingBureau {
  std::string_view code;
  std::string_view country;  ///< ISO 3166 alpha-2
  Knowledge knowledge;
};
/// The few bureaux that DOMAIN names; nothing for all others, which are valid all the same.
std::optional<CodifyingBureau> codifying_bureau(std::string_view code);

struct FuelCode {
  std::string_view code;  ///< "F-76"
  std::string_view name;
  Knowledge knowledge;
};
/// Ascending by code. Which of them may replace which is for an instrument to say, not for this table.
std::span<const FuelCode> fuel_codes();
std::optional<FuelCode> fuel_code(std::string_view code);

}  // namespace palitan::base
