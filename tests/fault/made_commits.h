// Commits as a node makes them, from dice: for stores that are cut off while they write.
#pragma once
#include "sim/dice.h"
#include "store/contract.h"

namespace palitan::fault {

/// Makes commits that may follow on what a store holds.
class CommitMaker {
 public:
  explicit CommitMaker(sim::Dice& dice) : dice_(dice) {}

  /// Arrivals, known ones among them; verdicts over some of what is pending, with postings, facts and an
  /// accord; notes. `large`: hundreds of statements, more than the writer's cache holds.
  store::Commit next(const store::Store& after, bool large);
  /// What writes again all that drop_derived() drops, in commits of a few entries each.
  static std::vector<store::Commit> rebuild_of(const store::Store& store, std::uint64_t entries_each);

  /// Every id, case and seat that any commit of this maker named.
  const std::vector<store::ArrivedStatement>& named() const { return named_; }
  /// What a cut took with it is no longer named.
  void forget_last(std::size_t count) { named_.resize(named_.size() - count); }
  std::size_t named_by_last() const { return named_by_last_; }

 private:
  template <class F>
  F fixed() {
    F out;
    for (auto& byte : out.raw) byte = static_cast<std::uint8_t>(dice_.next());
    return out;
  }
  base::Bytes bytes(std::size_t least, std::size_t most);
  store::ArrivedStatement arrival();
  void agree(const store::Store& after, std::uint64_t most, store::Commit& into);
  void add_facts(const store::Store& after, std::uint64_t count, store::Commit& into);

  sim::Dice& dice_;
  std::vector<store::ArrivedStatement> named_;
  std::size_t named_by_last_ = 0;
};

/// The first thing that two stores answer differently, asked for everything in `named` too; nothing: no one
/// could tell them apart. Reads of `seen` may throw ReadFault.
std::optional<std::string> difference(const store::Store& seen, const store::Store& truth,
                                      const std::vector<store::ArrivedStatement>& named);

}  // namespace palitan::fault
