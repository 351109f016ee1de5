// The kinds of accident, and which of them a story's own words leave no room for.
#include <array>

#include "stories_weather.h"

namespace palitan::sim {

std::string_view name(Accident accident) {
  static constexpr std::array<std::string_view, kAccidents> kNames = {
      // The first are those of the generated worlds (weather.h), so that both can be counted together.
      "message lost",     "message doubled",     "message delayed",
      "link cut",         "parcel cut short",    "parcel with flipped bits",
      "restart",          "stopped for a while", "crash before flush",
      "disk full",        "fsync error",         "clock wrong",
      "old parcel again", "crash while signing", "answer lost",
      "proposal late"};
  return kNames.at(static_cast<std::size_t>(accident));
}

std::vector<std::string> all_accidents() {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < kAccidents; ++i) out.emplace_back(name(static_cast<Accident>(i)));
  return out;
}

namespace {
Accidents with(Accidents some, const Accidents& more) {
  some.insert(more.begin(), more.end());
  return some;
}
}  // namespace

const std::vector<Sparing>& sparings() {
  using enum Accident;
  static const Accidents kRestarts = {machine_restarted, machine_off,         crash_before_write,
                                      disk_failed,       crash_while_signing, answer_lost};
  static const auto kWaits = with(kRestarts, {disk_full, clock_wrong, proposal_late});
  static const auto kPapers =
      with(kWaits, {link_cut, message_lost, message_delayed, parcel_cut_short, parcel_damaged});
  static const std::vector<Sparing> rows = {
      {"\nthe clock of ", {clock_wrong}, "the story says how far a clock is off"},
      {"\nwaiting for ", kWaits, "it tells whom a node waits for: a restart begins the wait anew"},
      {"\ndeclined by ", kWaits, "it tells when a node gives up waiting, and a restart begins the wait anew"},
      {" contradicts itself before ", kPapers, "it needs the first attempt's proposal to have come"},
      {" raises the rules to ", kRestarts, "a node that lacks the rules in force does not open again"},
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
