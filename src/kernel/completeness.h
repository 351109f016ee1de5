// Which of the 25 data elements an order's record holds (DOMAIN 2.3): two gates, and the evidence meter.
#pragma once
#include "kernel/order_fact.h"
#include "terms/queries.h"

namespace palitan::kernel {

/// Is the element there? Elements 6, 9, 15 and 25 arise at delivery and are never there before it.
bool has_element(const OrderFact& order, terms::Element element);
/// Those of `wanted` that are missing, in their order.
std::vector<terms::Element> missing_elements(const OrderFact& order,
                                             const std::vector<terms::Element>& wanted);
/// Refusal: refused_incomplete naming the elements that are missing, clause of the instrument's gates.
base::Result<void> check_gate(const OrderFact& order, const terms::Instrument& rules,
                              const std::vector<terms::Element>& wanted);

/// Every element, whether it is there, and whether the instrument asks for it at either gate.
struct MeterRow {
  terms::Element element;
  bool present = false;
  bool needed = false;
};
std::vector<MeterRow> evidence_meter(const OrderFact& order, const terms::Instrument& rules);

}  // namespace palitan::kernel
