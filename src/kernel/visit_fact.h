// A visit as the log makes it: the plan that the host consented to, and what in fact came, went and was used
// (spec/visit.md). Counts and identifiers of things only.
#pragma once
#include "statement/statement.h"

namespace palitan::kernel {

#define PALITAN_VISIT_STATES(X) \
  X(1, notified)                \
  X(2, consented)               \
  X(3, entered)                 \
  X(4, departed)                \
  X(5, closed)                  \
  X(6, refused)
PALITAN_ENUM(VisitState, PALITAN_VISIT_STATES)

/// A plan that waits for the host: the notification, or an amendment.
struct VisitProposal {
  base::Id id;
  base::Date on;
  statement::VisitPlan plan;
};
template <class A>
void describe(A& a, VisitProposal& x) {
  a.field(1, "id", x.id);
  a.field(2, "on", x.on);
  a.field(3, "plan", x.plan);
}

/// How many of one group came and went. in = out + inside, here and below.
struct PeopleHere {
  statement::PeopleKind people = statement::PeopleKind::enlisted;
  std::uint64_t declared = 0;
  std::uint64_t in = 0;
  std::uint64_t out = 0;
  std::uint64_t inside = 0;
};
template <class A>
void describe(A& a, PeopleHere& x) {
  a.field(1, "people", x.people);
  a.field(2, "declared", x.declared);
  a.field(3, "in", x.in);
  a.field(4, "out", x.out);
  a.field(5, "inside", x.inside);
}

struct CraftHere {
  std::string identifier;
  statement::CraftKind craft = statement::CraftKind::vehicle;
  bool declared = false;
  bool inside = false;
  bool came = false;  ///< at least once
};
template <class A>
void describe(A& a, CraftHere& x) {
  a.field(1, "identifier", x.identifier);
  a.field(2, "craft", x.craft);
  a.field(3, "declared", x.declared);
  a.field(4, "inside", x.inside);
  a.field(5, "came", x.came);
}

/// in = out + expended + inside.
struct ArmsHere {
  std::uint32_t number = 0;
  statement::ArmsKind arms = statement::ArmsKind::weapon;
  std::string type = {};
  std::uint64_t declared = 0;  ///< 0: no plan that was consented to names the line
  std::uint64_t in = 0;
  std::uint64_t out = 0;
  std::uint64_t expended = 0;
  std::uint64_t inside = 0;
};
template <class A>
void describe(A& a, ArmsHere& x) {
  a.field(1, "number", x.number);
  a.field(2, "arms", x.arms);
  a.field(3, "type", x.type);
  a.field(4, "declared", x.declared);
  a.field(5, "in", x.in);
  a.field(6, "out", x.out);
  a.field(7, "expended", x.expended);
  a.field(8, "inside", x.inside);
}

/// in = out + consumed + inside; millionths of `unit`.
struct ImportHere {
  std::uint32_t number = 0;
  statement::ImportKind regime = statement::ImportKind::temporary;
  std::string description = {};
  std::string unit = {};
  std::int64_t declared = 0;
  std::int64_t in = 0;
  std::int64_t out = 0;
  std::int64_t consumed = 0;
  std::int64_t inside = 0;
};
template <class A>
void describe(A& a, ImportHere& x) {
  a.field(1, "number", x.number);
  a.field(2, "regime", x.regime);
  a.field(3, "description", x.description);
  a.field(4, "unit", x.unit);
  a.field(5, "declared", x.declared);
  a.field(6, "in", x.in);
  a.field(7, "out", x.out);
  a.field(8, "consumed", x.consumed);
  a.field(9, "inside", x.inside);
}

/// Dangerous goods of one UN number in one unit. in = out + used + inside; millionths of `unit`.
struct GoodsHere {
  std::string un_number = {};
  std::string unit = {};
  std::int64_t declared = 0;
  std::int64_t in = 0;
  std::int64_t out = 0;
  std::int64_t used = 0;
  std::int64_t inside = 0;
};
template <class A>
void describe(A& a, GoodsHere& x) {
  a.field(1, "un_number", x.un_number);
  a.field(2, "unit", x.unit);
  a.field(3, "declared", x.declared);
  a.field(4, "in", x.in);
  a.field(5, "out", x.out);
  a.field(6, "used", x.used);
  a.field(7, "inside", x.inside);
}

/// Those of the people who drive on their own papers.
struct DriversHere {
  std::string licence = {};
  std::uint64_t declared = 0;
  std::uint64_t in = 0;
  std::uint64_t out = 0;
  std::uint64_t inside = 0;
};
template <class A>
void describe(A& a, DriversHere& x) {
  a.field(1, "licence", x.licence);
  a.field(2, "declared", x.declared);
  a.field(3, "in", x.in);
  a.field(4, "out", x.out);
  a.field(5, "inside", x.inside);
}

struct ConditionFact {
  statement::Condition condition;
  std::optional<base::Date> met;
};
template <class A>
void describe(A& a, ConditionFact& x) {
  a.field(1, "condition", x.condition);
  a.field(2, "met", x.met);
}

struct IncidentFact {
  base::Id id;
  statement::PartyCode by;
  statement::IncidentKind incident = statement::IncidentKind::other;
  base::Date on;
};
template <class A>
void describe(A& a, IncidentFact& x) {
  a.field(1, "id", x.id);
  a.field(2, "by", x.by);
  a.field(3, "incident", x.incident);
  a.field(4, "on", x.on);
}

struct ClaimFact {
  base::Id id;
  statement::PartyCode by;
  std::optional<base::Id> incident;
  statement::Money amount;
  base::Date on;
  std::optional<statement::ClaimOutcome> outcome;  ///< none: open
  std::int64_t paid = 0;
};
template <class A>
void describe(A& a, ClaimFact& x) {
  a.field(1, "id", x.id);
  a.field(2, "by", x.by);
  a.field(3, "incident", x.incident);
  a.field(4, "amount", x.amount);
  a.field(5, "on", x.on);
  a.field(6, "outcome", x.outcome);
  a.field(7, "paid", x.paid);
}

/// One side's word on an item of the joint committee: the hash of its decision.
struct DecisionFact {
  statement::PartyCode party;
  base::Hash decision;
};
template <class A>
void describe(A& a, DecisionFact& x) {
  a.field(1, "party", x.party);
  a.field(2, "decision", x.decision);
}

struct ItemFact {
  base::Id id;
  statement::PartyCode by;
  std::string subject;
  std::optional<base::Id> about;
  base::Date on;
  std::vector<DecisionFact> said;
  bool resolved = false;
};
template <class A>
void describe(A& a, ItemFact& x) {
  a.field(1, "id", x.id);
  a.field(2, "by", x.by);
  a.field(3, "subject", x.subject);
  a.field(4, "about", x.about);
  a.field(5, "on", x.on);
  a.field(6, "said", x.said);
  a.field(7, "resolved", x.resolved);
}

/// What happened without cover; settled when the joint committee resolves an item about it.
struct UncoveredFact {
  base::Id act;
  statement::Kind kind = statement::Kind::enter;
  std::uint16_t code = 0;  ///< base::Code of what would have been the refusal
  std::string clause;
  base::Date on;
  bool settled = false;
};
template <class A>
void describe(A& a, UncoveredFact& x) {
  a.field(1, "act", x.act);
  a.field(2, "kind", x.kind);
  a.field(3, "code", x.code);
  a.field(4, "clause", x.clause);
  a.field(5, "on", x.on);
  a.field(6, "settled", x.settled);
}

struct VisitFact {
  VisitState state = VisitState::notified;
  base::Id instrument;
  base::Id activity;
  statement::PartyCode host;
  statement::PartyCode visitor;
  std::string reference;                     ///< of the notification
  std::string clearance;                     ///< of the consent
  std::optional<VisitProposal> proposed;     ///< waits for the host
  std::optional<statement::VisitPlan> plan;  ///< as last consented to
  std::optional<base::Date> consented_on;    ///< the first consent
  std::optional<base::Date> ended_on;        ///< last departure, or the end of a visit that never came
  std::vector<PeopleHere> people;            ///< groups ascending
  std::vector<CraftHere> craft;              ///< identifiers ascending
  std::vector<ArmsHere> arms;                ///< numbers ascending
  std::vector<ImportHere> imports;           ///< numbers ascending
  std::vector<ConditionFact> conditions;     ///< numbers ascending
  std::vector<IncidentFact> incidents;
  std::vector<ClaimFact> claims;
  std::vector<ItemFact> items;
  std::vector<UncoveredFact> uncovered;
  std::vector<GoodsHere> goods;      ///< UN numbers, then units, ascending
  std::vector<DriversHere> drivers;  ///< licences ascending
};
template <class A>
void describe(A& a, VisitFact& x) {
  a.field(1, "state", x.state);
  a.field(2, "instrument", x.instrument);
  a.field(3, "activity", x.activity);
  a.field(4, "host", x.host);
  a.field(5, "visitor", x.visitor);
  a.field(6, "reference", x.reference);
  a.field(7, "clearance", x.clearance);
  a.field(8, "proposed", x.proposed);
  a.field(9, "plan", x.plan);
  a.field(10, "consented_on", x.consented_on);
  a.field(11, "ended_on", x.ended_on);
  a.field(12, "people", x.people);
  a.field(13, "craft", x.craft);
  a.field(14, "arms", x.arms);
  a.field(15, "imports", x.imports);
  a.field(16, "conditions", x.conditions);
  a.field(17, "incidents", x.incidents);
  a.field(18, "claims", x.claims);
  a.field(19, "items", x.items);
  a.field(20, "uncovered", x.uncovered);
  a.field(21, "goods", x.goods);
  a.field(22, "drivers", x.drivers);
}

/// Was it consented to, within its window and not yet over on `day`?
bool is_live(const VisitFact& visit, base::Date day);
/// What is still in the host's country, in words: "2 officer, hull 4101, arms line 1: 30"; empty: nothing.
std::string inside_of(const VisitFact& visit);
/// Does the committee still have to deal with it: a condition, a claim, an item, something uncovered? In
/// words, the first of them; empty: nothing.
std::string open_of(const VisitFact& visit);

}  // namespace palitan::kernel
