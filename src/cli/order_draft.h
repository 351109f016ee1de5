// From the words of an order command to the body of an act, with what the order itself already says filled
// in.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cli/say.h"
#include "kernel/order_fact.h"
#include "terms/instrument.h"

namespace palitan::cli {

/// Everything the order commands take; each command reads its own.
struct OrderWords {
  std::vector<std::string> lines;  ///< in the syntax of cli/line_syntax.h
  std::string currency;
  std::string supplier;
  std::string recipient;
  std::string instrument;  ///< id or its first digits, or a name
  std::string activity;    ///< id or its first digits, or a name
  std::string place;
  std::string needs;
  std::string reference;
  std::string needed_on;
  std::string of;  ///< id (or its first digits) of the act that is answered, paid, queried, withdrawn ...
  std::string corrects;  ///< id (or its first digits) of the issue or receipt that is replaced
  std::string reason;
  std::string note;
  std::string number;  ///< of an invoice
  std::string due;
  std::string amount;  ///< "JPY 100000"
};

/// What the order's book says when the draft is made.
struct OrderGround {
  const kernel::OrderFact& order;
  const terms::Instrument* instrument = nullptr;  ///< for due dates; null: --due must be given
  base::Id id;                                    ///< of the request
};

/// The canonical body of any act of an order but the request. Where no --line is given: an offer repeats the
/// order's lines, an issue takes all that is not issued, a receipt all of the issue, an invoice all that is
/// received and not billed, a return all that is owed in kind, its acceptance all that was returned. Where no
/// --of is given: the one act that waits for an answer. Trouble: usage, saying what is missing.
Done<base::Bytes> order_body(statement::Kind kind, const OrderWords& words, const OrderGround& ground);

/// The body of a request; instrument and activity are found by the caller.
Done<base::Bytes> request_body(const OrderWords& words, const base::Id& instrument, const base::Id& activity);

/// The one id that begins with `prefix`. Trouble: none, several, not hexadecimal.
Done<base::Id> pick_id(std::string_view prefix, const std::vector<base::Id>& ids, std::string_view what);

}  // namespace palitan::cli
