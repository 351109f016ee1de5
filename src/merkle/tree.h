// The Merkle tree of the log: hashing as in RFC 9162 (2.1.1), and its right edge.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "base/bytes.h"

namespace palitan::merkle {

/// SHA-256(0x00 || data). The log's leaf data is a statement's 32-byte id.
base::Hash leaf_hash(base::ByteView data);

/// SHA-256(0x01 || left || right).
base::Hash node_hash(const base::Hash& left, const base::Hash& right);

/// Root of the tree without leaves: SHA-256 of nothing.
base::Hash empty_root();

/// A complete subtree: 2^level leaves, beginning at leaf index * 2^level. Level 0 is a leaf.
struct Node {
  unsigned level = 0;
  std::uint64_t index = 0;
  base::Hash hash;

  bool operator==(const Node&) const = default;
};

/// All that must be kept to append and to know the root: the complete subtrees at the right edge, at most 64
/// hashes.
class Frontier {
 public:
  Frontier() = default;

  /// From what `size` and `peaks` gave. Nothing where their numbers do not belong together; the hashes are
  /// taken on trust.
  static std::optional<Frontier> from(std::uint64_t size, std::vector<base::Hash> peaks);

  /// Appends the hash of a leaf. Amortised one node hash.
  void append(const base::Hash& leaf);

  /// The same; adds to `completed` each subtree that the leaf completes, the leaf first: what a store keeps
  /// for proofs.
  void append(const base::Hash& leaf, std::vector<Node>& completed);

  /// Leaves so far.
  std::uint64_t size() const { return size_; }

  /// At most 63 node hashes.
  base::Hash root() const;

  /// Roots of the complete subtrees from left to right, one for each bit set in `size`, largest first.
  const std::vector<base::Hash>& peaks() const { return peaks_; }

  bool operator==(const Frontier&) const = default;

 private:
  std::uint64_t size_ = 0;
  std::vector<base::Hash> peaks_;
};

}  // namespace palitan::merkle
