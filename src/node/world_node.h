// One node of a world. Inside the world only.
#pragma once
#include "node/own_law.h"
#include "node/world.h"

namespace palitan::node {

struct World::Node {
  std::unique_ptr<store::Store> store;
  std::unique_ptr<Book> book;  // null while it does not run; after the store, so that it goes first
  std::string accord_office;   // whose key signs accords; empty: it only syncs
  std::optional<base::Failure> failure;
  std::map<statement::PartyCode, std::uint64_t> told;  // news already sent, by receiver
  std::int64_t clock_ahead_ms = 0;
  std::vector<terms::Overlay> laws;
  std::optional<statement::Marking> ceiling;  // instead of the world's
};

}  // namespace palitan::node
