// Accords: what a checkpoint says, who must sign it, and when a node may sign (PROTOCOL section 5). Pure
// rules; the node carries them out.
#pragma once
#include <set>

#include "kernel/facts.h"
#include "merkle/note.h"

namespace palitan::kernel {

/// What the cosigners of (height, attempt) agree on.
struct AccordPoint {
  std::uint64_t height = 0;
  std::uint64_t attempt = 0;
  base::Instant time;
  std::uint64_t rules = 1;
  std::uint64_t size = 0;  ///< of the log after it
  base::Hash root;
  base::Hash results;
  base::Hash previous;  ///< checkpoint_hash of the accord before; zero at height 0

  bool operator==(const AccordPoint&) const = default;
};

/// The C2SP checkpoint text of spec/log.md.
std::string checkpoint_body(const base::Id& partnership, const AccordPoint& point);
/// Strict inverse. Refusals: bad_note, bad_partnership.
base::Result<AccordPoint> parse_checkpoint_body(const base::Id& partnership, std::string_view body);
/// SHA-256 of the body.
base::Hash checkpoint_hash(std::string_view body);

std::string accord_key_name(std::string_view party);
std::string root_key_name(std::string_view party, std::size_t index);

/// Cosignatures carry the accord's time in seconds, so that cosigning twice gives the same bytes.
merkle::NoteSignature cosign_accord(const crypto::KeyPair& key, std::string_view party,
                                    const AccordPoint& point, std::string_view body);
/// Refusal: bad_cosignature.
base::Result<void> verify_accord_cosignature(const merkle::NoteSignature& signature, std::string_view name,
                                             const base::PublicKey& key, const AccordPoint& point,
                                             std::string_view body);
/// Every party's accord key signed (at height 0: every root of every party). `partnership` is the fact
/// *after* the accord, since a change of accord key counts for the accord that contains it. Refusal:
/// bad_cosignature naming who is missing.
base::Result<void> check_final(const merkle::Note& note, const AccordPoint& point,
                               const PartnershipFact& partnership);

/// Index of the party whose turn it is.
inline std::size_t proposer_of(std::uint64_t height, std::uint64_t attempt, std::size_t parties) {
  return static_cast<std::size_t>((height % parties + attempt % parties) % parties);
}

struct Decline {
  std::uint64_t height = 0;
  std::uint64_t attempt = 0;
  base::Code reason = base::Code::bad_accord;
  std::optional<base::Id> difference;  ///< the first act judged differently
};
std::string decline_text(const base::Id& partnership, const Decline& decline);
/// Refusals: bad_note, bad_partnership.
base::Result<Decline> parse_decline(const base::Id& partnership, std::string_view text);

/// What one party has signed at one height, as far as is known; its own is durable.
struct Votes {
  std::map<std::uint64_t, base::Hash> cosigned;  ///< attempt -> checkpoint hash
  std::set<std::uint64_t> declined;              ///< attempts
};
/// May the party that signed `mine` cosign `checkpoint` on `attempt`? `declines_held`: attempts of this
/// height for which it holds anybody's decline, its own included. REQUIRES: no final accord of this height is
/// known. Model: an exhaustive search finds no two finals under this rule. Refusal: bad_accord with the
/// reason.
base::Result<void> may_cosign(const Votes& mine, std::uint64_t attempt, const base::Hash& checkpoint,
                              const std::set<std::uint64_t>& declines_held);
/// REQUIRES: no final accord of this height is known.
bool may_decline(const Votes& mine, std::uint64_t attempt);

/// A cosigner's clock must not be more than this behind the accord's time.
inline constexpr std::int64_t kClockAheadMaxMs = 10 * 60 * 1000;

}  // namespace palitan::kernel
