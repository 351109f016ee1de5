// Values that acts are made of.
#pragma once
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/enum.h"
#include "base/instant.h"

namespace palitan::statement {

/// Lower-case ISO 3166-1 alpha-3, as in the founding statement: "jpn", "phl".
using PartyCode = std::string;
/// REQUIRES of every PartyCode in a founding: exactly three letters a-z.
bool is_party_code(std::string_view text);

#define PALITAN_ROLES(X) \
  X(1, registrar)        \
  X(2, custodian)        \
  X(3, requester)        \
  X(4, approver)         \
  X(5, issuer)           \
  X(6, receiver)         \
  X(7, biller)           \
  X(8, payer)            \
  X(9, auditor)
PALITAN_ENUM(Role, PALITAN_ROLES)

#define PALITAN_MEANS(X)     \
  X(1, reimbursement)        \
  X(2, replacement_in_kind)  \
  X(3, equal_value_exchange) \
  X(4, return_of_the_same)
PALITAN_ENUM(Means, PALITAN_MEANS)

#define PALITAN_MARKINGS(X) \
  X(0, unclassified)        \
  X(1, official)            \
  X(2, restricted)
PALITAN_ENUM(Marking, PALITAN_MARKINGS)

#define PALITAN_KEY_REASONS(X) \
  X(1, planned)                \
  X(2, lost)                   \
  X(3, restored)
PALITAN_ENUM(KeyReason, PALITAN_KEY_REASONS)

/// Why received and issued differ, or an invoice is queried.
#define PALITAN_REASONS(X) \
  X(1, short_delivery)     \
  X(2, over_delivery)      \
  X(3, damaged_in_transit) \
  X(4, wrong_item)         \
  X(5, measurement)        \
  X(6, spoiled)            \
  X(7, not_received)       \
  X(8, price)              \
  X(9, quantity)           \
  X(10, not_ordered)       \
  X(11, other)
PALITAN_ENUM(Reason, PALITAN_REASONS)

/// The recipient's answer to an invoice: the closed list of Peppol's invoice response (UNCL 4343 AB, IP, UQ,
/// CA, RE, AP, PD).
#define PALITAN_RESPONSES(X)   \
  X(1, acknowledged)           \
  X(2, in_process)             \
  X(3, under_query)            \
  X(4, conditionally_accepted) \
  X(5, rejected)               \
  X(6, accepted)               \
  X(7, paid)
PALITAN_ENUM(Response, PALITAN_RESPONSES)

/// Why, and what the biller should do: Peppol's OPStatusReason and OPStatusAction, their codes beside them.
#define PALITAN_CLARIFICATIONS(X)      \
  X(1, no_issue)             /* NON */ \
  X(2, references_incorrect) /* REF */ \
  X(3, legal_information)    /* LEG */ \
  X(4, receiver_unknown)     /* REC */ \
  X(5, item_quality)         /* QUA */ \
  X(6, delivery_issues)      /* DEL */ \
  X(7, prices_incorrect)     /* PRI */ \
  X(8, quantity_incorrect)   /* QTY */ \
  X(9, items_incorrect)      /* ITM */ \
  X(10, payment_terms)       /* PAY */ \
  X(11, not_recognised)      /* UNR */ \
  X(12, finance_incorrect)   /* FIN */ \
  X(13, partially_paid)      /* PPD */ \
  X(14, other_reason)        /* OTH */
PALITAN_ENUM(Clarification, PALITAN_CLARIFICATIONS)
#define PALITAN_REQUESTED_ACTIONS(X)  \
  X(1, no_action)           /* NOA */ \
  X(2, provide_information) /* PIN */ \
  X(3, issue_new_invoice)   /* NIN */ \
  X(4, credit_fully)        /* CNF */ \
  X(5, credit_partially)    /* CNP */ \
  X(6, credit_amount)       /* CNA */ \
  X(7, other_action)        /* OTH */
PALITAN_ENUM(RequestedAction, PALITAN_REQUESTED_ACTIONS)

/// How a dispute ended.
#define PALITAN_OUTCOMES(X)                                         \
  X(1, upheld)    /* the figures are to be corrected by reversal */ \
  X(2, dismissed) /* the figures stand */                           \
  X(3, settled)   /* both agreed on something else; the note says on what */
PALITAN_ENUM(Outcome, PALITAN_OUTCOMES)

/// What both authorities make of something that happened without cover.
#define PALITAN_REGULAR_WAYS(X)                                    \
  X(1, regularised) /* it counts as covered from now on */         \
  X(2, handed_back) /* what moved went back; nothing stays owed */ \
  X(3, contested)   /* it stays irregular; a person must settle it elsewhere */
PALITAN_ENUM(RegularWay, PALITAN_REGULAR_WAYS)

/// What an activity's record keeps although nothing was handed over.
#define PALITAN_EVENTS(X)                                               \
  X(1, dry_approach) /* a replenishment practised without a transfer */ \
  X(2, meeting)                                                         \
  X(3, other)
PALITAN_ENUM(EventKind, PALITAN_EVENTS)

/// Members of a visiting force, by group.
#define PALITAN_PEOPLE(X) \
  X(1, officer)           \
  X(2, enlisted)          \
  X(3, civilian) /* the civilian component; contractors and residents do not belong to it */
PALITAN_ENUM(PeopleKind, PALITAN_PEOPLE)

#define PALITAN_CRAFTS(X) \
  X(1, ship)              \
  X(2, aircraft)          \
  X(3, vehicle)
PALITAN_ENUM(CraftKind, PALITAN_CRAFTS)

#define PALITAN_ARMS(X) \
  X(1, weapon)          \
  X(2, ammunition)      \
  X(3, explosive)
PALITAN_ENUM(ArmsKind, PALITAN_ARMS)

/// How goods come in free of duty: to go out again, or to be used up.
#define PALITAN_IMPORTS(X) \
  X(1, temporary)          \
  X(2, consumption)
PALITAN_ENUM(ImportKind, PALITAN_IMPORTS)

#define PALITAN_INCIDENTS(X) \
  X(1, accident)             \
  X(2, injury)               \
  X(3, death)                \
  X(4, damage)               \
  X(5, loss_of_arms)         \
  X(6, environment)          \
  X(7, offence)              \
  X(8, other)
PALITAN_ENUM(IncidentKind, PALITAN_INCIDENTS)

#define PALITAN_CLAIM_OUTCOMES(X) \
  X(1, paid)                      \
  X(2, rejected)                  \
  X(3, given_up)
PALITAN_ENUM(ClaimOutcome, PALITAN_CLAIM_OUTCOMES)

/// How fit for use a granted thing is, as reported.
#define PALITAN_READINESS(X) \
  X(1, ready)                \
  X(2, limited)              \
  X(3, down)                 \
  X(4, lost)                 \
  X(5, disposed)
PALITAN_ENUM(Readiness, PALITAN_READINESS)

#define PALITAN_CONSENTS(X) \
  X(1, transfer)            \
  X(2, other_purpose)       \
  X(3, disposal)
PALITAN_ENUM(ConsentKind, PALITAN_CONSENTS)

#define PALITAN_LOSSES(X) \
  X(1, loss)              \
  X(2, damage)            \
  X(3, off_purpose)
PALITAN_ENUM(LossKind, PALITAN_LOSSES)

/// Why something is still open when an account is stated.
#define PALITAN_OPEN_CAUSES(X) \
  X(1, not_yet_agreed)         \
  X(2, quantity)               \
  X(3, price)                  \
  X(4, rate)                   \
  X(5, missing_receipt)        \
  X(6, refused)                \
  X(7, irregular)              \
  X(8, claimed)                \
  X(9, disputed)               \
  X(10, not_yet_due)           \
  X(11, overdue)
PALITAN_ENUM(OpenCause, PALITAN_OPEN_CAUSES)

/// Minor units of an ISO 4217 currency.
struct Money {
  std::int64_t minor = 0;
  std::string currency;
  bool operator==(const Money&) const = default;
};
template <class A>
void describe(A& a, Money& m) {
  a.field(1, "minor", m.minor);
  a.field(2, "currency", m.currency);
}

/// `minor` minor units of the order's currency for each `per` whole units of the line's unit.
struct Price {
  std::int64_t minor = 0;
  std::int64_t per = 1;
  bool operator==(const Price&) const = default;
};
template <class A>
void describe(A& a, Price& p) {
  a.field(1, "minor", p.minor);
  a.field(2, "per", p.per);
}

/// One part of a price, per the price's `per` units: what is billed, and what it costs in full by the rate
/// card where that is more. A part below its full cost needs the authority that waived the difference.
struct PriceComponent {
  std::string name;  ///< as the instrument names it: "fuel", "flight_hours"
  std::int64_t minor = 0;
  std::optional<std::int64_t> full;
  std::string waiver;
  bool operator==(const PriceComponent&) const = default;
};
template <class A>
void describe(A& a, PriceComponent& x) {
  a.field(1, "name", x.name);
  a.field(2, "minor", x.minor);
  a.field(3, "full", x.full);
  a.field(4, "waiver", x.waiver);
}

/// Fixed on the signed order: what the recipient gives for the whole line in an equal-value exchange.
struct ExchangeFor {
  std::string item;
  std::string unit;
  std::int64_t quantity = 0;  ///< millionths of `unit`
  std::string description;
  bool operator==(const ExchangeFor&) const = default;
};
template <class A>
void describe(A& a, ExchangeFor& x) {
  a.field(1, "item", x.item);
  a.field(2, "unit", x.unit);
  a.field(3, "quantity", x.quantity);
  a.field(4, "description", x.description);
}

/// When and where a return, replacement or exchange is to be handed over.
struct Schedule {
  base::Date on;
  std::string place;
  bool operator==(const Schedule&) const = default;
};
template <class A>
void describe(A& a, Schedule& x) {
  a.field(1, "on", x.on);
  a.field(2, "place", x.place);
}

/// What a party declares under its own law before it gives or takes; the law itself stays outside the record.
struct Declaration {
  std::string ground;
  bool does_not_hinder = false;  ///< the tasks of its own forces
  std::string authority;
};
template <class A>
void describe(A& a, Declaration& x) {
  a.field(1, "ground", x.ground);
  a.field(2, "does_not_hinder", x.does_not_hinder);
  a.field(3, "authority", x.authority);
}

/// Entered from a hand-signed form whose scan is attached: the word of the entering party alone.
struct PaperForm {
  std::vector<std::string> signatories;  ///< as they signed by hand
};
template <class A>
void describe(A& a, PaperForm& x) {
  a.field(1, "signatories", x.signatories);
}

/// Observed when fuel was measured, for its volume at 15 degrees.
struct FuelReading {
  std::int32_t temperature = 0;  ///< hundredths of a degree Celsius
  std::int64_t density = 0;      ///< at 15 degrees, thousandths of kg per cubic metre
};
template <class A>
void describe(A& a, FuelReading& x) {
  a.field(1, "temperature", x.temperature);
  a.field(2, "density", x.density);
}

/// What was read off the meter or the document before conversion to the line's ledger unit (PROTOCOL section
/// 1): ledger quantity = quantity * numerator / denominator, rounded once by the instrument.
struct Entered {
  std::int64_t quantity = 0;  ///< millionths of `unit`
  std::string unit;
  std::int64_t numerator = 1;
  std::int64_t denominator = 1;
  std::optional<FuelReading> fuel = {};  ///< the ratio then holds the correction to 15 degrees too
};
template <class A>
void describe(A& a, Entered& e) {
  a.field(1, "quantity", e.quantity);
  a.field(2, "unit", e.unit);
  a.field(3, "numerator", e.numerator);
  a.field(4, "denominator", e.denominator);
  a.field(5, "fuel", e.fuel);
}

/// A paper or picture kept beside the record; only this reference is signed.
struct Attachment {
  base::Hash hash;
  std::uint64_t size = 0;
  std::string type;
  std::string name;
};
template <class A>
void describe(A& a, Attachment& x) {
  a.field(1, "hash", x.hash);
  a.field(2, "size", x.size);
  a.field(3, "type", x.type);
  a.field(4, "name", x.name);
}

}  // namespace palitan::statement
