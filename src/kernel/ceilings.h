// Ceilings of an instrument per fiscal year, before netting. An accepted order takes its share, an amended
// one another, a cancelled one gives it back; pending acts reserve like agreed ones. Inside the kernel only.
#pragma once
#include "kernel/act.h"

namespace palitan::kernel {

/// The totals that an acceptance or cancellation of this order reads. `date`: of the acceptance.
std::vector<FactKey> ceiling_needs(const OrderFact& order, const terms::Instrument& rules, base::Date date);

/// Sets what the order takes to what its lines say now (nothing, where it is cancelled) and returns the new
/// totals. Refusal: refused_ceiling with the ceiling's clause, where more is taken than before and the total
/// would pass it.
base::Result<std::vector<std::pair<FactKey, CeilingFact>>> take_ceilings(const Act& act, OrderFact& order,
                                                                         const terms::Instrument& rules);

}  // namespace palitan::kernel
