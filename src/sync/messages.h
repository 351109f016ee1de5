// What two nodes tell each other: canonical CBOR, the same for every carrier. spec/sync.md.
#pragma once
#include "codec/decoder.h"
#include "statement/values.h"

namespace palitan::sync {

inline constexpr std::uint64_t kProtocolVersion = 1;

/// The last act of one branch of a seat; a forked seat has several.
struct SeatTip {
  base::KeyId seat;
  std::uint64_t sequence = 0;
  base::Id id;
  auto operator<=>(const SeatTip&) const = default;
};
template <class A>
void describe(A& a, SeatTip& x) {
  a.field(1, "seat", x.seat);
  a.field(2, "sequence", x.sequence);
  a.field(3, "id", x.id);
}

/// A batch by its tips, and the checkpoint over the log after it as a signed note: a proposal carries its
/// proposer's cosignature, a final accord carries everybody's.
struct AccordPaper {
  std::vector<SeatTip> tips;  ///< ascending
  std::string note;
  /// In a proposal only: kernel::result_marks() of the batch, so that who judges differently can name the
  /// first act where. Never in a final accord.
  std::optional<base::Bytes> marks{};
};
template <class A>
void describe(A& a, AccordPaper& x) {
  a.field(1, "tips", x.tips);
  a.field(2, "note", x.note);
  a.field(3, "marks", x.marks);
}

/// One message. Any part may be absent; a repeated or late one does no harm.
struct Exchange {
  std::uint64_t version = kProtocolVersion;
  base::Id partnership;
  statement::PartyCode from;
  std::uint64_t height = 0;   ///< last final accord
  base::Hash checkpoint;      ///< its hash
  std::vector<SeatTip> tips;  ///< heads as changes since that accord
  std::vector<base::Id> wants;
  std::vector<base::Bytes> statements;
  std::vector<AccordPaper> finals;  ///< consecutive, from the receiver's height + 1
  std::optional<AccordPaper> proposal;
  std::vector<std::string>
      cosignatures;  ///< notes of the height being agreed, each with one or more signatures
  std::vector<std::string> declines;
  bool asks_handover = false;  ///< this node was restored and asks for everything held of its party
  bool hands_over = false;     ///< everything held of the receiver's party is in this and earlier messages
};
template <class A>
void describe(A& a, Exchange& x) {
  a.field(1, "version", x.version);
  a.field(2, "partnership", x.partnership);
  a.field(3, "from", x.from);
  a.field(4, "height", x.height);
  a.field(5, "checkpoint", x.checkpoint);
  a.field(6, "tips", x.tips);
  a.field(7, "wants", x.wants);
  a.field(8, "statements", x.statements);
  a.field(9, "finals", x.finals);
  a.field(10, "proposal", x.proposal);
  a.field(11, "cosignatures", x.cosignatures);
  a.field(12, "declines", x.declines);
  a.field(13, "asks_handover", x.asks_handover);
  a.field(14, "hands_over", x.hands_over);
}

/// One statement in the sender's hand that no accord holds yet.
struct Loose {
  base::Id id;
  base::KeyId seat;
  std::uint64_t sequence = 0;
  base::Id previous;
};

/// The tips of loose statements: those that no other loose one of the seat follows. Ascending.
std::vector<SeatTip> tips_of(const std::vector<Loose>& loose);

/// Which of `loose` the other side lacks, judging by its tips: who holds a statement holds all before it, so
/// everything but the chains below the tips that are known here. Same order; indexes into `loose`.
std::vector<std::size_t> lacking(const std::vector<Loose>& loose, const std::vector<SeatTip>& theirs);

}  // namespace palitan::sync
