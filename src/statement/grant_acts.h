// The vocabulary of grants of security assistance: from the note to the public sheet. Part of
// statement/statement.h; include that.
#pragma once
#include "statement/activity_acts.h"

namespace palitan::statement {

/// Another grant that this one belongs to: a boathouse and the boats it was built for.
struct GrantLink {
  base::Id grant;
  std::string relation;
};
template <class A>
void describe(A& a, GrantLink& x) {
  a.field(1, "grant", x.grant);
  a.field(2, "relation", x.relation);
}

/// Opens a grant's case: the note, signed by the donor. Its amount is the obligation.
struct OfferGrant {
  base::Id instrument;
  PartyCode donor;
  PartyCode recipient;
  std::string title;
  Money obligation;
  std::string field;  ///< as the instrument names it: "maritime_safety" ...
  std::string purpose;
  std::string note;        ///< reference of the exchanged note
  base::Date fiscal_year;  ///< its first day: the budget that bears it
  std::vector<Place> sites;
  std::vector<GrantLink> links;
};
template <class A>
void describe(A& a, OfferGrant& x) {
  a.field(1, "instrument", x.instrument);
  a.field(2, "donor", x.donor);
  a.field(3, "recipient", x.recipient);
  a.field(4, "title", x.title);
  a.field(5, "obligation", x.obligation);
  a.field(6, "field", x.field);
  a.field(7, "purpose", x.purpose);
  a.field(8, "note", x.note);
  a.field(9, "fiscal_year", x.fiscal_year);
  a.field(10, "sites", x.sites);
  a.field(11, "links", x.links);
}

/// The recipient's note in return.
struct AcceptGrant {
  std::string note;
};
template <class A>
void describe(A& a, AcceptGrant& x) {
  a.field(1, "note", x.note);
}

/// What a source said the obligation was worth in another currency on a day: information, never an
/// obligation.
struct RecordConversion {
  Money amount;
  std::int64_t numerator = 1;  ///< amount = obligation * numerator / denominator, in minor units
  std::int64_t denominator = 1;
  std::string source;
  base::Date on;
};
template <class A>
void describe(A& a, RecordConversion& x) {
  a.field(1, "amount", x.amount);
  a.field(2, "numerator", x.numerator);
  a.field(3, "denominator", x.denominator);
  a.field(4, "source", x.source);
  a.field(5, "on", x.on);
}

struct Milestone {
  std::uint32_t number = 0;
  std::string title;
  base::Date due;
  std::int64_t amount = 0;  ///< minor units of the obligation's currency, payable when it is reached
};
template <class A>
void describe(A& a, Milestone& x) {
  a.field(1, "number", x.number);
  a.field(2, "title", x.title);
  a.field(3, "due", x.due);
  a.field(4, "amount", x.amount);
}

/// One contract under the grant.
struct AwardLot {
  std::uint32_t number = 0;
  std::string title;
  std::string contractor;
  std::int64_t amount = 0;            ///< minor units of the obligation's currency
  std::vector<Milestone> milestones;  ///< numbers ascending; their amounts are the lot's
};
template <class A>
void describe(A& a, AwardLot& x) {
  a.field(1, "number", x.number);
  a.field(2, "title", x.title);
  a.field(3, "contractor", x.contractor);
  a.field(4, "amount", x.amount);
  a.field(5, "milestones", x.milestones);
}

struct ReachMilestone {
  std::uint32_t lot = 0;
  std::uint32_t milestone = 0;
  std::string note;
};
template <class A>
void describe(A& a, ReachMilestone& x) {
  a.field(1, "lot", x.lot);
  a.field(2, "milestone", x.milestone);
  a.field(3, "note", x.note);
}

struct Disburse {
  std::uint32_t lot = 0;
  std::uint32_t milestone = 0;
  std::int64_t amount = 0;
  std::string reference;
};
template <class A>
void describe(A& a, Disburse& x) {
  a.field(1, "lot", x.lot);
  a.field(2, "milestone", x.milestone);
  a.field(3, "amount", x.amount);
  a.field(4, "reference", x.reference);
}

/// The other side's word for a milestone, a disbursement, a handover.
struct ConfirmGrant {
  base::Id of;
  std::string note;
};
template <class A>
void describe(A& a, ConfirmGrant& x) {
  a.field(1, "of", x.of);
  a.field(2, "note", x.note);
}

struct GrantItem {
  std::string serial;  ///< of this thing alone, in all grants of the partnership
  std::string description;
  std::string stock_number;  ///< NSN
};
template <class A>
void describe(A& a, GrantItem& x) {
  a.field(1, "serial", x.serial);
  a.field(2, "description", x.description);
  a.field(3, "stock_number", x.stock_number);
}

struct HandOver {
  std::uint32_t lot = 0;
  std::vector<GrantItem> items;  ///< serials ascending
  Place place;
};
template <class A>
void describe(A& a, HandOver& x) {
  a.field(1, "lot", x.lot);
  a.field(2, "items", x.items);
  a.field(3, "place", x.place);
}

/// Where a thing is and how it is, as its holder says.
struct ItemState {
  std::string serial;
  Readiness readiness = Readiness::ready;
  std::string custodian;  ///< the unit that has it
  Place place;
  std::string berth;  ///< serial of the facility built for it, or its name
  std::string note;
};
template <class A>
void describe(A& a, ItemState& x) {
  a.field(1, "serial", x.serial);
  a.field(2, "readiness", x.readiness);
  a.field(3, "custodian", x.custodian);
  a.field(4, "place", x.place);
  a.field(5, "berth", x.berth);
  a.field(6, "note", x.note);
}

struct ReportCondition {
  std::vector<ItemState> items;  ///< serials ascending
};
template <class A>
void describe(A& a, ReportCondition& x) {
  a.field(1, "items", x.items);
}

struct Inspect {
  std::vector<ItemState> items;  ///< as found; serials ascending
  std::string findings;
};
template <class A>
void describe(A& a, Inspect& x) {
  a.field(1, "items", x.items);
  a.field(2, "findings", x.findings);
}

/// The recipient asks before it hands on, uses otherwise or disposes of what it was given.
struct AskConsent {
  ConsentKind consent = ConsentKind::transfer;
  std::vector<std::string> serials;  ///< ascending
  std::string to;                    ///< new holder or purpose
  std::string reason;
};
template <class A>
void describe(A& a, AskConsent& x) {
  a.field(1, "consent", x.consent);
  a.field(2, "serials", x.serials);
  a.field(3, "to", x.to);
  a.field(4, "reason", x.reason);
}

struct AnswerConsent {
  base::Id of;
  bool granted = false;
  std::string conditions;
};
template <class A>
void describe(A& a, AnswerConsent& x) {
  a.field(1, "of", x.of);
  a.field(2, "granted", x.granted);
  a.field(3, "conditions", x.conditions);
}

/// What was transferred, used otherwise or disposed of; irregular without consent.
struct CarryOut {
  ConsentKind consent = ConsentKind::transfer;
  std::optional<base::Id> asked;     ///< the request that was granted
  std::vector<std::string> serials;  ///< ascending
  std::string to;
};
template <class A>
void describe(A& a, CarryOut& x) {
  a.field(1, "consent", x.consent);
  a.field(2, "asked", x.asked);
  a.field(3, "serials", x.serials);
  a.field(4, "to", x.to);
}

/// Loss, damage or use off purpose; a clock of the instrument runs until it is answered.
struct ReportLoss {
  LossKind loss = LossKind::damage;
  std::vector<std::string> serials;  ///< ascending
  std::string what;
};
template <class A>
void describe(A& a, ReportLoss& x) {
  a.field(1, "loss", x.loss);
  a.field(2, "serials", x.serials);
  a.field(3, "what", x.what);
}

struct AnswerLoss {
  base::Id of;
  std::string measures;
};
template <class A>
void describe(A& a, AnswerLoss& x) {
  a.field(1, "of", x.of);
  a.field(2, "measures", x.measures);
}

struct Evaluate {
  std::string result;  ///< fit to be published
  std::string lessons;
};
template <class A>
void describe(A& a, Evaluate& x) {
  a.field(1, "result", x.result);
  a.field(2, "lessons", x.lessons);
}

struct CloseGrant {
  std::string note;
};
template <class A>
void describe(A& a, CloseGrant& x) {
  a.field(1, "note", x.note);
}

}  // namespace palitan::statement
