#include "kernel/grant_fact.h"

#include <algorithm>

#include <fmt/format.h>

namespace palitan::kernel {
namespace {
template <class Things>
auto* find_thing(Things& things, std::string_view serial) {
  const auto at =
      std::lower_bound(things.begin(), things.end(), serial,
                       [](const auto& thing, std::string_view s) { return thing.item.serial < s; });
  return at != things.end() && at->item.serial == serial ? &*at : nullptr;
}
}  // namespace

GrantLot* GrantFact::lot(std::uint32_t number) {
  const auto at = std::find_if(lots.begin(), lots.end(), [&](const auto& x) { return x.number == number; });
  return at == lots.end() ? nullptr : &*at;
}
GrantThing* GrantFact::thing(std::string_view serial) { return find_thing(things, serial); }
const GrantThing* GrantFact::thing(std::string_view serial) const { return find_thing(things, serial); }

std::int64_t disbursed_of(const GrantFact& grant) {
  std::int64_t sum = 0;
  for (const auto& pay : grant.payments) sum += pay.amount;
  return sum;
}
std::int64_t confirmed_of(const GrantFact& grant) {
  std::int64_t sum = 0;
  for (const auto& pay : grant.payments) sum += pay.confirmed_on ? pay.amount : 0;
  return sum;
}

std::optional<base::Date> delivered_on(const GrantFact& grant) {
  std::optional<base::Date> last;
  for (const auto& one : grant.handovers)
    if (one.confirmed_on && (!last || *last < one.on)) last = one.on;
  return last;
}

std::optional<ledger::Position> position_of(const GrantFact& grant) {
  using ledger::AccountKind;
  ledger::Position out;
  if (!grant.agreed_on || grant.closed_on) return out;
  const auto& [minor, currency] = grant.note.obligation;
  const auto& donor = grant.note.donor;
  const auto& recipient = grant.note.recipient;
  const auto disbursed = disbursed_of(grant);
  const auto confirmed = confirmed_of(grant);
  const bool fits = out.add({AccountKind::granted, recipient, donor}, currency, minor - confirmed) &&
                    out.add({AccountKind::grant_owed, donor, recipient}, currency, disbursed - minor) &&
                    out.add({AccountKind::disbursing, donor, recipient}, currency, confirmed - disbursed);
  return fits ? std::optional(std::move(out)) : std::nullopt;
}

std::string open_of(const GrantFact& grant) {
  for (const auto& pay : grant.payments)
    if (!pay.confirmed_on)
      return fmt::format("a disbursement for lot {}, milestone {} is not confirmed", pay.lot, pay.milestone);
  for (const auto& one : grant.handovers)
    if (!one.confirmed_on) return fmt::format("the handover of {} is not confirmed", to_text(one.on));
  for (const auto& matter : grant.matters)
    if (!matter.answered_on)
      return fmt::format("the {} of {} by {} is not answered", name(matter.kind), to_text(matter.on),
                         matter.by);
  return grant.evaluation ? std::string() : "it was not evaluated";
}

}  // namespace palitan::kernel
