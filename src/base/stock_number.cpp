#include "base/stock_number.h"

#include <algorithm>

namespace palitan::base {
namespace {
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_item_character(char c) { return is_digit(c) || (c >= 'A' && c <= 'Z'); }

// DOMAIN section 4, codification: sources 78 to 81 and 143. Japan's number is general knowledge, unverified.
constexpr CodifyingBureau kBureaux[] = {
    {"00", "US", Knowledge::sourced}, {"01", "US", Knowledge::sourced}, {"12", "DE", Knowledge::sourced},
    {"14", "FR", Knowledge::sourced}, {"30", "JP", Knowledge::general}, {"66", "AU", Knowledge::sourced},
    {"99", "GB", Knowledge::sourced},
};

// DOMAIN section 4, fuel: the sourced ones by source 82; F-24, F-54, F-67 and F-76 are general knowledge.
constexpr FuelCode kFuels[] = {
    {"F-24", "kerosene for aircraft, Jet A with military additives", Knowledge::general},
    {"F-34", "kerosene for aircraft, JP-8", Knowledge::sourced},
    {"F-35", "kerosene for aircraft, Jet A-1", Knowledge::sourced},
    {"F-40", "wide-cut fuel for aircraft, JP-4", Knowledge::sourced},
    {"F-44", "kerosene of high flash point for aircraft, JP-5", Knowledge::sourced},
    {"F-46", "motor gasoline, the old grade", Knowledge::sourced},
    {"F-54", "diesel for vehicles", Knowledge::general},
    {"F-67", "motor gasoline, unleaded", Knowledge::general},
    {"F-76", "naval distillate", Knowledge::general},
};
}  // namespace

std::optional<StockNumber> parse_stock_number(std::string_view text) {
  std::string plain(text);
  if (text.size() == 16) {
    if (text[4] != '-' || text[7] != '-' || text[11] != '-') return std::nullopt;
    plain = std::string(text.substr(0, 4)).append(text.substr(5, 2)).append(text.substr(8, 3));
    plain.append(text.substr(12));
  }
  if (plain.size() != 13) return std::nullopt;
  if (!std::all_of(plain.begin(), plain.begin() + 4, is_digit)) return std::nullopt;
  if (!std::all_of(plain.begin() + 4, plain.end(), is_item_character)) return std::nullopt;
  return StockNumber{plain.substr(0, 4), plain.substr(4)};
}

std::string to_text(const StockNumber& number) {
  return number.supply_class + "-" + number.item.substr(0, 2) + "-" + number.item.substr(2, 3) + "-" +
         number.item.substr(5);
}

std::optional<CodifyingBureau> codifying_bureau(std::string_view code) {
  for (const auto& row : kBureaux)
    if (row.code == code) return row;
  return std::nullopt;
}

std::span<const FuelCode> fuel_codes() { return kFuels; }

std::optional<FuelCode> fuel_code(std::string_view code) {
  for (const auto& row : kFuels)
    if (row.code == code) return row;
  return std::nullopt;
}

}  // namespace palitan::base
