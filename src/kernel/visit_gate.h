// What an order has to do with a visit. Inside the kernel only.
#pragma once
#include "kernel/act.h"

namespace palitan::kernel {

/// The visit that an order names is one between its two sides; where the instrument asks for a visit, one is
/// named, for the order's activity, and live on the act's date: its own agreement and the activity as it is
/// by then still stand behind it. With `rules.visit_flagged` a missing or dead visit comes back as words for
/// a finding instead. REQUIRES: the case files of the visit, its instrument and its activity were read.
/// Refusals: refused_visit, refused_cited.
base::Result<std::optional<std::string>> check_visit_gate(const Act& act, const terms::Instrument& rules,
                                                          const std::optional<base::Id>& visit,
                                                          const base::Id& activity, std::string_view supplier,
                                                          std::string_view recipient);
/// The same for an act of a standing order; what the instrument only flags becomes a finding of the order.
base::Result<void> pass_visit_gate(const Act& act, const terms::Instrument& rules, OrderFact& order);

/// What an act of fact by a forked seat leaves behind in a visit: its figures do not count, and it waits for
/// the joint committee. Nothing where the case is no visit.
Change disown_visit(const Act& act, const base::Refusal& why);

}  // namespace palitan::kernel
