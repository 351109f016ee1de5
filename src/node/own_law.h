// A party's own law on its own node: overlays, asked before anything binding is signed. Nothing of them
// enters the record, and no verdict depends on them (PROTOCOL section 3).
#pragma once
#include <span>

#include "node/book.h"
#include "terms/overlay.h"

namespace palitan::node {

class OwnLaw {
 public:
  /// REQUIRES: every overlay is valid and of the node's party.
  explicit OwnLaw(std::vector<terms::Overlay> overlays) : overlays_(std::move(overlays)) {}

  /// May the party sign this request, offer, amendment or acceptance? May it ask, consent or say that goods
  /// go on to a third party, or name them as a first giver's: of those only the rule on handing on is asked.
  /// Other acts bind to nothing new and pass. Ceilings run across partners: `books` are all partnerships of
  /// this node, `book` is the one signed in; the time it takes grows with the number of their orders.
  /// Refusals: local_law_ground, local_law_hindrance, local_law_ceiling, each with the overlay's clause.
  base::Result<void> check(const Draft& draft, Book& book, std::span<Book* const> books,
                           base::Instant now) const;

 private:
  std::vector<terms::Overlay> overlays_;
};

}  // namespace palitan::node
