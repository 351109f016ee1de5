#include "merkle/proof.h"

#include <bit>

#include "base/check.h"

namespace palitan::merkle {
namespace {
using base::Code;
using base::Hash;

/// Leaves begin..end; begin is a multiple of a power of two not below their number, as every split of RFC
/// 9162 leaves it.
struct Range {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;

  std::uint64_t count() const { return end - begin; }
  /// REQUIRES: count() > 1. The largest power of two below the count goes left.
  std::uint64_t middle() const { return begin + std::bit_floor(count() - 1); }
  Range left() const { return {begin, middle()}; }
  Range right() const { return {middle(), end}; }
};

/// Reads one hash where the range is complete, one for each bit of its count otherwise.
Hash hash_of(Range range, const HashAt& node) {
  if (std::has_single_bit(range.count())) {
    const auto level = static_cast<unsigned>(std::countr_zero(range.count()));
    return node(level, range.begin >> level);
  }
  return node_hash(hash_of(range.left(), node), hash_of(range.right(), node));
}

void add_inclusion(std::uint64_t index, Range range, const HashAt& node, std::vector<Hash>& out) {
  if (range.count() == 1) return;
  const bool goes_left = index < range.middle();
  add_inclusion(index, goes_left ? range.left() : range.right(), node, out);
  out.push_back(hash_of(goes_left ? range.right() : range.left(), node));
}

/// SUBPROOF of RFC 9162, 2.1.4.1. `old_end` lies in the range; `known` says that the verifier has the hash of
/// the old part.
void add_consistency(std::uint64_t old_end, Range range, bool known, const HashAt& node,
                     std::vector<Hash>& out) {
  if (old_end == range.end) {
    if (!known) out.push_back(hash_of(range, node));
    return;
  }
  if (old_end <= range.middle()) {
    add_consistency(old_end, range.left(), known, node, out);
    out.push_back(hash_of(range.right(), node));
  } else {
    add_consistency(old_end, range.right(), false, node, out);
    out.push_back(hash_of(range.left(), node));
  }
}

/// A place on the way up: `first` is the node followed, `last` the rightmost node of its level.
struct Climb {
  std::uint64_t first = 0;
  std::uint64_t last = 0;

  void up() {
    first >>= 1;
    last >>= 1;
  }
  /// True where the next hash of the proof stands left of the node. A node without right neighbour rises
  /// unchanged until it is a right child; that climb is made here.
  bool sibling_is_left() {
    if ((first & 1) == 0 && first != last) return false;
    while ((first & 1) == 0 && first != 0) up();
    return true;
  }
};

base::Result<void> outcome(bool holds) {
  if (!holds) return base::refuse(Code::bad_proof);
  return {};
}
}  // namespace

void Levels::append(const Hash& leaf) {
  completed_.clear();
  frontier_.append(leaf, completed_);
  for (const auto& node : completed_) {
    if (levels_.size() <= node.level) levels_.emplace_back();
    levels_[node.level].push_back(node.hash);
  }
}

const Hash& Levels::at(unsigned level, std::uint64_t index) const {
  PALITAN_CHECK(level < levels_.size() && index < levels_[level].size());
  return levels_[level][index];
}

HashAt Levels::reader() const {
  return [this](unsigned level, std::uint64_t index) { return at(level, index); };
}

Hash root_at(std::uint64_t size, const HashAt& node) {
  return size == 0 ? empty_root() : hash_of({0, size}, node);
}

std::vector<Hash> inclusion_proof(std::uint64_t index, std::uint64_t size, const HashAt& node) {
  PALITAN_CHECK(index < size);
  std::vector<Hash> out;
  add_inclusion(index, {0, size}, node, out);
  return out;
}

std::vector<Hash> consistency_proof(std::uint64_t size1, std::uint64_t size2, const HashAt& node) {
  PALITAN_CHECK(size1 <= size2);
  std::vector<Hash> out;
  if (size1 > 0) add_consistency(size1, {0, size2}, true, node, out);
  return out;
}

// RFC 9162, 2.1.3.2.
base::Result<void> verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size,
                                    std::span<const Hash> proof, const Hash& root) {
  if (index >= size) return base::refuse(Code::bad_proof, "the index lies beyond the log");
  Climb climb{index, size - 1};
  Hash hash = leaf;
  for (const auto& next : proof) {
    if (climb.last == 0) return base::refuse(Code::bad_proof, "the proof is too long");
    hash = climb.sibling_is_left() ? node_hash(next, hash) : node_hash(hash, next);
    climb.up();
  }
  return outcome(climb.last == 0 && hash == root);
}

// RFC 9162, 2.1.4.2.
base::Result<void> verify_consistency(std::uint64_t size1, const Hash& root1, std::uint64_t size2,
                                      const Hash& root2, std::span<const Hash> proof) {
  if (size1 > size2) return base::refuse(Code::bad_proof, "the earlier log is the longer one");
  if (size1 == size2) return outcome(proof.empty() && root1 == root2 && (size1 > 0 || root1 == empty_root()));
  if (size1 == 0)
    return base::refuse(Code::bad_proof, "every log continues the empty one; that needs no proof");
  // An earlier log that is one complete subtree is where both climbs begin, and the proof does not repeat it.
  const bool whole = std::has_single_bit(size1);
  if (!whole && proof.empty()) return base::refuse(Code::bad_proof, "the proof is too short");
  Hash earlier = whole ? root1 : proof.front();
  Hash later = earlier;
  Climb climb{size1 - 1, size2 - 1};
  while (climb.first & 1) climb.up();
  for (const auto& next : proof.subspan(whole ? 0 : 1)) {
    if (climb.last == 0) return base::refuse(Code::bad_proof, "the proof is too long");
    if (climb.sibling_is_left()) {
      earlier = node_hash(next, earlier);
      later = node_hash(next, later);
    } else {
      later = node_hash(later, next);
    }
    climb.up();
  }
  return outcome(climb.last == 0 && earlier == root1 && later == root2);
}

}  // namespace palitan::merkle
