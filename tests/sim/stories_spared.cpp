// The kinds of accident, and which of them a story's own words leave no room for.
#include <array>

#include "stories_weather.h"

namespace palitan::sim {

std::string_view name(Accident accident) {
  static constexpr std::array<std::string_view, kAccidents> kNames = {
      "message lost",     "message doubled",    "message out of order", "link cut",
      "parcel cut short", "parcel damaged",     "old parcel again",     "machine restarted",
      "machine off",      "crash before write", "crash while signing",  "answer lost",
      "disk full",        "disk failed",        "clock wrong",          "proposal late"};
  return kNames.at(static_cast<std::size_t>(accident));
}

std::vector<std::string> all_accidents() {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < kAccidents; ++i) out.emplace_back(name(static_cast<Accident>(i)));
  return out;
}

const std::vector<Sparing>& sparings() {
  using enum Accident;
  static const std::vector<Sparing> rows = {
      {"\nthe clock of ", {clock_wrong}, "the story says how far a clock is off"},
  };
  return rows;
}

Accidents spared_by(std::string_view text) {
  Accidents out;
  for (const auto& row : sparings())
    if (text.find(row.words) != std::string_view::npos)
      out.insert(row.accidents.begin(), row.accidents.end());
  return out;
}

}  // namespace palitan::sim
