#include "attack.h"

namespace palitan::hostile {
namespace {
constexpr Attack kAttacks[] = {
    {"equivocation", "signs two acts as one number of a seat, and shows both", equivocate},
    {"equivocation apart", "shows each partner another act under one number", equivocate_apart},
    {"rollback", "goes back to an older disk and works on from there", roll_back},
    {"replay", "carries acts and papers of one partnership into another", replay_elsewhere},
    {"impostor", "signs for an office of a partner", pose_as_partner},
    {"skipped number", "leaves a number of its seat out, or follows an act that is none of it",
     skip_a_number},
    {"back-dating", "dates an act before the window, or into the future", back_date},
    {"past the warrant", "signs without the role, above the limit, or after the warrant",
     sign_past_the_warrant},
    {"after revocation", "signs with a seat that its own registrar revoked", sign_after_revocation},
    {"stale consent", "accepts what was offered before and offered anew since", use_a_stale_consent},
    {"malformed terms", "proposes an agreement that cannot be read", propose_malformed_terms},
    {"other figures", "bills and receives more than there was", sign_other_figures},
    {"two extensions", "cosigns two checkpoints of one attempt", extend_twice},
    {"two extensions, late", "cosigns another checkpoint once one is final", extend_twice_too_late},
    {"cosigned and declined", "declines what it cosigned", cosign_and_decline},
    {"skipped decline", "cosigns a higher attempt while nobody declined the lower one", skip_the_decline},
    {"forged results", "proposes other results than the statements give", forge_results},
    {"forged checkpoint", "proposes another size, root, order or accord before", forge_the_checkpoint},
    {"clock ahead", "proposes an accord of a time to come", run_ahead_of_the_clock},
    {"withheld cosignature", "never cosigns", withhold_the_cosignature},
    {"forged final", "shows a final accord that not all cosigned", forge_a_final_accord},
    {"withheld statement", "shows acts that rest on one that it keeps back", withhold_a_cited_statement},
    {"compression bomb", "packs a parcel or bundle that unpacks without end", compress_a_bomb},
    {"depth bomb", "nests items without end", nest_too_deep},
    {"count bomb", "announces or sends items without number", count_too_many},
    {"forged bundle", "changes a bundle and seals it again", forge_a_bundle},
    {"garbled statements", "sends statements with bytes changed", garble_statements},
    {"lying heads", "says to hold and lack what it does not", lie_about_holdings},
    {"confused deputy", "speaks in a partnership that it is not in", be_a_confused_deputy},
    {"oversized attachment", "signs one size and sends another, or too much", send_oversized_attachments},
    {"other TLS key", "answers or calls with another key than the record names", show_another_tls_key},
    {"forged proof", "accuses an honest partner with papers made up", forge_a_proof},
    {"framed after a restore", "keeps an old promise back to accuse a restored node", frame_a_restored_node},
};
/// FNV-1a: the same on every machine, so that a seed plays the same everywhere.
std::uint64_t number_of(std::string_view text) {
  std::uint64_t out = 0xcbf29ce484222325ULL;
  for (const char c : text) out = (out ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return out;
}
}  // namespace

std::span<const Attack> attacks() { return kAttacks; }

Played play(const Attack& attack, std::uint64_t seed) {
  Dice dice(number_of(attack.name) + seed);
  try {
    Ground ground(dice);
    const auto end = attack.play(ground);
    ground.check_truth();
    return {end, {}};
  } catch (const Untrue& untrue) {
    return {std::nullopt, untrue.what()};
  }
}

}  // namespace palitan::hostile
