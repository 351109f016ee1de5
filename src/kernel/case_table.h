// The order's case table as data: what may follow what, by whose hand. API, documents and diagrams are made
// from it.
#pragma once
#include <span>

#include "kernel/order_fact.h"

namespace palitan::kernel {

#define PALITAN_SIDES(X) \
  X(1, supplier)         \
  X(2, recipient)        \
  X(3, answering) /* the side that did not propose the amendment */
PALITAN_ENUM(Side, PALITAN_SIDES)

struct OrderRule {
  OrderState state;
  statement::Kind kind;
  Side side;
  statement::Role role;
  OrderState next;
};

/// Every transition; the opening act `request` (recipient, requester) is not among them.
std::span<const OrderRule> order_rules();

/// What the table says of an act by one side in one state; null: nothing allows it.
const OrderRule* find_rule(OrderState state, statement::Kind kind, Side side);
/// Is the kind in the table at all for that side? Tells "wrong state" from "wrong side".
bool side_ever_may(statement::Kind kind, Side side);
/// The role an order's act needs of the side that signs it; empty where the table never lets that side.
std::optional<statement::Role> role_for(statement::Kind kind, Side side);
/// In which role the recipient withdraws `of`: a return is the issuer's, all else the payer's.
statement::Role role_to_withdraw(const OrderFact& order, const base::Id& of);

}  // namespace palitan::kernel
