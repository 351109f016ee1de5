// A checkpoint of the height being agreed, as one node sees it. Inside Book only.
#pragma once
#include "node/book.h"

namespace palitan::node {

struct Book::Candidate {
  std::string body;           ///< checkpoint text
  base::Hash hash;            ///< of the body
  kernel::AccordPoint point;  ///< what the text says
  std::vector<sync::SeatTip> tips;
  std::optional<base::Bytes> marks;  ///< the proposer's, per act
  std::map<std::string, merkle::NoteSignature>
      signatures;        ///< by party; each fits the body and a key of the party
  bool settled = false;  ///< nothing more to be done: cosigned or declined by this node

  // Once its statements are here:
  bool computed = false;
  kernel::AccordPoint found;  ///< what follows from the statements
  kernel::Fold fold;
  merkle::Frontier frontier;
  std::shared_ptr<const kernel::Fact> partnership;  ///< after the accord

  const kernel::PartnershipFact& after() const {
    return *kernel::fact_as<kernel::PartnershipFact>(partnership.get());
  }
  bool matches() const { return computed && found == point; }
};

/// The name under which a party's vote at one attempt is kept.
std::string vote_name(std::uint64_t height, std::uint64_t attempt, std::string_view kind);

}  // namespace palitan::node
