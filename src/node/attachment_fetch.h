// Attachments from the partners: the second channel, behind the statements. A node asks for what a statement
// of a shared partnership names and it does not hold: one at a time, over the link that carried the
// statements.
#pragma once
#include <chrono>

#include "node/attachment_names.h"

namespace palitan::node {

/// Threads: any; one call at a time.
class AttachmentFetch {
 public:
  using Clock = std::chrono::steady_clock;
  using NamesOf = std::function<AttachmentNames*(const base::Id& partnership)>;
  /// Does an act of any partnership still name it, and none erased it there?
  using Wanted = std::function<bool(const base::Hash&)>;

  /// What a partner does not have now is asked for again after `again`. `own`: this node's party. All given
  /// outlive this.
  AttachmentFetch(Attachments& attachments, NamesOf names, statement::PartyCode own,
                  std::chrono::milliseconds again, Wanted wanted = {});

  struct Wish {
    base::Hash hash;
    std::uint64_t size = 0;  ///< as signed
    std::string target;      ///< of the GET
    std::uint64_t from = 0;  ///< so many bytes are here already
  };
  /// What to ask `party` for next, at most `piece` bytes of it. Nothing: all is here, or was asked for
  /// lately.
  std::optional<Wish> next(const base::Id& partnership, const statement::PartyCode& party,
                           Clock::time_point now, std::size_t piece = kAttachmentMax);
  /// The answer's bytes: kept where they are what was signed, a piece of it until all are there. Else `party`
  /// is not asked again soon, and what was here of it is forgotten. Refusals: those of
  /// Attachments::add_part().
  base::Result<void> arrived(const Wish& wish, const statement::PartyCode& party, base::ByteView bytes,
                             Clock::time_point now);
  /// `party` does not have it, or the link broke.
  void missed(const Wish& wish, const statement::PartyCode& party, Clock::time_point now);

  /// Removes what agreed acts of that partnership erased since the last look, unless another act or
  /// partnership still names it.
  void sweep(const base::Id& partnership);

 private:
  using Way = std::pair<base::Id, statement::PartyCode>;

  Attachments& attachments_;
  NamesOf names_;
  statement::PartyCode own_;
  std::chrono::milliseconds again_;
  Wanted wanted_;
  std::mutex mutex_;
  std::map<Way, Clock::time_point> looked_;  ///< when all was last found to be here
  std::map<std::pair<base::Hash, statement::PartyCode>, Clock::time_point> missed_;
};

}  // namespace palitan::node
