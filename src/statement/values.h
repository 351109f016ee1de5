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

/// What was read off the meter or the document before conversion to the line's ledger unit (PROTOCOL section
/// 1): ledger quantity = quantity * numerator / denominator, rounded once by the instrument.
struct Entered {
  std::int64_t quantity = 0;  ///< millionths of `unit`
  std::string unit;
  std::int64_t numerator = 1;
  std::int64_t denominator = 1;
};
template <class A>
void describe(A& a, Entered& e) {
  a.field(1, "quantity", e.quantity);
  a.field(2, "unit", e.unit);
  a.field(3, "numerator", e.numerator);
  a.field(4, "denominator", e.denominator);
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
