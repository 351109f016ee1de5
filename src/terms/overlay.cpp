#include "terms/overlay.h"

#include <algorithm>

#include "base/money.h"
#include "terms/later.h"
#include "terms/queries.h"

namespace palitan::terms {
using base::Code;
using base::refuse;

namespace {

template <class List>
bool covers(const List& list, std::string_view value) {
  return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

bool holds(const std::vector<std::string>& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool gives(const Overlay& overlay, const OwnCase& at) { return at.supplier == overlay.party; }
const statement::PartyCode& partner_of(const Overlay& overlay, const OwnCase& at) {
  return gives(overlay, at) ? at.recipient : at.supplier;
}

/// What of the case the ground does not cover; empty where it covers all.
std::string uncovered(const Overlay& overlay, const Ground& ground, const OwnCase& at) {
  const bool giving = gives(overlay, at);
  if (giving ? !ground.giving : !ground.getting) return giving ? "giving" : "getting";
  if (!covers(ground.partners, partner_of(overlay, at))) return "partner '" + partner_of(overlay, at) + "'";
  if (!covers(ground.activities, at.activity)) return "activity '" + at.activity + "'";
  for (const auto& line : at.lines)
    if (!covers(ground.categories, line.category)) return "category '" + line.category + "'";
  return {};
}

base::Result<void> check_excluded(const Overlay& overlay, const OwnCase& at) {
  for (const auto& line : at.lines)
    for (const auto& exclusion : overlay.exclusions)
      if (exclusion.category == line.category && (gives(overlay, at) ? exclusion.giving : exclusion.getting))
        return refuse(Code::local_law_ground,
                      "the law of '" + overlay.party + "' bars '" + line.category + "'", exclusion.clause);
  return {};
}

base::Result<void> check_onward(const Overlay& overlay, const OwnCase& at) {
  if (overlay.retransfer_clause.empty()) return {};
  for (const auto& party : at.onward)
    if (party != overlay.party && !holds(overlay.agreements, party))
      return refuse(Code::local_law_ground,
                    "it is meant to go on to '" + party + "', which has no agreement of its own with '" +
                        overlay.party + "'",
                    overlay.retransfer_clause);
  return {};
}

base::Result<void> check_ground(const Overlay& overlay, const statement::Declaration& declared,
                                const OwnCase& at) {
  const auto& clause = gives(overlay, at) ? overlay.giving_clause : overlay.getting_clause;
  if (clause.empty()) return {};
  std::string fitting;
  for (const auto& ground : overlay.grounds) {
    const auto lacks = uncovered(overlay, ground, at);
    if (ground.name == declared.ground) {
      if (lacks.empty()) return {};
      return refuse(Code::local_law_ground, "ground '" + ground.name + "' does not cover " + lacks,
                    ground.clause);
    }
    if (lacks.empty()) fitting += (fitting.empty() ? "" : ", ") + ground.name;
  }
  const auto seen = declared.ground.empty() ? std::string("no ground is declared")
                                            : "ground '" + declared.ground + "' is not known";
  return refuse(Code::local_law_ground,
                seen + "; grounds that cover this: " + (fitting.empty() ? "none" : fitting), clause);
}

base::Result<void> check_declared(const Overlay& overlay, const statement::Declaration& declared,
                                  const OwnCase& at) {
  if (auto fine = check_ground(overlay, declared, at); !fine) return fine;
  const auto& ground_clause = gives(overlay, at) ? overlay.giving_clause : overlay.getting_clause;
  if (!ground_clause.empty() && !overlay.authority_clause.empty() && declared.authority.empty())
    return refuse(Code::local_law_ground, "the authority that decided is not named",
                  overlay.authority_clause);
  if (gives(overlay, at) && !overlay.non_hindrance_clause.empty() && !declared.does_not_hinder)
    return refuse(Code::local_law_hindrance, "it is not declared that the own forces are not hindered",
                  overlay.non_hindrance_clause);
  return {};
}

/// used + more above `most`? An amount that cannot be counted is above every ceiling.
bool passes(std::int64_t used, std::int64_t more, std::int64_t most) {
  const auto sum = base::add(used, more);
  return !sum || *sum > most;
}

std::string shown(std::int64_t minor, const std::string& currency) {
  const auto info = base::currency(currency);
  return base::format_fixed(minor, info ? info->minor_digits : 0) + " " + currency;
}

base::Result<void> check_ceiling(const OwnCeiling& ceiling, const OwnCase& at, const CeilingUse& used) {
  std::int64_t total = 0;
  std::int64_t supplies = 0;
  for (const auto& line : at.lines) {
    if (!counts(ceiling, line.category, at.activity) || line.amount <= 0) continue;
    // Kept just above every ceiling rather than wrapped around.
    total = base::add(total, line.amount).value_or(INT64_MAX);
    if (!line.service) supplies = base::add(supplies, line.amount).value_or(INT64_MAX);
  }
  const auto over = [&](const std::string& what, std::int64_t before, std::int64_t more, std::int64_t most) {
    return refuse(Code::local_law_ceiling,
                  "ceiling '" + ceiling.name + "'" + what + " is " + shown(most, ceiling.currency) +
                      "; used " + shown(before, ceiling.currency) + ", this adds " +
                      shown(more, ceiling.currency),
                  ceiling.clause);
  };
  if (total > 0 && passes(used.total, total, ceiling.amount))
    return over("", used.total, total, ceiling.amount);
  if (ceiling.supplies_amount && supplies > 0 && passes(used.supplies, supplies, *ceiling.supplies_amount))
    return over(" for supplies", used.supplies, supplies, *ceiling.supplies_amount);
  return {};
}

}  // namespace

bool counts(const OwnCeiling& ceiling, std::string_view category, std::string_view activity) {
  return !holds(ceiling.exempt_categories, category) && !holds(ceiling.exempt_activities, activity);
}

bool binds(const OwnCeiling& ceiling, std::string_view partner) {
  if (ceiling.partners.empty()) return true;
  return holds(ceiling.partners, partner) != ceiling.all_but;
}

std::vector<const OwnCeiling*> own_ceilings(const Overlay& overlay, const OwnCase& at) {
  const auto side = gives(overlay, at) ? LedgerSide::credits : LedgerSide::debts;
  std::vector<const OwnCeiling*> out;
  for (const auto& ceiling : overlay.ceilings)
    if (ceiling.side == side && ceiling.currency == at.currency && binds(ceiling, partner_of(overlay, at)))
      out.push_back(&ceiling);
  return out;
}

base::Result<void> overlay_findings(const Overlay& overlay,
                                    const std::optional<statement::Declaration>& declared, const OwnCase& at,
                                    const std::vector<CeilingUse>& used) {
  if (at.supplier != overlay.party && at.recipient != overlay.party) return {};
  if (auto fine = check_excluded(overlay, at); !fine) return fine;
  if (auto fine = check_onward(overlay, at); !fine) return fine;
  if (auto fine = check_declared(overlay, declared.value_or(statement::Declaration{}), at); !fine)
    return fine;
  for (const auto* ceiling : own_ceilings(overlay, at)) {
    const auto use =
        std::find_if(used.begin(), used.end(), [&](const CeilingUse& u) { return u.name == ceiling->name; });
    if (auto fine = check_ceiling(*ceiling, at, use == used.end() ? CeilingUse{} : *use); !fine) return fine;
  }
  return {};
}

std::optional<base::Date> settled_by(const Overlay& overlay, statement::Means means, base::Date delivered) {
  for (const auto& clock : overlay.clocks)
    if (clock.means == means) return later(delivered, clock.days, clock.months);
  return std::nullopt;
}

}  // namespace palitan::terms
