// What was read off a meter, and the unit of the line that it is to become.
#pragma once
#include "base/fuel.h"
#include "statement/values.h"

namespace palitan::kernel {

/// The only ratio that the reading may be converted by: see base::reading_ratio().
inline base::Result<std::optional<base::Ratio>> reading_ratio(const statement::Entered& entered,
                                                              std::string_view unit) {
  std::optional<base::FuelState> fuel;
  if (entered.fuel) fuel = {entered.fuel->density, entered.fuel->temperature};
  return base::reading_ratio(entered.unit, unit, fuel);
}

}  // namespace palitan::kernel
