// An act of an order from a person's words: found, drafted, signed. The order commands and the demonstration
// share it.
#pragma once
#include "cli/acting.h"
#include "cli/order_draft.h"

namespace palitan::cli {

/// Opens an order. Instrument and activity are found by name or id; where empty, the only one there is.
/// `named`: the seat or office that signs; may be empty where only one fits.
Done<SignedAct> sign_request(Desk& desk, const OrderWords& words, std::string_view named,
                             base::Effective time);
/// Any later act. Trouble: the order is not known, this party is no side of it, and what order_body() and the
/// node say.
Done<SignedAct> sign_order_act(Desk& desk, const base::Id& order, statement::Kind kind,
                               const OrderWords& words, std::string_view named, base::Effective time);

}  // namespace palitan::cli
