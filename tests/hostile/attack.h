// The catalogue: each attack is a function that plays it on a ground and says how it ended.
#pragma once
#include <span>
#include <string_view>

#include "ground.h"

namespace palitan::hostile {

/// How a lie ends: refused by every honest node, or with a file that proves who told it.
enum class End { refused, proven };

struct Attack {
  std::string_view name;
  std::string_view says;  ///< what the culprit tries
  End (*play)(Ground&);   ///< throws Untrue
};

std::span<const Attack> attacks();

struct Played {
  std::optional<End> end;  ///< nothing: failed
  std::string why;
};
/// Plays one attack with the details that the seed chooses, then looks for the truth.
Played play(const Attack& attack, std::uint64_t seed);

// seats.cpp
End equivocate(Ground& g);
End equivocate_apart(Ground& g);
End roll_back(Ground& g);
End replay_elsewhere(Ground& g);
End pose_as_partner(Ground& g);
End skip_a_number(Ground& g);
// rules.cpp
End back_date(Ground& g);
End sign_past_the_warrant(Ground& g);
End sign_after_revocation(Ground& g);
End use_a_stale_consent(Ground& g);
End propose_malformed_terms(Ground& g);
End sign_other_figures(Ground& g);
// accords.cpp
End extend_twice(Ground& g);
End extend_twice_too_late(Ground& g);
End cosign_and_decline(Ground& g);
End skip_the_decline(Ground& g);
End forge_results(Ground& g);
End forge_the_checkpoint(Ground& g);
End run_ahead_of_the_clock(Ground& g);
End withhold_the_cosignature(Ground& g);
End forge_a_final_accord(Ground& g);
// wire.cpp
End withhold_a_cited_statement(Ground& g);
End garble_statements(Ground& g);
End lie_about_holdings(Ground& g);
End be_a_confused_deputy(Ground& g);
// bombs.cpp
End compress_a_bomb(Ground& g);
End nest_too_deep(Ground& g);
End count_too_many(Ground& g);
End forge_a_bundle(Ground& g);
// doors.cpp
End send_oversized_attachments(Ground& g);
End show_another_tls_key(Ground& g);
// proofs.cpp
End forge_a_proof(Ground& g);
End frame_a_restored_node(Ground& g);

}  // namespace palitan::hostile
