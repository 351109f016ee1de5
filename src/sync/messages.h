// What two nodes tell each other. spec/sync.md.
#pragma once
#include <set>

#include "codec/decoder.h"
#include "statement/values.h"

namespace palitan::sync {

inline constexpr std::uint64_t kProtocolVersion = 2;

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
  /// Ascending. May be empty in a final accord whose batch the receiver has seen proposed.
  std::vector<SeatTip> tips;
  std::string note;
  /// In a proposal only: kernel::result_marks() of the batch, so that who judges differently can name the
  /// first act where. Never in a final accord.
  std::optional<base::Bytes> marks{};
  /// In a message with a final accord: how many statements before it are the whole of its batch; 0: its
  /// batch is not there, or not all of it.
  std::uint64_t acts = 0;
};
template <class A>
void describe(A& a, AccordPaper& x) {
  a.field(1, "tips", x.tips);
  a.field(2, "note", x.note);
  a.field(3, "marks", x.marks);
}

/// Statements of one seat that a node holds beyond its last accord.
struct SeatRuns {
  base::KeyId seat;
  /// First and last number of each run, ascending, with a gap between any two: what is lacked.
  std::vector<std::pair<std::uint64_t, std::uint64_t>> runs;
  bool operator==(const SeatRuns&) const = default;
};

/// What a node holds beyond its last accord, agreed or not.
struct Holdings {
  std::vector<SeatRuns> runs;  ///< ascending by seat
  std::uint64_t digest = 0;    ///< over the ids at the ends of the runs: tells whether numbers mean the same
  std::vector<SeatTip> tips;   ///< of seats not in `runs`: those whose numbers alone would not say which act
  bool operator==(const Holdings&) const = default;
};

/// One message. Any part may be absent; a repeated or late one does no harm. How it travels: sync/parcel.h.
struct Exchange {
  base::Id partnership;
  statement::PartyCode from;
  std::string node{};        ///< which node of that party; empty: the one that signs its accords
  std::uint64_t height = 0;  ///< last final accord
  base::Hash checkpoint;     ///< its hash
  /// Nothing: the sender did not say, or in words that this end does not yet understand.
  std::optional<Holdings> holdings{};
  /// In place of them: once the receiver has taken this in, both hold the same, whose whole_digest() this is.
  std::optional<std::uint64_t> alike{};
  std::vector<base::Id> wants{};
  std::vector<base::Bytes> statements{};
  std::vector<AccordPaper> finals{};  ///< consecutive, from the receiver's height + 1
  std::optional<AccordPaper> proposal{};
  std::vector<std::string>
      cosignatures{};  ///< notes of the height being agreed, each with one or more signatures
  std::vector<std::string> declines{};
  bool asks_handover = false;  ///< this node was restored and asks for everything held of its party
  bool hands_over = false;     ///< everything held of the receiver's party is in this and earlier messages
};

/// One statement in the sender's hand that no accord holds yet.
struct Loose {
  base::Id id;
  base::KeyId seat;
  std::uint64_t sequence = 0;
  base::Id previous;
};

/// The tips of loose statements: those that no other loose one of the seat follows. Ascending.
std::vector<SeatTip> tips_of(const std::vector<Loose>& loose);

/// What that is, told as short as can be: a seat's ends go by id where it is in `by_id` or has two acts of
/// one number, else its numbers say enough.
Holdings holdings_of(const std::vector<Loose>& loose, const std::set<base::KeyId>& by_id);

/// Which of `loose` the other side lacks. Of a seat told by numbers: what has another number, and everything
/// from a fork on that only this end knows of. Of one told by tips: everything but the chains below the tips
/// that are known here. Same order; indexes into `loose`.
std::vector<std::size_t> lacking(const std::vector<Loose>& loose, const Holdings& theirs);

/// Over everything that is told there.
std::uint64_t whole_digest(const Holdings& holdings);

/// True where they hold just what stands in `loose` once they have `sent` of it more. False also where that
/// cannot be told by numbers.
bool alike_after(const std::vector<Loose>& loose, const Holdings& theirs, std::size_t sent);

/// False where they hold an act of a number that this end holds too, and it is another act: one of the two
/// ends does not know of a fork. True also where that cannot be told.
bool same_branches(const std::vector<Loose>& loose, const Holdings& theirs);

}  // namespace palitan::sync
