#include "reports/mission_views.h"

#include <algorithm>
#include <set>

#include "base/number.h"

namespace palitan::reports {

const kernel::InstrumentFact* law_in(std::span<const CaseFile> cases, const base::Id& id) {
  for (const auto& one : cases)
    if (one.id == id && one.file->instrument) return &*one.file->instrument;
  return nullptr;
}

VisitsView visits_view(std::span<const CaseFile> cases, base::Date on) {
  VisitsView out;
  out.on = on;
  std::vector<const kernel::VisitFact*> all;
  for (const auto& one : cases) {
    if (!one.file->visit) continue;
    const auto& visit = *one.file->visit;
    all.push_back(&visit);
    out.visits.push_back({one.id, visit_row(one.id, visit, on)});
    if (const auto* law = law_in(cases, visit.instrument))
      if (auto asked = consent_awaited(visit, law->rules, on))
        out.consents.push_back({one.id, std::move(*asked)});
    for (auto& row : not_reexported(visit, on)) out.imports.push_back({one.id, std::move(row)});
    for (auto& row : unmet_conditions(visit, on)) out.conditions.push_back({one.id, std::move(row)});
    for (const auto& incident : visit.incidents) out.incidents.push_back({one.id, incident});
    for (auto& row : open_affairs(visit)) out.affairs.push_back({one.id, std::move(row)});
  }
  out.in_country = present(all);
  return out;
}

std::vector<GrantCase> grants_in(std::span<const CaseFile> cases) {
  std::vector<GrantCase> out;
  for (const auto& one : cases)
    if (one.file->grant)
      if (const auto* law = law_in(cases, one.file->grant->note.instrument))
        out.push_back({one.id, &*one.file->grant, &law->rules});
  return out;
}

base::Result<GrantsView> grants_view(std::span<const CaseFile> cases, base::Date on, std::string_view donor) {
  GrantsView out;
  out.on = on;
  out.grants = grants_in(cases);
  if (!donor.empty())
    std::erase_if(out.grants, [&](const GrantCase& one) { return one.grant->note.donor != donor; });
  std::set<statement::PartyCode> donors;
  for (const auto& one : out.grants) donors.insert(one.grant->note.donor);
  for (const auto& party : donors) {
    auto held = portfolio(out.grants, party, {});
    if (!held) return tl::unexpected(held.error());
    out.portfolios.push_back({party, std::move(*held)});
  }
  out.due = grants_due(out.grants, on);
  out.things = item_register(out.grants);
  for (const auto& one : out.grants)
    for (const auto& link : one.grant->note.links) out.links.push_back({one.id, link.grant, link.relation});
  return out;
}

bool is_claim(const ledger::Account& account, std::string_view party) {
  using ledger::AccountKind;
  switch (account.kind) {
    case AccountKind::issued:
    case AccountKind::received:
    case AccountKind::damaged:
    case AccountKind::transit:
    case AccountKind::irregular:
    case AccountKind::written_off:
    case AccountKind::forgiven:
      return false;
    default:
      return account.holder == party;
  }
}

base::Result<void> add_claim(std::map<ledger::Commodity, Claims>& sums, const ledger::Commodity& commodity,
                             std::int64_t amount) {
  auto& sum = sums[commodity];
  auto& at = amount > 0 ? sum.may_ask : sum.owes;
  const auto grown = base::add(at, amount);
  if (!grown) return base::refuse(base::Code::refused_overflow, commodity);
  at = *grown;
  return {};
}

}  // namespace palitan::reports
