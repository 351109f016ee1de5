// The ids that arrived lately, in memory, on their way into the table `ids`.
//
// Ids are random: put into an index of a million one by one, each costs a page written twice. Here they wait,
// in order, and each commit moves a few of them, those that come next in order, so that several fall on one
// page. After one sweep through the order everything that had arrived when the sweep began is in the table; a
// mark in the file says up to which arrival. What arrived after the mark is read back from `statements` on
// opening, so nothing here has to be durable.
#pragma once
#include <cstdint>
#include <mutex>
#include <shared_mutex>
#include <utility>
#include <vector>

#include "base/bytes.h"

namespace palitan::store::sqlite {

/// First eight bytes as an integer: what the tables of random keys are ordered by.
std::int64_t prefix_of(base::ByteView id);

/// Changed by the writer's thread only; asked by any.
class FreshIds {
 public:
  struct Entry {
    std::int64_t prefix = 0;
    std::uint64_t arrival = 0;
    auto operator<=>(const Entry&) const = default;
  };
  void add(const Entry& entry);
  void remove(const std::vector<Entry>& entries);
  /// Arrivals whose ids may begin like this, ascending.
  std::vector<std::uint64_t> find(std::int64_t prefix) const;
  std::size_t size() const;
  /// At most `count` entries that follow `after` in order; fewer at the end.
  std::vector<Entry> following(const Entry& after, std::size_t count) const;

 private:
  /// In order, by the first bits of the prefix: ids are random, so that no shelf is much longer than another,
  /// and an entry is put in by moving a few neighbours. A tree of as many costs a cache miss a level.
  static constexpr unsigned kShelfBits = 12;
  using Shelf = std::vector<Entry>;
  static std::size_t shelf_of(std::int64_t prefix);

  mutable std::shared_mutex mutex_;
  std::vector<Shelf> shelves_ = std::vector<Shelf>(std::size_t{1} << kShelfBits);
  std::size_t size_ = 0;
};

}  // namespace palitan::store::sqlite
