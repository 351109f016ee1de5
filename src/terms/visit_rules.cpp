#include "terms/visit_rules.h"

#include "terms/instrument.h"
#include "terms/later.h"

namespace palitan::terms {

std::optional<base::Date> consent_by(const Instrument& instrument, base::Date declared) {
  if (!instrument.visits) return std::nullopt;
  return later(declared, instrument.visits->consent_days, std::nullopt);
}

}  // namespace palitan::terms
