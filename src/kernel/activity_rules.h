// Forms that activities and visits share: units, places, short texts. Inside the kernel only.
#pragma once
#include "kernel/act.h"

namespace palitan::kernel {

inline constexpr std::size_t kUnitsMax = 64;     ///< units, and places, that one act names
inline constexpr std::size_t kShortText = 200;   ///< bytes of a name, type or reference
inline constexpr std::size_t kLongText = 2'000;  ///< bytes of a note or reason
inline constexpr std::size_t kVersionsMax = 64;  ///< changes of one activity

/// A UN/LOCODE of five characters where one is given; both coordinates or none, on the globe. Refusal:
/// refused_place, naming `what`.
base::Result<void> check_place(const statement::Place& place, const std::string& what);
/// At most kUnitsMax of each; no unit without a name or twice; no place without a name, code or position.
/// Refusals: refused_unreadable, refused_place.
base::Result<void> check_units_and_places(const std::vector<std::string>& units,
                                          const std::vector<statement::Place>& places);

}  // namespace palitan::kernel
