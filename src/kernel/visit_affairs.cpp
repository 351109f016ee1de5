// What follows from a visit: incidents, claims, the joint committee, and its end.
#include <algorithm>

#include <fmt/format.h>

#include "base/money.h"
#include "crypto/hash.h"
#include "kernel/visit_rules.h"

namespace palitan::kernel {
namespace {
using base::Code;
using statement::ClaimOutcome;

/// The part's own clause, or the one on visits where the instrument does not say.
const std::string& or_visits(const VisitAct& x, const std::string& clause) {
  return clause.empty() ? x.rules.clause : clause;
}

base::Result<void> provided(const VisitAct& x, const std::string& clause, const char* what) {
  if (!clause.empty()) return {};
  return base::refuse(Code::refused_authority, fmt::format("{} provides for no {}", x.law.rules.name, what),
                      x.rules.clause);
}

base::Result<void> bad(const char* what, const std::string& clause) {
  return base::refuse(Code::refused_unreadable, what, clause);
}
bool fits(const std::string& text, std::size_t most) { return !text.empty() && text.size() <= most; }

template <class T>
base::Result<void> room_for_one_more(const std::vector<T>& list, const std::string& clause) {
  if (list.size() < kAffairsMax) return {};
  return base::refuse(Code::refused_overflow, "incidents, claims or items of one visit", clause);
}

template <class T>
T* find_id(std::vector<T>& list, const base::Id& id) {
  const auto at = std::find_if(list.begin(), list.end(), [&](const T& x) { return x.id == id; });
  return at == list.end() ? nullptr : &*at;
}

base::Result<void> settle_by(const VisitAct& x, const ClaimFact& claim, const statement::SettleClaim& body) {
  const auto& clause = x.rules.claims_clause;
  const bool own = claim.by == x.party();
  if (own != (body.outcome == ClaimOutcome::given_up))
    return base::refuse(Code::refused_side,
                        own ? "the other side pays or rejects a claim" : "only the claimant gives it up",
                        clause);
  if (body.outcome != ClaimOutcome::paid) {
    if (body.amount == 0) return {};
    return base::refuse(Code::refused_amount, "an amount goes with a payment only", clause);
  }
  if (body.amount <= 0) return base::refuse(Code::refused_amount, "a payment is above zero", clause);
  if (body.amount > claim.amount.minor)
    return base::refuse(Code::refused_oversettled,
                        fmt::format("claimed {}, paid {}", claim.amount.minor, body.amount), clause);
  return {};
}
}  // namespace

base::Result<void> covered(const VisitAct& x, const statement::ReportIncident& body) {
  if (body.on <= x.act.date) return {};
  return base::refuse(Code::refused_future, "the incident lies after the report",
                      or_visits(x, x.rules.incident_clause));
}

base::Result<void> record(const VisitAct& x, const statement::ReportIncident& body) {
  const auto& clause = or_visits(x, x.rules.incident_clause);
  if (!is_valid(body.incident) || !fits(body.what, kLongText) || body.reference.size() > kShortText)
    return bad("an incident says what happened, without names of people", clause);
  if (auto ok = check_place(body.place, "place"); !ok) return ok;
  if (auto ok = room_for_one_more(x.visit.incidents, clause); !ok) return ok;
  x.visit.incidents.push_back({x.act.statement.id(), x.party(), body.incident, body.on});
  return {};
}

base::Result<void> rule(const VisitAct& x, const statement::Claim& body) {
  const auto& clause = x.rules.claims_clause;
  if (auto ok = provided(x, clause, "claims"); !ok) return ok;
  if (!base::currency(body.amount.currency))
    return base::refuse(Code::refused_currency, "'" + body.amount.currency + "'", clause);
  if (body.amount.minor <= 0) return base::refuse(Code::refused_amount, "a claim is above zero", clause);
  if (!fits(body.grounds, kLongText)) return bad("a claim says its grounds", clause);
  if (body.incident && find_id(x.visit.incidents, *body.incident) == nullptr)
    return base::refuse(Code::refused_cited, "not an incident of this visit", clause);
  if (auto ok = room_for_one_more(x.visit.claims, clause); !ok) return ok;
  x.visit.claims.push_back({x.act.statement.id(), x.party(), body.incident, body.amount, x.act.date, {}, 0});
  return {};
}

base::Result<void> rule(const VisitAct& x, const statement::SettleClaim& body) {
  auto* claim = find_id(x.visit.claims, body.claim);
  if (claim == nullptr)
    return base::refuse(Code::refused_cited, "not a claim of this visit",
                        or_visits(x, x.rules.claims_clause));
  if (claim->outcome)
    return base::refuse(Code::refused_already, std::string(name(*claim->outcome)), x.rules.claims_clause);
  if (!is_valid(body.outcome) || body.note.size() > kLongText)
    return bad("the outcome, or its note", x.rules.claims_clause);
  if (auto ok = settle_by(x, *claim, body); !ok) return ok;
  claim->outcome = body.outcome;
  claim->paid = body.amount;
  return {};
}

base::Result<void> rule(const VisitAct& x, const statement::RaiseItem& body) {
  const auto& clause = x.rules.committee_clause;
  if (auto ok = provided(x, clause, "joint committee"); !ok) return ok;
  if (!fits(body.subject, kShortText) || body.text.size() > kLongText)
    return bad("an item has a short subject", clause);
  if (body.about) {
    const auto* said = x.act.facts.get<StatementFact>(statement_key(*body.about));
    if (said == nullptr || said->case_id != x.act.statement.case_of())
      return base::refuse(Code::refused_cited, "not an act of this visit", clause);
  }
  if (auto ok = room_for_one_more(x.visit.items, clause); !ok) return ok;
  x.visit.items.push_back({x.act.statement.id(), x.party(), body.subject, body.about, x.act.date, {}, false});
  return {};
}

base::Result<void> rule(const VisitAct& x, const statement::ResolveItem& body) {
  const auto& clause = or_visits(x, x.rules.committee_clause);
  auto* item = find_id(x.visit.items, body.item);
  if (item == nullptr) return base::refuse(Code::refused_cited, "not an item of this visit", clause);
  if (item->resolved) return base::refuse(Code::refused_already, "resolved", clause);
  if (!fits(body.decision, kLongText)) return bad("a decision says something", clause);
  const auto decision = crypto::sha256(base::view_of(body.decision));
  std::erase_if(item->said, [&](const DecisionFact& word) { return word.party == x.party(); });
  const bool same = !item->said.empty() && item->said.front().decision == decision;
  item->said.push_back({x.party(), decision});
  if (!same) return {};
  item->resolved = true;
  for (auto& act : x.visit.uncovered)
    if (item->about == act.act) act.settled = true;
  return {};
}

base::Result<void> rule(const VisitAct& x, const statement::CloseVisit& body) {
  if (body.note.size() > kLongText) return bad("the note is too long", x.rules.clause);
  if (const auto inside = inside_of(x.visit); !inside.empty())
    return base::refuse(Code::refused_inside, inside, x.rules.clause);
  // Conditions of a visit that never came are not asked.
  auto asked = x.visit;
  if (x.visit.state != VisitState::departed) asked.conditions.clear();
  if (const auto open = open_of(asked); !open.empty())
    return base::refuse(Code::refused_open, open, x.rules.clause);
  x.visit.proposed.reset();
  if (!x.visit.ended_on) x.visit.ended_on = x.act.date;
  return {};
}

}  // namespace palitan::kernel
