// Invariants of a visit, by other code than its rules: I7, nothing is lost or made at a border
// (spec/visit.md).
#include "kernel/visit_check.h"

#include "base/number.h"

namespace palitan::kernel {

void check_visit(const VisitFact& visit, const VisitFact* before) {
  using base::Int128;
  for (const auto& here : visit.people) PALITAN_CHECK(Int128{here.in} == Int128{here.out} + here.inside);
  for (const auto& here : visit.arms)
    PALITAN_CHECK(Int128{here.in} == Int128{here.out} + here.expended + here.inside);
  for (const auto& here : visit.imports)
    PALITAN_CHECK(here.inside >= 0 && here.out >= 0 && here.consumed >= 0 &&
                  Int128{here.in} == Int128{here.out} + here.consumed + here.inside);
  for (const auto& here : visit.goods)
    PALITAN_CHECK(here.inside >= 0 && here.out >= 0 && here.used >= 0 &&
                  Int128{here.in} == Int128{here.out} + here.used + here.inside);
  for (const auto& here : visit.drivers) PALITAN_CHECK(Int128{here.in} == Int128{here.out} + here.inside);
  for (const auto& here : visit.craft) PALITAN_CHECK(!here.inside || here.came);
  // No plan holds without the host's word, and nothing that came is forgotten.
  PALITAN_CHECK(visit.plan.has_value() == visit.consented_on.has_value());
  const bool came = visit.state == VisitState::entered || visit.state == VisitState::departed;
  PALITAN_CHECK(!came || visit.plan);
  for (const auto& claim : visit.claims)
    PALITAN_CHECK(claim.paid >= 0 && claim.paid <= claim.amount.minor &&
                  (claim.paid == 0 || claim.outcome == statement::ClaimOutcome::paid));
  for (const auto& item : visit.items)
    PALITAN_CHECK(!item.resolved || (item.said.size() == 2 && item.said[0].party != item.said[1].party &&
                                     item.said[0].decision == item.said[1].decision));
  if (before == nullptr) return;
  PALITAN_CHECK(visit.host == before->host && visit.visitor == before->visitor &&
                visit.claims.size() >= before->claims.size() && visit.items.size() >= before->items.size() &&
                visit.uncovered.size() >= before->uncovered.size());
  for (const auto& old : before->arms) {
    Int128 now = 0;
    for (const auto& here : visit.arms)
      if (here.number == old.number) now = here.in;
    PALITAN_CHECK(now >= old.in);
  }
  for (const auto& old : before->goods) {
    Int128 now = 0;
    for (const auto& here : visit.goods)
      if (here.un_number == old.un_number && here.unit == old.unit) now = here.in;
    PALITAN_CHECK(now >= old.in);
  }
  for (const auto& old : before->imports) {
    Int128 now = 0;
    for (const auto& here : visit.imports)
      if (here.number == old.number) now = here.in;
    PALITAN_CHECK(now >= old.in);
  }
}

}  // namespace palitan::kernel
