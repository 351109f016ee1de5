#include "statement/statement.h"

#include <algorithm>

namespace palitan::statement {

bool is_party_code(std::string_view text) {
  return text.size() == 3 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string_view name(Kind kind) {
  for (const auto& row : KindRows)
    if (row.number == static_cast<std::uint16_t>(kind)) return row.name;
  return "unknown";
}

bool is_valid(Kind kind) { return name(kind) != "unknown"; }

bool from_name(std::string_view text, Kind& kind) {
  for (const auto& row : KindRows)
    if (row.name == text) return kind = static_cast<Kind>(row.number), true;
  return false;
}

Nature nature(Kind kind) {
  switch (kind) {
#define PALITAN_CASE(number, name, Body, nature) \
  case Kind::name:                               \
    return Nature::nature;
    PALITAN_ACTS(PALITAN_CASE)
#undef PALITAN_CASE
  }
  PALITAN_CHECK(false);
}

}  // namespace palitan::statement
