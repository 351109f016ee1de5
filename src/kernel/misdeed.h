// Proof of a misdeed that travels: what one party signed and what cannot stand together, with everything that
// ties the signing key to the party. Read from its bytes alone, by whoever has them; spec/misdeed.md.
//
// It never rests on what somebody failed to do, on anybody's clock or on the order in which papers came: only
// on two signatures of one key. Whoever signs by the rules of spec/log.md never makes such a pair.
#pragma once
#include "kernel/accord.h"
#include "statement/envelope.h"

namespace palitan::kernel {

#define PALITAN_MISDEEDS(X) \
  X(1, fork)                \
  X(2, two_cosignatures)    \
  X(3, cosigned_and_declined)
PALITAN_ENUM(MisdeedKind, PALITAN_MISDEEDS)

inline constexpr std::size_t kMisdeedMax = std::size_t{1} << 20;  ///< bytes of a proof file
inline constexpr std::uint64_t kMisdeedVersion = 1;

/// The proof file: spec/misdeed.md, section 2.
struct Misdeed {
  std::uint64_t version = kMisdeedVersion;
  MisdeedKind kind = MisdeedKind::fork;
  base::Bytes founding;
  base::Bytes key_change;                 ///< that brought the accord key; empty where the founding names it
  std::vector<base::Bytes> appointments;  ///< from a root's down to that of the forked seat
  std::vector<base::Bytes> statements;    ///< the two branches, ascending by id
  std::vector<std::string> papers;        ///< two notes with one signature each
};
template <class A>
void describe(A& a, Misdeed& x) {
  a.field(1, "version", x.version);
  a.field(2, "kind", x.kind);
  a.field(3, "founding", x.founding);
  a.field(4, "key_change", x.key_change);
  a.field(5, "appointments", x.appointments);
  a.field(6, "statements", x.statements);
  a.field(7, "papers", x.papers);
}

/// One of the two branches of a fork.
struct ForkedAct {
  base::Id id;
  std::uint16_t kind = 0;  ///< a number of statement::Kind, or one that this program does not know
  base::Effective effective;
};
/// One of the two papers of an accord.
struct SignedPaper {
  std::optional<AccordPoint> cosigned;  ///< else it is a decline
  std::optional<Decline> declined;
  base::Hash hash;  ///< of its text
};

/// What a proof file proves.
struct ProvenMisdeed {
  MisdeedKind kind = MisdeedKind::fork;
  base::Id partnership;
  std::vector<statement::PartyCode> parties;
  statement::PartyCode party;  ///< who did it
  base::PublicKey key;         ///< that signed both
  // A fork:
  std::string office, holder;  ///< of the seat, as appointed
  std::uint64_t sequence = 0;
  std::vector<ForkedAct> acts;  ///< two
  // Papers of an accord:
  std::uint64_t height = 0;
  std::uint64_t attempt = 0;
  std::vector<SignedPaper> papers;  ///< two
  /// The highest of all acts in the file: what it must be marked with.
  statement::Marking marking = statement::Marking::unclassified;
};

/// Refusals: bad_ where the file cannot be read at all; refused_evidence where it proves nothing, saying why.
base::Result<ProvenMisdeed> verify_misdeed(base::ByteView file);
/// In its one form: branches and papers put in order. Believes nothing it has not verified. Refusals: those
/// of verify_misdeed().
base::Result<base::Bytes> make_misdeed(Misdeed misdeed);
/// SHA-256 of the file: names it.
base::Hash misdeed_name(base::ByteView file);

/// A cosignature or decline of that partnership with one signature; its text's form is right, its signature
/// unchecked. Refusals: bad_note, bad_partnership.
struct VotePaper {
  merkle::Note note;
  SignedPaper says;
  std::uint64_t height() const { return says.cosigned ? says.cosigned->height : says.declined->height; }
  std::uint64_t attempt() const { return says.cosigned ? says.cosigned->attempt : says.declined->attempt; }
};
base::Result<VotePaper> read_vote(const base::Id& partnership, std::string_view note);
/// Did this key of that party sign it?
bool signed_by(const VotePaper& paper, std::string_view party, const base::PublicKey& key);
/// What two papers of one key prove; nothing where they can stand together.
std::optional<MisdeedKind> contradiction(const VotePaper& a, const VotePaper& b);

}  // namespace palitan::kernel
