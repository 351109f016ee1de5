// From the words of an order command to the body of an act, with what the order itself already says filled
// in.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cli/say.h"
#include "kernel/facts.h"
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
  std::string visit;       ///< id or its first digits, or its reference
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
  std::string amount;     ///< "JPY 100000"
  std::string unit;       ///< receiving or issuing organisation
  std::string bill_to;    ///< office to be billed
  std::string funds;      ///< citation or certification
  std::string liability;  ///< limit of government liability
  std::string payee;
  std::string remit_to;
  std::string rates;                   ///< id of a rate card, or its first digits
  std::string authority;               ///< that stands behind a write-off or concurred in an offset
  std::string against;                 ///< the whole id of the invoice that an offset is set against
  std::string ground;                  ///< that the own law is declared to give
  std::string decided_by;              ///< the authority behind it
  std::string hinders;                 ///< "no": declared not to hinder the own forces
  std::string act_kind;                ///< whose date is concurred in
  std::string day;                     ///< that date
  std::string outcome;                 ///< of a dispute, or of what is irregular
  std::string response;                ///< to an invoice
  std::vector<std::string> reasons;    ///< of a response
  std::vector<std::string> actions;    ///< that a response asks for
  std::vector<std::string> signed_by;  ///< hand signatories of a paper form
  std::vector<std::string> attach;     ///< files in the syntax of cli/attaching.h
};

/// What the order's book says when the draft is made.
struct OrderGround {
  const kernel::OrderFact& order;
  const terms::Instrument* instrument = nullptr;  ///< for due dates; null: --due must be given
  base::Id id;                                    ///< of the request
  const kernel::InstrumentFact* law = nullptr;    ///< for rate cards
  statement::PartyCode party = {};                ///< whose act it is
};

/// The canonical body of any act of an order but the request. Where no --line is given: an offer repeats the
/// order's lines, an issue takes all that is not issued, a receipt all of the issue, an invoice all that is
/// received and not billed, a return all that is owed in kind, its acceptance all that was returned. Where no
/// --of is given: the one act that waits for an answer. Trouble: usage, saying what is missing.
Done<base::Bytes> order_body(statement::Kind kind, const OrderWords& words, const OrderGround& ground);

/// Answers, disputes, and debts settled otherwise: respond, dispute, resolve, convert, offset, write_off,
/// regularise, confirm_finding, confirm_paper, credit_note, refund. Nothing: another kind.
std::optional<Done<base::Bytes>> debt_body(statement::Kind kind, const OrderWords& words,
                                           const OrderGround& ground);

/// What the words declare under the own party's law; nothing where they say nothing of it.
std::optional<statement::Declaration> declared(const OrderWords& words);

/// The body of a request; instrument and activity are found by the caller.
Done<base::Bytes> request_body(const OrderWords& words, const base::Id& instrument, const base::Id& activity,
                               const std::optional<base::Id>& visit = std::nullopt);

/// The one id that begins with `prefix`. Trouble: none, several, not hexadecimal.
Done<base::Id> pick_id(std::string_view prefix, const std::vector<base::Id>& ids, std::string_view what);

}  // namespace palitan::cli
