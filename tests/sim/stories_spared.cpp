// The kinds of accident, and which of them a story's own words leave no room for.
#include <algorithm>
#include <array>

#include "stories_weather.h"
#include "weather.h"

namespace palitan::sim {

std::string_view name(Accident accident) {
  static constexpr std::array<std::string_view, kAccidents> kNames = {
      // The first are those of the generated worlds (weather.h), so that both can be counted together.
      "message lost",     "message doubled",     "message delayed",
      "link cut",         "parcel cut short",    "parcel with flipped bits",
      "restart",          "stopped for a while", "crash before flush",
      "disk full",        "fsync error",         "clock wrong",
      "old parcel again", "crash while signing", "answer lost",
      "proposal late",    "power cut",           "power cut in a commit"};
  return kNames.at(static_cast<std::size_t>(accident));
}

std::vector<std::string> all_accidents() {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < kAccidents; ++i) out.emplace_back(name(static_cast<Accident>(i)));
  return out;
}

std::vector<std::string> all_kinds_of_fault() {
  auto out = all_faults();
  for (const auto& more : all_accidents())
    if (std::find(out.begin(), out.end(), more) == out.end()) out.push_back(more);
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
                                      disk_failed,       crash_while_signing, answer_lost,
                                      power_cut,         power_cut_in_commit};
  static const auto kWaits = with(kRestarts, {disk_full, clock_wrong, proposal_late});
  // Whose turn it is, and which height comes next, follow from how many accords there were.
  static const auto kHeights =
      with(kWaits, {link_cut, message_lost, message_delayed, parcel_cut_short, parcel_damaged});
  static const std::vector<Sparing> rows = {
      {"\nthe clock of ", {clock_wrong}, "the story says how far a clock is off"},
      {"\nthe disk of ",
       {disk_full, disk_failed, power_cut, power_cut_in_commit},
       "the story says how its disks are"},
      {"\nwaiting for ", kHeights, "it tells whom a node waits for: that follows from the number of accords"},
      {"\ndeclined by ", kHeights,
       "it tells when a node gives up waiting, and a restart begins the wait anew"},
      {" contradicts itself before ", kHeights, "it needs the first attempt's proposal to have come"},
      {" from height ", kHeights,
       "it names heights; and a node without the rules in force does not open again"},
      {" does query_account ", kHeights,
       "it asks about an order that stands before the cut only if its side proposed"},
      {"\nnothing of ",
       {parcel_damaged},
       "it compares all that lies on two disks, and damaged acts stay on one"},
      {"\n# In the next fiscal year there is room again",
       {clock_wrong, proposal_late},
       "a request is agreed when it is thirty days old to the second, as old as may be"},
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
