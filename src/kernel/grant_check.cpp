// Invariants of a grant, by other code than its rules: no note is outspent, every thing is in one place,
// and what was said is not taken back (spec/grant.md).
#include "kernel/grant_check.h"

#include <map>
#include <set>

#include "base/number.h"

namespace palitan::kernel {
namespace {
using base::Int128;

void check_money(const GrantFact& grant) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::pair<Int128, Int128>> paid;
  for (const auto& pay : grant.payments) {
    PALITAN_CHECK(pay.amount > 0);
    auto& [disbursed, confirmed] = paid[{pay.lot, pay.milestone}];
    disbursed += pay.amount;
    if (pay.confirmed_on) confirmed += pay.amount;
  }
  Int128 lots = 0, all = 0;
  for (const auto& lot : grant.lots) {
    Int128 milestones = 0;
    for (const auto& at : lot.milestones) {
      const auto [disbursed, confirmed] = paid[{lot.number, at.milestone.number}];
      PALITAN_CHECK(disbursed == at.disbursed && confirmed == at.confirmed);
      PALITAN_CHECK(at.disbursed <= at.milestone.amount && at.confirmed <= at.disbursed);
      PALITAN_CHECK(at.disbursed == 0 || (at.reached && at.confirmed_on));
      milestones += at.milestone.amount;
      all += at.disbursed;
    }
    PALITAN_CHECK(milestones == lot.amount);
    lots += lot.amount;
  }
  PALITAN_CHECK(lots <= grant.note.obligation.minor && all <= lots);
  PALITAN_CHECK(paid.size() <= grant.lots.size() * 1'000);
  PALITAN_CHECK(grant.agreed_on || grant.lots.empty());
}

void check_things(const GrantFact& grant) {
  std::map<base::Id, bool> handed;
  for (const auto& one : grant.handovers)
    PALITAN_CHECK(handed.emplace(one.id, one.confirmed_on.has_value()).second);
  std::set<std::string_view> serials;
  for (const auto& thing : grant.things) {
    PALITAN_CHECK(serials.insert(thing.item.serial).second);
    const auto at = handed.find(thing.handover);
    PALITAN_CHECK(at != handed.end() && at->second == (thing.custody != Custody::donor));
    PALITAN_CHECK(at->second || (!thing.reported && !thing.inspected));
    PALITAN_CHECK(thing.custody != Custody::transferred || !thing.holder.empty());
  }
  for (const auto& consent : grant.consents) {
    PALITAN_CHECK(!consent.granted || (*consent.granted && consent.answered_on));
    PALITAN_CHECK(consent.used.empty() || consent.granted);
    PALITAN_CHECK(consent.used.size() <= consent.serials.size());
  }
}
}  // namespace

void check_grant(const GrantFact& grant, const GrantFact* before) {
  check_money(grant);
  check_things(grant);
  for (const auto& said : grant.conversions) {
    const Int128 off = Int128{said.said.amount.minor} * said.said.denominator -
                       Int128{grant.note.obligation.minor} * said.said.numerator;
    PALITAN_CHECK(-Int128{said.said.denominator} < off && off < said.said.denominator);
  }
  PALITAN_CHECK((grant.state == GrantState::closed) == grant.closed_on.has_value());
  if (before == nullptr) return;
  PALITAN_CHECK(grant.note.obligation == before->note.obligation && grant.note.donor == before->note.donor &&
                grant.note.recipient == before->note.recipient);
  PALITAN_CHECK(grant.payments.size() >= before->payments.size() &&
                grant.things.size() >= before->things.size() &&
                grant.matters.size() >= before->matters.size());
  if (!grant.closed_on || before->closed_on) return;
  for (const auto& pay : grant.payments) PALITAN_CHECK(pay.confirmed_on.has_value());
  for (const auto& one : grant.handovers) PALITAN_CHECK(one.confirmed_on.has_value());
  for (const auto& matter : grant.matters) PALITAN_CHECK(matter.answered_on.has_value());
  PALITAN_CHECK(grant.evaluation.has_value());
}

}  // namespace palitan::kernel
