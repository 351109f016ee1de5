// A grant as the log makes it: the note, its contracts and money, the things handed over and what became of
// them (spec/grant.md). Amounts are minor units of the note's currency.
#pragma once
#include "ledger/ledger.h"
#include "statement/statement.h"

namespace palitan::kernel {

#define PALITAN_GRANT_STATES(X) \
  X(1, offered)                 \
  X(2, agreed)                  \
  X(3, procuring)               \
  X(4, delivered)               \
  X(5, evaluated)               \
  X(6, closed)                  \
  X(7, declined)
PALITAN_ENUM(GrantState, PALITAN_GRANT_STATES)

/// Who has a granted thing.
#define PALITAN_CUSTODIES(X)                                           \
  X(1, donor) /* until the recipient confirms that it has it */        \
  X(2, recipient)                                                      \
  X(3, transferred) /* to the holder named, with or without consent */ \
  X(4, lost)                                                           \
  X(5, disposed)
PALITAN_ENUM(Custody, PALITAN_CUSTODIES)

/// What a source said that the obligation was worth. Never an obligation.
struct GrantConversion {
  statement::PartyCode by;
  statement::RecordConversion said;
};
template <class A>
void describe(A& a, GrantConversion& x) {
  a.field(1, "by", x.by);
  a.field(2, "said", x.said);
}

struct GrantMilestone {
  statement::Milestone milestone;
  std::optional<base::Id> reached;  ///< the act that says so
  statement::PartyCode reached_by;
  std::optional<base::Date> reached_on;
  std::optional<base::Date> confirmed_on;  ///< by the other side
  std::int64_t disbursed = 0;
  std::int64_t confirmed = 0;  ///< of what was disbursed
};
template <class A>
void describe(A& a, GrantMilestone& x) {
  a.field(1, "milestone", x.milestone);
  a.field(2, "reached", x.reached);
  a.field(3, "reached_by", x.reached_by);
  a.field(4, "reached_on", x.reached_on);
  a.field(5, "confirmed_on", x.confirmed_on);
  a.field(6, "disbursed", x.disbursed);
  a.field(7, "confirmed", x.confirmed);
}

struct GrantLot {
  std::uint32_t number = 0;
  std::string title;
  std::string contractor;
  std::int64_t amount = 0;
  base::Date awarded_on;
  std::vector<GrantMilestone> milestones;  ///< numbers ascending
};
template <class A>
void describe(A& a, GrantLot& x) {
  a.field(1, "number", x.number);
  a.field(2, "title", x.title);
  a.field(3, "contractor", x.contractor);
  a.field(4, "amount", x.amount);
  a.field(5, "awarded_on", x.awarded_on);
  a.field(6, "milestones", x.milestones);
}

struct GrantPayment {
  base::Id id;
  std::uint32_t lot = 0;
  std::uint32_t milestone = 0;
  std::int64_t amount = 0;
  base::Date on;
  std::optional<base::Date> confirmed_on;
};
template <class A>
void describe(A& a, GrantPayment& x) {
  a.field(1, "id", x.id);
  a.field(2, "lot", x.lot);
  a.field(3, "milestone", x.milestone);
  a.field(4, "amount", x.amount);
  a.field(5, "on", x.on);
  a.field(6, "confirmed_on", x.confirmed_on);
}

struct GrantHandover {
  base::Id id;
  std::uint32_t lot = 0;
  statement::Place place;
  base::Date on;
  std::optional<base::Date> confirmed_on;
};
template <class A>
void describe(A& a, GrantHandover& x) {
  a.field(1, "id", x.id);
  a.field(2, "lot", x.lot);
  a.field(3, "place", x.place);
  a.field(4, "on", x.on);
  a.field(5, "confirmed_on", x.confirmed_on);
}

/// What one side says of a thing on a day.
struct Sighting {
  base::Date on;
  statement::Readiness readiness = statement::Readiness::ready;
  std::string custodian;
  statement::Place place;
  std::string berth;
  std::optional<base::Id> berth_grant;  ///< the grant that built the berth: this one, or one linked with it
};
template <class A>
void describe(A& a, Sighting& x) {
  a.field(1, "on", x.on);
  a.field(2, "readiness", x.readiness);
  a.field(3, "custodian", x.custodian);
  a.field(4, "place", x.place);
  a.field(5, "berth", x.berth);
  a.field(6, "berth_grant", x.berth_grant);
}

struct GrantThing {
  statement::GrantItem item;
  std::uint32_t lot = 0;
  base::Id handover;
  Custody custody = Custody::donor;
  base::Date since;                   ///< in that custody
  std::string holder;                 ///< where it was transferred
  std::string purpose;                ///< where it is used for another than the note's
  std::optional<Sighting> reported;   ///< last, by the recipient
  std::optional<Sighting> inspected;  ///< last, as the donor found it
};
template <class A>
void describe(A& a, GrantThing& x) {
  a.field(1, "item", x.item);
  a.field(2, "lot", x.lot);
  a.field(3, "handover", x.handover);
  a.field(4, "custody", x.custody);
  a.field(5, "since", x.since);
  a.field(6, "holder", x.holder);
  a.field(7, "purpose", x.purpose);
  a.field(8, "reported", x.reported);
  a.field(9, "inspected", x.inspected);
}

struct GrantConsent {
  base::Id id;
  statement::ConsentKind consent = statement::ConsentKind::transfer;
  std::vector<std::string> serials;  ///< ascending
  std::string to;
  base::Date on;
  std::optional<bool> granted;  ///< true, or none: denied, or not answered yet
  std::optional<base::Date> answered_on;
  std::string conditions;
  std::vector<std::string> used;  ///< of the serials: carried out under it; ascending
};
template <class A>
void describe(A& a, GrantConsent& x) {
  a.field(1, "id", x.id);
  a.field(2, "consent", x.consent);
  a.field(3, "serials", x.serials);
  a.field(4, "to", x.to);
  a.field(5, "on", x.on);
  a.field(6, "granted", x.granted);
  a.field(7, "answered_on", x.answered_on);
  a.field(8, "conditions", x.conditions);
  a.field(9, "used", x.used);
}

/// What the other side has to answer with measures: a loss, damage, use off purpose, or an act that had no
/// valid cover.
struct GrantMatter {
  base::Id act;
  statement::Kind kind = statement::Kind::report_loss;
  std::optional<statement::LossKind> loss;
  std::uint16_t code = 0;  ///< base::Code of what would have been the refusal
  std::string clause;
  statement::PartyCode by;
  std::vector<std::string> serials;
  base::Date on;
  std::optional<base::Date> due;  ///< of the answer; none where no clock runs
  std::optional<base::Date> answered_on;
};
template <class A>
void describe(A& a, GrantMatter& x) {
  a.field(1, "act", x.act);
  a.field(2, "kind", x.kind);
  a.field(3, "loss", x.loss);
  a.field(4, "code", x.code);
  a.field(5, "clause", x.clause);
  a.field(6, "by", x.by);
  a.field(7, "serials", x.serials);
  a.field(8, "on", x.on);
  a.field(9, "due", x.due);
  a.field(10, "answered_on", x.answered_on);
}

struct GrantEvaluation {
  base::Date on;
  std::string result;  ///< fit to be published
};
template <class A>
void describe(A& a, GrantEvaluation& x) {
  a.field(1, "on", x.on);
  a.field(2, "result", x.result);
}

struct GrantFact {
  GrantState state = GrantState::offered;
  statement::OfferGrant note;
  base::Date offered_on;
  std::string answer;  ///< the recipient's note in return
  std::optional<base::Date> agreed_on;
  std::vector<GrantConversion> conversions;
  std::vector<GrantLot> lots;  ///< numbers ascending
  std::vector<GrantPayment> payments;
  std::vector<GrantHandover> handovers;
  std::vector<GrantThing> things;  ///< serials ascending
  std::vector<GrantConsent> consents;
  std::vector<GrantMatter> matters;
  std::optional<GrantEvaluation> evaluation;    ///< the last
  std::vector<statement::GrantLink> followers;  ///< grants that name this one in their notes
  std::optional<base::Date> closed_on;

  GrantLot* lot(std::uint32_t number);
  GrantThing* thing(std::string_view serial);
  const GrantThing* thing(std::string_view serial) const;
};
template <class A>
void describe(A& a, GrantFact& x) {
  a.field(1, "state", x.state);
  a.field(2, "note", x.note);
  a.field(3, "offered_on", x.offered_on);
  a.field(4, "answer", x.answer);
  a.field(5, "agreed_on", x.agreed_on);
  a.field(6, "conversions", x.conversions);
  a.field(7, "lots", x.lots);
  a.field(8, "payments", x.payments);
  a.field(9, "handovers", x.handovers);
  a.field(10, "things", x.things);
  a.field(11, "consents", x.consents);
  a.field(12, "matters", x.matters);
  a.field(13, "evaluation", x.evaluation);
  a.field(14, "followers", x.followers);
  a.field(15, "closed_on", x.closed_on);
}

/// Sums of what was disbursed, and of what the recipient confirmed. They fit: both stay within the note.
std::int64_t disbursed_of(const GrantFact& grant);
std::int64_t confirmed_of(const GrantFact& grant);
/// The last day on which something that the recipient confirmed was handed over.
std::optional<base::Date> delivered_on(const GrantFact& grant);
/// What is owed under the note, as the books show it: postings of an act are the difference of the positions
/// after and before it. Nothing where a sum would not fit.
std::optional<ledger::Position> position_of(const GrantFact& grant);
/// What keeps the grant from being closed, in words; empty: nothing.
std::string open_of(const GrantFact& grant);

}  // namespace palitan::kernel
