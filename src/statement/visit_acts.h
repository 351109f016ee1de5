// The vocabulary of visits under a reciprocal access agreement: declared, consented to, carried out. Part of
// statement/statement.h; include that. Counts and identifiers of things only: no list of people has a field.
#pragma once
#include "statement/activity_acts.h"

namespace palitan::statement {

/// How many people of one category.
struct HeadCount {
  PeopleKind people = PeopleKind::enlisted;
  std::uint32_t count = 0;
  bool operator==(const HeadCount&) const = default;
};
template <class A>
void describe(A& a, HeadCount& x) {
  a.field(1, "people", x.people);
  a.field(2, "count", x.count);
}

/// A ship, an aircraft or an official vehicle.
struct Craft {
  CraftKind craft = CraftKind::vehicle;
  std::string type;
  std::string identifier;  ///< hull, tail or plate number; no two alike in a visit
  bool operator==(const Craft&) const = default;
};
template <class A>
void describe(A& a, Craft& x) {
  a.field(1, "craft", x.craft);
  a.field(2, "type", x.type);
  a.field(3, "identifier", x.identifier);
}

struct ArmsLine {
  std::uint32_t number = 0;
  ArmsKind arms = ArmsKind::weapon;
  std::string type;
  std::uint64_t count = 0;               ///< pieces or rounds
  std::uint64_t explosive_grams = 0;     ///< net explosive weight of them all
  std::vector<std::string> identifiers;  ///< serial numbers, ascending, of weapons
  std::string storage;
  bool operator==(const ArmsLine&) const = default;
};
template <class A>
void describe(A& a, ArmsLine& x) {
  a.field(1, "number", x.number);
  a.field(2, "arms", x.arms);
  a.field(3, "type", x.type);
  a.field(4, "count", x.count);
  a.field(5, "explosive_grams", x.explosive_grams);
  a.field(6, "identifiers", x.identifiers);
  a.field(7, "storage", x.storage);
}

struct DangerousGoods {
  std::string un_number;  ///< four digits
  std::string description;
  std::int64_t quantity = 0;  ///< millionths of `unit`
  std::string unit;           ///< UNECE Rec 20
  bool operator==(const DangerousGoods&) const = default;
};
template <class A>
void describe(A& a, DangerousGoods& x) {
  a.field(1, "un_number", x.un_number);
  a.field(2, "description", x.description);
  a.field(3, "quantity", x.quantity);
  a.field(4, "unit", x.unit);
}

/// One line of the duty-free manifest.
struct ImportLine {
  std::uint32_t number = 0;
  ImportKind regime = ImportKind::temporary;
  std::string description;
  std::int64_t quantity = 0;  ///< millionths of `unit`
  std::string unit;
  bool operator==(const ImportLine&) const = default;
};
template <class A>
void describe(A& a, ImportLine& x) {
  a.field(1, "number", x.number);
  a.field(2, "regime", x.regime);
  a.field(3, "description", x.description);
  a.field(4, "quantity", x.quantity);
  a.field(5, "unit", x.unit);
}

/// People who drive or practise a profession in the host's country on their own papers.
struct Licensed {
  std::string licence;  ///< class of driving licence, or the profession
  std::uint32_t count = 0;
  bool operator==(const Licensed&) const = default;
};
template <class A>
void describe(A& a, Licensed& x) {
  a.field(1, "licence", x.licence);
  a.field(2, "count", x.count);
}

/// What a visit declares before it comes.
struct VisitPlan {
  std::string purpose;
  base::Date from;
  base::Date until;
  std::vector<std::string> units;
  std::vector<Place> places;
  std::vector<HeadCount> people;  ///< categories ascending
  std::vector<Craft> craft;
  std::vector<ArmsLine> arms;  ///< numbers ascending
  std::vector<DangerousGoods> goods;
  std::vector<std::string> frequencies;
  std::vector<Licensed> drivers;
  std::vector<Licensed> professionals;
  std::vector<ImportLine> manifest;  ///< numbers ascending
  std::string health;                ///< medical and biosecurity declarations
  std::string contact;               ///< an office, not a person
};
template <class A>
void describe(A& a, VisitPlan& x) {
  a.field(1, "purpose", x.purpose);
  a.field(2, "from", x.from);
  a.field(3, "until", x.until);
  a.field(4, "units", x.units);
  a.field(5, "places", x.places);
  a.field(6, "people", x.people);
  a.field(7, "craft", x.craft);
  a.field(8, "arms", x.arms);
  a.field(9, "goods", x.goods);
  a.field(10, "frequencies", x.frequencies);
  a.field(11, "drivers", x.drivers);
  a.field(12, "professionals", x.professionals);
  a.field(13, "manifest", x.manifest);
  a.field(14, "health", x.health);
  a.field(15, "contact", x.contact);
}

/// Opens a visit's case; signed by the visiting party.
struct NotifyVisit {
  base::Id instrument;
  base::Id activity;
  PartyCode host;
  PartyCode visitor;
  VisitPlan plan;
  std::string reference;
};
template <class A>
void describe(A& a, NotifyVisit& x) {
  a.field(1, "instrument", x.instrument);
  a.field(2, "activity", x.activity);
  a.field(3, "host", x.host);
  a.field(4, "visitor", x.visitor);
  a.field(5, "plan", x.plan);
  a.field(6, "reference", x.reference);
}

/// The whole plan anew; holds once the host has consented to it.
struct AmendVisit {
  VisitPlan plan;
  std::string reason;
};
template <class A>
void describe(A& a, AmendVisit& x) {
  a.field(1, "plan", x.plan);
  a.field(2, "reason", x.reason);
}

/// A condition of the host's consent.
struct Condition {
  std::uint32_t number = 0;
  std::string text;
  std::optional<base::Date> by;  ///< to be met by that day
  bool operator==(const Condition&) const = default;
};
template <class A>
void describe(A& a, Condition& x) {
  a.field(1, "number", x.number);
  a.field(2, "text", x.text);
  a.field(3, "by", x.by);
}

struct ConsentVisit {
  base::Id of;                        ///< the notification or amendment
  std::vector<Condition> conditions;  ///< numbers ascending
  std::string reference;              ///< of the clearance
};
template <class A>
void describe(A& a, ConsentVisit& x) {
  a.field(1, "of", x.of);
  a.field(2, "conditions", x.conditions);
  a.field(3, "reference", x.reference);
}

struct RefuseVisit {
  base::Id of;
  std::string reason;
};
template <class A>
void describe(A& a, RefuseVisit& x) {
  a.field(1, "of", x.of);
  a.field(2, "reason", x.reason);
}

/// How many of a numbered line of arms came, went or were expended.
struct CountOf {
  std::uint32_t number = 0;
  std::uint64_t count = 0;
};
template <class A>
void describe(A& a, CountOf& x) {
  a.field(1, "number", x.number);
  a.field(2, "count", x.count);
}

/// How much of a numbered line of the manifest came, went or was consumed: millionths of the line's unit.
struct AmountOf {
  std::uint32_t number = 0;
  std::int64_t quantity = 0;
};
template <class A>
void describe(A& a, AmountOf& x) {
  a.field(1, "number", x.number);
  a.field(2, "quantity", x.quantity);
}

/// How much of one kind of dangerous goods came, went or was used up: millionths of `unit`.
struct GoodsOf {
  std::string un_number;  ///< four digits
  std::int64_t quantity = 0;
  std::string unit;  ///< UNECE Rec 20; another unit is another line
};
template <class A>
void describe(A& a, GoodsOf& x) {
  a.field(1, "un_number", x.un_number);
  a.field(2, "quantity", x.quantity);
  a.field(3, "unit", x.unit);
}

/// What crossed the border, either way.
struct Crossing {
  std::vector<HeadCount> people;
  std::vector<std::string> craft;      ///< identifiers, ascending
  std::vector<CountOf> arms;           ///< numbers ascending
  std::vector<AmountOf> manifest;      ///< numbers ascending
  std::vector<GoodsOf> goods = {};     ///< dangerous goods; UN numbers, then units, ascending
  std::vector<Licensed> drivers = {};  ///< of the people, those who drive; licences ascending
};
template <class A>
void describe(A& a, Crossing& x) {
  a.field(1, "people", x.people);
  a.field(2, "craft", x.craft);
  a.field(3, "arms", x.arms);
  a.field(4, "manifest", x.manifest);
  a.field(5, "goods", x.goods);
  a.field(6, "drivers", x.drivers);
}

/// What in fact came in; repeatable. What no plan declared is named in `undeclared_*` and makes it irregular.
struct Enter {
  Crossing actual;
  Place place;
  std::vector<Craft> undeclared_craft;
  std::vector<ArmsLine> undeclared_arms;
  std::optional<PaperForm> paper;
};
template <class A>
void describe(A& a, Enter& x) {
  a.field(1, "actual", x.actual);
  a.field(2, "place", x.place);
  a.field(3, "undeclared_craft", x.undeclared_craft);
  a.field(4, "undeclared_arms", x.undeclared_arms);
  a.field(5, "paper", x.paper);
}

/// What happened to what is inside: rounds expended, goods consumed, dangerous goods used up.
struct DeclareChange {
  std::vector<CountOf> expended;
  std::vector<AmountOf> consumed;
  std::string note;
  std::vector<GoodsOf> goods = {};
};
template <class A>
void describe(A& a, DeclareChange& x) {
  a.field(1, "expended", x.expended);
  a.field(2, "consumed", x.consumed);
  a.field(3, "note", x.note);
  a.field(4, "goods", x.goods);
}

/// What went out; repeatable. A last departure leaves nothing inside: its figures must come out at zero.
struct Depart {
  Crossing actual;
  Place place;
  bool last = false;
  std::optional<PaperForm> paper;
};
template <class A>
void describe(A& a, Depart& x) {
  a.field(1, "actual", x.actual);
  a.field(2, "place", x.place);
  a.field(3, "last", x.last);
  a.field(4, "paper", x.paper);
}

/// The host's word that a condition of its consent was met.
struct MeetCondition {
  std::uint32_t number = 0;
  std::string note;
};
template <class A>
void describe(A& a, MeetCondition& x) {
  a.field(1, "number", x.number);
  a.field(2, "note", x.note);
}

struct ReportIncident {
  IncidentKind incident = IncidentKind::other;
  base::Date on;
  Place place;
  std::string what;  ///< without names of people
  std::string reference;
};
template <class A>
void describe(A& a, ReportIncident& x) {
  a.field(1, "incident", x.incident);
  a.field(2, "on", x.on);
  a.field(3, "place", x.place);
  a.field(4, "what", x.what);
  a.field(5, "reference", x.reference);
}

struct Claim {
  std::optional<base::Id> incident;
  Money amount;
  std::string grounds;
};
template <class A>
void describe(A& a, Claim& x) {
  a.field(1, "incident", x.incident);
  a.field(2, "amount", x.amount);
  a.field(3, "grounds", x.grounds);
}

/// The other side pays or rejects a claim, or the claimant gives it up.
struct SettleClaim {
  base::Id claim;
  ClaimOutcome outcome = ClaimOutcome::paid;
  std::int64_t amount = 0;  ///< minor units of the claim's currency, where paid
  std::string note;
};
template <class A>
void describe(A& a, SettleClaim& x) {
  a.field(1, "claim", x.claim);
  a.field(2, "outcome", x.outcome);
  a.field(3, "amount", x.amount);
  a.field(4, "note", x.note);
}

/// Brings something before the joint committee.
struct RaiseItem {
  std::string subject;
  std::string text;
  std::optional<base::Id> about;
};
template <class A>
void describe(A& a, RaiseItem& x) {
  a.field(1, "subject", x.subject);
  a.field(2, "text", x.text);
  a.field(3, "about", x.about);
}

/// What the joint committee made of it; both sides say the same.
struct ResolveItem {
  base::Id item;
  std::string decision;
};
template <class A>
void describe(A& a, ResolveItem& x) {
  a.field(1, "item", x.item);
  a.field(2, "decision", x.decision);
}

/// Ends a visit: nothing inside, conditions met, claims settled, items resolved.
struct CloseVisit {
  std::string note;
};
template <class A>
void describe(A& a, CloseVisit& x) {
  a.field(1, "note", x.note);
}

}  // namespace palitan::statement
