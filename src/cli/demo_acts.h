// Internal: one act of the demonstration by an officer of a party.
#pragma once
#include "cli/acting.h"
#include "cli/demo_moves.h"

namespace palitan::cli {

/// Signs for one party with its officer of that role, in the open book.
template <class Body>
Done<base::Id> act(Stage& stage, const char* party, statement::Role role, const Body& body,
                   std::optional<base::Id> case_id, const char* says) {
  auto& one = stage.nation(party);
  const auto seat = pick_seat(*one.desk, "", role);
  if (!seat) return tl::unexpected(seat.error());
  return stage.sign(one, draft_of(*seat, body, case_id), says);
}

/// The same, where the law must say no: what it answered. Trouble where it was accepted.
template <class Body>
Done<std::string> refusal(Stage& stage, const char* party, statement::Role role, const Body& body,
                          const base::Id& in) {
  auto& one = stage.nation(party);
  const auto seat = pick_seat(*one.desk, "", role);
  if (!seat) return tl::unexpected(seat.error());
  auto draft = draft_of(*seat, body, in);
  draft.effective = stage.now();
  const auto signed_act = one.desk->sign(draft);
  if (!signed_act) return signed_act.error().says;
  return trouble(kRefused, "what had to be refused was signed");
}

}  // namespace palitan::cli
